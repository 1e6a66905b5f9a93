// What an observer is told of nested calls: who called whom with what, what each changed and cost, and where a failure arose.
import { bytesToByteString, bytesToUnsigned } from "@mxvm/codec";
import { codeOf, mockContract } from "@mxvm/executor-mock";
import { createMockExecutor } from "@mxvm/executor-mock";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import { CallType, type ObservedCall, ReturnCode, type World } from "@mxvm/protocol-hooks";
import { createMockWorld } from "@mxvm/world-mock";
import { describe, expect, test } from "vitest";
import wabt from "wabt";
import { createVm } from "../src/index.js";
import { callInput, createHandler } from "./support/handler.js";
import { alice, bob, buffer, callOf, contractAddress, createWorldOf, fail, finish, payments, store, text, tokenIdentifier, vector } from "./support/mock-world.js";

const GAS = 20_000_000n;
const RESULT = 900;
const parent = contractAddress("parent");
const child = contractAddress("child");

/** Observes a world; answers the calls of the last run. */
function observe(world: World): () => readonly ObservedCall[] {
  let last: readonly ObservedCall[] = [];
  world.observeCalls?.((calls) => (last = calls));
  return () => last;
}

function rootOf(calls: readonly ObservedCall[]): ObservedCall {
  const [root] = calls;
  expect(calls).toHaveLength(1);
  if (root === undefined) throw new TypeError("no call was told of");
  return root;
}

function callsOf({ steps }: ObservedCall): ObservedCall[] {
  return steps.flatMap((step) => (step.kind === "call" ? [step.call] : []));
}

/** Kind, function and how it ended, with the calls below. */
type Outline = readonly [kind: string, name: string, ending: string, ...calls: Outline[]];

function outlineOf(call: ObservedCall): Outline {
  const { kind, function: name, outcome } = call;
  const ending = outcome === undefined ? "fault" : outcome.returnCode === ReturnCode.ok ? "ok" : outcome.returnMessage;
  return [kind, name, ending, ...callsOf(call).map(outlineOf)];
}

function changesOf({ storageChanges }: ObservedCall): string[] {
  const shown = (bytes: Uint8Array): string => bytesToByteString(bytes);
  return storageChanges.map(({ key, oldValue, newValue }) => `${shown(key)}: ${shown(oldValue)} → ${shown(newValue)}`);
}

describe("a call on the destination's context", () => {
  test("is told of with value, arguments, return data and what it changed", () => {
    const { world, call } = createWorldOf({
      parent: {
        run: (vm) => {
          store(vm, "before", "1");
          vm.hooks.managedExecuteOnDestContext(GAS, ...callOf(vm, "child", "work", 10n, "x", "y"), RESULT);
          store(vm, "before", "2");
        },
      },
      child: { work: (vm) => { store(vm, "key", "value"); finish(vm, "one"); } },
    });
    const told = observe(world);
    const { gasUsed } = call({ value: 3n });
    const root = rootOf(told());
    const [inner] = callsOf(root);
    expect(outlineOf(root)).toEqual(["call", "run", "ok", ["call", "work", "ok"]]);
    expect(inner).toMatchObject({ callerAddress: parent, recipientAddress: child, codeAddress: child, callValue: 10n, isReadOnly: false });
    expect(inner?.arguments.map(bytesToByteString)).toEqual(["x", "y"]);
    expect(inner?.outcome?.returnData.map(bytesToByteString)).toEqual(["one"]);
    expect(changesOf(root)).toEqual(["before:  → 2"]);
    expect(inner && changesOf(inner)).toEqual(["key:  → value"]);
    expect(root.gasUsed).toBe(gasUsed);
    expect(inner?.gasUsed).toBeGreaterThan(0n);
    expect(inner?.gasUsed).toBeLessThan(gasUsed);
  });

  test("that failed is told of with its message, and so is its caller with its own", () => {
    const { world, call } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedExecuteOnDestContext(GAS, ...callOf(vm, "child", "work"), RESULT); } },
      child: { work: (vm) => { store(vm, "key", "lost"); fail(vm, "not ünderstood"); } },
    });
    const told = observe(world);
    call();
    const root = rootOf(told());
    expect(outlineOf(root)).toEqual(["call", "run", "error signalled by smartcontract", ["call", "work", "not ünderstood"]]);
    const [inner] = callsOf(root);
    expect(inner).toMatchObject({ gasUsed: GAS, gasProvided: GAS, outcome: { returnCode: ReturnCode.userError } });
    expect(inner && changesOf(inner)).toEqual(["key:  → lost"]);
  });

  test("that its caller survived is told of as failed", () => {
    const { world, call } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedExecuteOnDestContextWithErrorReturn(GAS, ...callOf(vm, "child", "work"), RESULT); } },
      child: { work: (vm) => { fail(vm, "no"); } },
    });
    const told = observe(world);
    expect(call().returnCode).toBe(ReturnCode.ok);
    expect(outlineOf(rootOf(told()))).toEqual(["call", "run", "ok", ["call", "work", "no"]]);
  });

  test("of an endpoint that is not there is told of", () => {
    const { world, call } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedExecuteOnDestContext(GAS, ...callOf(vm, "child", "nothing"), RESULT); } },
      child: {},
    });
    const told = observe(world);
    call();
    const [inner] = callsOf(rootOf(told()));
    expect(inner?.outcome).toMatchObject({ returnCode: ReturnCode.functionNotFound, returnMessage: "invalid function (not found)" });
  });

  test("in read-only mode is told of as such", () => {
    const { world, call } = createWorldOf({
      parent: { run: (vm) => { const [to, , name, args] = callOf(vm, "child", "work"); vm.hooks.managedExecuteReadOnly(GAS, to, name, args, RESULT); } },
      child: { work: (vm) => { store(vm, "key", "value"); } },
    });
    const told = observe(world);
    call();
    const [inner] = callsOf(rootOf(told()));
    expect(inner).toMatchObject({ isReadOnly: true, outcome: { returnMessage: "cannot write on read only mode" } });
  });
});

