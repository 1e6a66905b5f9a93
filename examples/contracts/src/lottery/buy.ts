// Buying tickets, while a lottery runs.
import { endpoint, fail, payable, require, t } from "@mxvm/contract-api";
import { statusOf, type Sc } from "./state.js";

export const buyTicket = payable(endpoint({ lottery_name: t.string }, (sc: Sc, { lottery_name: name }) => {
  const payment = sc.callValue.single();
  require(payment.nonce === 0n, "only fungible tokens accepted");
  switch (statusOf(sc, name)) {
    case "Inactive": fail("lottery is currently inactive.");
    case "Ended": fail("lottery entry period has ended! awaiting winner announcement.");
    case "Running":
  }
  const infoAt = sc.storage.lotteryInfo(name);
  const info = infoAt.get();
  const caller = sc.storage.userIds.idOrInsert(sc.blockchain.caller());
  const whitelist = sc.storage.whitelist(name);
  require(whitelist.isEmpty() || whitelist.has(caller), "you are not allowed to participate in this lottery");
  require(payment.token === info.token_id && payment.amount === info.ticket_price, "wrong ticket fee");

  const entriesAt = sc.storage.entriesForUser(name, caller);
  const entries = entriesAt.get();
  require(entries < info.max_entries_per_user, "ticket limit exceeded for this lottery");

  sc.storage.ticketHolders(name).push(caller);
  entriesAt.set(entries + 1);
  infoAt.set({
    ...info,
    tickets_left: info.tickets_left - 1,
    prize_pool: info.prize_pool + info.ticket_price,
    unawarded_amount: info.unawarded_amount + info.ticket_price,
  });
}));
