// Asynchronous calls: where they run, what callbacks receive, what is persisted, and how answers from other shards complete the tree.
import { sha256 } from "@noble/hashes/sha2.js";
import { byteStringToBytes, bytesToByteString, bytesToHex, concatBytes, hexToBytes } from "@mxvm/codec";
import type { MockEndpoint, MockVm } from "@mxvm/executor-mock";
import { CallType, ReturnCode } from "@mxvm/protocol-hooks";
import type { AsyncArguments, ContractCallInput, VmOutput } from "@mxvm/protocol-hooks";
import { describe, expect, test } from "vitest";
import { AsyncCallStatus, ExecutionMode, createAsyncState } from "../src/async/async-state.js";
import type { AsyncState } from "../src/async/async-state.js";
import { asyncStateFromBytes, asyncStateToBytes } from "../src/async/serialization.js";
import { createHandler, txHash } from "./support/handler.js";
import type { HandlerFixture } from "./support/handler.js";
import { alice, bob, buffer, bytesOf, contractAddress, fail, finish, store, text } from "./support/mock-world.js";

const parent = contractAddress("parent");
const child = contractAddress("child");
const noBytes = new Uint8Array(0);

/** Registers the legacy call. The contract ends here. */
function legacyCall(vm: MockVm, data: string, value: bigint = 0n, to: Uint8Array = child): void {
  vm.hooks.managedAsyncCall(...asyncHandles(vm, data, value, to));
}

/** Address, value, function and arguments of `function@hex@…`. */
function asyncHandles(vm: MockVm, data: string, value: bigint, to: Uint8Array): [number, number, number, number] {
  const [name = "", ...args] = data.split("@");
  const handles = args.map((argument) => buffer(vm, hexToBytes(argument)));
  const vector = new DataView(new ArrayBuffer(handles.length * 4));
  handles.forEach((handle, index) => { vector.setInt32(index * 4, handle); });
  return [buffer(vm, to), vm.hooks.bigIntNew(value), buffer(vm, name), buffer(vm, new Uint8Array(vector.buffer))];
}

interface PromiseOptions {
  readonly to?: Uint8Array;
  readonly gas?: bigint;
  readonly success?: string;
  readonly error?: string;
  readonly closure?: string;
  readonly value?: bigint;
}

function promise(vm: MockVm, data: string, options: PromiseOptions = {}): void {
  const { to = child, gas = 10_000_000n, success = "", error = "", closure = "", value = 0n } = options;
  const { memory, hooks } = vm;
  const handles = asyncHandles(vm, data, value, to);
  const closureHandle = buffer(vm, closure);
  memory.store(1000, text(success));
  memory.store(1100, text(error));
  hooks.managedCreateAsyncCall(...handles, 1000, success.length, 1100, error.length, gas, 0n, closureHandle);
}

/** Stores what a callback was called with. */
const recording: MockEndpoint = (vm) => {
  const items = Array.from({ length: vm.hooks.getNumArguments() }, (_, index) => {
    vm.hooks.mBufferGetArgument(index, 950);
    return bytesToHex(bytesOf(vm, 950));
  });
  store(vm, "callback", items.join());
};

function stored(output: VmOutput, key: string, address: Uint8Array = parent): string | undefined {
  const update = output.outputAccounts.get(bytesToByteString(address))?.storageUpdates.get(key);
  return update === undefined ? undefined : bytesToByteString(update.data);
}

const contextKey = (callId: Uint8Array): string => `ELRONDVM@ASYNC${bytesToByteString(callId)}`;
const childCallId = (callId: Uint8Array, number: number): Uint8Array => sha256(concatBytes(callId, Uint8Array.of(number)));

