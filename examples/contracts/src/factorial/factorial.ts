// Computes; stores nothing.
import { contract, endpoint, init, t } from "@mxvm/contract-api";

export const factorial = contract("Factorial", {}, {
  init: init({}, () => {}),
  upgrade: init({}, () => {}),
  endpoints: {
    factorial: endpoint({ value: t.bigUint }, t.bigUint, (_sc, { value }) => {
      let result = 1n;
      let x = 1n;
      while (x <= value) {
        result *= x;
        x += 1n;
      }
      return result;
    }),
  },
});