describe("a call on the caller's own context", () => {
  test("is told of with the code's address and the caller's storage", () => {
    const { world, call } = createWorldOf({
      parent: { run: (vm) => { finish(vm, "mine"); vm.hooks.managedExecuteOnSameContext(GAS, ...callOf(vm, "child", "work"), RESULT); } },
      child: { work: (vm) => { store(vm, "key", "value"); finish(vm, "theirs"); } },
    });
    const told = observe(world);
    call();
    const [inner] = callsOf(rootOf(told()));
    expect(inner).toMatchObject({ kind: "callOnSameContext", codeAddress: child, recipientAddress: parent });
    expect(inner?.storageChanges).toEqual([{ address: parent, key: text("key"), oldValue: text(""), newValue: text("value") }]);
    expect(inner?.outcome?.returnData.map(bytesToByteString)).toEqual(["theirs"]);
  });

  test("that failed is told of with its message", () => {
    const { world, call } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedExecuteOnSameContext(GAS, ...callOf(vm, "child", "work"), RESULT); } },
      child: { work: (vm) => { fail(vm, "no") ; } },
    });
    const told = observe(world);
    call();
    const [inner] = callsOf(rootOf(told()));
    expect(inner?.outcome).toMatchObject({ returnCode: ReturnCode.userError, returnMessage: "no", returnData: [] });
  });
});

describe("deployments, upgrades and deletions by contracts", () => {
  const newborn = mockContract({ name: "newborn", endpoints: { init: (vm) => { store(vm, "born", "yes"); }, upgrade: () => undefined } });

  test("a deployment is told of with the new address", () => {
    const { world, call } = createWorldOf({
      parent: {
        run: (vm) => {
          const args = [vm.hooks.bigIntNew(0n), buffer(vm, contractAddress("newborn")), buffer(vm, Uint8Array.of(1, 0)), vector(vm, "a")] as const;
          vm.hooks.managedDeployFromSourceContract(GAS, ...args, RESULT, RESULT + 1);
        },
      },
      newborn: { init: (vm) => { store(vm, "born", "yes"); } },
    });
    const told = observe(world);
    const result = call();
    expect(result.returnMessage).toBe("");
    const [inner] = callsOf(rootOf(told()));
    expect(inner).toMatchObject({ kind: "deploy", function: "init", callerAddress: parent, arguments: [text("a")] });
    expect(inner?.recipientAddress).toHaveLength(32);
    expect(inner && changesOf(inner)).toEqual(["born:  → yes"]);
  });

  test("those of users are told of, whatever they end in", () => {
    const { vm } = createHandler({ parent: { run: () => undefined, upgrade: (inner) => { fail(inner, "not yet"); } } });
    const told: ObservedCall[] = [];
    vm.observeCalls?.((calls) => told.push(...calls));
    vm.runSmartContractCall(callInput({ function: "upgradeContract", arguments: [codeOf(newborn), Uint8Array.of(1, 0), text("a")] }));
    vm.runSmartContractCall(callInput({ function: "deleteContract" }));
    vm.runSmartContractCall(callInput({ function: "deleteContract", callerAddress: bob }));
    expect(told.map(({ kind, function: name, arguments: args, outcome }) => [kind, name, args.length, outcome?.returnMessage])).toEqual([
      ["upgrade", "upgrade", 1, "invalid contract code"],
      ["delete", "deleteContract", 0, ""],
      ["delete", "deleteContract", 0, "upgrade not allowed"],
    ]);
  });
});