describe("a legacy call inside the shard", () => {
  test("ends the contract, runs its destination and answers to callBack", () => {
    const { call } = createHandler({
      parent: { run: (vm) => { store(vm, "before", "yes"); legacyCall(vm, "work@0102", 3n); store(vm, "after", "yes"); }, callBack: recording },
      child: { work: (vm) => { finish(vm, "result"); } },
    });
    const output = call();
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, returnMessage: "" });
    expect([stored(output, "before"), stored(output, "after")]).toEqual(["yes", undefined]);
    expect(stored(output, "callback")).toBe(`00,${bytesToHex(text("result"))}`);
    expect(output.outputAccounts.get(bytesToByteString(child))?.balanceDelta).toBe(3n);
    expect(output.logs.map(({ data }) => bytesToByteString(data[0] ?? noBytes))).toEqual(["AsyncCall", "AsyncCallback"]);
  });

  test("tells callBack the code and the message of a failure, and keeps the value", () => {
    const { call } = createHandler({
      parent: { run: (vm) => legacyCall(vm, "work", 3n), callBack: recording },
      child: { work: (vm) => fail(vm, "no") },
    });
    const output = call();
    expect(output.returnCode).toBe(ReturnCode.ok);
    expect(stored(output, "callback")).toBe(`04,${bytesToHex(text("no"))}`);
    expect(output.outputAccounts.get(bytesToByteString(parent))?.balanceDelta).toBe(0n);
  });

  test("needs no callBack", () => {
    const { call } = createHandler({ parent: { run: (vm) => legacyCall(vm, "work") }, child: { work: (vm) => store(vm, "key", "value") } });
    expect(stored(call(), "key", child)).toBe("value");
  });

  test("goes on when callBack fails, without what callBack did", () => {
    const { call } = createHandler({
      parent: { run: (vm) => legacyCall(vm, "work"), callBack: (vm) => { recording(vm); fail(vm, "no"); } },
      child: { work: (vm) => store(vm, "key", "value") },
    });
    const output = call();
    expect([output.returnCode, stored(output, "key", child), stored(output, "callback")]).toEqual([ReturnCode.ok, "value", undefined]);
  });

  test("hands callBack what the destination sent back last, if it returned nothing", () => {
    const received: bigint[] = [];
    const { call } = createHandler({
      parent: {
        run: (vm) => legacyCall(vm, "work", 9n),
        callBack: (vm) => { vm.hooks.bigIntGetCallValue(950); received.push(vm.hooks.bigIntGetInt64(950)); },
      },
      child: {
        work: (vm) => {
          vm.hooks.managedCaller(940);
          vm.hooks.managedTransferValueExecute(940, vm.hooks.bigIntNew(4n), 0n, buffer(vm, ""), buffer(vm, ""));
        },
      },
    });
    expect(call().returnMessage).toBe("");
    expect(received).toEqual([4n]);
  });

  test.each<[string, MockEndpoint]>([
    ["after a promise", (vm) => { promise(vm, "work"); legacyCall(vm, "work"); }],
  ])("is refused %s", (_when, run) => {
    const { call } = createHandler({ parent: { run }, child: { work: () => undefined } });
    expect(call()).toMatchObject({ returnCode: ReturnCode.executionFailed, returnMessage: "legacy async call invalid" });
  });

  test("is refused in a leg of an asynchronous call", () => {
    const { call } = createHandler({
      parent: { run: (vm) => legacyCall(vm, "work"), callBack: recording },
      child: { work: (vm) => legacyCall(vm, "work", 0n, parent) },
    });
    expect(stored(call(), "callback")).toBe(`0a,${bytesToHex(text("multi-level async calls are not allowed yet"))}`);
  });

  test("is refused in init", () => {
    const { vm } = createHandler({ parent: {}, fresh: { init: (mock) => legacyCall(mock, "work", 0n, parent) } });
    const { contractCode, ...input } = { contractCode: byteStringToBytes("mock:fresh"), ...callFields };
    const output = vm.runSmartContractCreate({ ...input, contractCode, contractCodeMetadata: Uint8Array.of(1, 0) });
    expect(output).toMatchObject({ returnCode: ReturnCode.executionFailed, returnMessage: "async call is not allowed at this location" });
  });
});

