// The Main hooks that transfer, call, create, upgrade, delete and register asynchronous calls, on the hand-made host.
import { utf8ToBytes } from "@mxvm/codec";
import { Breakpoint } from "@mxvm/executor-api";
import { CallType, EsdtType } from "@mxvm/protocol-hooks";
import { expect, test } from "vitest";
import { failureWithMessage, failures } from "../src/failures.js";
import { MEMORY_SIZE, callInput, contractAddress, createFake, otherAddress } from "./support/fake-host.js";
import { type HookCase, type HookCases, amount, int32s, testHooks } from "./support/hook-cases.js";

const beyond = MEMORY_SIZE + 1;
const loadFails = "mem load: bad bounds";
const negative = "mem load: negative length";
const none = new Uint8Array(0);

// One layout of memory for all calls.
const at = { address: 64, value: 128, function: 200, lengths: 240, data: 260, token: 300, code: 340, metadata: 360, source: 400, result: 500 };
const memory = {
  [at.address]: otherAddress,
  [at.value]: amount(5),
  [at.function]: "endpoint",
  [at.lengths]: int32s(1, 2),
  [at.data]: "abc",
  [at.token]: "TOK-123456",
  [at.code]: "code",
  [at.metadata]: Uint8Array.of(5, 0),
  [at.source]: contractAddress,
};
const args = [Uint8Array.of(97), Uint8Array.of(98, 99)];
const location = [at.function, 8, 2, at.lengths, at.data] as const;
const locationWithoutFunction = [at.function, 0, 2, at.lengths, at.data] as const;

const childInput = {
  ...callInput,
  callerAddress: contractAddress,
  arguments: args,
  asyncArguments: { callId: Uint8Array.of(1), callerCallId: none, callbackAsyncInitiatorCallId: none, gasAccumulated: 0n },
  callValue: 5n,
  gasProvided: 40n,
  originalTxHash: none,
  currentTxHash: none,
  prevTxHash: none,
  recipientAddress: otherAddress,
};
const failed = failureWithMessage("execution failed");
const completed: [string, unknown] = ["completeChild", [true, undefined]];

/** What every hook that reads a call from memory refuses. `call` puts the parts into the hook's order. */
function badCalls(call: (parts: { address: number; function: readonly number[] }) => readonly (number | bigint)[]): HookCase[] {
  const good = { address: at.address, function: location };
  return [
    { does: "fails for an address outside memory", args: call({ ...good, address: beyond }), fails: loadFails },
    { does: "fails for a negative function length", args: call({ ...good, function: [at.function, -1, 0, 0, 0] }), fails: negative },
    { does: "fails for a negative number of arguments", args: call({ ...good, function: [at.function, 8, -2, 0, 0] }), fails: "negative numArguments (-2)" },
    { does: "fails for arguments outside memory", args: call({ ...good, function: [at.function, 8, 2, at.lengths, beyond] }), memory, fails: loadFails },
    {
      does: "fails without gas for the arguments",
      args: call(good),
      memory,
      given: { shortOf: "DataCopyPerByte*3" },
      fails: "not enough gas",
    },
  ];
}

