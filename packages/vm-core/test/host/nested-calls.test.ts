// Calls that their callers wait for, of production's host tests: on the destination's context and on the caller's, what they use, move, log
// and return, and how they fail.
import { bytesToByteString } from "@mxvm/codec";
import { codeOf, mockContract, type MockEndpoint, type MockVm } from "@mxvm/executor-mock";
import { ReturnCode } from "@mxvm/protocol-hooks";
import { describe, expect, test, vi } from "vitest";
import { createInput } from "../support/handler.js";
import { alice, bob, buffer, bytesOf, contractAddress, fail, finish, payments, store, text, vector } from "../support/mock-world.js";
import { callOnDestination, callOnSame, originalCaller, transferAndCall, wasting } from "./support/actions.js";
import { child, figures, parent, thirdParty } from "./support/async-contracts.js";
import {
  balanceDelta,
  type BuiltInFunction,
  type ContractSetup,
  createHost,
  errorsOf,
  failingBuiltIn,
  gasUsed,
  logsOf,
  outputOf,
  returnData,
  transfersOf,
  writtenStorage,
} from "./support/host.js";
import { spend } from "./support/priced-vm.js";

vi.mock("../../src/metering/gas-costs.js", async (original) => (await import("./support/unchecked-costs.js")).unchecked(await original()));

const { parentUses, childUses, childGets } = figures;
const nephew = contractAddress("nephew");
const payable = [0, 2] as const;
const run = (endpoint: MockEndpoint): { readonly endpoints: { readonly run: MockEndpoint } } => ({ endpoints: { run: endpoint } });
const wasteGas = wasting(childUses);

describe("a contract by itself", () => {
  test("uses what it spends", () => {
    const output = createHost({ contracts: { parent: run(wasting(parentUses)) } }).call(2000);
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(2000 - parentUses) });
    expect(gasUsed(output, "parent")).toBe(parentUses);
  });

  test("gets at most 2^63 - 1 of gas", () => {
    const { vm, call } = createHost({ contracts: { parent: run(wasting(parentUses)) } });
    const most = 2n ** 63n - 1n;
    for (const gasProvided of [2n ** 64n - 1n, most + 1n]) expect(() => call(0, { gasProvided })).toThrow("invalid gas provided");
    expect(call(0, { gasProvided: most })).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: most - BigInt(parentUses) });
    vm.close();
  });

  test("pays for its code and for what it stores", () => {
    const prices = { BaseOperationCost: { GetCode: 1, AoTPreparePerByte: 1, StorePerByte: 1 } };
    const endpoint: MockEndpoint = (vm) => {
      finish(vm, "parent returns this");
      spend(vm, 500);
      store(vm, "parent", "parent storage");
      callOnDestination(vm, 1000, { to: child, function: "doSomething", value: 4n });
    };
    const doSomething: MockEndpoint = (vm) => {
      finish(vm, "child returns this");
      spend(vm, 100);
      store(vm, "child", "child storage");
    };
    const output = createHost({ contracts: { parent: run(endpoint), child: { endpoints: { doSomething } } }, prices }).call(1000);
    const used = { parent: 500 + 1 + "mock:parent".length + "parent storage".length, child: 100 + 1 + "mock:child".length + "child storage".length };
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(1000 - used.parent - used.child) });
    expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual([used.parent, used.child]);
    expect([balanceDelta(output, "parent"), balanceDelta(output, "child")]).toEqual([-4, 4]);
    expect(returnData(output)).toEqual(["parent returns this", "child returns this"]);
    expect(writtenStorage(output)).toEqual(["parent.parent = parent storage", "child.child = child storage"]);
  });
});

