// The ManagedBuffer hooks on the real VM: results, prices and failures of each, and which bytes share an array.
import { bytesToByteString, utf8ToBytes } from "@mxvm/codec";
import { isVmError } from "@mxvm/protocol-hooks";
import { expect, test } from "vitest";
import { grownCapacity } from "../src/contexts/slice-capacity.js";
import { contractAddress } from "./support/mock-world.js";
import { type ValueCase, type ValueCases, floatBytes, floatOf, runEndpoint, testValues, zeroFloatBytes } from "./support/value-cases.js";

const missing = "no managed buffer under the given handle";
const noBigInt = "no bigInt under the given handle";
const outside = 0x2_0001;
const edge = 0x1_ffff;
const loadFails = "mem load: bad bounds";
const storeFails = "bad bounds (upper)";
const negativeLength = "mem load: negative length";
const outOfRange = "argument out of range";
const abc = { 1: "abc" };
const beforeBarnard = { BarnardOpcodesFlag: false };

/** Slices that do not fit are answered 1, and nothing happens. */
function badSlices(args: (start: number, length: number) => readonly number[], costs: readonly string[]): readonly ValueCase[] {
  return [
    { does: "answers 1 beyond the end", args: args(2, 2), buffers: abc, answers: 1, costs },
    { does: "answers 1 for a negative start", args: args(-1, 1), buffers: abc, answers: 1 },
    { does: "fails without a buffer", args: args(0, 1), fails: missing },
  ];
}

