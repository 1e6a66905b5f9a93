// The Managed hooks that transfer, call, create, upgrade, delete and register asynchronous calls, on the hand-made host.
import { concatBytes, utf8ToBytes } from "@mxvm/codec";
import { Breakpoint } from "@mxvm/executor-api";
import { CallType, EsdtType } from "@mxvm/protocol-hooks";
import { expect, test } from "vitest";
import { failureWithMessage, failures } from "../src/failures.js";
import { MEMORY_SIZE, callInput, callerAddress, contractAddress, createFake, otherAddress } from "./support/fake-host.js";
import { type HookCase, type HookCases, handles, testHooks } from "./support/hook-cases.js";

const noBuffer = "no managed buffer under the given handle";
const noBigInt = "no bigInt under the given handle";
const none = new Uint8Array(0);

// One set of handles for all calls.
const at = { address: 1, function: 2, arguments: 3, transfers: 4, metadata: 5, code: 6, source: 7, user: 8, closure: 9, result: 20, newAddress: 21, value: 30 };
const tokenIdentifier = utf8ToBytes("TOK-123456");
const transferBytes = concatBytes(handles(12), Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 7), handles(31));
const buffers = {
  [at.address]: otherAddress,
  [at.function]: "endpoint",
  [at.arguments]: handles(10, 11),
  10: "a",
  11: "bc",
  12: tokenIdentifier,
  [at.transfers]: transferBytes,
  [at.metadata]: Uint8Array.of(5, 0),
  [at.code]: "code",
  [at.source]: contractAddress,
  [at.user]: callerAddress,
  [at.closure]: "closure",
};
const bigInts = { [at.value]: 5n, 31: 9n };
const args = [utf8ToBytes("a"), utf8ToBytes("bc")];
const call = [at.function, at.arguments] as const;

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
/** Reading the vector of arguments, its two items, and copying them. */
const readArguments = ["DataCopyPerByte*8", "DataCopyPerByte*1", "DataCopyPerByte*2", "DataCopyPerByte*3"];
const leaves = [Uint8Array.of(1), Uint8Array.of(2, 3)];

function without(handle: number): Readonly<Record<number, Uint8Array | string>> {
  return Object.fromEntries(Object.entries(buffers).filter(([key]) => Number(key) !== handle));
}

/** What every hook that reads a call from handles refuses. */
function badCalls(hookArgs: readonly (number | bigint)[]): HookCase[] {
  return [
    { does: "fails without an address, for free", args: hookArgs, buffers: without(at.address), bigInts, fails: noBuffer, charges: [] },
    { does: "fails without arguments", args: hookArgs, buffers: without(at.arguments), bigInts, fails: noBuffer },
    { does: "fails without one of the arguments", args: hookArgs, buffers: without(11), bigInts, fails: noBuffer },
    { does: "fails without a function after charging for the arguments", args: hookArgs, buffers: without(at.function), bigInts, fails: noBuffer, charges: readArguments },
    { does: "fails without gas for the arguments", args: hookArgs, buffers, bigInts, given: { shortOf: "DataCopyPerByte*3" }, fails: "not enough gas" },
  ];
}

const onDestination = [40n, at.address, at.value, ...call, at.result] as const;