describe("a call of a built-in function", () => {
  const calling = (name: string): MockEndpoint => (vm) => {
    spend(vm, parentUses);
    callOnDestination(vm, childGets, { to: parent, function: name });
  };

  test("is charged to the caller, and does what the function's output says", () => {
    const builtinClaim: BuiltInFunction = ({ callerAddress, gasProvided }) => outputOf({ gasRemaining: gasProvided - 120n, to: callerAddress, value: 42n });
    const output = createHost({ contracts: { parent: run(calling("builtinClaim")) }, builtIns: { builtinClaim } }).call(2000);
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(2000 - parentUses - 120) });
    expect([gasUsed(output, "parent"), balanceDelta(output, "parent")]).toEqual([parentUses + 120, 42]);
  });

  test("that fails fails the caller", () => {
    const output = createHost({ contracts: { parent: run(calling("builtinFail")) }, builtIns: { builtinFail: failingBuiltIn("whatdidyoudo") } }).call(2000);
    expect(output).toMatchObject({ returnCode: ReturnCode.executionFailed, gasRemaining: 0n });
    expect(errorsOf(output)).toContain("whatdidyoudo");
  });

  test("cannot be hidden in the data of a transfer", () => {
    const transferBuiltIn: MockEndpoint = (vm) => {
      spend(vm, childUses);
      const data = text("ESDTTransfer@5859592d414243444546@0186a0");
      vm.memory.store(0, alice);
      vm.memory.store(100, data);
      vm.hooks.transferValueExecute(0, 200, 1n, 100, data.length, 0, 0, 0);
    };
    const contracts = { parent: run((vm) => { callOnDestination(vm, childGets, { to: child, function: "send" }); }), child: { endpoints: { send: transferBuiltIn } } };
    const output = createHost({ contracts }).call(2000);
    expect(output.returnCode).toBe(ReturnCode.executionFailed);
    expect(errorsOf(output)).toContain("transfer value on esdt call");
  });
});

/** Makes calls of one kind, to each contract as often as said. */
const callingEach =
  (gas: number, call: typeof callOnDestination, name: string, ...calls: readonly (readonly [to: Uint8Array, times: number])[]): MockEndpoint =>
  (vm) => {
    spend(vm, parentUses);
    for (const [to, times] of calls) for (let time = 0; time < times; time++) call(vm, gas, { to, function: name });
  };

/** Sends 500 of EGLD to the parent. */
const payParent: MockEndpoint = (vm) => {
  spend(vm, childUses);
  transferAndCall(vm, 0, { to: parent, function: "", value: 500n });
};

describe("a call on the context of its destination", () => {
  test.each([0, 1, 2])("is charged to the destination, %d times", (times) => {
    const contracts = { parent: run(callingEach(childGets, callOnDestination, "wasteGas", [child, times])), child: { endpoints: { wasteGas } } };
    const output = createHost({ contracts }).call(2000);
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(2000 - parentUses - times * childUses) });
    expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual([parentUses, times * childUses]);
  });

  test("can be made to several contracts", () => {
    const contracts = {
      parent: run(callingEach(childGets, callOnDestination, "wasteGas", [child, 1], [nephew, 1])),
      child: { endpoints: { wasteGas } },
      nephew: { endpoints: { wasteGas } },
    };
    const output = createHost({ contracts }).call(1000);
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(1000 - parentUses - 2 * childUses) });
    expect([gasUsed(output, "parent"), gasUsed(output, "child"), gasUsed(output, "nephew")]).toEqual([parentUses, childUses, childUses]);
  });

  test("knows the original caller, however deep it is", () => {
    const onwards = (to: Uint8Array, name: string): MockEndpoint => (vm) => {
      callOnDestination(vm, 1000, { to, function: name });
      finish(vm, originalCaller(vm));
    };
    const contracts = {
      parent: run(onwards(child, "onwards")),
      child: { endpoints: { onwards: onwards(nephew, "report") } },
      nephew: { endpoints: { report: (vm: MockVm): void => { finish(vm, originalCaller(vm)); } } },
    };
    expect(returnData(createHost({ contracts }).call(2000))).toEqual(["alice", "alice", "alice"]);
  });

  test("logs the call, and what is sent back as a back transfer", () => {
    const contracts = {
      parent: { ...run(callingEach(childGets, callOnDestination, "payParent", [child, 1])), codeMetadata: payable },
      child: { endpoints: { payParent } },
    };
    const output = createHost({ contracts }).call(2000);
    expect(logsOf(output)).toEqual([
      "parent transferValueOnly [0, child] [ExecuteOnDestContext, payParent]",
      "child transferValueOnly [500, parent] [BackTransfer, ]",
    ]);
  });

  test("of a contract of another VM does what that VM's output says", () => {
    const other = child.slice();
    other.set([0xbe, 0xaf], 8);
    const hooks = { executeSmartContractCallOnOtherVM: () => outputOf({ gasRemaining: 0n, from: parent, to: thirdParty, value: 3n, data: text("test") }) };
    const output = createHost({ contracts: { parent: run(callingEach(childGets, callOnDestination, "wasteGas", [other, 2])) }, hooks }).call(2000);
    const sent = { from: "parent", to: "thirdParty", value: 3, data: "test" };
    expect(output.returnCode).toBe(ReturnCode.ok);
    expect(transfersOf(output)).toEqual([sent, sent]);
  });
});

