// Asynchronous calls of production's host tests: what parents, children and callbacks use, move, store and return, in one shard and in two.
import { bytesToByteString, bytesToHex, hexToBytes } from "@mxvm/codec";
import type { MockEndpoint, MockVm } from "@mxvm/executor-mock";
import { CallType, ReturnCode } from "@mxvm/protocol-hooks";
import { describe, expect, test, vi } from "vitest";
import { alice, bob, finish, store, text } from "../support/mock-world.js";
import { argumentsOf, callLegacy, callOnSame, promise, transfer, wasting } from "./support/actions.js";
import { asyncChild, asyncParent, child, figures, parent, type AsyncKind } from "./support/async-contracts.js";
import {
  balanceDelta,
  type BuiltInFunction,
  createHost,
  errorsOf,
  failingBuiltIn,
  GAS_LOCK,
  gasUsed,
  type Host,
  logsOf,
  outputOf,
  returnData,
  transfersOf,
  writtenStorage,
} from "./support/host.js";
import { spend } from "./support/priced-vm.js";

vi.mock("../../src/metering/gas-costs.js", async (original) => (await import("./support/unchecked-costs.js")).unchecked(await original()));

const kinds: readonly AsyncKind[] = ["legacy", "promise"];
const { parentUses, childUses, callbackUses, childGets, extraLock } = figures;

/** A contract that may be sent EGLD and tokens. */
const payable = [0, 2] as const;

const storedByParent = ["parent.keyA = dataA", "parent.keyB = dataB", "parent.caller of the parent = alice"];
const storedByChild = ["child.caller of the child = alice", "child.child = done"];
const storedByCallback = ["parent.caller of the callback = alice", "parent.callback = done"];
const hello = { from: "parent", to: "thirdParty", value: 3, data: "hello" };
const there = { from: "child", to: "thirdParty", value: 3, data: " there" };
const toVault = { from: "child", to: "vault", value: 4, data: "" };

describe.each(kinds)("a %s call in one shard", (kind) => {
  const locked = kind === "legacy" ? GAS_LOCK : GAS_LOCK + extraLock;

  test("runs the child, then the callback, which learns what the child returned", () => {
    const output = createHost({ contracts: { parent: asyncParent(kind), child: asyncChild } }).call(2000);
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(2000 - parentUses - childUses - callbackUses) });
    expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual([parentUses + callbackUses, childUses]);
    expect(returnData(output)).toEqual(["finishA", "finishB", "succeeds", "thirdparty", "vault", "succ"]);
    expect(writtenStorage(output)).toEqual(expect.arrayContaining([...storedByParent, ...storedByChild, ...storedByCallback]));
    expect(transfersOf(output)).toEqual([hello, there, toVault]);
    expect([balanceDelta(output, "parent"), balanceDelta(output, "child")]).toEqual([-3 - 7, 7 - 3 - 4]);
  });

  test("whose child fails costs all gas of the child, and leaves to the callback what is locked", () => {
    const output = createHost({ contracts: { parent: asyncParent(kind, "child fails"), child: asyncChild } }).call(1000);
    const used = 1000 - locked + callbackUses;
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(1000 - used) });
    expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual([used, 0]);
    expect(errorsOf(output)).toContain("child error");
    expect(returnData(output)).toEqual(["finishA", "finishB", "succ"]);
    expect([...writtenStorage(output)].sort()).toEqual([...storedByParent, ...storedByCallback].sort());
    expect(transfersOf(output)).toEqual([hello, { from: "parent", to: "vault", value: 4, data: "child error" }]);
    expect([balanceDelta(output, "parent"), balanceDelta(output, "child"), balanceDelta(output, "thirdParty")]).toEqual([-7, 0, 3]);
  });

  test("whose callback fails costs what was left to the callback, and what the child did stays", () => {
    const output = createHost({ contracts: { parent: asyncParent(kind, "callback fails"), child: asyncChild } }).call(2000);
    const used = kind === "legacy" ? 2000 - childUses : parentUses + childGets + locked - childUses;
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(2000 - used - childUses) });
    expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual([used, childUses]);
    expect(errorsOf(output)).toContain("callBack error");
    expect(returnData(output)).toEqual(["finishA", "finishB", "callback fails", "thirdparty", "vault"]);
    expect([...writtenStorage(output)].sort()).toEqual([...storedByParent, ...storedByChild].sort());
    expect(transfersOf(output)).toEqual([hello, there, toVault]);
    expect([balanceDelta(output, "parent"), balanceDelta(output, "thirdParty")]).toEqual([-3 - 7, 6]);
  });
});