const wholeBuffers: ValueCases = {
  mBufferNew: [
    { does: "answers the number of buffers as handle", args: [], buffers: { 7: "a", 8: "b" }, answers: 2, setsBuffers: { 2: "" }, costs: ["MBufferNew"] },
    { does: "skips handles that are taken", args: [], buffers: { 1: "a", 3: "b", 2: "c" }, answers: 4 },
  ],
  mBufferNewFromBytes: [
    { does: "copies from memory, at no price per byte", args: [64, 3], memory: { 64: "abc" }, answers: 0, setsBuffers: { 0: "abc" }, costs: ["MBufferNewFromBytes"] },
    { does: "copies what there is at the end of memory", args: [edge, 3], memory: { [edge]: "a" }, setsBuffers: { 0: "a" } },
    { does: "fails outside memory", args: [outside, 3], fails: loadFails },
    { does: "fails for a negative length", args: [64, -1], fails: negativeLength },
  ],
  mBufferGetLength: [
    { does: "answers the length", args: [1], buffers: abc, answers: 3, costs: ["MBufferGetLength"] },
    { does: "fails without a buffer", args: [1], fails: missing },
  ],
  mBufferGetBytes: [
    { does: "stores the bytes", args: [1, 64], buffers: abc, answers: 0, stores: { 64: "abc\0" }, costs: ["MBufferGetBytes", "DataCopyPerByte*3"] },
    { does: "stores nothing of an empty buffer, wherever", args: [1, outside], buffers: { 1: "" }, answers: 0 },
    { does: "fails at the end of memory", args: [1, edge], buffers: abc, fails: storeFails },
    { does: "fails before memory", args: [1, -1], buffers: abc, fails: "bad bounds (lower)" },
    { does: "fails without a buffer", args: [1, 64], fails: missing },
  ],
  mBufferGetByteSlice: [
    { does: "stores a part, at the price of the whole", args: [1, 1, 2, 64], buffers: abc, answers: 0, stores: { 64: "bc\0" }, costs: ["MBufferGetByteSlice", "DataCopyPerByte*3"] },
    { does: "stores nothing at the end", args: [1, 3, 0, outside], buffers: abc, answers: 0 },
    { does: "answers 1 for a negative length", args: [1, 0, -1, 64], buffers: abc, answers: 1 },
    { does: "fails at the end of memory", args: [1, 0, 2, edge], buffers: abc, fails: storeFails },
    ...badSlices((start, length) => [1, start, length, 64], ["MBufferGetByteSlice", "DataCopyPerByte*3"]),
  ],
  mBufferCopyByteSlice: [
    { does: "copies a part, at the price of whole and part", args: [1, 1, 2, 2], buffers: abc, answers: 0, setsBuffers: { 1: "abc", 2: "bc" }, costs: ["MBufferCopyByteSlice", "DataCopyPerByte*5"] },
    { does: "may cut a buffer to a part of itself", args: [1, 1, 1, 1], buffers: abc, setsBuffers: { 1: "b" } },
    { does: "answers 1 for a negative length", args: [1, 0, -1, 2], buffers: abc, answers: 1 },
    ...badSlices((start, length) => [1, start, length, 2], ["MBufferCopyByteSlice", "DataCopyPerByte*3"]),
  ],
  mBufferEq: [
    { does: "answers 1 for equal bytes, at the price of a copied slice", args: [1, 2], buffers: { 1: "abc", 2: "abc" }, answers: 1, costs: ["MBufferCopyByteSlice", "DataCopyPerByte*6"] },
    { does: "answers 0 for others", args: [1, 2], buffers: { 1: "abc", 2: "ab" }, answers: 0 },
    { does: "fails without the first", args: [2, 1], buffers: abc, fails: missing },
    { does: "fails without the second", args: [1, 2], buffers: abc, fails: missing },
  ],
  mBufferSetBytes: [
    { does: "creates a buffer", args: [9, 64, 3], memory: { 64: "abc" }, answers: 0, setsBuffers: { 9: "abc" }, costs: ["MBufferSetBytes", "DataCopyPerByte*3"] },
    { does: "replaces a buffer", args: [1, 64, 1], memory: { 64: "z" }, buffers: abc, setsBuffers: { 1: "z" } },
    { does: "fails outside memory", args: [1, outside, 1], fails: loadFails },
    { does: "fails for a negative length", args: [1, 64, -1], fails: negativeLength },
  ],
  mBufferSetByteSlice: [
    { does: "replaces a part, at the price of setting bytes", args: [1, 1, 2, 64], memory: { 64: "yz" }, buffers: abc, answers: 0, setsBuffers: { 1: "ayz" }, costs: ["MBufferSetBytes", "DataCopyPerByte*2"] },
    { does: "replaces what there is at the end of memory", args: [1, 0, 3, edge], memory: { [edge]: "z" }, buffers: abc, setsBuffers: { 1: "zbc" }, costs: ["MBufferSetBytes", "DataCopyPerByte"] },
    { does: "fails outside memory", args: [1, 0, 1, outside], buffers: abc, fails: loadFails },
    { does: "fails for a negative length", args: [1, 0, -1, 64], buffers: abc, fails: negativeLength },
    ...badSlices((start, length) => [1, start, length, 64], ["MBufferSetBytes", "DataCopyPerByte*2"]),
  ],
  mBufferAppend: [
    { does: "appends", args: [1, 2], buffers: { 1: "abc", 2: "de" }, answers: 0, setsBuffers: { 1: "abcde", 2: "de" }, costs: ["MBufferAppend", "DataCopyPerByte*2"] },
    { does: "appends a buffer to itself", args: [1, 1], buffers: abc, setsBuffers: { 1: "abcabc" } },
    { does: "fails without a buffer to append to", args: [2, 1], buffers: abc, fails: missing },
    { does: "fails without data", args: [1, 2], buffers: abc, fails: missing },
  ],
  mBufferAppendBytes: [
    { does: "appends from memory", args: [1, 64, 2], memory: { 64: "de" }, buffers: abc, answers: 0, setsBuffers: { 1: "abcde" }, costs: ["MBufferAppendBytes", "DataCopyPerByte*2"] },
    { does: "fails without a buffer", args: [1, 64, 2], fails: missing },
    { does: "fails outside memory", args: [1, outside, 2], buffers: abc, fails: loadFails },
  ],
};