const executions: HookCases = {
  managedExecuteOnDestContext: [
    {
      does: "calls and hands the return data over",
      args: onDestination,
      buffers,
      bigInts,
      given: { leaves },
      answers: 0,
      charges: [...readArguments, "ExecuteOnDestContext", "DataCopyPerByte*3"],
      effects: [["executeOnDestContext", childInput], completed, ["completeLogEntries", "ExecuteOnDestContext"]],
      setsBuffers: { 13: leaves[0]!, 14: leaves[1]!, [at.result]: handles(13, 14) },
    },
    { does: "empties the result where no data came", args: onDestination, buffers: { ...buffers, [at.result]: "old" }, bigInts, answers: 0, setsBuffers: { [at.result]: "" } },
    { does: "fails with the call", args: onDestination, buffers, bigInts, given: { nested: { failure: failed } }, fails: "execution failed", answers: 1 },
    { does: "fails without a value", args: onDestination, buffers, fails: noBigInt, charges: readArguments },
    { does: "refuses another shard", args: onDestination, buffers, bigInts, given: { otherShard: true }, fails: "sync execution request is not in the same shard" },
    { does: "fails without gas for the return data", args: onDestination, buffers: { ...buffers, [at.arguments]: "" }, bigInts, given: { leaves, shortOf: "DataCopyPerByte*3" }, fails: "not enough gas" },
    {
      does: "once left return data unpaid",
      args: onDestination,
      buffers: { ...buffers, [at.arguments]: "" },
      bigInts,
      given: { leaves, shortOf: "DataCopyPerByte*3", flags: { UseGasBoundedShouldFailExecutionFlag: false } },
      answers: 0,
    },
    ...badCalls(onDestination),
  ],
  managedExecuteOnDestContextWithErrorReturn: [
    { does: "answers 1 for a call that failed", args: onDestination, buffers, bigInts, given: { nested: { failure: failed } }, answers: 1, effects: [["executeOnDestContext", childInput]] },
    { does: "fails with a call that has no output", args: onDestination, buffers, bigInts, given: { nested: { output: undefined, failure: failed } }, fails: "execution failed" },
    { does: "answers 0 for a call that succeeded", args: onDestination, buffers, bigInts, answers: 0 },
    { does: "fails for another shard", args: onDestination, buffers, bigInts, given: { otherShard: true }, fails: "sync execution request is not in the same shard" },
    ...badCalls(onDestination),
  ],
  managedExecuteOnSameContext: [
    {
      does: "runs other code on this account",
      args: onDestination,
      buffers,
      bigInts,
      given: { leaves },
      answers: 0,
      charges: [...readArguments, "ExecuteOnSameContext", "DataCopyPerByte*3"],
      effects: [["executeOnSameContext", { ...childInput, asyncArguments: undefined }]],
      setsBuffers: { [at.result]: handles(13, 14) },
    },
    {
      does: "fails for the price of return data that a failed call left",
      args: onDestination,
      buffers: { ...buffers, [at.arguments]: "" },
      bigInts,
      given: { leaves, throws: { executeOnSameContext: failed }, shortOf: "DataCopyPerByte*3" },
      fails: ["execution failed", "not enough gas"],
    },
    { does: "refuses built-in functions", args: onDestination, buffers: { ...buffers, [at.function]: "ESDTTransfer" }, bigInts, fails: "invalid built in function call" },
    { does: "fails without a value", args: onDestination, buffers, fails: noBigInt },
    ...badCalls(onDestination),
  ],
  managedExecuteReadOnly: [
    {
      does: "calls without value in read-only mode",
      args: [40n, at.address, ...call, at.result],
      buffers,
      given: { leaves },
      answers: 0,
      charges: [...readArguments, "ExecuteReadOnly", "DataCopyPerByte*3"],
      effects: [["setReadOnly", true], ["executeOnDestContext", { ...childInput, callValue: 0n }], completed, ["setReadOnly", false]],
    },
    { does: "fails with the call", args: [40n, at.address, ...call, at.result], buffers, given: { nested: { failure: failed } }, fails: "execution failed" },
    { does: "refuses built-in functions", args: [40n, at.address, ...call, at.result], buffers: { ...buffers, [at.function]: "ESDTTransfer" }, fails: "invalid built in function call" },
    ...badCalls([40n, at.address, ...call, at.result]),
  ],
};

const nft = { tokenIdentifier, tokenType: EsdtType.nonFungible, nonce: 7n, value: 9n };
function transferOf(parties: object): unknown {
  return {
    destination: otherAddress,
    sender: contractAddress,
    senderForExecution: contractAddress,
    returnAfterError: false,
    originalCaller: callInput.originalCallerAddress,
    transfers: [nft],
    function: "",
    arguments: [],
    ...parties,
  };
}
const tokenInput = { ...childInput, callValue: 0n, gasProvided: 321n, esdtTransfers: [nft] };
/** The input of the call as the transfer sees it. */
const drafted = { ...tokenInput, asyncArguments: undefined, gasProvided: 40n };
const moved: [string, unknown] = ["transferEsdt", [transferOf({}), drafted]];
const called: [string, unknown] = ["executeOnDestContext", tokenInput];
const tokenCall = [at.address, at.transfers, 40n, ...call] as const;
const readTransfers = ["DataCopyPerByte*16", "DataCopyPerByte*10"];
const userInput = { ...tokenInput, callerAddress };
const allowed = { isAllowedToExecute: true };