describe.each(kinds)("a %s call to another shard", (kind) => {
  const twoShards = (): Host => createHost({ contracts: { parent: asyncParent(kind), child: { ...asyncChild, shard: 1, codeMetadata: payable } } });

  test("leaves with all gas that was given to it, and what is locked", () => {
    const output = twoShards().call(1000);
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: 0n });
    expect(gasUsed(output, "parent")).toBe(parentUses);
    expect(returnData(output)).toEqual(["finishA", "finishB"]);
    const sent = kind === "legacy" ? { gasLimit: 1000 - parentUses - GAS_LOCK, gasLocked: GAS_LOCK } : { gasLimit: childGets, gasLocked: GAS_LOCK + extraLock };
    const call = `pay@03@${bytesToHex(text(" there"))}@${bytesToHex(text("succeeds"))}`;
    expect(transfersOf(output)).toEqual([hello, { from: "parent", to: "child", value: 7, data: call, callType: CallType.asynchronousCall, ...sent }]);
    const contexts = writtenStorage(output).filter((entry) => entry.startsWith("parent.ELRONDVM@ASYNC"));
    expect(writtenStorage(output).filter((entry) => !contexts.includes(entry))).toEqual(storedByParent);
    expect(contexts).toHaveLength(1);
  });

  test("is answered there, and the callback has the gas of the answer", () => {
    const { call, world } = twoShards();
    const first = call(1000);
    const updates = first.outputAccounts.get(bytesToByteString(parent))?.storageUpdates ?? new Map<string, { data: Uint8Array }>();
    world.updateAccount({ address: parent, storage: new Map([...updates].map(([key, { data }]) => [key, data])) });
    const sent = first.outputAccounts.get(bytesToByteString(child))?.outputTransfers[0]?.asyncData ?? text("");
    const [, callId = "", callerCallId = ""] = bytesToByteString(sent).split("@");
    const output = call(400, {
      callerAddress: child,
      function: "callBack",
      callType: CallType.asynchronousCallBack,
      arguments: [Uint8Array.of(0), text("succeeds"), text("thirdparty"), text("vault")],
      asyncArguments: {
        callId: Uint8Array.of(1, 2, 3),
        callerCallId: hexToBytes(callId),
        callbackAsyncInitiatorCallId: hexToBytes(callerCallId),
        gasAccumulated: 1n,
      },
    });
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(400 - callbackUses) });
    expect(returnData(output)).toEqual(["succ"]);
  });
});

describe("the leg of a call from another shard", () => {
  const asyncArguments = { callId: Uint8Array.of(0), callerCallId: Uint8Array.of(0), callbackAsyncInitiatorCallId: text(""), gasAccumulated: 0n };
  const leg = { callerAddress: parent, recipientAddress: child, function: "pay", callType: CallType.asynchronousCall, callValue: 7n, asyncArguments };
  const gas = 2000 - parentUses - GAS_LOCK;

  test("returns data and leaves gas to the protocol's answer", () => {
    const output = createHost({ contracts: { child: asyncChild } }).call(gas, { ...leg, arguments: [Uint8Array.of(3), text(" there"), text("ok")] });
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(gas - childUses) });
    expect(gasUsed(output, "child")).toBe(childUses);
    expect(returnData(output)).toEqual(["ok", "thirdparty", "vault"]);
    expect(transfersOf(output)).toEqual([there, toVault]);
  });

  test("sends back to its caller as to anybody", () => {
    const pay = { endpoints: { pay: (vm: MockVm): void => { spend(vm, childUses); transfer(vm, parent, 3n); } } };
    const output = createHost({ contracts: { child: pay, parent: { endpoints: {}, codeMetadata: payable, shard: 1 } } }).call(gas, leg);
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(gas - childUses), returnData: [] });
    expect(transfersOf(output)).toEqual([{ from: "child", to: "parent", value: 3, data: "" }]);
  });
});