const executions: HookCases = {
  executeOnDestContext: [
    {
      does: "calls, and names the call in its logs",
      args: [40n, at.address, at.value, ...location],
      memory,
      answers: 0,
      charges: ["DataCopyPerByte*3", "ExecuteOnDestContext"],
      effects: [["executeOnDestContext", childInput], completed, ["completeLogEntries", "ExecuteOnDestContext"]],
    },
    { does: "fails with the call", args: [40n, at.address, at.value, ...location], memory, given: { nested: { failure: failed } }, fails: "execution failed" },
    { does: "refuses another shard", args: [40n, at.address, at.value, ...location], memory, given: { otherShard: true }, fails: "sync execution request is not in the same shard" },
    ...badCalls((parts) => [40n, parts.address, at.value, ...parts.function]),
  ],
  executeOnSameContext: [
    {
      does: "runs other code on this account",
      args: [-1n, at.address, at.value, ...location],
      memory,
      answers: 0,
      charges: ["DataCopyPerByte*3", "ExecuteOnSameContext"],
      effects: [["executeOnSameContext", { ...childInput, asyncArguments: undefined, gasProvided: 1000n }]],
    },
    { does: "fails with the call", args: [-1n, at.address, at.value, ...location], memory, given: { throws: { executeOnSameContext: failed } }, fails: "execution failed" },
    {
      does: "refuses built-in functions",
      args: [-1n, at.address, at.value, at.function, 12, 0, 0, 0],
      memory: { ...memory, [at.function]: "ESDTTransfer" },
      fails: "invalid built in function call",
    },
    { does: "refuses another shard", args: [40n, at.address, at.value, ...location], memory, given: { otherShard: true }, fails: "sync execution request is not in the same shard" },
    ...badCalls((parts) => [40n, parts.address, at.value, ...parts.function]),
  ],
  executeReadOnly: [
    {
      does: "calls without value in read-only mode",
      args: [40n, at.address, ...location],
      memory,
      answers: 0,
      charges: ["DataCopyPerByte*3", "ExecuteReadOnly"],
      effects: [["setReadOnly", true], ["executeOnDestContext", { ...childInput, callValue: 0n }], completed, ["setReadOnly", false]],
    },
    {
      does: "leaves read-only mode when the call fails",
      args: [40n, at.address, ...location],
      memory,
      given: { nested: { failure: failed } },
      fails: "execution failed",
      effects: [["setReadOnly", true], ["executeOnDestContext", { ...childInput, callValue: 0n }], ["setReadOnly", false]],
    },
    {
      does: "refuses built-in functions",
      args: [-1n, at.address, at.function, 12, 0, 0, 0],
      memory: { ...memory, [at.function]: "ESDTTransfer" },
      fails: "invalid built in function call",
    },
    ...badCalls((parts) => [40n, parts.address, ...parts.function]),
  ],
};

const plainTransfer = {
  destination: otherAddress,
  sender: contractAddress,
  gasLimit: 0n,
  gasLocked: 0n,
  value: 5n,
  asyncData: none,
  input: none,
  callType: CallType.directCall,
};

const valueTransfers: HookCases = {
  transferValue: [
    {
      does: "moves EGLD with data",
      args: [at.address, at.value, at.function, 8],
      memory,
      answers: 0,
      charges: ["TransferValue", "PersistPerByte*8"],
      effects: [["transfer", { ...plainTransfer, input: utf8ToBytes("endpoint") }]],
    },
    { does: "refuses calls of built-in functions", args: [at.address, at.value, at.function, 15], memory: { ...memory, [at.function]: "ESDTTransfer@00" }, fails: "transfer value on esdt call" },
    { does: "takes data that are no call for data", args: [at.address, at.value, at.function, 14], memory: { ...memory, [at.function]: "ESDTTransfer@0" }, answers: 0 },
    { does: "fails for an address outside memory", args: [beyond, at.value, at.function, 8], fails: loadFails, charges: ["TransferValue"] },
    { does: "runs out of gas for a negative length", args: [at.address, at.value, at.function, -8], fails: "not enough gas" },
    { does: "fails with the transfer", args: [at.address, at.value, at.function, 8], memory, given: { throws: { transfer: failures.invalidCallOnReadOnlyMode } }, fails: "operation not permitted in read only mode" },
  ],
  transferValueExecute: [
    {
      does: "calls a contract of this shard, and charges the transfer twice",
      args: [at.address, at.value, 40n, ...location],
      memory,
      answers: 0,
      charges: ["TransferValue", "DataCopyPerByte*3", "TransferValue"],
      effects: [["executeOnDestContext", childInput], completed, ["completeLogEntries", "TransferAndExecute"]],
    },
    {
      does: "sends the call to another shard with its gas",
      args: [at.address, at.value, -1n, ...location],
      memory,
      given: { otherShard: true },
      answers: 0,
      effects: [
        ["useGasLimit", 2n ** 64n - 1n],
        ["transfer", { ...plainTransfer, gasLimit: 2n ** 64n - 1n, input: utf8ToBytes("endpoint@61@6263") }],
      ],
    },
    {
      does: "moves EGLD where no function is named",
      args: [at.address, at.value, 40n, ...locationWithoutFunction],
      memory,
      answers: 0,
      effects: [["useGasLimit", 40n], ["transfer", { ...plainTransfer, gasLimit: 40n }]],
    },
    { does: "fails with the call", args: [at.address, at.value, 40n, ...location], memory, given: { nested: { failure: failed } }, fails: "execution failed" },
    { does: "fails with the transfer", args: [at.address, at.value, 40n, ...locationWithoutFunction], memory, given: { throws: { transfer: failures.transferInsufficientFunds } }, fails: "failed transfer (insufficient funds)" },
    { does: "refuses built-in functions", args: [at.address, at.value, 40n, at.function, 12, 0, 0, 0], memory: { ...memory, [at.function]: "ESDTTransfer" }, fails: "nil esdt data" },
    { does: "refuses names that make a built-in call", args: [at.address, at.value, 40n, at.function, 15, 0, 0, 0], memory: { ...memory, [at.function]: "ESDTTransfer@00" }, fails: "transfer value on esdt call" },
    ...badCalls((parts) => [parts.address, at.value, 40n, ...parts.function]),
  ],
};