const callFields = {
  callerAddress: alice,
  arguments: [],
  asyncArguments: undefined,
  callValue: 0n,
  callType: CallType.directCall,
  gasPrice: 1n,
  gasProvided: 100_000_000n,
  gasLocked: 0n,
  originalTxHash: txHash,
  currentTxHash: txHash,
  prevTxHash: txHash,
  esdtTransfers: [],
  returnCallAfterError: false,
  txGuardian: noBytes,
  originalCallerAddress: alice,
  relayerAddress: noBytes,
};

describe("promises inside the shard", () => {
  test("run after the contract, each with its own callback and closure", () => {
    const order: string[] = [];
    const closures: string[] = [];
    const closure: MockEndpoint = (vm) => {
      vm.hooks.managedGetCallbackClosure(960);
      closures.push(bytesToByteString(bytesOf(vm, 960)));
    };
    const { call } = createHandler({
      parent: {
        run: (vm) => {
          promise(vm, "work", { success: "good", error: "bad", closure: "first" });
          promise(vm, "nothing", { success: "good", error: "bad", closure: "second" });
          order.push("run");
        },
        good: (vm) => { order.push("good"); closure(vm); },
        bad: (vm) => { order.push("bad"); closure(vm); },
      },
      child: { work: () => { order.push("work"); } },
    });
    expect(call().returnMessage).toBe("");
    expect(order).toEqual(["run", "work", "good", "bad"]);
    expect(closures).toEqual(["first", "second"]);
  });

  test("cost their gas when they are registered, and give back what was left", () => {
    let charged = 0n;
    const gas = 50_000_000n;
    const { call } = createHandler({
      parent: { run: (vm) => { const before = vm.hooks.getGasLeft(); promise(vm, "work", { gas }); charged = before - vm.hooks.getGasLeft(); } },
      child: { work: () => undefined },
    });
    const output = call();
    expect(charged).toBeGreaterThan(gas);
    expect(output.gasRemaining).toBeGreaterThan(gas);
    const used = [...output.outputAccounts.values()].reduce((sum, account) => sum + account.gasUsed, 0n);
    expect(used + output.gasRemaining).toBe(100_000_000n);
  });

  test.each([
    ["init", "invalid function (invalid name)"],
    ["getCaller", "invalid function (invalid name)"],
    ["ESDTTransfer", "invalid function (invalid name)"],
    ["absent", "invalid function (not found)"],
  ])("cannot call back to %s", (success, returnMessage) => {
    const { call } = createHandler({ parent: { run: (vm) => promise(vm, "work", { success }), init: () => undefined }, child: { work: () => undefined } });
    expect(call().returnMessage).toBe(returnMessage);
  });

  test("need more gas than an asynchronous step", () => {
    const { call } = createHandler({ parent: { run: (vm) => promise(vm, "work", { gas: 100n }) }, child: { work: () => undefined } });
    expect(call()).toMatchObject({ returnCode: ReturnCode.outOfGas, returnMessage: "not enough gas" });
  });
});

describe("a closure", () => {
  test("is had in callbacks only", () => {
    const { call } = createHandler({ parent: { run: (vm) => { vm.hooks.managedGetCallbackClosure(960); } } });
    expect(call().returnMessage).toBe("no callback for closure, cannot call callback directly");
  });
});