function badTransfers(hookArgs: readonly (number | bigint)[], given: HookCase["given"] = {}): HookCase[] {
  return [
    { does: "fails without transfers", args: hookArgs, buffers: without(at.transfers), bigInts, given, fails: noBuffer },
    { does: "fails for transfers that are cut", args: hookArgs, buffers: { ...buffers, [at.transfers]: "cut" }, bigInts, given, fails: "invalid managed vector of ESDT transfers" },
    { does: "fails without an identifier", args: hookArgs, buffers: without(12), bigInts, given, fails: noBuffer },
    { does: "fails without an amount", args: hookArgs, buffers, given, fails: noBigInt },
  ];
}

const transfers: HookCases = {
  managedTransferValueExecute: [
    {
      does: "calls a contract of this shard, and charges the transfer once",
      args: [at.address, at.value, 40n, ...call],
      buffers,
      bigInts,
      answers: 0,
      charges: [...readArguments, "TransferValue"],
      effects: [["executeOnDestContext", childInput], completed, ["completeLogEntries", "TransferAndExecute"]],
    },
    {
      does: "moves EGLD where no function is named",
      args: [at.address, at.value, 40n, ...call],
      buffers: { ...buffers, [at.function]: "" },
      bigInts,
      answers: 0,
      effects: [
        ["useGasLimit", 40n],
        ["transfer", { destination: otherAddress, sender: contractAddress, gasLimit: 40n, gasLocked: 0n, value: 5n, asyncData: none, input: none, callType: CallType.directCall }],
      ],
    },
    { does: "refuses built-in functions", args: [at.address, at.value, 40n, ...call], buffers: { ...buffers, [at.function]: "ESDTTransfer" }, bigInts, fails: "nil esdt data" },
    { does: "fails without a value", args: [at.address, at.value, 40n, ...call], buffers, fails: noBigInt },
    ...badCalls([at.address, at.value, 40n, ...call]),
  ],
  managedMultiTransferESDTNFTExecute: [
    { does: "moves tokens and calls", args: tokenCall, buffers, bigInts, answers: 0, charges: [...readArguments, ...readTransfers, "TransferValue"], effects: [moved, called, completed] },
    { does: "fails with the transfer", args: tokenCall, buffers, bigInts, given: { throws: { transferEsdt: failed } }, fails: "execution failed" },
    { does: "goes back to before the transfer when the call fails", args: tokenCall, buffers, bigInts, given: { nested: { failure: failed } }, fails: "execution failed", effects: [moved, called, ["revertToSnapshot", 77]] },
    ...badTransfers(tokenCall),
    ...badCalls(tokenCall),
  ],
  managedMultiTransferESDTNFTExecuteWithReturn: [
    { does: "moves tokens and calls", args: tokenCall, buffers, bigInts, answers: 0, effects: [moved, called, completed] },
    { does: "answers 1 for a transfer that failed", args: tokenCall, buffers, bigInts, given: { throws: { transferEsdt: failed } }, answers: 1, effects: [moved] },
    { does: "answers 1 for a call that failed, after going back", args: tokenCall, buffers, bigInts, given: { nested: { failure: failed } }, answers: 1, effects: [moved, called, ["revertToSnapshot", 77]] },
    { does: "fails with a call that has no output", args: tokenCall, buffers, bigInts, given: { nested: { output: undefined, failure: failed } }, fails: "execution failed" },
    ...badTransfers(tokenCall),
  ],
  managedMultiTransferESDTNFTExecuteByUser: [
    { does: "is not for every contract", args: [at.user, ...tokenCall], buffers, bigInts, fails: "opcode is not allowed", charges: [] },
    {
      does: "moves tokens and calls in a user's name",
      args: [at.user, ...tokenCall],
      buffers,
      bigInts,
      given: allowed,
      answers: 0,
      charges: [...readArguments, ...readTransfers, "TransferValue"],
      effects: [["transferEsdt", [transferOf({ senderForExecution: callerAddress }), drafted]], ["executeOnDestContext", userInput], completed],
    },
    { does: "answers 1 for a transfer that failed", args: [at.user, ...tokenCall], buffers, bigInts, given: { ...allowed, throws: { transferEsdt: failed } }, answers: 1 },
    {
      does: "sends the tokens to the user when the call fails",
      args: [at.user, ...tokenCall],
      buffers,
      bigInts,
      given: { ...allowed, nested: { failure: failed } },
      answers: 1,
      effects: [
        ["transferEsdt", [transferOf({ senderForExecution: callerAddress }), drafted]],
        ["executeOnDestContext", userInput],
        ["transferEsdt", [transferOf({ destination: callerAddress, sender: otherAddress, senderForExecution: otherAddress, returnAfterError: true }), undefined]],
      ],
    },
    { does: "fails without a user", args: [at.user, ...tokenCall], buffers: without(at.user), bigInts, given: allowed, fails: noBuffer, charges: [] },
    ...badTransfers([at.user, ...tokenCall], allowed),
  ],
};

