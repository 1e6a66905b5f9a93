// A sum in storage, which anybody may add to.
import { contract, endpoint, init, mapper, require, t, view } from "@mxvm/contract-api";

export const adder = contract("Adder", { storage: { sum: mapper.value("sum", t.bigUint) } }, {
  init: init({ initialValue: t.bigUint }, (sc, { initialValue }) => sc.storage.sum.set(initialValue)),
  endpoints: {
    add: endpoint({ value: t.bigUint }, (sc, { value }) => {
      require(value > 0n, "nothing to add");
      sc.storage.sum.update((sum) => sum + value);
    }),
    getSum: view({}, t.bigUint, (sc) => sc.storage.sum.get()),
  },
});