const numbers: ValueCases = {
  mBufferToBigIntUnsigned: [
    { does: "reads unsigned bytes", args: [1, 2], buffers: { 1: Uint8Array.of(0xff, 0) }, answers: 0, setsBigInts: { 2: 0xff00n }, costs: ["MBufferToBigIntUnsigned", "DataCopyPerByte*2"] },
    { does: "charges no bytes before Barnard", args: [1, 2], flags: beforeBarnard, buffers: { 1: Uint8Array.of(1, 0) }, setsBigInts: { 2: 256n }, costs: ["MBufferToBigIntUnsigned"] },
    { does: "fails without a buffer", args: [1, 2], fails: missing },
  ],
  mBufferToBigIntSigned: [
    { does: "reads two's complement", args: [1, 2], buffers: { 1: Uint8Array.of(0xff, 0) }, answers: 0, setsBigInts: { 2: -256n }, costs: ["MBufferToBigIntSigned", "DataCopyPerByte*2"] },
    { does: "charges no bytes before Barnard", args: [1, 2], flags: beforeBarnard, buffers: { 1: Uint8Array.of(1, 0) }, setsBigInts: { 2: 256n }, costs: ["MBufferToBigIntSigned"] },
    { does: "fails without a buffer", args: [1, 2], fails: missing },
  ],
  mBufferFromBigIntUnsigned: [
    { does: "writes the magnitude", args: [1, 2], bigInts: { 2: -258n }, answers: 0, setsBuffers: { 1: Uint8Array.of(1, 2) }, costs: ["MBufferFromBigIntUnsigned"] },
    { does: "fails without a value", args: [1, 2], fails: noBigInt },
  ],
  mBufferFromBigIntSigned: [
    { does: "writes two's complement", args: [1, 2], bigInts: { 2: -258n }, answers: 0, setsBuffers: { 1: Uint8Array.of(0xfe, 0xfe) }, costs: ["MBufferFromBigIntSigned"] },
    { does: "fails without a value", args: [1, 2], fails: noBigInt },
  ],
  mBufferToSmallIntUnsigned: [
    { does: "reads 64 unsigned bits", args: [1], buffers: { 1: new Uint8Array(8).fill(0xff) }, answers: -1n, costs: ["MBufferToSmallIntUnsigned", "DataCopyPerByte*8"] },
    { does: "skips leading zeros", args: [1], buffers: { 1: new Uint8Array(99) }, answers: 0n },
    { does: "fails for more bits", args: [1], buffers: { 1: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0) }, fails: "bytes cannot be parsed as uint64" },
    { does: "fails without a buffer", args: [1], fails: missing },
  ],
  mBufferToSmallIntSigned: [
    { does: "reads two's complement", args: [1], buffers: { 1: Uint8Array.of(0x80) }, answers: -128n, costs: ["MBufferToSmallIntSigned", "DataCopyPerByte"] },
    { does: "fails for more bits", args: [1], buffers: { 1: Uint8Array.of(0, 0x80, 0, 0, 0, 0, 0, 0, 0) }, fails: "bytes cannot be parsed as int64" },
    { does: "fails without a buffer", args: [1], fails: missing },
  ],
  mBufferFromSmallIntUnsigned: [
    { does: "writes an unsigned number", args: [1, -1n], setsBuffers: { 1: new Uint8Array(8).fill(0xff) }, costs: ["MBufferFromSmallIntUnsigned"] },
    { does: "writes nothing for 0", args: [1, 0n], setsBuffers: { 1: "" } },
  ],
  mBufferFromSmallIntSigned: [
    { does: "loses the sign", args: [1, -258n], setsBuffers: { 1: Uint8Array.of(1, 2) }, costs: ["MBufferFromSmallIntSigned"] },
    { does: "writes the smallest number", args: [1, -(2n ** 63n)], setsBuffers: { 1: Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0) } },
  ],
};

