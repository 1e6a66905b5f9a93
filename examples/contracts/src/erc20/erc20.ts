// A token as a contract keeps it: balances, and allowances to spend for others.
import { contract, endpoint, event, init, mapper, require, t, view, type Address, type Context } from "@mxvm/contract-api";

const state = {
  storage: {
    totalSupply: mapper.value("totalSupply", t.bigUint),
    balance: mapper.value("balance", t.bigUint, t.address),
    allowance: mapper.value("allowance", t.bigUint, t.address, t.address),
  },
  events: {
    transfer: event("transfer", { indexed: { sender: t.address, recipient: t.address }, data: { amount: t.bigUint } }),
    approve: event("approve", { indexed: { sender: t.address, recipient: t.address }, data: { amount: t.bigUint } }),
  },
};
type Sc = Context<typeof state>;

const performTransfer = (sc: Sc, sender: Address, recipient: Address, amount: bigint): void => {
  sc.storage.balance(sender).update((balance) => {
    require(amount <= balance, "insufficient funds");
    return balance - amount;
  });
  sc.storage.balance(recipient).update((balance) => balance + amount);
  sc.events.transfer({ sender, recipient, amount });
};

export const erc20 = contract("SimpleErc20Token", state, {
  init: init({ total_supply: t.bigUint }, (sc, { total_supply }) => {
    sc.storage.totalSupply.set(total_supply);
    sc.storage.balance(sc.blockchain.caller()).update((balance) => balance + total_supply);
  }),
  endpoints: {
    transfer: endpoint({ to: t.address, amount: t.bigUint }, (sc, { to, amount }) => performTransfer(sc, sc.blockchain.caller(), to, amount)),
    transferFrom: endpoint({ sender: t.address, recipient: t.address, amount: t.bigUint }, (sc, { sender, recipient, amount }) => {
      sc.storage.allowance(sender, sc.blockchain.caller()).update((allowance) => {
        require(amount <= allowance, "allowance exceeded");
        return allowance - amount;
      });
      performTransfer(sc, sender, recipient, amount);
    }),
    approve: endpoint({ spender: t.address, amount: t.bigUint }, (sc, { spender, amount }) => {
      const caller = sc.blockchain.caller();
      sc.storage.allowance(caller, spender).set(amount);
      sc.events.approve({ sender: caller, recipient: spender, amount });
    }),
    totalSupply: view({}, t.bigUint, (sc) => sc.storage.totalSupply.get()),
    balanceOf: view({ address: t.address }, t.bigUint, (sc, { address }) => sc.storage.balance(address).get()),
    allowance: view({ owner: t.address, spender: t.address }, t.bigUint, (sc, { owner, spender }) => sc.storage.allowance(owner, spender).get()),
  },
});