const token = { tokenIdentifier: utf8ToBytes("TOK-123456"), tokenType: EsdtType.fungible, nonce: 0n, value: 5n };
const nft = { ...token, tokenType: EsdtType.nonFungible, nonce: 7n };
const parties = { destination: otherAddress, sender: contractAddress, senderForExecution: contractAddress, returnAfterError: false };
function transferOf(transfers: readonly unknown[]): unknown {
  return { ...parties, originalCaller: callInput.originalCallerAddress, transfers, function: "", arguments: [] };
}
const tokenCall = { ...childInput, callValue: 0n, gasProvided: 321n };
/** The input of the call as the transfer sees it. */
const draftedCall = { ...tokenCall, asyncArguments: undefined, gasProvided: 40n };

const transferOfToken = [at.address, at.token, 10, at.value] as const;
// Identifier, nonce and value of two transfers.
const pairs = {
  600: int32s(10, 0, 32, 10, 1, 32),
  640: Uint8Array.of(...token.tokenIdentifier, ...amount(5), ...token.tokenIdentifier, 7, ...amount(5)),
};

const tokenTransfers: HookCases = {
  transferESDTExecute: [
    {
      does: "moves a token and calls",
      args: [...transferOfToken, 40n, ...location],
      memory,
      answers: 0,
      charges: ["DataCopyPerByte*3", "DataCopyPerByte*3", "TransferValue"],
      effects: [
        ["transferEsdt", [transferOf([token]), { ...draftedCall, esdtTransfers: [token] }]],
        ["executeOnDestContext", { ...tokenCall, esdtTransfers: [token] }],
        completed,
      ],
    },
    { does: "fails for an identifier outside memory before all else", args: [beyond, beyond, 10, at.value, 40n, ...location], fails: loadFails, charges: [] },
    ...badCalls((parts) => [parts.address, at.token, 10, at.value, 40n, ...parts.function]),
  ],
  transferESDTNFTExecute: [
    {
      does: "moves a token with a nonce",
      args: [...transferOfToken, 7n, 40n, ...locationWithoutFunction],
      memory,
      answers: 0,
      effects: [["transferEsdt", [transferOf([nft]), undefined]]],
    },
    {
      does: "takes a nonce beyond 63 bits for a fungible token's",
      args: [...transferOfToken, -1n, 40n, ...locationWithoutFunction],
      memory,
      answers: 0,
      effects: [["transferEsdt", [transferOf([{ ...token, nonce: 2n ** 64n - 1n }]), undefined]]],
    },
    {
      does: "goes back to before the transfer when the call fails",
      args: [...transferOfToken, 7n, 40n, ...location],
      memory,
      given: { nested: { failure: failed } },
      fails: "execution failed",
      effects: [
        ["transferEsdt", [transferOf([nft]), { ...draftedCall, esdtTransfers: [nft] }]],
        ["executeOnDestContext", { ...tokenCall, esdtTransfers: [nft] }],
        ["revertToSnapshot", 77],
      ],
    },
    { does: "fails with the transfer", args: [...transferOfToken, 7n, 40n, ...location], memory, given: { throws: { transferEsdt: failed } }, fails: "execution failed" },
    { does: "does not call across shards", args: [...transferOfToken, 7n, 40n, ...location], memory, given: { otherShard: true }, answers: 0, effects: [["transferEsdt", [transferOf([nft]), { ...draftedCall, esdtTransfers: [nft] }]]] },
  ],
  multiTransferESDTNFTExecute: [
    {
      does: "moves several tokens",
      args: [at.address, 2, 600, 640, 40n, ...locationWithoutFunction],
      memory: { ...memory, ...pairs },
      answers: 0,
      charges: ["DataCopyPerByte*3", "DataCopyPerByte*3", "DataCopyPerByte*85", "TransferValue*2"],
      effects: [["transferEsdt", [transferOf([token, nft]), undefined]]],
    },
    { does: "refuses no transfers, for free", args: [at.address, 0, 600, 640, 40n, ...location], fails: "failed transfer", charges: [] },
    { does: "fails for a negative number of transfers", args: [at.address, -2, 600, 640, 40n, ...location], memory, fails: "negative numArguments (-6)" },
    { does: "fails for transfers outside memory", args: [at.address, 2, beyond, 640, 40n, ...location], memory, fails: loadFails },
    ...badCalls((parts) => [parts.address, 1, 600, 640, 40n, ...parts.function]),
  ],
};

