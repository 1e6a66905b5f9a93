// The Managed hooks about the call, its payments, tokens, accounts and results, on the hand-made host.
import { utf8ToBytes } from "@mxvm/codec";
import { BlockchainHookError, EsdtType } from "@mxvm/protocol-hooks";
import { failures } from "../src/failures.js";
import { callInput, callerAddress, contractAddress, createFake, otherAddress, ownerAddress } from "./support/fake-host.js";
import { type HookCase, type HookCases, handles, testHooks } from "./support/hook-cases.js";
import { expect, test } from "vitest";

const noBuffer = "no managed buffer under the given handle";
const outOfRange = "argument out of range";
const tokenIdentifier = utf8ToBytes("TOK-123456");
const payment = { tokenIdentifier, tokenType: EsdtType.fungible, nonce: 0n, value: 5n };
const metadata = {
  nonce: 5n,
  name: Uint8Array.of(1, 2, 3),
  creator: Uint8Array.of(9, 9),
  royalties: 250,
  hash: Uint8Array.of(4),
  uris: [Uint8Array.of(7, 7, 7, 7), Uint8Array.of(8)],
  attributes: Uint8Array.of(5, 6),
};
const holding = { token: { type: 3, value: 0x0102n, properties: Uint8Array.of(1, 0), metadata, reserved: new Uint8Array(0) } };
const nonce = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0);
const tokenBuffers = { 1: otherAddress, 2: tokenIdentifier };

/** A hook that only puts bytes under a handle. */
function puts(bytes: Uint8Array, price: string): HookCase[] {
  return [
    { does: "puts the bytes under the handle", args: [9], setsBuffers: { 9: bytes }, charges: [price] },
    { does: "fails without gas", args: [9], given: { shortOf: price }, fails: "not enough gas", charges: [`${price}!`] },
  ];
}

/** What a hook that reads a token by handles refuses. */
function badTokens(args: readonly (number | bigint)[], message: string): HookCase[] {
  return [
    { does: "fails without an address", args, buffers: { 2: tokenIdentifier }, fails: message, charges: ["GetExternalBalance"] },
    { does: "fails without an identifier", args, buffers: { 1: otherAddress }, fails: message },
  ];
}

const brokenToken = { token: new BlockchainHookError("broken data") };

const aboutTheCall: HookCases = {
  managedSCAddress: puts(contractAddress, "GetSCAddress"),
  managedOwnerAddress: [
    ...puts(ownerAddress, "GetOwnerAddress"),
    {
      does: "fails as the protocol does",
      args: [9],
      given: { throws: { getOwnerAddress: new BlockchainHookError("account was not found") } },
      fails: "account was not found",
    },
  ],
  managedCaller: puts(callerAddress, "GetCaller"),
  managedGetOriginalCallerAddr: puts(callInput.originalCallerAddress, "GetCaller"),
  managedGetRelayerAddr: puts(callInput.relayerAddress, "GetCaller"),
  managedGetOriginalTxHash: puts(callInput.originalTxHash, "GetOriginalTxHash"),
  managedGetStateRootHash: puts(new Uint8Array(32).fill(0x50), "GetStateRootHash"),
  managedGetBlockRandomSeed: puts(new Uint8Array(48).fill(0x5d), "GetBlockRandomSeed"),
  managedGetPrevBlockRandomSeed: puts(new Uint8Array(48).fill(0x1a), "GetBlockRandomSeed"),
  managedIsBuiltinFunction: [
    { does: "knows built-in functions", args: [1], buffers: { 1: "ESDTTransfer" }, answers: 1, charges: ["IsBuiltinFunction"] },
    { does: "knows others", args: [1], buffers: { 1: "endpoint" }, answers: 0 },
    { does: "fails without a buffer", args: [1], fails: noBuffer },
  ],
};

