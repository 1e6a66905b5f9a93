// Drawing winners, a bounded number in each call, and giving them their prizes.
import { at, endpoint, fail, require, t, type TokenId } from "@mxvm/contract-api";
import { AwardingStatus, MAX_OPERATIONS, PERCENTAGE_TOTAL, statusOf, type LotteryInfo, type Sc } from "./state.js";

const percentageOf = (value: bigint, percentage: bigint) => (value * percentage) / BigInt(PERCENTAGE_TOTAL);

const assignPrize = (sc: Sc, token: TokenId, amount: bigint, winner: bigint) => {
  sc.storage.accumulatedRewards(token, winner).update((value) => value + amount);
  sc.storage.userTokenRewards(winner).add(token);
};

const burnPrizePercentage = (sc: Sc, name: string, info: LotteryInfo): LotteryInfo => {
  const percentage = sc.storage.burnPercentage(name).get();
  if (percentage === 0n) return info;
  const burned = percentageOf(info.prize_pool, percentage);
  if (sc.blockchain.localRoles(info.token_id).burn) sc.send.esdtLocalBurn(info.token_id, 0n, burned);
  return { ...info, prize_pool: info.prize_pool - burned, unawarded_amount: info.unawarded_amount - burned };
};

const prepareAwarding = (sc: Sc, name: string) => {
  const totalTickets = sc.storage.ticketHolders(name).length();
  if (totalTickets === 0) return;
  const info = burnPrizePercentage(sc, name, sc.storage.lotteryInfo(name).get());
  const prizes = info.prize_distribution.length;
  sc.storage.totalWinningTickets(name).set(totalTickets < prizes ? totalTickets : prizes);
  sc.storage.indexLastWinner(name).set(1);
  sc.storage.lotteryInfo(name).set(info);
};

/** The prize drawn, 0n for none. */
const awardWinner = (sc: Sc, name: string, index: number, totalTickets: number, winners: number, info: LotteryInfo) => {
  const holders = sc.storage.ticketHolders(name);
  const drawn = sc.random.range(index, totalTickets + 1);
  const winner = holders.get(drawn);
  holders.set(drawn, holders.get(index));
  holders.set(index, winner);
  const prize = percentageOf(info.prize_pool, BigInt(at(info.prize_distribution, winners - index)));
  if (prize > 0n) assignPrize(sc, info.token_id, prize, winner);
  return prize;
};

const clearStorage = (sc: Sc, name: string) => {
  const holders = sc.storage.ticketHolders(name);
  for (const id of holders.values()) sc.storage.entriesForUser(name, id).clear();
  holders.clear();
  sc.storage.lotteryInfo(name).clear();
  sc.storage.whitelist(name).clear();
  sc.storage.totalWinningTickets(name).clear();
  sc.storage.indexLastWinner(name).clear();
  sc.storage.burnPercentage(name).clear();
};

const distributePrizes = (sc: Sc, name: string): AwardingStatus => {
  const info = sc.storage.lotteryInfo(name).get();
  const totalTickets = sc.storage.ticketHolders(name).length();
  const winners = sc.storage.totalWinningTickets(name).get();
  let index = sc.storage.indexLastWinner(name).get();
  require(index <= winners, "Awarding has ended");

  let unawarded = info.unawarded_amount;
  for (let n = 0; index <= winners && n < MAX_OPERATIONS; n++) {
    unawarded -= awardWinner(sc, name, index, totalTickets, winners, info);
    index += 1;
  }
  sc.storage.indexLastWinner(name).set(index);
  if (index > winners) {
    if (winners > 0 && unawarded > 0n) assignPrize(sc, info.token_id, unawarded, sc.storage.ticketHolders(name).get(winners));
    clearStorage(sc, name);
    return "Finished";
  }
  sc.storage.lotteryInfo(name).set({ ...info, unawarded_amount: unawarded });
  return "Ongoing";
};

export const determineWinner = endpoint({ lottery_name: t.string }, AwardingStatus, (sc: Sc, { lottery_name: name }) => {
  require(sc.blockchain.shardOf(sc.blockchain.self()) !== sc.blockchain.shardOf(sc.blockchain.caller()), "caller needs to be on a remote shard");
  switch (statusOf(sc, name)) {
    case "Inactive": return fail("lottery is inactive");
    case "Running": return fail("lottery is still running");
    case "Ended":
      if (sc.storage.totalWinningTickets(name).isEmpty()) prepareAwarding(sc, name);
      return distributePrizes(sc, name);
  }
});