const msb = 1n << 63n;
const wrongPrecision = "precision of the big float must be 53";
const unmasked = { MaskInternalDependenciesErrorsFlag: false };

function undecodable(does: string, bytes: Uint8Array, fails: string, flags = {}): ValueCase {
  return { does, args: [1, 2], buffers: { 1: bytes }, flags, fails };
}

const bigFloats: ValueCases = {
  mBufferToBigFloat: [
    { does: "reads a number", args: [1, 2], buffers: { 1: floatOf(-2.5) }, answers: 0, setsFloats: { 2: floatOf(-2.5) }, costs: ["MBufferToBigFloat", "DataCopyPerByte*18"] },
    { does: "keeps a mantissa longer than the precision", args: [1, 2], buffers: { 1: floatBytes(false, 1, msb | 1n) }, setsFloats: { 2: floatBytes(false, 1, msb | 1n) } },
    undecodable("fails for a zero", zeroFloatBytes, wrongPrecision),
    undecodable("fails for a rounded number", floatBytes(false, 1, msb, 1), wrongPrecision),
    undecodable("fails for no bytes", new Uint8Array(0), wrongPrecision),
    undecodable("fails for another precision", Uint8Array.of(1, 10, 0, 0, 0, 52, 0, 0, 0, 1, 0x80, 0, 0, 0, 0, 0, 0, 0), wrongPrecision),
    undecodable("fails for an exponent that is cut short", Uint8Array.of(1, 10, 0, 0, 0, 53, 0), "big float decode error"),
    undecodable("fails for a mantissa without leading bit", floatBytes(false, 1, 1n), "big float decode error"),
    undecodable("fails in Go's words where they are not masked", Uint8Array.of(1, 10, 0, 0, 0, 53, 0), "Float.GobDecode: buffer too small for finite form float", unmasked),
    undecodable("fails for an empty mantissa", Uint8Array.of(1, 10, 0, 0, 0, 53, 0, 0, 0, 1), "Float.GobDecode: nonzero finite number with empty mantissa", unmasked),
    { does: "takes a mantissa without leading bit before it was validated", args: [1, 2], flags: { ValidationOnGobDecodeFlag: false }, buffers: { 1: floatBytes(false, 1, 1n) }, answers: 0 },
    { does: "fails without a buffer", args: [1, 2], fails: missing },
    { does: "fails for a destination that is out of range", args: [1, 2], buffers: { 1: floatOf(1) }, floats: { 2: floatBytes(false, 65_026, msb) }, fails: "exponent is either too small or too big" },
  ],
  mBufferFromBigFloat: [
    { does: "writes a number", args: [1, 2], floats: { 2: 5n }, answers: 0, setsBuffers: { 1: floatOf(5) }, costs: ["MBufferFromBigFloat", "DataCopyPerByte*18"] },
    { does: "writes a zero", args: [1, 2], floats: { 2: 0n }, setsBuffers: { 1: zeroFloatBytes }, costs: ["MBufferFromBigFloat", "DataCopyPerByte*6"] },
    { does: "writes how a number was rounded", args: [1, 2], floats: { 2: 2n ** 53n + 1n }, setsBuffers: { 1: floatBytes(false, 54, msb, -1) } },
    { does: "fails without a number", args: [1, 2], fails: "no bigFloat under the given handle" },
    { does: "fails for a number out of range", args: [1, 2], floats: { 2: floatBytes(true, -65_026, msb) }, fails: "exponent is either too small or too big" },
  ],
};

