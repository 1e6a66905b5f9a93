// A jar that anybody tips, and that its owner empties.
import { contract, endpoint, event, init, mapper, ownerOnly, payable, proxy, require, signature, t, view, type Context } from "@mxvm/contract-api";

const state = {
  storage: {
    smallest: mapper.value("smallest", t.bigUint),
    given: mapper.value("given", t.bigUint, t.address, t.tokenId),
    givers: mapper.set("givers", t.address),
  },
  events: {
    tipped: event("tipped", { indexed: { giver: t.address }, data: { amount: t.bigUint } }),
  },
};
type Sc = Context<typeof state>;

/** A contract that is known by what it offers, whatever it is written in. */
const bell = proxy({ ring: signature({}, t.u64) });

function requireEnough(sc: Sc, amount: bigint): void {
  require(amount >= sc.storage.smallest.get(), "this tip is too small");
}

export const tipJar = contract("TipJar", state, {
  init: init({ smallest: t.bigUint }, (sc, { smallest }) => sc.storage.smallest.set(smallest)),
  endpoints: {
    tip: payable(
      endpoint({}, (sc: Sc) => {
        const payment = sc.callValue.singleFungible();
        const amount = payment.amount;
        const giver = sc.blockchain.caller();
        requireEnough(sc, amount);
        sc.storage.given(giver, payment.token).update((before) => before + amount);
        sc.storage.givers.add(giver);
        sc.events.tipped({ giver, amount });
      }),
    ),
    withdraw: ownerOnly(
      endpoint({ token: t.tokenId }, (sc: Sc, { token }) => {
        const amount = sc.blockchain.balance(token);
        require(amount > 0n, "the jar is empty");
        sc.send.payment(sc.blockchain.owner(), { token, nonce: 0n, amount });
      }),
    ),
    thank: endpoint({ at: t.address }, t.u64, (sc: Sc, { at }) => sc.send.sync(at, bell, "ring", {})),
    given: view({ giver: t.address, token: t.tokenId }, t.bigUint, (sc, { giver, token }) => sc.storage.given(giver, token).get()),
    givers: view({}, t.variadic(t.address), (sc) => [...sc.storage.givers.values()]),
  },
});