describe("a call that answers its failure", () => {
  const callWithErrorReturn = (vm: MockVm, to: Uint8Array, results: number): number => {
    const handles = [buffer(vm, to), vm.hooks.bigIntNew(0n), buffer(vm, "work"), vector(vm)] as const;
    return vm.hooks.managedExecuteOnDestContextWithErrorReturn(BigInt(childGets), ...handles, results);
  };

  test.each<[string, MockEndpoint, readonly string[]]>([
    ["0 and the results", (vm) => { finish(vm, "child ok"); }, ["\0", "child ok"]],
    ["1", (vm) => { fail(vm, "child failed"); }, ["\x01"]],
  ])("is answered %s", (_answer, work, expected) => {
    const endpoint: MockEndpoint = (vm) => {
      const results = vm.hooks.mBufferNew();
      const answer = callWithErrorReturn(vm, child, results);
      vm.hooks.cleanReturnData();
      finish(vm, Uint8Array.of(answer));
      if (answer === 0) finish(vm, bytesOf(vm, new DataView(bytesOf(vm, results).buffer).getInt32(0)));
    };
    const output = createHost({ contracts: { parent: run(endpoint), child: { endpoints: { work } } } }).call(2000);
    expect([output.returnCode, returnData(output)]).toEqual([ReturnCode.ok, expected]);
  });

  test.each([
    ["0 for tokens that arrived", [100n], 0],
    ["1 for no tokens at all", [], 1],
  ])("is answered %s", (_answer, amounts, expected) => {
    const endpoint: MockEndpoint = (vm) => {
      const sent = payments(vm, ...amounts.map((value) => ({ value })));
      const answer = vm.hooks.managedMultiTransferESDTNFTExecuteWithReturn(buffer(vm, child), sent, BigInt(childGets), buffer(vm, "work"), vector(vm));
      vm.hooks.cleanReturnData();
      finish(vm, Uint8Array.of(answer));
    };
    const work: MockEndpoint = (vm) => { finish(vm, "child ok"); };
    const output = createHost({ contracts: { parent: { ...run(endpoint), tokens: 100n }, child: { endpoints: { work } } } }).call(2000);
    expect([output.returnCode, returnData(output)]).toEqual([ReturnCode.ok, [String.fromCharCode(expected)]]);
  });

  test.each([
    ["its own contract", parent],
    ["another contract with its code", contractAddress("twin")],
  ])("leaves the caller its instance, also after a call of %s", (_which, to) => {
    const endpoint: MockEndpoint = (vm) => {
      finish(vm, Uint8Array.of(callWithErrorReturn(vm, to, vm.hooks.mBufferNew())));
      spend(vm, parentUses);
      finish(vm, "went on");
    };
    const work: MockEndpoint = (vm) => { fail(vm, "my user error"); };
    const host = createHost({ contracts: { parent: { endpoints: { run: endpoint, work } } } });
    host.world.setAccount({ address: contractAddress("twin"), code: host.world.getAccount(parent)?.code ?? text(""), ownerAddress: bob });
    expect(returnData(host.call(2000))).toEqual(["\x01", "went on"]);
    expect(host.call(childGets + parentUses - 1)).toMatchObject({ returnCode: ReturnCode.outOfGas, gasRemaining: 0n });
  });
});

describe("a call on the context of its caller", () => {
  test.each([0, 1, 2])("is charged to the caller, %d times", (times) => {
    const contracts = {
      parent: run(callingEach(childGets, callOnSame, "payParent", [child, times])),
      child: { endpoints: { payParent } },
    };
    const output = createHost({ contracts }).call(2000);
    expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(2000 - parentUses - times * childUses) });
    expect([gasUsed(output, "parent"), gasUsed(output, "child")]).toEqual([parentUses + times * childUses, 0]);
    const logs = ["parent transferValueOnly [0, parent] [ExecuteOnSameContext, payParent]", "parent transferValueOnly [500, parent] [BackTransfer, ]"];
    if (times === 1) expect(logsOf(output)).toEqual(logs);
  });

  test("calls others as its caller", () => {
    const endpoint: MockEndpoint = (vm) => {
      finish(vm, "parent returns this");
      spend(vm, 500);
      callOnSame(vm, 1000, { to: child, function: "doSomething", value: 4n, args: ["", ""] });
    };
    const doSomething: MockEndpoint = (vm) => {
      finish(vm, "child returns this");
      spend(vm, 100);
      callOnDestination(vm, 100, { to: nephew, function: "doSomethingNephew", value: 2n, args: ["", ""] });
    };
    const doSomethingNephew: MockEndpoint = (vm) => {
      finish(vm, "nephew returns this");
      const caller = vm.hooks.mBufferNew();
      vm.hooks.managedCaller(caller);
      if (bytesToByteString(bytesOf(vm, caller)) === bytesToByteString(parent)) finish(vm, "OK");
    };
    const contracts = { parent: run(endpoint), child: { endpoints: { doSomething } }, nephew: { endpoints: { doSomethingNephew } } };
    expect(returnData(createHost({ contracts }).call(1000))).toEqual(["parent returns this", "child returns this", "nephew returns this", "OK"]);
  });
});