const creation = { callValue: 5n, gasProvided: 40n, codeMetadata: Uint8Array.of(5, 0), arguments: args };
const argumentsAt = [2, at.lengths, at.data] as const;
const upgradeLimit = 10n ** 15n;

const contracts: HookCases = {
  createContract: [
    {
      does: "creates a contract and stores its address",
      args: [40n, at.value, at.code, at.metadata, 4, at.result, ...argumentsAt],
      memory,
      answers: 0,
      stores: { [at.result]: otherAddress },
      charges: ["CreateContract", "DataCopyPerByte*3"],
      effects: [["createNewContract", { ...creation, code: utf8ToBytes("code"), callType: "DeploySmartContract" }]],
    },
    { does: "fails for a negative code length", args: [40n, at.value, at.code, at.metadata, -4, at.result, ...argumentsAt], fails: negative },
    { does: "fails for a value outside memory", args: [40n, beyond, at.code, at.metadata, 4, at.result, ...argumentsAt], fails: loadFails, charges: ["CreateContract"] },
    { does: "fails for an address that cannot be stored", args: [40n, at.value, at.code, at.metadata, 4, MEMORY_SIZE - 1, ...argumentsAt], memory, fails: "bad bounds (upper)" },
    { does: "fails with the creation", args: [40n, at.value, at.code, at.metadata, 4, at.result, ...argumentsAt], memory, given: { throws: { createNewContract: failures.deploymentOverExistingAccount } }, fails: "cannot deploy over existing account" },
  ],
  deployFromSourceContract: [
    {
      does: "creates a contract with the code of another",
      args: [40n, at.value, at.source, at.metadata, at.result, ...argumentsAt],
      memory,
      answers: 0,
      stores: { [at.result]: otherAddress },
      charges: ["CreateContract", "DataCopyPerByte*3"],
      effects: [["getCode", contractAddress], ["createNewContract", { ...creation, code: Uint8Array.of(0xcd), callType: "DeployFromSource" }]],
    },
    { does: "fails without code at the source", args: [40n, at.value, at.source, at.metadata, at.result, ...argumentsAt], memory, given: { throws: { getCode: failures.contractNotFound } }, fails: "invalid contract code (not found)" },
    { does: "fails for a source outside memory", args: [40n, at.value, beyond, at.metadata, at.result, ...argumentsAt], fails: loadFails },
  ],
  upgradeContract: [
    {
      does: "registers an upgrade and charges for the code last",
      args: [at.address, upgradeLimit, at.value, at.code, at.metadata, 4, ...argumentsAt],
      memory,
      charges: ["CreateContract", "DataCopyPerByte*3", "DataCopyPerByte*4"],
      effects: [["registerLegacyAsyncCall", [otherAddress, "upgradeContract@636f6465@0500@61@6263", amount(5)]]],
    },
    {
      does: "stops without a message on a gas limit that cannot do",
      args: [at.address, 5n, at.value, at.code, at.metadata, 4, ...argumentsAt],
      memory,
      breakpoint: Breakpoint.outOfGas,
      effects: [],
    },
    {
      does: "stops without a message when the registration runs out of gas",
      args: [at.address, -1n, at.value, at.code, at.metadata, 4, ...argumentsAt],
      memory,
      given: { throws: { registerLegacyAsyncCall: failures.notEnoughGas } },
      breakpoint: Breakpoint.outOfGas,
    },
    { does: "fails with the registration", args: [at.address, -1n, at.value, at.code, at.metadata, 4, ...argumentsAt], memory, given: { throws: { registerLegacyAsyncCall: failures.asyncNotAllowed } }, fails: "async call is not allowed at this location" },
    { does: "fails for arguments outside memory", args: [at.address, -1n, at.value, at.code, at.metadata, 4, 2, beyond, at.data], memory, fails: loadFails },
    {
      does: "once took arguments that it could not read for none",
      args: [at.address, -1n, at.value, at.code, at.metadata, 4, 2, beyond, at.data],
      memory,
      given: { flags: { UseGasBoundedShouldFailExecutionFlag: false } },
      effects: [["registerLegacyAsyncCall", [otherAddress, "upgradeContract@636f6465@0500", amount(5)]]],
    },
    { does: "fails for an address outside memory after charging for the arguments", args: [beyond, -1n, at.value, at.code, at.metadata, 4, ...argumentsAt], memory, fails: loadFails, charges: ["CreateContract", "DataCopyPerByte*3"] },
  ],
  upgradeFromSourceContract: [
    {
      does: "registers an upgrade to the code of another contract",
      args: [at.address, upgradeLimit, at.value, at.source, at.metadata, ...argumentsAt],
      memory,
      charges: ["CreateContract", "DataCopyPerByte*3"],
      effects: [["getCode", contractAddress], ["registerLegacyAsyncCall", [otherAddress, "upgradeContract@cd@0500@61@6263", amount(5)]]],
    },
    { does: "fails for a source outside memory", args: [at.address, upgradeLimit, at.value, beyond, at.metadata, ...argumentsAt], fails: loadFails },
  ],
  deleteContract: [
    {
      does: "registers a deletion",
      args: [at.address, upgradeLimit, ...argumentsAt],
      memory,
      charges: ["CreateContract", "DataCopyPerByte*3"],
      effects: [["registerLegacyAsyncCall", [otherAddress, "deleteContract@61@6263", none]]],
    },
    { does: "stops without a message on a gas limit that cannot do", args: [at.address, 5n, ...argumentsAt], memory, breakpoint: Breakpoint.outOfGas, effects: [] },
    { does: "fails for an address outside memory", args: [beyond, upgradeLimit, ...argumentsAt], memory, fails: loadFails },
  ],
};