const creation = { callValue: 5n, gasProvided: 40n, codeMetadata: Uint8Array.of(5, 0), arguments: args };
const create = [40n, at.value, at.code, at.metadata, at.arguments, at.newAddress, at.result] as const;
const deploy = [40n, at.value, at.source, at.metadata, at.arguments, at.newAddress, at.result] as const;
const upgrade = [at.address, -1n, at.value, at.code, at.metadata, at.arguments, at.result] as const;
const upgradeFromSource = [at.address, -1n, at.value, at.source, at.metadata, at.arguments, at.result] as const;

const contracts: HookCases = {
  managedCreateContract: [
    {
      does: "creates a contract and hands address and return data over",
      args: create,
      buffers,
      bigInts,
      given: { leaves },
      answers: 0,
      charges: ["CreateContract", ...readArguments, "DataCopyPerByte*3"],
      effects: [["createNewContract", { ...creation, code: utf8ToBytes("code"), callType: "DeploySmartContract" }]],
      setsBuffers: { [at.newAddress]: otherAddress, [at.result]: handles(13, 14) },
    },
    { does: "fails without a value before all else", args: create, buffers: {}, fails: noBigInt, charges: ["CreateContract"] },
    { does: "fails without code", args: create, buffers: without(at.code), bigInts, fails: noBuffer, charges: ["CreateContract", ...readArguments] },
    { does: "fails without metadata", args: create, buffers: without(at.metadata), bigInts, fails: noBuffer },
    { does: "fails with the creation", args: create, buffers, bigInts, given: { throws: { createNewContract: failures.invalidCallOnReadOnlyMode } }, fails: "operation not permitted in read only mode" },
  ],
  managedDeployFromSourceContract: [
    {
      does: "creates a contract with the code of another",
      args: deploy,
      buffers,
      bigInts,
      answers: 0,
      charges: ["CreateContract", ...readArguments],
      effects: [["getCode", contractAddress], ["createNewContract", { ...creation, code: Uint8Array.of(0xcd), callType: "DeployFromSource" }]],
      setsBuffers: { [at.newAddress]: otherAddress, [at.result]: "" },
    },
    { does: "fails without a source", args: deploy, buffers: without(at.source), bigInts, fails: noBuffer, charges: ["CreateContract"] },
    { does: "fails without code at the source", args: deploy, buffers, bigInts, given: { throws: { getCode: failures.contractNotFound } }, fails: "invalid contract code (not found)" },
    { does: "fails without a value", args: deploy, buffers, fails: noBigInt },
  ],
  managedUpgradeContract: [
    {
      does: "registers an upgrade",
      args: upgrade,
      buffers,
      bigInts,
      charges: ["CreateContract", ...readArguments],
      effects: [["registerLegacyAsyncCall", [otherAddress, "upgradeContract@636f6465@0500@61@6263", Uint8Array.of(5)]]],
    },
    { does: "stops without a message on a gas limit that cannot do", args: [at.address, 1n, ...upgrade.slice(2)], buffers, bigInts, breakpoint: Breakpoint.outOfGas, effects: [] },
    { does: "fails without code", args: upgrade, buffers: without(at.code), bigInts, fails: noBuffer },
    { does: "fails without a value", args: upgrade, buffers, fails: noBigInt },
  ],
  managedUpgradeFromSourceContract: [
    {
      does: "registers an upgrade to the code of another contract",
      args: upgradeFromSource,
      buffers,
      bigInts,
      charges: ["CreateContract", ...readArguments],
      effects: [["getCode", contractAddress], ["registerLegacyAsyncCall", [otherAddress, "upgradeContract@cd@0500@61@6263", Uint8Array.of(5)]]],
    },
    { does: "fails without a source", args: upgradeFromSource, buffers: without(at.source), bigInts, fails: noBuffer },
    { does: "fails with the registration", args: upgradeFromSource, buffers, bigInts, given: { throws: { registerLegacyAsyncCall: failures.asyncNotAllowed } }, fails: "async call is not allowed at this location" },
  ],
  managedDeleteContract: [
    {
      does: "registers a deletion",
      args: [at.address, -1n, at.arguments],
      buffers,
      charges: ["CreateContract", "DataCopyPerByte*8", "DataCopyPerByte*1", "DataCopyPerByte*2"],
      effects: [["registerLegacyAsyncCall", [otherAddress, "deleteContract@61@6263", none]]],
    },
    { does: "stops without a message on a gas limit that cannot do", args: [at.address, 1n, at.arguments], buffers, breakpoint: Breakpoint.outOfGas },
    { does: "fails without an address", args: [at.address, -1n, at.arguments], buffers: without(at.address), fails: noBuffer, charges: ["CreateContract"] },
    { does: "fails without arguments", args: [at.address, -1n, at.arguments], buffers: without(at.arguments), fails: noBuffer },
  ],
};

