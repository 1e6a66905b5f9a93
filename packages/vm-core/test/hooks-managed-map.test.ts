// The ManagedMap hooks on the real VM: results, prices and failures of each.
import type { MockEndpoint } from "@mxvm/executor-mock";
import { type ValueCase, testValues } from "./support/value-cases.js";

const noMap = "no managed map under the given handle";
const noBuffer = "no managed buffer under the given handle";

/** A map under handle 0 with "value" under "key"; buffer 1 is the key. */
const filled: MockEndpoint = ({ hooks }) => {
  hooks.managedMapNew();
  hooks.managedMapPut(0, 1, 2);
};
const buffers = { 1: "key", 2: "value", 3: "other" };

function failures(args: readonly number[]): readonly ValueCase[] {
  return [
    { does: "fails without a map", args: [7, ...args.slice(1)], prepare: filled, buffers, fails: noMap },
    { does: "fails without a key", args: [0, 9, ...args.slice(2)], prepare: filled, buffers, fails: noBuffer },
  ];
}

testValues({
  managedMapNew: [
    { does: "answers the number of maps as handle", args: [], answers: 0, costs: ["ManagedMapNew"] },
    { does: "counts maps alone", args: [], prepare: filled, buffers, answers: 1 },
  ],
  managedMapPut: [
    { does: "adds a value, at the price of its bytes", args: [0, 3, 2], prepare: filled, buffers, answers: 0, costs: ["ManagedMapPut", "DataCopyPerByte*5"] },
    { does: "takes an empty key", args: [0, 4, 2], prepare: filled, buffers: { ...buffers, 4: "" }, answers: 0 },
    ...failures([0, 1, 2]),
    { does: "fails without a value", args: [0, 1, 9], prepare: filled, buffers, fails: noBuffer },
  ],
  managedMapGet: [
    { does: "answers a copy", args: [0, 1, 4], prepare: filled, buffers, answers: 0, setsBuffers: { 4: "value" }, costs: ["ManagedMapGet", "DataCopyPerByte*5"] },
    { does: "answers nothing for an unknown key", args: [0, 3, 4], prepare: filled, buffers, answers: 0, setsBuffers: { 4: "" }, costs: ["ManagedMapGet"] },
    { does: "may write over the key", args: [0, 1, 1], prepare: filled, buffers, setsBuffers: { 1: "value" } },
    {
      does: "answers the value as it was put",
      args: [0, 1, 4],
      buffers,
      memory: { 64: "V" },
      prepare: (vm) => {
        filled(vm);
        vm.hooks.mBufferSetByteSlice(2, 0, 1, 64);
      },
      setsBuffers: { 2: "Value", 4: "value" },
    },
    ...failures([0, 1, 4]),
  ],
  managedMapRemove: [
    { does: "answers what it removes", args: [0, 1, 4], prepare: filled, buffers, answers: 0, setsBuffers: { 4: "value" }, costs: ["ManagedMapRemove", "DataCopyPerByte*5"] },
    { does: "answers nothing for an unknown key", args: [0, 3, 4], prepare: filled, buffers, answers: 0, setsBuffers: { 4: "" }, costs: ["ManagedMapRemove"] },
    ...failures([0, 1, 4]),
  ],
  managedMapContains: [
    { does: "knows a key", args: [0, 1], prepare: filled, buffers, answers: 1, costs: ["ManagedMapContains"] },
    { does: "does not know another", args: [0, 3], prepare: filled, buffers, answers: 0 },
    { does: "does not know a key with an empty value", args: [0, 1], prepare: filled, buffers: { ...buffers, 2: "" }, answers: 0 },
    {
      does: "does not know a removed key",
      args: [0, 1],
      buffers,
      prepare: (vm) => {
        filled(vm);
        vm.hooks.managedMapRemove(0, 1, 4);
      },
      answers: 0,
    },
    ...failures([0, 1]),
  ],
});