describe.each(kinds)("a %s call of a built-in function", (kind) => {
  const forward =
    (to: Uint8Array, name: string, ...args: readonly Uint8Array[]): MockEndpoint =>
    (vm) => {
      spend(vm, parentUses);
      const call = { to, function: name, args, value: 7n };
      if (kind === "legacy") callLegacy(vm, call);
      else promise(vm, { ...call, gas: childGets, callback: "callBack", lock: extraLock });
    };
  const claimCost = 120;
  const claim: BuiltInFunction = ({ callerAddress, gasProvided }) => outputOf({ gasRemaining: gasProvided - BigInt(claimCost), to: callerAddress, value: 42n });
  const callBack = wasting(callbackUses);

  test("in this shard is charged to its caller", () => {
    const parent = { endpoints: { run: forward(alice, "builtinClaim"), callBack } };
    const output = createHost({ contracts: { parent }, builtIns: { builtinClaim: claim } }).call(1000);
    const used = parentUses + callbackUses + claimCost;
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(1000 - used) });
    expect([gasUsed(output, "parent"), gasUsed(output, "alice"), balanceDelta(output, "parent")]).toEqual([used, 0, 42]);
  });

  test("that fails costs all its gas, and the callback runs", () => {
    const parent = { endpoints: { run: forward(alice, "builtinFail"), callBack } };
    const output = createHost({ contracts: { parent }, builtIns: { builtinFail: failingBuiltIn("whatdidyoudo") } }).call(1000);
    const used = kind === "legacy" ? 1000 - GAS_LOCK + callbackUses : 1000 - GAS_LOCK - extraLock + callbackUses;
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(1000 - used) });
    expect(errorsOf(output)).toContain("whatdidyoudo");
    expect([gasUsed(output, "parent"), gasUsed(output, "alice")]).toEqual([used, 0]);
  });
});

test("a legacy call of a built-in function for another shard sends what the function sends, with the gas that it left", () => {
  const sendMessage: BuiltInFunction = ({ callerAddress, recipientAddress, gasProvided, arguments: [count = Uint8Array.of(1)] }) => {
    const message = { value: 0n, to: recipientAddress, data: text("message"), from: callerAddress };
    const first = outputOf({ ...message, gasRemaining: 0n, gasLimit: gasProvided - 120n });
    const { outputTransfers } = [...first.outputAccounts.values()][0]!;
    for (let index = 1; index < count[0]!; index++) outputTransfers.push({ ...outputTransfers[0]!, index: index + 1, gasLimit: 0n });
    return first;
  };
  const run: MockEndpoint = (vm) => {
    spend(vm, parentUses);
    callLegacy(vm, { to: bob, function: "sendMessage", args: [Uint8Array.of(2)], value: 7n });
  };
  const host = createHost({ contracts: { parent: { endpoints: { run } } }, users: [{ address: bob, shard: 1 }], builtIns: { sendMessage } });
  const output = host.call(1000);
  expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: 0n });
  expect(gasUsed(output, "parent")).toBe(parentUses + 120);
  const message = { from: "parent", to: "bob", value: 0, data: "message" };
  expect(transfersOf(output)).toEqual([{ ...message, gasLimit: 480 }, message]);
});

test("a child that calls itself asynchronously is refused, and the parent goes on", () => {
  const recursive: MockEndpoint = (vm) => {
    spend(vm, childUses);
    const [calls = Uint8Array.of(1)] = argumentsOf(vm);
    finish(vm, Uint8Array.of(calls[0]! - 1));
    if (calls[0]! > 1) callLegacy(vm, { to: child, function: "recursiveAsyncCall", args: [Uint8Array.of(calls[0]! - 1)], value: 7n });
  };
  const run: MockEndpoint = (vm) => {
    spend(vm, parentUses);
    callLegacy(vm, { to: child, function: "recursiveAsyncCall", args: [Uint8Array.of(3)], value: 7n });
  };
  const callBack = wasting(callbackUses);
  const contracts = { parent: { endpoints: { run, callBack } }, child: { endpoints: { recursiveAsyncCall: recursive, callBack } } };
  const output = createHost({ contracts }).call(2000);
  expect(output.returnCode).toBe(ReturnCode.ok);
  expect(errorsOf(output)).toContain("multi-level async calls are not allowed yet");
  expect([balanceDelta(output, "parent"), output.gasRemaining]).toEqual([0, BigInt(GAS_LOCK - callbackUses)]);
});

