// What lotteries store, their limits, and how far one is.
import { mapper, t, type Context, type ValueOf } from "@mxvm/contract-api";

export const Status = t.enum("Status", "Inactive", "Running", "Ended");
export const AwardingStatus = t.enum("AwardingStatus", "Ongoing", "Finished");
export const LotteryInfo = t.struct("LotteryInfo", {
  token_id: t.tokenId,
  ticket_price: t.bigUint,
  tickets_left: t.usize,
  deadline: t.timestampMs,
  max_entries_per_user: t.usize,
  prize_distribution: t.list(t.u8),
  prize_pool: t.bigUint,
  unawarded_amount: t.bigUint,
});
export type Status = ValueOf<typeof Status>;
export type AwardingStatus = ValueOf<typeof AwardingStatus>;
export type LotteryInfo = ValueOf<typeof LotteryInfo>;

export const PERCENTAGE_TOTAL = 100;
export const THIRTY_DAYS_IN_MILLISECONDS = 60n * 60n * 24n * 30n * 1000n;
export const MAX_TICKETS = 800;
export const MAX_OPERATIONS = 50;

export const state = {
  storage: {
    lotteryInfo: mapper.value("lotteryInfo", LotteryInfo, t.string),
    whitelist: mapper.unorderedSet("lotteryWhitelist", t.u64, t.string),
    ticketHolders: mapper.vec("ticketHolder", t.u64, t.string),
    accumulatedRewards: mapper.value("accumulatedRewards", t.bigUint, t.tokenId, t.u64),
    totalWinningTickets: mapper.value("totalWinningTickets", t.usize, t.string),
    indexLastWinner: mapper.value("indexLastWinner", t.usize, t.string),
    userTokenRewards: mapper.unorderedSet("userTokenRewards", t.tokenId, t.u64),
    entriesForUser: mapper.value("numberOfEntriesForUser", t.usize, t.string, t.u64),
    userIds: mapper.addressIds("addressToIdMapper"),
    burnPercentage: mapper.value("burnPercentageForLottery", t.bigUint, t.string),
  },
};
export type Sc = Context<typeof state>;

export const statusOf = (sc: Sc, name: string): Status => {
  const info = sc.storage.lotteryInfo(name);
  if (info.isEmpty()) return "Inactive";
  const { deadline, tickets_left } = info.get();
  return sc.blockchain.timestampMs() > deadline || tickets_left === 0 ? "Ended" : "Running";
};