describe("asynchronous calls", () => {
  test("are told of after what their caller did, with callback", () => {
    const { world, call } = createWorldOf({
      parent: {
        run: (vm) => {
          store(vm, "asked", "yes");
          const [to, value, name, args] = callOf(vm, "child", "work");
          vm.hooks.managedCreateAsyncCall(to, value, name, args, 0, 0, 0, 0, 5_000_000n, 1_000_000n, buffer(vm, ""));
        },
        answered: () => undefined,
      },
      child: { work: (vm) => { fail(vm, "no"); } },
    });
    const told = observe(world);
    expect(call().returnMessage).toBe("");
    const root = rootOf(told());
    expect(callsOf(root).map(({ callType }) => callType)).toEqual([CallType.asynchronousCall]);
    expect(outlineOf(root)).toEqual(["call", "run", "ok", ["call", "work", "no"]]);
  });

  test("hand the return code and message over to the callback", () => {
    const { world, call } = createWorldOf({
      parent: {
        run: (vm) => { const [to, value, name, args] = callOf(vm, "child", "work"); vm.hooks.managedAsyncCall(to, value, name, args); },
        callBack: (vm) => { store(vm, "answered", "yes"); },
      },
      child: { work: (vm) => { fail(vm, "no"); } },
    });
    const told = observe(world);
    call();
    const root = rootOf(told());
    expect(outlineOf(root)).toEqual(["call", "run", "ok", ["call", "work", "no"], ["callback", "callBack", "ok"]]);
    const [, callback] = callsOf(root);
    expect(callback?.arguments.map((bytes, index) => (index === 0 ? bytesToUnsigned(bytes) : bytesToByteString(bytes)))).toEqual([4n, "no"]);
  });
});

describe("transfers", () => {
  test("of EGLD are steps of the call that made them", () => {
    const { world, call } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedTransferValueExecute(buffer(vm, bob), vm.hooks.bigIntNew(7n), 0n, buffer(vm, ""), vector(vm)); } },
    });
    const told = observe(world);
    call();
    const transfers = rootOf(told()).steps.flatMap((step) => (step.kind === "transfer" ? [step.transfer] : []));
    expect(transfers).toMatchObject([{ receiver: bob, value: 7n, callType: CallType.directCall }]);
  });

  test("of tokens are built-in functions, followed by the call that they pay for", () => {
    const { world, call } = createWorldOf({
      parent: {
        run: (vm) => {
          vm.hooks.managedMultiTransferESDTNFTExecute(buffer(vm, child), payments(vm, { value: 4n }), 5_000_000n, buffer(vm, "work"), vector(vm, "x"));
        },
      },
      child: { work: (vm) => { store(vm, "key", "value"); } },
    });
    const told = observe(world);
    expect(call().returnMessage).toBe("");
    const root = rootOf(told());
    expect(outlineOf(root)).toEqual(["call", "run", "ok", ["builtInFunction", "ESDTTransfer", "ok"], ["call", "work", "ok"]]);
    const [transfer, paid] = callsOf(root);
    const tokens = [{ tokenIdentifier, nonce: 0n, value: 4n, tokenType: 0 }];
    expect(transfer).toMatchObject({ esdtTransfers: tokens, esdtReceiver: child, callerAddress: parent });
    expect(paid?.esdtTransfers).toEqual(tokens);
  });

  test("that the protocol refuses are told of with its message", () => {
    const { world, call } = createWorldOf({
      parent: {
        run: (vm) => { vm.hooks.managedMultiTransferESDTNFTExecute(buffer(vm, bob), payments(vm, { value: 4000n }), 0n, buffer(vm, ""), vector(vm)); },
      },
    });
    const told = observe(world);
    expect(call().returnCode).not.toBe(ReturnCode.ok);
    const [transfer] = callsOf(rootOf(told()));
    expect(transfer?.outcome).toMatchObject({ returnMessage: "insufficient funds", returnData: [] });
  });

  test("as payment of a transaction come before its call", () => {
    const { world, call } = createWorldOf({ parent: { run: (vm) => { fail(vm, "no"); } } });
    world.updateAccount({ address: alice, esdt: [{ tokenIdentifier, instances: [{ nonce: 0n, balance: 10n }], lastNonce: 0n, roles: [] }] });
    const told = observe(world);
    call({ esdt: [{ tokenIdentifier, nonce: 0n, value: 4n }] });
    expect(told().map(outlineOf)).toEqual([["builtInFunction", "ESDTTransfer", "ok"], ["call", "run", "no"]]);
  });
});