const results: HookCases = {
  managedSignalError: [
    {
      does: "ends the run with the message, whose bytes cost twice",
      args: [1],
      buffers: { 1: "no" },
      charges: ["SignalError", "DataCopyPerByte*2", "PersistPerByte*2"],
      effects: [["signalUserError", "no"]],
    },
    { does: "fails without a buffer", args: [1], fails: noBuffer, charges: ["SignalError"] },
    { does: "fails without gas", args: [1], buffers: { 1: "no" }, given: { shortOf: "PersistPerByte*2" }, fails: "not enough gas" },
  ],
  managedWriteLog: [
    {
      does: "logs, and charges for topics and data twice",
      args: [1, 2],
      buffers: { 1: handles(3, 4), 2: "data", 3: "a", 4: "bc" },
      charges: ["DataCopyPerByte*8", "DataCopyPerByte*1", "DataCopyPerByte*2", "DataCopyPerByte*4", "Log", "DataCopyPerByte*7"],
      effects: [["writeLog", [contractAddress, [utf8ToBytes("a"), utf8ToBytes("bc")], [utf8ToBytes("data")]]]],
    },
    { does: "fails without topics", args: [1, 2], buffers: { 2: "data" }, fails: noBuffer },
    { does: "fails for a vector that is cut", args: [1, 2], buffers: { 1: "abc", 2: "data" }, fails: "invalid managed vector of managed buffer handles" },
    { does: "fails without data", args: [1, 2], buffers: { 1: "" }, fails: noBuffer },
    { does: "fails without gas", args: [1, 2], buffers: { 1: "", 2: "" }, given: { shortOf: "Log" }, fails: "not enough gas", effects: [] },
  ],
  managedGetReturnData: [
    { does: "puts the data under the handle", args: [1, 9], given: { returnData: [new Uint8Array(0), Uint8Array.of(4, 2)] }, setsBuffers: { 9: Uint8Array.of(4, 2) }, charges: ["GetReturnData"] },
    { does: "fails for an index too large", args: [0, 9], fails: outOfRange, charges: ["GetReturnData"] },
    { does: "fails for a negative index", args: [-1, 9], given: { returnData: [Uint8Array.of(4, 2)] }, fails: outOfRange },
  ],
};

const payments: HookCases = {
  managedGetMultiESDTCallValue: [
    {
      does: "makes handles for identifiers and values",
      args: [9],
      given: { input: { esdtTransfers: [{ ...payment, nonce: 2n ** 64n - 1n }] } },
      charges: ["GetCallValue", "DataCopyPerByte*16"],
      setsBuffers: { 0: tokenIdentifier, 9: Uint8Array.of(0, 0, 0, 0, ...new Array<number>(8).fill(0xff), 0, 0, 0, 0) },
      setsBigInts: { 0: 5n },
    },
    { does: "puts nothing without tokens", args: [9], setsBuffers: { 9: "" }, charges: ["GetCallValue"] },
    { does: "fails without gas for the vector", args: [9], given: { input: { esdtTransfers: [payment] }, shortOf: "DataCopyPerByte*16" }, fails: "not enough gas" },
  ],
  managedGetAllTransfersCallValue: [
    {
      does: "shows EGLD under its identifier, alone",
      args: [9],
      given: { input: { callValue: 7n, esdtTransfers: [payment] } },
      charges: ["GetCallValue", "DataCopyPerByte*16"],
      setsBuffers: { 0: "EGLD-000000", 9: Uint8Array.of(0, 0, 0, 0, ...nonce, 0, 0, 0, 0) },
      setsBigInts: { 0: 7n },
    },
    { does: "shows tokens", args: [9], given: { input: { esdtTransfers: [payment] } }, setsBuffers: { 0: tokenIdentifier }, setsBigInts: { 0: 5n } },
    { does: "fails without gas", args: [9], given: { shortOf: "GetCallValue" }, fails: "not enough gas" },
  ],
  managedGetBackTransfers: [
    { does: "puts nothing and zero where nothing came back", args: [9, 8], setsBuffers: { 9: "" }, setsBigInts: { 8: 0n }, charges: ["GetCallValue"] },
    { does: "fails without gas", args: [9, 8], given: { shortOf: "GetCallValue" }, fails: "not enough gas" },
  ],
};

