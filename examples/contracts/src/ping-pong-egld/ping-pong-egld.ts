// Takes a fixed sum from everyone who pings, locks it for a while, and gives it back to everyone who pongs.
import {
  contract, endpoint, event, fail, init, mapper, payable, require, t, u64, view, EGLD,
  type Context,
} from "@mxvm/contract-api";

/** Found by trial: with so much gas left, one more pong and the end of `pongAll` go through. */
const PONG_ALL_LOW_GAS_LIMIT = 5_000_000n;

const UserStatus = t.enum("UserStatus", "New", "Registered", "Withdrawn");
const ContractState = t.struct("ContractState", {
  ping_amount: t.bigUint,
  deadline: t.timestampMs,
  activation_timestamp: t.timestampMs,
  max_funds: t.option(t.bigUint),
  pong_all_last_user: t.usize,
});

const state = {
  storage: {
    pingAmount: mapper.value("pingAmount", t.bigUint),
    deadline: mapper.value("deadline", t.timestampMs),
    activationTimestamp: mapper.value("activationTimestamp", t.timestampMs),
    maxFunds: mapper.value("maxFunds", t.option(t.bigUint)),
    users: mapper.user("user"),
    userStatus: mapper.value("userStatus", UserStatus, t.usize),
    pongAllLastUser: mapper.value("pongAllLastUser", t.usize),
  },
  events: {
    pinged: event("ping_event", { indexed: { caller: t.address }, data: { pinged_amount: t.bigUint } }),
    ponged: event("pong_event", { indexed: { caller: t.address }, data: { ponged_amount: t.bigUint } }),
    pongedAll: event("pong_all_event", {
      indexed: { timestamp: t.timestampMs, status: t.completionStatus, pong_all_last_user: t.usize },
    }),
  },
};
type Sc = Context<typeof state>;

const start = init(
  {
    ping_amount: t.bigUint,
    duration: t.durationMs,
    opt_activation_timestamp: t.option(t.timestampMs),
    max_funds: t.optional(t.bigUint),
  },
  (sc: Sc, { ping_amount, duration, opt_activation_timestamp, max_funds }) => {
    sc.storage.pingAmount.set(ping_amount);
    const activation = opt_activation_timestamp ?? sc.blockchain.timestampMs();
    sc.storage.deadline.set(u64(activation + duration));
    sc.storage.activationTimestamp.set(activation);
    sc.storage.maxFunds.set(max_funds);
  },
);

/** Gives a user's sum back; answers what is wrong, or nothing. */
const pongUser = (sc: Sc, user: number): string | undefined => {
  const status = sc.storage.userStatus(user);
  switch (status.get()) {
    case "New":
      return "can't pong, never pinged";
    case "Withdrawn":
      return "already withdrawn";
    case "Registered": {
      status.set("Withdrawn");
      const address = sc.storage.users.addressOf(user);
      if (address === undefined) return "unknown user";
      const amount = sc.storage.pingAmount.get();
      sc.send.egld(address, amount);
      sc.events.ponged({ caller: address, ponged_amount: amount });
      return undefined;
    }
  }
};

const requireExpired = (sc: Sc, now: bigint): void => require(now >= sc.storage.deadline.get(), "can't withdraw before deadline");

const register = (sc: Sc, user: number): void => {
  const status = sc.storage.userStatus(user);
  switch (status.get()) {
    case "Registered":
      fail("can only ping once");
    case "Withdrawn":
      fail("already withdrawn");
    case "New":
      status.set("Registered");
  }
};

export const pingPongEgld = contract("PingPongEgld", state, {
  init: start,
  upgrade: start,
  endpoints: {
    ping: payable(endpoint({ _data: t.variadic(t.bytes) }, (sc) => {
      const payment = sc.callValue.egld();
      require(payment === sc.storage.pingAmount.get(), "the payment must match the fixed sum");

      const now = sc.blockchain.timestampMs();
      require(sc.storage.activationTimestamp.get() <= now, "smart contract not active yet");
      require(now < sc.storage.deadline.get(), "deadline has passed");

      const maxFunds = sc.storage.maxFunds.get();
      if (maxFunds !== undefined) require(sc.blockchain.balance(EGLD) + payment <= maxFunds, "smart contract full");

      const caller = sc.blockchain.caller();
      register(sc, sc.storage.users.idOrCreate(caller));
      sc.events.pinged({ caller, pinged_amount: payment });
    })),
    pong: endpoint({}, (sc) => {
      requireExpired(sc, sc.blockchain.timestampMs());
      const problem = pongUser(sc, sc.storage.users.idOf(sc.blockchain.caller()));
      if (problem !== undefined) fail(problem);
    }),
    pongAll: endpoint({}, t.completionStatus, (sc) => {
      const now = sc.blockchain.timestampMs();
      requireExpired(sc, now);
      const users = sc.storage.users.count();
      let last = sc.storage.pongAllLastUser.get();
      while (last < users && sc.blockchain.gasLeft() >= PONG_ALL_LOW_GAS_LIMIT) {
        last += 1;
        // A user who cannot pong is passed over.
        pongUser(sc, last);
      }
      const status = last >= users ? "completed" : "interrupted";
      if (status === "completed") last = 0;
      sc.storage.pongAllLastUser.set(last);
      sc.events.pongedAll({ timestamp: now, status, pong_all_last_user: last });
      return status;
    }),
    getUserAddresses: view({}, t.variadic(t.address), (sc) => [...sc.storage.users.values()]),
    getContractState: view({}, ContractState, (sc) => ({
      ping_amount: sc.storage.pingAmount.get(),
      deadline: sc.storage.deadline.get(),
      activation_timestamp: sc.storage.activationTimestamp.get(),
      max_funds: sc.storage.maxFunds.get(),
      pong_all_last_user: sc.storage.pongAllLastUser.get(),
    })),
    getPingAmount: view({}, t.bigUint, (sc) => sc.storage.pingAmount.get()),
    getDeadline: view({}, t.timestampMs, (sc) => sc.storage.deadline.get()),
    getActivationTimestamp: view({}, t.timestampMs, (sc) => sc.storage.activationTimestamp.get()),
    getMaxFunds: view({}, t.option(t.bigUint), (sc) => sc.storage.maxFunds.get()),
    getUserStatus: view({ user_id: t.usize }, UserStatus, (sc, { user_id }) => sc.storage.userStatus(user_id).get()),
    pongAllLastUser: view({}, t.usize, (sc) => sc.storage.pongAllLastUser.get()),
  },
});
