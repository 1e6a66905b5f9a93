// Lotteries by name, for any token: tickets, winners drawn at random, prizes that winners claim.
import { contract, init, t, view } from "@mxvm/contract-api";
import { determineWinner } from "./award.js";
import { buyTicket } from "./buy.js";
import { claimRewards } from "./claim.js";
import { startLottery } from "./setup.js";
import { LotteryInfo, Status, state, statusOf } from "./state.js";

export const lottery = contract("Lottery", state, {
  init: init({}, () => {}),
  endpoints: {
    startLottery,
    buy_ticket: buyTicket,
    determine_winner: determineWinner,
    claim_rewards: claimRewards,
    status: view({ lottery_name: t.string }, Status, (sc, { lottery_name }) => statusOf(sc, lottery_name)),
    getLotteryWhitelist: view({ lottery_name: t.string }, t.variadic(t.u64), (sc, { lottery_name }) => [
      ...sc.storage.whitelist(lottery_name).values(),
    ]),
    getLotteryInfo: view({ lottery_name: t.string }, LotteryInfo, (sc, { lottery_name }) => sc.storage.lotteryInfo(lottery_name).get()),
  },
});