describe("a call to another shard", () => {
  const remote = (endpoints: Readonly<Record<string, MockEndpoint>>): HandlerFixture => {
    const fixture = createHandler({ parent: endpoints });
    fixture.world.setAccount({ address: bob, shard: 1 });
    return fixture;
  };
  const registered = (vm: MockVm): void => promise(vm, "work@01", { to: bob, success: "good", error: "bad", closure: "kept", value: 2n });

  test("leaves as a transfer that carries its identity, and its context is persisted", () => {
    const output = remote({ run: registered, good: recording, bad: recording }).call();
    const [transfer] = output.outputAccounts.get(bytesToByteString(bob))?.outputTransfers ?? [];
    const callId = childCallId(txHash, 1);
    expect(transfer).toMatchObject({ index: 1, value: 2n, gasLimit: 10_000_000n, callType: CallType.asynchronousCall, senderAddress: parent });
    expect(bytesToByteString(transfer?.data ?? noBytes)).toBe("work@01");
    expect(bytesToByteString(transfer?.asyncData ?? noBytes)).toBe(`@${bytesToHex(callId)}@${bytesToHex(txHash)}`);

    const context = asyncStateFromBytes(byteStringToBytes(stored(output, contextKey(txHash)) ?? ""));
    expect(context).toMatchObject({ address: parent, callId: txHash, callerAddress: alice, callsCounter: 1n, totalCallsCounter: 1n });
    const [call] = context.asyncCallGroups[0]?.asyncCalls ?? [];
    expect(call).toMatchObject({ callId, status: AsyncCallStatus.pending, executionMode: ExecutionMode.unknown, successCallback: "good", errorCallback: "bad" });
    expect(call?.callbackClosure).toEqual(text("kept"));
    expect(transfer?.gasLocked).toBe(call?.gasLocked);
  });

  test("whose data are no call fails its caller", () => {
    const { call } = remote({ run: (vm) => promise(vm, "", { to: bob }) });
    expect(call().returnMessage).toBe("tokenize failed");
  });

  /** The answer to the call that `run` registered, against what the first run left in storage. */
  function answer(endpoints: Readonly<Record<string, MockEndpoint>>, args: readonly Uint8Array[], change: Partial<ContractCallInput> = {}): VmOutput {
    const fixture = remote(endpoints);
    const first = fixture.call();
    const updates = first.outputAccounts.get(bytesToByteString(parent))?.storageUpdates ?? new Map<string, { data: Uint8Array }>();
    fixture.world.updateAccount({ address: parent, storage: new Map([...updates].map(([key, { data }]) => [key, data])) });
    const asyncArguments: AsyncArguments = {
      callId: childCallId(childCallId(txHash, 1), 1),
      callerCallId: childCallId(txHash, 1),
      callbackAsyncInitiatorCallId: txHash,
      gasAccumulated: 0n,
    };
    return fixture.call({ callerAddress: bob, callType: CallType.asynchronousCallBack, function: "<callback>", arguments: args, asyncArguments, ...change });
  }

  test("calls back when its answer comes, and deletes the context", () => {
    const closures: string[] = [];
    const good: MockEndpoint = (vm) => {
      vm.hooks.managedGetCallbackClosure(960);
      closures.push(bytesToByteString(bytesOf(vm, 960)));
      recording(vm);
    };
    const output = answer({ run: registered, good, bad: recording }, [Uint8Array.of(0), text("result")]);
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, returnMessage: "" });
    expect(stored(output, "callback")).toBe(`00,${bytesToHex(text("result"))}`);
    expect(closures).toEqual(["kept"]);
    expect(stored(output, contextKey(txHash))).toBe("");
  });

  test("calls the error callback when its answer is a failure", () => {
    const bad: MockEndpoint = (vm) => { recording(vm); finish(vm, "bad ran"); };
    const output = answer({ run: registered, good: recording, bad }, [Uint8Array.of(4), text("no")]);
    expect(output.returnData).toEqual([text("bad ran")]);
  });

  test("is complete although its callback fails, and what the callback did stays", () => {
    const good: MockEndpoint = (vm) => { recording(vm); vm.trap("unreachable"); };
    const output = answer({ run: registered, good, bad: recording }, [Uint8Array.of(0)]);
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: 0n });
    expect([stored(output, "callback"), stored(output, contextKey(txHash))]).toEqual(["00", ""]);
  });

  test("cannot be answered twice, or without a return code", () => {
    const { call } = remote({ run: registered, good: recording });
    const asyncArguments = { callId: txHash, callerCallId: txHash, callbackAsyncInitiatorCallId: txHash, gasAccumulated: 0n };
    const unknown = call({ callType: CallType.asynchronousCallBack, asyncArguments, arguments: [Uint8Array.of(0)] });
    expect(unknown.returnMessage).toBe("no async context found in storage");
    expect(answer({ run: registered, good: recording, bad: recording }, []).returnMessage).toBe("cannot interpret callback args");
  });

  test("whose leg has no identity is refused", () => {
    const { call } = remote({ run: registered });
    expect(call({ callType: CallType.asynchronousCall }).returnMessage).toBe("async parameters error");
  });

  test("of a contract that was called by another completes both", () => {
    const fixture = createHandler({
      parent: { run: (vm) => { vm.hooks.managedExecuteOnDestContext(60_000_000n, ...asyncHandles(vm, "begin", 0n, child), 970); } },
      child: { begin: registered, good: recording, bad: recording },
    });
    fixture.world.setAccount({ address: bob, shard: 1 });
    const first = fixture.call();
    expect(first.returnMessage).toBe("");
    const childId = childCallId(txHash, 1);
    expect(stored(first, contextKey(txHash))).toBeDefined();
    expect(stored(first, contextKey(childId), child)).toBeDefined();
    for (const address of [parent, child]) {
      const updates = first.outputAccounts.get(bytesToByteString(address))?.storageUpdates ?? [];
      fixture.world.updateAccount({ address, storage: new Map([...updates].map(([key, { data }]) => [key, data])) });
    }
    const output = fixture.call({
      callerAddress: bob,
      recipientAddress: child,
      callType: CallType.asynchronousCallBack,
      function: "<callback>",
      arguments: [Uint8Array.of(0)],
      asyncArguments: { callId: bob, callerCallId: childCallId(childId, 1), callbackAsyncInitiatorCallId: childId, gasAccumulated: 0n },
    });
    expect(output.returnMessage).toBe("");
    expect([stored(output, contextKey(childId), child), stored(output, contextKey(txHash))]).toEqual(["", ""]);
  });
});