const tokens: HookCases = {
  managedGetESDTBalance: [
    { does: "sets the value", args: [1, 2, 5n, 9], buffers: tokenBuffers, given: holding, setsBigInts: { 9: 0x0102n }, charges: ["GetExternalBalance"] },
    ...badTokens([1, 2, 5n, 9], outOfRange),
    { does: "takes the protocol's failure for an argument out of range", args: [1, 2, 5n, 9], buffers: tokenBuffers, given: brokenToken, fails: outOfRange },
  ],
  managedGetESDTTokenData: [
    {
      does: "sets everything and charges for the metadata",
      args: [1, 2, 5n, 10, 11, 12, 13, 14, 15, 16, 17],
      buffers: tokenBuffers,
      given: holding,
      charges: ["GetExternalBalance", "DataCopyPerByte*1", "DataCopyPerByte*3", "DataCopyPerByte*2", "DataCopyPerByte*2", "DataCopyPerByte*5"],
      setsBigInts: { 10: 0x0102n, 16: 250n },
      setsBuffers: { 11: Uint8Array.of(1, 0), 12: metadata.hash, 13: metadata.name, 14: metadata.attributes, 15: metadata.creator },
    },
    { does: "leaves the metadata out where there are none", args: [1, 2, 5n, 10, 11, 12, 13, 14, 15, 16, 17], buffers: tokenBuffers, setsBigInts: { 10: 0n }, setsBuffers: { 11: "" } },
    ...badTokens([1, 2, 5n, 10, 11, 12, 13, 14, 15, 16, 17], outOfRange),
    { does: "fails without gas for the URIs", args: [1, 2, 5n, 10, 11, 12, 13, 14, 15, 16, 17], buffers: tokenBuffers, given: { ...holding, shortOf: "DataCopyPerByte*5" }, fails: "not enough gas" },
  ],
  managedGetESDTTokenType: [
    { does: "sets the type", args: [1, 2, 5n, 9], buffers: tokenBuffers, given: holding, setsBigInts: { 9: 3n }, charges: ["GetExternalBalance"] },
    ...badTokens([1, 2, 5n, 9], outOfRange),
    { does: "takes the protocol's failure for an argument out of range", args: [1, 2, 5n, 9], buffers: tokenBuffers, given: brokenToken, fails: outOfRange },
  ],
  managedIsESDTFrozen: [
    { does: "reads the bit", args: [1, 2, 5n], buffers: tokenBuffers, given: holding, answers: 1, charges: ["GetExternalBalance"] },
    { does: "takes properties of another length for none", args: [1, 2, 5n], buffers: tokenBuffers, given: { token: { ...holding.token, properties: Uint8Array.of(1) } }, answers: 0 },
    ...badTokens([1, 2, 5n], noBuffer),
    { does: "fails as the protocol does", args: [1, 2, 5n], buffers: tokenBuffers, given: brokenToken, fails: "broken data" },
  ],
  managedIsESDTLimitedTransfer: [
    { does: "asks the protocol", args: [2], buffers: tokenBuffers, answers: 0, charges: ["GetExternalBalance"] },
    { does: "fails without an identifier", args: [2], fails: noBuffer },
  ],
  managedIsESDTPaused: [
    { does: "asks the protocol", args: [2], buffers: tokenBuffers, answers: 1, charges: ["GetExternalBalance"] },
    { does: "fails without an identifier", args: [2], fails: noBuffer },
  ],
};

const accounts: HookCases = {
  managedBufferToHex: [
    { does: "writes lower case", args: [1, 9], buffers: { 1: Uint8Array.of(0xab, 1) }, setsBuffers: { 9: "ab01" }, charges: ["MBufferSetBytes"] },
    { does: "fails without a buffer", args: [1, 9], fails: noBuffer },
  ],
  managedGetCodeMetadata: [
    { does: "puts the metadata under the handle", args: [1, 9], buffers: tokenBuffers, setsBuffers: { 9: Uint8Array.of(5, 6) }, charges: ["GetCodeMetadata", "MBufferSetBytes"] },
    { does: "fails without a buffer", args: [1, 9], fails: noBuffer, charges: ["GetCodeMetadata", "MBufferSetBytes"] },
    { does: "fails without an account", args: [1, 9], buffers: tokenBuffers, given: { hasNoAccount: true }, fails: "account was not found" },
  ],
  managedGetCodeHash: [
    { does: "puts the hash under the handle", args: [1, 9], buffers: tokenBuffers, setsBuffers: { 9: new Uint8Array(32).fill(0xcc) }, charges: ["GetCodeHash"] },
    { does: "fails without a buffer before it charges", args: [1, 9], fails: noBuffer, charges: [] },
    { does: "fails without gas", args: [1, 9], buffers: tokenBuffers, given: { shortOf: "GetCodeHash" }, fails: "not enough gas" },
  ],
  managedGetCallbackClosure: [
    { does: "puts the closure under the handle", args: [9], setsBuffers: { 9: Uint8Array.of(0xcb) }, charges: ["GetCallbackClosure"] },
    { does: "fails outside a callback", args: [9], given: { throws: { getCallbackClosure: failures.asyncNoCallbackForClosure } }, fails: "no callback for closure, cannot call callback directly" },
  ],
};

for (const cases of [aboutTheCall, results, payments, tokens, accounts]) testHooks(cases);

test("managedGetBackTransfers hands over what came back, once", () => {
  const { hooks, host } = createFake();
  host.managedTypes.addBackTransfers(3n, [payment], 1);
  hooks.managedGetBackTransfers(9, 8);
  expect(host.managedTypes.getBigInt(8)).toBe(3n);
  expect(host.managedTypes.getBytes(9)).toHaveLength(16);
  hooks.managedGetBackTransfers(9, 8);
  expect(host.managedTypes.getBigInt(8)).toBe(0n);
  expect(host.managedTypes.getBytes(9)).toHaveLength(0);
});