const promise = {
  destination: otherAddress,
  value: amount(5),
  data: utf8ToBytes("endpoint"),
  successCallback: "cod",
  errorCallback: "ab",
  gas: 40n,
  extraGasForCallback: 2n ** 64n - 1n,
  callbackClosure: none,
};
const callbacks = [at.code, 3, at.data, 2] as const;

const asyncCalls: HookCases = {
  asyncCall: [
    {
      does: "registers the call with the value's bytes",
      args: [at.address, at.value, at.function, 8],
      memory,
      charges: ["AsyncCallStep", "DataCopyPerByte*8"],
      effects: [["registerLegacyAsyncCall", [otherAddress, "endpoint", amount(5)]]],
    },
    { does: "stops without a message when it runs out of gas", args: [at.address, at.value, at.function, 8], memory, given: { throws: { registerLegacyAsyncCall: failures.notEnoughGas } }, breakpoint: Breakpoint.outOfGas },
    { does: "fails with the registration", args: [at.address, at.value, at.function, 8], memory, given: { throws: { registerLegacyAsyncCall: failures.legacyAsyncCallInvalid } }, fails: "legacy async call invalid" },
    { does: "fails for a value outside memory", args: [at.address, beyond, at.function, 8], memory, fails: loadFails, charges: ["AsyncCallStep"] },
    { does: "runs out of gas for a negative length", args: [at.address, at.value, at.function, -8], memory, fails: "not enough gas" },
  ],
  createAsyncCall: [
    {
      does: "registers a promise",
      args: [at.address, at.value, at.function, 8, ...callbacks, 40n, -1n],
      memory,
      answers: 0,
      charges: ["CreateAsyncCall", "SetAsyncCallback"],
      effects: [["registerAsyncCall", promise]],
    },
    {
      does: "charges no callback where there is none",
      args: [at.address, at.value, at.function, 8, at.code, 0, at.data, 0, 40n, -1n],
      memory,
      answers: 0,
      charges: ["CreateAsyncCall"],
      effects: [["registerAsyncCall", { ...promise, successCallback: "", errorCallback: "" }]],
    },
    { does: "fails for a callback outside memory, for free", args: [at.address, at.value, at.function, 8, beyond, 3, at.data, 2, 40n, -1n], memory, fails: loadFails, charges: [] },
    { does: "fails for a negative length of data", args: [at.address, at.value, at.function, -8, ...callbacks, 40n, -1n], memory, fails: negative },
    { does: "fails with the registration", args: [at.address, at.value, at.function, 8, ...callbacks, 40n, -1n], memory, given: { throws: { registerAsyncCall: failures.asyncNoMultiLevel } }, fails: "multi-level async calls are not allowed yet" },
  ],
  setAsyncContextCallback: [
    { does: "is switched off", args: [at.code, 3, at.data, 2, 40n], memory, fails: "context callback disabled", charges: ["SetAsyncContextCallback"] },
    { does: "fails for a name outside memory", args: [beyond, 3, at.data, 2, 40n], fails: loadFails },
  ],
};

for (const cases of [executions, valueTransfers, tokenTransfers, contracts, asyncCalls]) testHooks(cases);

test("a nested call passes the relayer and the original caller on", () => {
  const { hooks, effects } = createFake();
  hooks.executeOnDestContext(1n, 0, 0, 0, 0, 0, 0, 0);
  expect(effects[0]?.[1]).toMatchObject({
    originalCallerAddress: callInput.originalCallerAddress,
    relayerAddress: callInput.relayerAddress,
  });
});

test("a nested call that fails without an output fails its caller too", () => {
  const { hooks, failures: seen } = createFake({ nested: { output: undefined, failure: failed } });
  hooks.executeOnDestContext(1n, 0, 0, 0, 0, 0, 0, 0);
  expect(seen).toEqual(["execution failed"]);
});

test("a number of token transfers that overflows is a fault of the engine, as production crashes", () => {
  const { hooks } = createFake();
  expect(() => hooks.multiTransferESDTNFTExecute(0, 0x5555_5556, 0, 0, 1n, 0, 0, 0, 0, 0)).toThrow("VM execution panicked");
});