const inAndOut: ValueCases = {
  mBufferStorageStore: [
    { does: "stores, and answers 0 whatever changes", args: [1, 2], buffers: { 1: "key", 2: "value" }, answers: 0, leavesStorage: { key: "value" }, costs: ["MBufferStorageStore", "StorePerByte*5"] },
    { does: "charges what a value has grown", args: [1, 2], buffers: { 1: "key", 2: "value" }, storage: { key: "old" }, answers: 0, costs: ["MBufferStorageStore", "PersistPerByte*3", "StorePerByte*2"] },
    { does: "charges what is left of a value", args: [1, 2], buffers: { 1: "key", 2: "v" }, storage: { key: "old" }, answers: 0, costs: ["MBufferStorageStore", "PersistPerByte"] },
    { does: "charges copying an unchanged value", args: [1, 2], buffers: { 1: "key", 2: "old" }, storage: { key: "old" }, answers: 0, costs: ["MBufferStorageStore", "DataCopyPerByte*3"] },
    { does: "charges a key beyond 32 bytes", args: [1, 2], buffers: { 1: "k".repeat(40), 2: "v" }, answers: 0, costs: ["MBufferStorageStore", "DataCopyPerByte*8", "StorePerByte"] },
    { does: "fails for a key of the protocol", args: [1, 2], buffers: { 1: "ELRONDkey", 2: "v" }, fails: "cannot write to storage under reserved key" },
    { does: "fails for a key of the VM", args: [1, 2], buffers: { 1: "ELRONDVM@key", 2: "v" }, fails: "cannot write to protected key" },
    { does: "fails without a key", args: [2, 1], buffers: abc, fails: missing },
    { does: "fails without a value", args: [1, 2], buffers: abc, fails: missing },
  ],
  mBufferStorageLoad: [
    { does: "loads", args: [1, 2], buffers: { 1: "key" }, storage: { key: "value" }, answers: 0, setsBuffers: { 2: "value" }, costs: ["MBufferStorageLoad", "DataCopyPerByte*5"] },
    {
      does: "loads again from the cache",
      args: [1, 2],
      buffers: { 1: "key" },
      storage: { key: "value" },
      prepare: ({ hooks }) => { hooks.mBufferStorageLoad(1, 3); },
      setsBuffers: { 2: "value" },
      costs: ["CachedStorageLoad"],
    },
    { does: "loads nothing", args: [1, 2], buffers: { 1: "key" }, answers: 0, setsBuffers: { 2: "" } },
    { does: "fails without a key", args: [1, 2], fails: missing },
  ],
  mBufferStorageLoadFromAddress: [
    {
      does: "loads the contract's own value, at the price of a plain load",
      args: [3, 1, 2],
      buffers: { 1: "key", 3: contractAddress("values") },
      storage: { key: "value" },
      setsBuffers: { 2: "value" },
      costs: ["StorageLoad", "DataCopyPerByte*5"],
    },
    { does: "loads nothing of an unknown account", args: [3, 1, 2], buffers: { 1: "key", 3: new Uint8Array(32).fill(9) }, setsBuffers: { 2: "" }, costs: ["StorageLoad"] },
    { does: "fails without a key", args: [3, 1, 2], buffers: { 3: "a" }, fails: missing },
    { does: "fails without an address, in other words", args: [3, 1, 2], buffers: { 1: "key" }, fails: outOfRange },
  ],
  mBufferGetArgument: [
    { does: "reads an argument", args: [0, 1], call: { arguments: [utf8ToBytes("arg")] }, answers: 0, setsBuffers: { 1: "arg" }, costs: ["MBufferGetArgument"] },
    { does: "fails for an index too large", args: [0, 1], fails: outOfRange },
    { does: "fails for a negative index", args: [-1, 1], call: { arguments: [utf8ToBytes("arg")] }, fails: outOfRange },
  ],
  mBufferFinish: [
    { does: "finishes", args: [1], buffers: abc, answers: 0, finishes: ["abc"], costs: ["MBufferFinish", "PersistPerByte*3"] },
    { does: "fails without a buffer", args: [1], fails: missing },
  ],
  mBufferSetRandom: [
    { does: "charges price and bytes as one sum", args: [1, 40], answers: 0, costs: ["MBufferSetRandom", "DataCopyPerByte*40"] },
    { does: "fails for a length of 0", args: [1, 0], fails: "length of buffer is not correct" },
    { does: "fails for a negative length", args: [1, -1], fails: "length of buffer is not correct" },
  ],
};