test("what a function of the protocol did is told of, where a contract calls it", () => {
  const { world, call } = createWorldOf({
    parent: {
      run: (vm) => {
        const args = vector(vm, tokenIdentifier, Uint8Array.of(5));
        vm.hooks.managedExecuteOnDestContext(GAS, buffer(vm, parent), vm.hooks.bigIntNew(0n), buffer(vm, "ESDTLocalMint"), args, RESULT);
      },
    },
  });
  const told = observe(world);
  expect(call().returnMessage).toBe("");
  const root = rootOf(told());
  const [mint] = callsOf(root);
  expect(outlineOf(root)).toEqual(["call", "run", "ok", ["builtInFunction", "ESDTLocalMint", "ok"]]);
  expect(mint?.steps.flatMap((step) => (step.kind === "log" ? [bytesToByteString(step.log.identifier)] : []))).toEqual(["ESDTLocalMint"]);
  expect(mint?.gasUsed).toBeGreaterThan(0n);
});

describe("the bytes of what is told", () => {
  test("are the observer's own", () => {
    const { world, call } = createWorldOf({ parent: { run: (vm) => { store(vm, "key", "value"); } } });
    const told = observe(world);
    const args = [text("x")];
    call({ arguments: args });
    const root = rootOf(told());
    root.arguments[0]?.fill(0);
    root.recipientAddress.fill(0);
    root.storageChanges[0]?.newValue.fill(0);
    expect([args[0], parent.length, world.getStorage(parent, text("key"))]).toEqual([text("x"), 32, text("value")]);
  });
});

describe("a run that is repeated to settle how it failed", () => {
  test("is told of once, with what the executor said of the trap", async () => {
    const { parseWat } = await wabt();
    const module = parseWat("trap.wat", '(module (memory (export "memory") 1) (func (export "run") unreachable))');
    module.resolveNames();
    module.validate();
    const code = new Uint8Array(module.toBinary({}).buffer);
    const world = createMockWorld({ vm: createVm({ executor: createWasmExecutor() }), gasSchedule: gasSchedules.default });
    world.setAccount({ address: alice, balance: 1n });
    world.setAccount({ address: parent, code });
    const told = observe(world);
    const transaction = { kind: "call", txHash: new Uint8Array(32), sender: alice, receiver: parent, function: "run", arguments: [], value: 0n, esdt: [] } as const;
    world.execute({ ...transaction, gasLimit: 10_000_000n, gasPrice: 0n });
    const { outcome, steps } = rootOf(told());
    expect([outcome?.returnMessage, steps]).toEqual(["execution failed", []]);
    expect(outcome?.trapMessage).toMatch(/unreachable/u);
  });
});

test("a run that the engine could not end is told of as far as it came", () => {
  const executor = createMockExecutor({
    contracts: [mockContract({ name: "parent", endpoints: { run: () => { throw new RangeError("the engine is broken"); } } })],
  });
  const { vm } = createHandler({ parent: { run: () => undefined } }, { wrapExecutor: () => executor });
  const told: ObservedCall[] = [];
  vm.observeCalls?.((calls) => told.push(...calls));
  expect(() => vm.runSmartContractCall(callInput())).toThrow();
  expect(told.map(outlineOf)).toEqual([["call", "run", "fault"]]);
});