test("return data of a call can be read, deleted one by one and cleared", () => {
  const seen: string[] = [];
  const read = (vm: MockVm, index: number): void => {
    const length = vm.hooks.getReturnData(index, 100);
    seen.push(bytesToByteString(vm.memory.load(100, length)));
  };
  const endpoint: MockEndpoint = (vm) => {
    callOnDestination(vm, 1000, { to: child, function: "doSomething" });
    for (const index of [0, 1, 2]) read(vm, index);
    vm.hooks.deleteFromReturnData(0);
    for (const index of [0, 1]) read(vm, index);
    for (const index of [0, 0]) vm.hooks.deleteFromReturnData(index);
    seen.push(`${vm.hooks.getNumReturnData()} left`);
    vm.hooks.cleanReturnData();
    read(vm, 0);
  };
  const doSomething: MockEndpoint = (vm) => { for (const data of ["zero", "one", "two"]) finish(vm, data); };
  const output = createHost({ contracts: { parent: run(endpoint), child: { endpoints: { doSomething } } } }).call(1000);
  expect(seen).toEqual(["zero", "one", "two", "one", "two", "0 left"]);
  expect(output.returnCode).toBe(ReturnCode.executionFailed);
});

test("transfers with calls to other shards take their gas along", () => {
  const receivers = [0, 1, 2].map((number) => contractAddress(`child-${number}`));
  const endpoint: MockEndpoint = (vm) => {
    spend(vm, parentUses);
    receivers.forEach((to, index) => { transferAndCall(vm, childGets, { to, function: index === 0 ? "" : String.fromCharCode(index), value: 7n }); });
    finish(vm, "return value");
  };
  const children = receivers.map((_, index): [string, ContractSetup] => [`child-${index}`, { endpoints: { wasteGas }, shard: index + 1, codeMetadata: payable }]);
  const output = createHost({ contracts: { parent: run(endpoint), ...Object.fromEntries(children) } }).call(2000);
  expect(output).toMatchObject({ returnCode: ReturnCode.ok, gasRemaining: BigInt(2000 - parentUses - 3 * childGets) });
  expect([gasUsed(output, "parent"), returnData(output)]).toEqual([parentUses, ["return value"]]);
  expect(transfersOf(output)).toEqual(["", "\x01", "\x02"].map((data, index) => ({ from: "parent", to: `child-${index}`, value: 7, data, gasLimit: childGets })));
  expect(logsOf(output)).toEqual([
    "parent transferValueOnly [7, child-0] [DirectCall, ]",
    "parent transferValueOnly [7, child-1] [TransferAndExecute, \x01]",
    "parent transferValueOnly [7, child-2] [TransferAndExecute, \x02]",
  ]);
});

describe("code that is deployed", () => {
  test("runs its init", () => {
    const init: MockEndpoint = (vm) => { finish(vm, "init"); };
    const { vm } = createHost({ contracts: { parent: { endpoints: { init } } } });
    const output = vm.runSmartContractCreate(createInput(codeOf(mockContract({ name: "parent", endpoints: {} })), { gasProvided: 2000n }));
    expect([output.returnCode, returnData(output)]).toEqual([ReturnCode.ok, ["init"]]);
  });

  test("runs its upgrade when it replaces other code", () => {
    const upgrade: MockEndpoint = (vm) => { finish(vm, "upgradeContract"); };
    const host = createHost({ contracts: { parent: { endpoints: { upgrade }, codeMetadata: [1, 0] } } });
    const code = host.world.getAccount(parent)?.code ?? text("");
    const output = host.call(2000, { function: "upgradeContract", arguments: [code, Uint8Array.of(1, 0)] });
    expect([output.returnCode, returnData(output)]).toEqual([ReturnCode.ok, ["upgradeContract"]]);
  });
});
