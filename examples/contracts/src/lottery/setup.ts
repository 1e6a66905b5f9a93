// Starting a lottery.
import { EGLD, endpoint, isValidTokenId, require, t, u64 } from "@mxvm/contract-api";
import { MAX_TICKETS, PERCENTAGE_TOTAL, THIRTY_DAYS_IN_MILLISECONDS, statusOf, type Sc } from "./state.js";

const sumOf = (parts: readonly number[]) => {
  let sum = 0n;
  for (const part of parts) sum += BigInt(part);
  return sum;
};

export const startLottery = endpoint(
  {
    lottery_name: t.string,
    token_id: t.tokenId,
    ticket_price: t.bigUint,
    opt_total_tickets: t.option(t.usize),
    opt_deadline: t.option(t.timestampMs),
    opt_max_entries_per_user: t.option(t.usize),
    opt_prize_distribution: t.option(t.list(t.u8)),
    opt_whitelist: t.option(t.list(t.address)),
    opt_burn_percentage: t.optional(t.bigUint),
  },
  (sc: Sc, a) => {
    const name = a.lottery_name;
    require(name !== "", "name can't be empty");
    const now = sc.blockchain.timestampMs();
    const lastDeadline = u64(now + THIRTY_DAYS_IN_MILLISECONDS);
    const tickets = a.opt_total_tickets ?? MAX_TICKETS;
    const deadline = a.opt_deadline ?? lastDeadline;
    const maxEntries = a.opt_max_entries_per_user ?? MAX_TICKETS;
    const distribution = a.opt_prize_distribution ?? [PERCENTAGE_TOTAL];

    require(tickets > distribution.length, "number of winners should be smaller than the number of available tickets");
    require(statusOf(sc, name) === "Inactive", "lottery is already active");
    require(isValidTokenId(a.token_id), "invalid token name provided");
    require(a.ticket_price > 0n, "ticket price must be higher than 0");
    require(tickets > 0, "must have more than 0 tickets available");
    require(tickets <= MAX_TICKETS, "only 800 or less total tickets per lottery are allowed");
    require(deadline > now, "deadline can't be in the past");
    require(deadline <= lastDeadline, "deadline can't be later than 30 days from now");
    require(maxEntries > 0, "must have more than 0 max entries per user");
    require(sumOf(distribution) === BigInt(PERCENTAGE_TOTAL), "prize distribution must add up to exactly 100(%)");

    const burn = a.opt_burn_percentage;
    if (burn !== undefined) {
      require(a.token_id !== EGLD, "cannot burn EGLD");
      require(sc.blockchain.localRoles(a.token_id).burn, "the contract can't burn the selected token");
      require(burn < BigInt(PERCENTAGE_TOTAL), "invalid burn percentage");
      sc.storage.burnPercentage(name).set(burn);
    }
    if (a.opt_whitelist !== undefined) {
      const whitelist = sc.storage.whitelist(name);
      for (const address of a.opt_whitelist) whitelist.add(sc.storage.userIds.idOrInsert(address));
    }
    sc.storage.lotteryInfo(name).set({
      token_id: a.token_id,
      ticket_price: a.ticket_price,
      tickets_left: tickets,
      deadline,
      max_entries_per_user: maxEntries,
      prize_distribution: distribution,
      prize_pool: 0n,
      unawarded_amount: 0n,
    });
  },
);
