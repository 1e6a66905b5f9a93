// Collects a token until a deadline: the owner gets all of it if that reaches the target, else donors take back what they gave.
import { type Context, contract, endpoint, event, fail, init, mapper, payable, require, t, type ValueOf, view } from "@mxvm/contract-api";

export const Status = t.enum("Status", "Funding", "Successful", "Failed");
type Status = ValueOf<typeof Status>;

const state = {
  storage: {
    token: mapper.value("token", t.tokenId),
    target: mapper.value("target", t.bigUint),
    deadline: mapper.value("deadline", t.timestampSeconds),
    raised: mapper.value("raised", t.bigUint),
    paidOut: mapper.value("paidOut", t.bool),
    deposit: mapper.value("deposit", t.bigUint, t.address),
  },
  events: {
    funded: event("funded", { indexed: { donor: t.address }, data: { amount: t.bigUint } }),
    claimed: event("claimed", { indexed: { by: t.address }, data: { amount: t.bigUint } }),
  },
};
type Sc = Context<typeof state>;

const status = (sc: Sc): Status => {
  if (sc.blockchain.timestampSeconds() < sc.storage.deadline.get()) return "Funding";
  return sc.storage.raised.get() >= sc.storage.target.get() ? "Successful" : "Failed";
};

const payOut = (sc: Sc, amount: bigint): void => {
  const caller = sc.blockchain.caller();
  sc.events.claimed({ by: caller, amount });
  sc.send.payment(caller, { token: sc.storage.token.get(), nonce: 0n, amount });
};

const claimAll = (sc: Sc): void => {
  require(sc.blockchain.caller() === sc.blockchain.owner(), "only the owner can claim");
  require(!sc.storage.paidOut.get(), "nothing to claim");
  sc.storage.paidOut.set(true);
  payOut(sc, sc.storage.raised.get());
};

const takeBack = (sc: Sc): void => {
  const own = sc.storage.deposit(sc.blockchain.caller());
  const deposit = own.get();
  require(deposit > 0n, "nothing to claim");
  own.clear();
  payOut(sc, deposit);
};

export const crowdfunding = contract("Crowdfunding", state, {
  init: init({ token: t.tokenId, target: t.bigUint, deadline: t.timestampSeconds }, (sc, { token, target, deadline }) => {
    require(target > 0n, "the target must be more than nothing");
    require(deadline > sc.blockchain.timestampSeconds(), "the deadline has passed");
    sc.storage.token.set(token);
    sc.storage.target.set(target);
    sc.storage.deadline.set(deadline);
  }),
  endpoints: {
    fund: payable(endpoint({}, (sc) => {
      const { token, nonce, amount } = sc.callValue.single();
      require(token === sc.storage.token.get(), "wrong token");
      require(nonce === 0n, "only fungible tokens are accepted");
      require(status(sc) === "Funding", "cannot fund after the deadline");
      const donor = sc.blockchain.caller();
      sc.storage.deposit(donor).update((deposit) => deposit + amount);
      sc.storage.raised.update((raised) => raised + amount);
      sc.events.funded({ donor, amount });
    })),
    claim: endpoint({}, (sc) => {
      switch (status(sc)) {
        case "Funding":
          fail("cannot claim before the deadline");
        case "Successful":
          claimAll(sc);
          return;
        case "Failed":
          takeBack(sc);
      }
    }),
    status: view({}, Status, status),
    getRaised: view({}, t.bigUint, (sc) => sc.storage.raised.get()),
    getDeposit: view({ donor: t.address }, t.bigUint, (sc, { donor }) => sc.storage.deposit(donor).get()),
  },
});
