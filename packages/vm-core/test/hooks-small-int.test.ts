// The SmallInt hooks on the real VM: results, prices and failures of each.
import { type ValueCase, testValues } from "./support/value-cases.js";

const max = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
const nine = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0);
const outside = 0x2_0001;
const memory = { 0: "key" };
const loadFails = "mem load: bad bounds";
const noIndex = "argument index out of range";

const unsignedArgument: readonly ValueCase[] = [
  { does: "answers 64 unsigned bits", args: [0], call: { arguments: [max] }, answers: -1n, costs: ["Int64GetArgument"] },
  { does: "answers 0 for no bytes", args: [0], call: { arguments: [new Uint8Array(0)] }, answers: 0n },
  { does: "fails for more bits", args: [0], call: { arguments: [nine] }, fails: "argument out of range" },
  { does: "fails for an index too large", args: [0], fails: noIndex },
  { does: "fails for a negative index", args: [-1], call: { arguments: [max] }, fails: noIndex },
];

const signedArgument: readonly ValueCase[] = [
  { does: "answers two's complement", args: [0], call: { arguments: [Uint8Array.of(0x80)] }, answers: -128n, costs: ["Int64GetArgument"] },
  { does: "answers -1 for any number of ff", args: [0], call: { arguments: [new Uint8Array(40).fill(0xff)] }, answers: -1n },
  { does: "fails for more bits", args: [0], call: { arguments: [Uint8Array.of(0, 0x80, 0, 0, 0, 0, 0, 0, 0)] }, fails: "argument out of range" },
  { does: "fails for an index too large", args: [0], fails: noIndex },
  { does: "fails for a negative index", args: [-1], call: { arguments: [max] }, fails: noIndex },
];

const finishUnsigned: readonly ValueCase[] = [
  { does: "finishes an unsigned number, at no price per byte", args: [-1n], finishes: [max], costs: ["Int64Finish"] },
  { does: "finishes 0 as no bytes", args: [0n], finishes: [""] },
];

const finishSigned: readonly ValueCase[] = [
  { does: "finishes two's complement", args: [-129n], finishes: [Uint8Array.of(0xff, 0x7f)], costs: ["Int64Finish"] },
  { does: "finishes 128 with its sign", args: [128n], finishes: [Uint8Array.of(0, 0x80)] },
];

const storeFailures: readonly ValueCase[] = [
  { does: "fails for a key outside memory", args: [outside, 3, 1n], fails: loadFails },
  { does: "fails for a key of the protocol", args: [0, 9, 1n], memory: { 0: "ELRONDkey" }, fails: "cannot write to storage under reserved key" },
];

const storeUnsigned: readonly ValueCase[] = [
  { does: "stores an unsigned number", args: [0, 3, -1n], memory, answers: 2, leavesStorage: { key: max }, costs: ["Int64StorageStore", "StorePerByte*8"] },
  { does: "removes with 0", args: [0, 3, 0n], memory, storage: { key: "old" }, answers: 3, leavesStorage: { key: "" }, costs: ["Int64StorageStore"] },
  ...storeFailures,
];

const storeSigned: readonly ValueCase[] = [
  { does: "stores two's complement", args: [0, 3, -1n], memory, answers: 2, leavesStorage: { key: Uint8Array.of(0xff) }, costs: ["Int64StorageStore", "StorePerByte"] },
  { does: "answers 0 for what is stored already", args: [0, 3, -1n], memory, storage: { key: Uint8Array.of(0xff) }, answers: 0, costs: ["Int64StorageStore", "DataCopyPerByte"] },
  ...storeFailures,
];

const loadUnsigned: readonly ValueCase[] = [
  { does: "loads 64 unsigned bits", args: [0, 3], memory, storage: { key: max }, answers: -1n, costs: ["Int64StorageLoad", "DataCopyPerByte*8"] },
  { does: "loads 0 where there is nothing", args: [0, 3], memory, answers: 0n },
  { does: "fails for more bits", args: [0, 3], memory, storage: { key: nine }, fails: "storage value out of range" },
  { does: "fails for a key outside memory", args: [outside, 3], fails: loadFails },
];

const loadSigned: readonly ValueCase[] = [
  { does: "loads two's complement", args: [0, 3], memory, storage: { key: max }, answers: -1n, costs: ["Int64StorageLoad", "DataCopyPerByte*8"] },
  { does: "fails for more bits", args: [0, 3], memory, storage: { key: nine }, fails: "storage value out of range" },
  { does: "fails for a negative length", args: [0, -1], fails: "mem load: negative length" },
];

testValues({
  smallIntGetUnsignedArgument: unsignedArgument,
  smallIntGetSignedArgument: signedArgument,
  smallIntFinishUnsigned: finishUnsigned,
  smallIntFinishSigned: finishSigned,
  smallIntStorageStoreUnsigned: storeUnsigned,
  smallIntStorageStoreSigned: storeSigned,
  smallIntStorageLoadUnsigned: loadUnsigned,
  smallIntStorageLoadSigned: loadSigned,
  int64getArgument: signedArgument,
  int64finish: finishSigned,
  // Signed as arguments and results, unsigned in storage.
  int64storageStore: storeUnsigned,
  int64storageLoad: loadUnsigned,
});
