// One contract in both forms: compiled from text, and in TypeScript under the same names.
import { readFileSync } from "node:fs";
import { contract, endpoint, init, mapper, t, view } from "@mxvm/contract-api";
import wabt from "wabt";

const { parseWat } = await wabt();
const wat = readFileSync(new URL("../../examples/adder/src/adder.wat", import.meta.url), "utf8");

/** The compiled adder. */
export const adder = {
  abi: {
    name: "Adder",
    constructor: { inputs: [{ name: "initial_value", type: "BigUint" }], outputs: [] },
    endpoints: [
      { name: "getSum", inputs: [], outputs: [{ type: "BigUint" }] },
      { name: "add", inputs: [{ name: "value", type: "BigUint" }], outputs: [] },
    ],
    types: {},
  },
  code: parseWat("adder.wat", wat).toBinary({}).buffer,
  path: "adder.wasm",
} as const;

/** The adder in TypeScript. */
export const adderInTypeScript = contract("Adder", { storage: { sum: mapper.value("sum", t.bigUint) } }, {
  init: init({ initial_value: t.bigUint }, (sc, { initial_value }) => sc.storage.sum.set(initial_value)),
  upgrade: init({ initial_value: t.bigUint }, (sc, { initial_value }) => sc.storage.sum.set(initial_value)),
  endpoints: {
    add: endpoint({ value: t.bigUint }, (sc, { value }) => sc.storage.sum.update((sum) => sum + value)),
    getSum: view({}, t.bigUint, (sc) => sc.storage.sum.get()),
  },
});