test("two promises to one child run one after the other, each followed by its callback", () => {
  const run: MockEndpoint = (vm) => {
    spend(vm, parentUses);
    for (const number of [1, 2]) promise(vm, { to: child, function: "work", args: [Uint8Array.of(number)], value: 7n, gas: childGets, callback: "callBack" });
  };
  const work: MockEndpoint = (vm) => {
    spend(vm, childUses);
    finish(vm, argumentsOf(vm)[0]!);
  };
  const contracts = { parent: { endpoints: { run, callBack: wasting(callbackUses) } }, child: { endpoints: { work } } };
  const output = createHost({ contracts }).call(2000);
  const used = [parentUses + 2 * callbackUses, 2 * childUses];
  expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual(used);
  expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(2000 - used[0]! - used[1]!) });
  expect([balanceDelta(output, "parent"), balanceDelta(output, "child")]).toEqual([-14, 14]);
  expect(returnData(output)).toEqual(["\x01", "\x02"]);
  expect(logsOf(output)).toEqual([
    "parent transferValueOnly [7, child] [AsyncCall, work, \x01]",
    "child transferValueOnly [0, parent] [AsyncCallback, callBack, \0, \x01]",
    "parent transferValueOnly [7, child] [AsyncCall, work, \x02]",
    "child transferValueOnly [0, parent] [AsyncCallback, callBack, \0, \x02]",
  ]);
});

test("what promises and their callbacks return is return data of the transaction, in order", () => {
  const run: MockEndpoint = (vm) => {
    spend(vm, parentUses);
    const rooms = ["reserveMotel", "reserveHotel"];
    for (const room of rooms) promise(vm, { to: child, function: room, args: [room], value: 7n, gas: childGets, callback: `callback_${room}` });
  };
  const returning =
    (gas: number, data: string): MockEndpoint =>
    (vm) => {
      spend(vm, gas);
      finish(vm, data);
    };
  const parent = { endpoints: { run, callback_reserveMotel: returning(callbackUses, "motel told"), callback_reserveHotel: returning(callbackUses, "hotel told") } };
  const hotels = { endpoints: { reserveMotel: returning(childUses, "motel"), reserveHotel: returning(childUses, "hotel") } };
  const output = createHost({ contracts: { parent, child: hotels }, prices: { BaseOpsAPICost: { AsyncCallbackGasLock: 10 } } }).call(10_000);
  expect(returnData(output)).toEqual(["motel", "motel told", "hotel", "hotel told"]);
});

test("a legacy call with a callback needs more gas than what is locked", () => {
  const run: MockEndpoint = (vm) => { callLegacy(vm, { to: child, function: "work" }); };
  const callBack: MockEndpoint = (vm) => { finish(vm, "called back"); };
  const contracts = {
    parent: { endpoints: { run, callBack } },
    child: { endpoints: { work: (vm: MockVm): void => { finish(vm, "42"); } } },
  };
  const { call } = createHost({ contracts });
  const codes = Array.from({ length: 400 }, (_, index) => call(index).returnCode);
  expect(codes.slice(0, GAS_LOCK + 1).every((code) => code === ReturnCode.outOfGas)).toBe(true);
  expect([...codes.slice(GAS_LOCK + 1), call(3000).returnCode].every((code) => code === ReturnCode.ok)).toBe(true);
});

test("a callback that runs another contract in its own context stores there", () => {
  const owned = asyncParent("promise");
  const callBack: MockEndpoint = (vm) => {
    callOnSame(vm, Number(vm.hooks.getGasLeft()), { to: child, function: "overwrite" });
  };
  const contracts = {
    parent: { ...owned, endpoints: { ...owned.endpoints, myCallBack: callBack } },
    child: { ...asyncChild, owner: bob, endpoints: { ...asyncChild.endpoints, overwrite: (vm: MockVm): void => { store(vm, "keyB", "dataA"); } } },
  };
  const output = createHost({ contracts, users: [{ address: bob }] }).call(1000);
  expect(output.returnCode).toBe(ReturnCode.ok);
  expect([...writtenStorage(output)].sort()).toEqual(["parent.keyA = dataA", "parent.keyB = dataA", "parent.caller of the parent = alice", ...storedByChild].sort());
});