describe("a persisted context", () => {
  const context: AsyncState = {
    ...createAsyncState(),
    address: text("me"),
    callId: text("id"),
    callType: CallType.asynchronousCall,
    callerAddress: text("caller"),
    parentAddress: text("parent"),
    callerCallId: text("callerId"),
    gasAccumulated: 300n,
    callsCounter: 1n,
    totalCallsCounter: (1n << 64n) - 1n,
    asyncCallGroups: [
      {
        identifier: "LegacyAsync",
        callback: "",
        gasLocked: 0n,
        callbackData: noBytes,
        asyncCalls: [
          {
            callId: text("c"),
            status: AsyncCallStatus.rejected,
            executionMode: ExecutionMode.unknown,
            destination: text("d"),
            data: text("f"),
            gasLimit: 1n,
            gasLocked: 128n,
            valueBytes: Uint8Array.of(0, 5),
            successCallback: "callBack",
            errorCallback: "",
            callbackClosure: noBytes,
          },
        ],
      },
    ],
    childResults: { returnData: [noBytes, text("r")], returnCode: ReturnCode.userError, returnMessage: "\xff", gasRemaining: 0n },
  };

  test("has the bytes that production's protobuf has", () => {
    const message = (tag: string, ...fields: readonly string[]): string => {
      const body = fields.join("");
      return `${tag}${(body.length / 2).toString(16).padStart(2, "0")}${body}`;
    };
    const bytes = (tag: string, value: string): string => message(tag, bytesToHex(text(value)));
    const callMessage = message("2a", bytes("0a", "c"), "1002", "1804", bytes("2a", "d"), bytes("32", "f"), "3801", "408001", "4a020005", bytes("52", "callBack"));
    const expected = [
      bytes("0a", "me") + bytes("12", "id") + "1801" + bytes("22", "caller") + bytes("2a", "parent") + bytes("32", "callerId") + "50ac02",
      message("62", bytes("22", "LegacyAsync"), callMessage),
      "6801" + "70ffffffffffffffffff01",
      message("7a", "0a00", bytes("0a", "r"), "1004", "1a01ff", "2a0100"),
    ].join("");
    expect(bytesToHex(asyncStateToBytes(context))).toBe(expected);
  });

  test("is read as it was written", () => {
    expect(asyncStateFromBytes(asyncStateToBytes(context))).toEqual(context);
    expect(asyncStateFromBytes(asyncStateToBytes(createAsyncState()))).toEqual(createAsyncState());
  });
});