testValues(wholeBuffers);
testValues(numbers);
testValues(bigFloats);
testValues(inAndOut);

test.each([
  ["mBufferGetByteSlice", [1, 1, 0x7fff_ffff, 64]],
  ["mBufferCopyByteSlice", [1, 0x7fff_ffff, 1, 2]],
  ["mBufferSetByteSlice", [1, 0x7fff_ffff, 2, 64]],
] as const)("%s panics where production's 32 bits overflow", (hook, args) => {
  let thrown: unknown;
  try {
    runEndpoint(({ hooks }) => {
      hooks.mBufferSetBytes(1, 0, 3);
      const slice: (...args: readonly number[]) => number = hooks[hook];
      slice(...args);
    });
  } catch (cause) {
    thrown = cause;
  }
  expect(isVmError(thrown) && thrown.code).toBe("EXECUTION_PANICKED");
});

/** What a contract finished before and after it changed the first byte of a buffer in place. */
function finishedAround(appends: readonly number[]): string[] {
  const { returnData } = runEndpoint(({ hooks, memory }) => {
    memory.store(0, utf8ToBytes("a".repeat(1000)));
    memory.store(2000, utf8ToBytes("Z"));
    const [length = 0, ...more] = appends;
    hooks.mBufferSetBytes(1, 0, length);
    more.forEach((count, index) => {
      if (index === more.length - 1) hooks.mBufferFinish(1);
      hooks.mBufferAppendBytes(1, 0, count);
    });
    if (more.length === 0) hooks.mBufferFinish(1);
    hooks.mBufferSetByteSlice(1, 0, 1, 2000);
    hooks.mBufferFinish(1);
  });
  return returnData.map((data) => bytesToByteString(data).slice(0, 1));
}

// The light simulator answers the same.
test.each([
  ["without an append", [3], "ZZ"],
  ["after an append that moved the bytes", [3, 1], "aZ"],
  ["after an append within the room that the one before made", [3, 1, 4], "ZZ"],
  ["after an append beyond that room", [3, 1, 5], "aZ"],
  ["after nothing was appended", [3, 0], "ZZ"],
  ["in the room of a size class", [100, 10, 98], "ZZ"],
  ["beyond the room of a size class", [100, 10, 99], "aZ"],
] as const)("bytes that were finished change with their buffer %s", (_name, appends, firsts) => {
  expect(finishedAround(appends).join("")).toBe(firsts);
});

// Figures of Go's runtime for `append` of bytes.
test.each([
  [0, 5, 8],
  [3, 4, 8],
  [8, 9, 16],
  [16, 33, 48],
  [100, 101, 208],
  [255, 256, 512],
  [256, 257, 512],
  [512, 513, 896],
  [1024, 1025, 1536],
  [20_000, 20_001, 27_264],
  [32_768, 32_769, 49_152],
  [10, 100_000, 106_496],
])("a slice of capacity %i that is to hold %i bytes gets %i", (capacity, length, grown) => {
  expect(grownCapacity(capacity, length)).toBe(grown);
});

test("random bytes are a stream: each read goes on where the last one ended", () => {
  const read = (...lengths: readonly number[]): string =>
    runEndpoint(({ hooks }) => {
      for (const length of lengths) {
        hooks.mBufferSetRandom(1, length);
        hooks.mBufferFinish(1);
      }
    })
      .returnData.map(bytesToByteString)
      .join("");
  expect(read(3, 1, 16)).toBe(read(20));
  expect(read(20)).toHaveLength(20);
});
