// Collects a token until a deadline. What was collected is the owner's if it reaches the target, else everyone takes back their own.
import { contract, endpoint, fail, init, isValidTokenId, mapper, payable, require, t, view, type Context, type ValueOf } from "@mxvm/contract-api";

export const Status = t.enum("Status", "FundingPeriod", "Successful", "Failed");
type Status = ValueOf<typeof Status>;

const state = {
  storage: {
    target: mapper.value("target", t.bigUint),
    deadline: mapper.value("deadline", t.timestampMs),
    deposit: mapper.value("deposit", t.bigUint, t.address),
    tokenId: mapper.value("tokenIdentifier", t.tokenId),
  },
};
type Sc = Context<typeof state>;

const currentFunds = (sc: Sc): bigint => sc.blockchain.balance(sc.storage.tokenId.get());

const status = (sc: Sc): Status => {
  if (sc.blockchain.timestampMs() < sc.storage.deadline.get()) return "FundingPeriod";
  return currentFunds(sc) >= sc.storage.target.get() ? "Successful" : "Failed";
};

const claimFunding = (sc: Sc): void => {
  const caller = sc.blockchain.caller();
  require(caller === sc.blockchain.owner(), "only owner can claim successful funding");
  const token = sc.storage.tokenId.get();
  const amount = currentFunds(sc);
  if (amount > 0n) sc.send.payment(caller, { token, nonce: 0n, amount });
};

const takeBack = (sc: Sc): void => {
  const caller = sc.blockchain.caller();
  const amount = sc.storage.deposit(caller).get();
  if (amount > 0n) {
    const token = sc.storage.tokenId.get();
    sc.storage.deposit(caller).clear();
    sc.send.payment(caller, { token, nonce: 0n, amount });
  }
};

export const crowdfunding = contract("Crowdfunding", state, {
  init: init({ token_identifier: t.tokenId, target: t.bigUint, deadline: t.timestampMs }, (sc, { token_identifier, target, deadline }) => {
    require(isValidTokenId(token_identifier), "Invalid token provided");
    sc.storage.tokenId.set(token_identifier);

    require(target > 0n, "Target must be more than 0");
    sc.storage.target.set(target);

    require(deadline > sc.blockchain.timestampMs(), "Deadline can't be in the past");
    sc.storage.deadline.set(deadline);
  }),
  endpoints: {
    fund: payable(endpoint({}, (sc) => {
      const payment = sc.callValue.single();
      require(payment.token === sc.storage.tokenId.get(), "wrong token");
      require(payment.nonce === 0n, "only fungible tokens accepted");
      require(status(sc) === "FundingPeriod", "cannot fund after deadline");
      sc.storage.deposit(sc.blockchain.caller()).update((deposit) => deposit + payment.amount);
    })),
    claim: endpoint({}, (sc) => {
      switch (status(sc)) {
        case "FundingPeriod":
          fail("cannot claim before deadline");
        case "Successful":
          claimFunding(sc);
          return;
        case "Failed":
          takeBack(sc);
      }
    }),
    status: view({}, Status, status),
    getCurrentFunds: view({}, t.bigUint, currentFunds),
    getTarget: view({}, t.bigUint, (sc) => sc.storage.target.get()),
    getDeadline: view({}, t.timestampMs, (sc) => sc.storage.deadline.get()),
    getDeposit: view({ donor: t.address }, t.bigUint, (sc, { donor }) => sc.storage.deposit(donor).get()),
    getCrowdfundingTokenId: view({}, t.tokenId, (sc) => sc.storage.tokenId.get()),
  },
});
