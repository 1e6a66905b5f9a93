// Keeps a sum that anyone can add to.
import { contract, endpoint, init, mapper, t, view, type Context } from "@mxvm/contract-api";

const state = { storage: { sum: mapper.value("sum", t.bigUint) } };
type Sc = Context<typeof state>;

const start = init({ initial_value: t.bigUint }, (sc: Sc, { initial_value }) => sc.storage.sum.set(initial_value));

export const adder = contract("Adder", state, {
  init: start,
  upgrade: start,
  endpoints: {
    add: endpoint({ value: t.bigUint }, (sc, { value }) => {
      sc.storage.sum.update((sum) => sum + value);
    }),
    getSum: view({}, t.bigUint, (sc) => sc.storage.sum.get()),
  },
});