const memory = { 100: "success", 200: "error" };
const promise = [at.address, at.value, ...call, 100, 7, 200, 5, 40n, 3n, at.closure] as const;

const asyncCalls: HookCases = {
  managedAsyncCall: [
    {
      does: "registers the call",
      args: [at.address, at.value, ...call],
      buffers,
      bigInts,
      charges: ["AsyncCallStep", ...readArguments, "DataCopyPerByte*16"],
      effects: [["registerLegacyAsyncCall", [otherAddress, "endpoint@61@6263", Uint8Array.of(5)]]],
    },
    { does: "takes a missing value for an argument out of range", args: [at.address, at.value, ...call], buffers, fails: "argument out of range" },
    { does: "stops without a message when it runs out of gas", args: [at.address, at.value, ...call], buffers, bigInts, given: { throws: { registerLegacyAsyncCall: failures.notEnoughGas } }, breakpoint: Breakpoint.outOfGas },
    { does: "fails without a function", args: [at.address, at.value, ...call], buffers: without(at.function), bigInts, fails: noBuffer },
  ],
  managedCreateAsyncCall: [
    {
      does: "registers a promise with its closure",
      args: promise,
      buffers,
      bigInts,
      memory,
      answers: 0,
      charges: [...readArguments, "CreateAsyncCall", "SetAsyncCallback"],
      effects: [
        [
          "registerAsyncCall",
          {
            destination: otherAddress,
            value: Uint8Array.of(5),
            data: utf8ToBytes("endpoint@61@6263"),
            successCallback: "success",
            errorCallback: "error",
            gas: 40n,
            extraGasForCallback: 3n,
            callbackClosure: utf8ToBytes("closure"),
          },
        ],
      ],
    },
    { does: "takes a missing value for an argument out of range", args: promise, buffers, memory, fails: "argument out of range" },
    { does: "fails for a callback outside memory", args: [...promise.slice(0, 4), MEMORY_SIZE + 1, ...promise.slice(5)], buffers, bigInts, fails: "mem load: bad bounds" },
    { does: "fails without a closure", args: promise, buffers: without(at.closure), bigInts, memory, fails: noBuffer },
    { does: "fails with the registration", args: promise, buffers, bigInts, memory, given: { throws: { registerAsyncCall: failures.invalidFunctionName } }, fails: "invalid function (invalid name)" },
    ...badCalls(promise),
  ],
};

for (const cases of [executions, transfers, contracts, asyncCalls]) testHooks(cases);

test("an engine fault in a nested call passes through the hook", () => {
  const fault = new TypeError("engine");
  const { hooks, host } = createFake({ throws: { executeOnSameContext: fault } });
  for (const handle of [1, 2, 3]) host.managedTypes.setBytes(handle, none);
  host.managedTypes.setBigInt(4, 0n);
  expect(() => hooks.managedExecuteOnSameContext(1n, 1, 4, 2, 3, 5)).toThrow(fault);
});
