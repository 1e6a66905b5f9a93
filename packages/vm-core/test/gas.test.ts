// Gas: schedules, charges of calls and storage, what deployments change, the cap on real use, and the trace.
import { bytesToByteString } from "@mxvm/codec";
import type { MockEndpoint } from "@mxvm/executor-mock";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { Flags, GasSchedule } from "@mxvm/protocol-hooks";
import { ReturnCode, builtInFunctionFlags, isVmError, vmFlags } from "@mxvm/protocol-hooks";
import { describe, expect, test } from "vitest";
import type { GasTraceEntry } from "../src/index.js";
import { createFlatCosts, fillFlatCosts, resolveSchedule, slotOfFlatCost, storageLoadCost } from "../src/metering/gas-costs.js";
import { addUint64, mulUint64, subUint64 } from "../src/metering/uint64.js";
import { GAS_LIMIT, createHandler } from "./support/handler.js";
import { buffer, callOf, contractAddress, createWorldOf, finish, store, text, vector } from "./support/mock-world.js";

const costs = resolveSchedule(gasSchedules.default, flagsOf(true)).costs;

function flagsOf(isOn: boolean): Flags {
  return Object.fromEntries([...vmFlags, ...builtInFunctionFlags].map((flag) => [flag, isOn])) as Flags;
}

function without(schedule: GasSchedule, section: string, key: string): GasSchedule {
  const entries = Object.entries(schedule[section] ?? {}).filter(([name]) => name !== key);
  return { ...schedule, [section]: Object.fromEntries(entries) };
}

function missingKeysOf(schedule: GasSchedule, flags: Flags): unknown {
  try {
    resolveSchedule(schedule, flags);
  } catch (fault) {
    if (isVmError(fault) && fault.code === "GAS_SCHEDULE_INCOMPLETE") return fault.details["keys"];
    throw fault;
  }
  return [];
}

/** Gas that an endpoint uses on hooks. */
function gasOf(endpoint: MockEndpoint, storage: readonly [string, string][] = []): number {
  const { call, world } = createHandler({ parent: { empty: () => undefined, run: endpoint } });
  world.updateAccount({ address: contractAddress("parent"), storage: new Map(storage.map(([key, value]) => [key, text(value)])) });
  return Number(call({ function: "empty" }).gasRemaining - call().gasRemaining);
}

describe("a gas schedule", () => {
  test("must have every cost that the VM needs", () => {
    expect(missingKeysOf(without(gasSchedules.default, "BaseOpsAPICost", "GetCaller"), flagsOf(true))).toEqual([{ section: "BaseOpsAPICost", key: "GetCaller" }]);
    expect(missingKeysOf(without(gasSchedules.default, "WASMOpcodeCost", "MaxMemoryGrow"), flagsOf(true))).toEqual([{ section: "WASMOpcodeCost", key: "MaxMemoryGrow" }]);
    const { BaseOperationCost, ...rest } = gasSchedules.default;
    expect(missingKeysOf(rest, flagsOf(true))).toHaveLength(Object.keys(BaseOperationCost ?? {}).length);
  });

  test("may lack the costs of features that are off", () => {
    expect(missingKeysOf(gasSchedules.v9, flagsOf(false))).toEqual([]);
    expect(missingKeysOf(gasSchedules.v9, flagsOf(true))).toContainEqual({ section: "BaseOpsAPICost", key: "GetCodeHash" });
  });

  test("may have costs of nothing for managed maps only", () => {
    const zero = (section: string, key: string): GasSchedule => ({ ...gasSchedules.default, [section]: { ...gasSchedules.default[section], [key]: 0 } });
    expect(missingKeysOf(zero("ManagedMapAPICost", "ManagedMapNew"), flagsOf(true))).toEqual([]);
    expect(missingKeysOf(zero("BigIntAPICost", "BigIntAdd"), flagsOf(true))).toEqual([{ section: "BigIntAPICost", key: "BigIntAdd" }]);
  });

  test("is read whatever the case of its keys", () => {
    const section = Object.entries(gasSchedules.default["BigIntAPICost"] ?? {}).map(([key, cost]) => [key.toUpperCase(), cost]);
    const schedule = { ...gasSchedules.default, BigIntAPICost: Object.fromEntries(section) as Record<string, number> };
    expect(resolveSchedule(schedule, flagsOf(true)).costs.BigIntAPICost).toEqual(costs.BigIntAPICost);
  });

  test("must price storage loads by a polynomial that grows", () => {
    const falling = { ...gasSchedules.default, DynamicStorageLoad: { ...gasSchedules.default["DynamicStorageLoad"], SignOfLinear: 1 } };
    expect(missingKeysOf(falling, flagsOf(true))).toHaveLength(1);
  });

  test("takes effect from the next run on", () => {
    const { call, vm } = createHandler({ parent: { run: (mock) => { mock.hooks.getGasLeft(); } } });
    const before = call().gasRemaining;
    const dearer = { ...gasSchedules.default["BaseOpsAPICost"], GetGasLeft: costs.BaseOpsAPICost.GetGasLeft + 7 };
    vm.gasScheduleChange({ ...gasSchedules.default, BaseOpsAPICost: dearer });
    expect(before - call().gasRemaining).toBe(7n);
  });

  test("has a slot for every flat cost", () => {
    const flat = createFlatCosts();
    fillFlatCosts(flat, costs);
    expect(flat[slotOfFlatCost("CryptoAPICost.SHA256")]).toBe(costs.CryptoAPICost.SHA256);
  });
});

describe("the price of a storage load", () => {
  const coefficients = { quadratic: 688, linear: 31858, constant: 15287, minimumGasCost: 20000 };

  test("grows with the depth, and is the static one below the minimum", () => {
    expect(storageLoadCost(coefficients, 10, 5)).toBe(688 * 100 + 318580 + 15287);
    expect(storageLoadCost(coefficients, 0, 5)).toBe(5);
  });
});

describe("unsigned arithmetic", () => {
  test("saturates", () => {
    const max = (1n << 64n) - 1n;
    expect([addUint64(max, 1n), subUint64(1n, 2n), mulUint64(max, 2n)]).toEqual([max, 0n, max]);
    expect([addUint64(1n, 2n), subUint64(3n, 2n), mulUint64(3n, 2n)]).toEqual([3n, 1n, 6n]);
  });
});

describe("a storage write", () => {
  const { StorePerByte, PersistPerByte, DataCopyPerByte } = costs.BaseOperationCost;
  const write = (key: string, ...values: readonly string[]): MockEndpoint => (vm) => { for (const value of values) store(vm, key, value); };
  const flat = gasOf(write("key", "abcd"), [["key", "wxyz"]]);
  const long = "k".repeat(40);

  test.each<[string, string, string, number]>([
    ["adds a value", "", "abcd", StorePerByte * 4],
    ["repeats a value", "abcd", "abcd", DataCopyPerByte * 4],
    ["grows a value", "ab", "abcd", PersistPerByte * 2 + StorePerByte * 2],
    ["shrinks a value", "abcdef", "abcd", PersistPerByte * 4],
  ])("that %s costs what it moves", (_what, before, after, cost) => {
    expect(gasOf(write("key", after), before === "" ? [] : [["key", before]]) - flat).toBe(cost);
  });

  test("under a long key costs its extra bytes once", () => {
    const bytes = long.length - 3;
    const hookBytes = gasOf((vm) => { buffer(vm, long); }) - gasOf((vm) => { buffer(vm, "key"); });
    expect(gasOf(write(long, "abcd"), [[long, "wxyz"]]) - flat - hookBytes).toBe(DataCopyPerByte * 8);
    expect(bytes).toBe(37);
  });

  test("that releases bytes is refunded", () => {
    const { call, world } = createHandler({ parent: { run: write("key", "") } });
    world.updateAccount({ address: contractAddress("parent"), storage: new Map([["key", text("abcd")]]) });
    expect(call().gasRefund).toBe(BigInt(costs.BaseOperationCost.ReleasePerByte * 4));
  });
});

describe("a nested call", () => {
  test("gives back what it did not use, and loses all if it fails", () => {
    const left: bigint[] = [];
    const given = 30_000_000n;
    const calling = (name: string): MockEndpoint => (vm) => {
      const before = vm.hooks.getGasLeft();
      vm.hooks.managedExecuteOnDestContextWithErrorReturn(given, ...callOf(vm, "child", name), 900);
      left.push(before - vm.hooks.getGasLeft());
    };
    const { call } = createWorldOf({
      parent: { run: (vm) => { calling("work")(vm); calling("fail")(vm); } },
      child: { work: (vm) => vm.useGas(500), fail: (vm) => vm.trap("unreachable") },
    });
    expect(call().returnMessage).toBe("");
    expect(left[0]).toBeLessThan(given);
    expect(left[1]).toBeGreaterThan(given);
  });

  test("gets all that is left if it asks for a negative amount", () => {
    let seen = 0n;
    const { call } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedExecuteOnDestContext(-1n, ...callOf(vm, "child", "work"), 900); } },
      child: { work: (vm) => { seen = vm.hooks.getGasLeft(); } },
    });
    expect(call().returnMessage).toBe("");
    expect(seen).toBeGreaterThan(90_000_000n);
  });
});

describe("a contract that deploys another", () => {
  test("pays the compilation in place of what its own start had cost, and its gas still adds up", () => {
    const { call } = createWorldOf({
      parent: {
        run: (vm) => {
          const args = [vm.hooks.bigIntNew(0n), buffer(vm, text("mock:child")), buffer(vm, Uint8Array.of(1, 0)), vector(vm)] as const;
          const before = vm.hooks.getGasLeft();
          vm.hooks.managedCreateContract(20_000_000n, ...args, 800, 801);
          finish(vm, String(before - vm.hooks.getGasLeft()));
          vm.hooks.getGasLeft();
        },
      },
      child: {},
    });
    const result = call();
    expect(result.returnMessage).toBe("");
    const accounts = [...(result.vmOutput?.outputAccounts.values() ?? [])];
    expect(accounts.reduce((sum, { gasUsed }) => sum + gasUsed, 0n) + result.gasRemaining).toBe(GAS_LIMIT);
  });
});

describe("the cap on what an instance may really use", () => {
  const maxPoints = 5_000_000n;
  const enormous = (1n << 63n) - 1n;

  function codeThrownBy(run: () => unknown): string {
    try {
      run();
    } catch (fault) {
      if (isVmError(fault)) return fault.code;
      throw fault;
    }
    return "";
  }

  test("is not seen by contracts that stay below it", () => {
    let seen = 0n;
    const { call } = createHandler({ parent: { run: (vm) => { seen = vm.hooks.getGasLeft(); } } }, { maxPoints });
    expect(call({ gasProvided: enormous }).returnCode).toBe(ReturnCode.ok);
    expect(seen).toBeGreaterThan(enormous - maxPoints);
  });

  test.each<[string, MockEndpoint]>([
    ["in code", (vm) => { for (;;) vm.useGas(1000); }],
    ["in hooks", (vm) => { for (;;) vm.hooks.getGasLeft(); }],
  ])("ends an endless loop %s by a fault, after which the VM works", (_where, run) => {
    const { call } = createHandler({ parent: { run, fine: () => undefined } }, { maxPoints });
    expect(codeThrownBy(() => call({ gasProvided: enormous }))).toBe("MAX_POINTS_REACHED");
    expect(call({ function: "fine" }).returnCode).toBe(ReturnCode.ok);
  });

  test("leaves the end of ordinary gas to be a failure", () => {
    const { call } = createHandler({ parent: { run: (vm) => { for (;;) vm.useGas(1000); } } }, { maxPoints });
    expect(call({ gasProvided: 4_000_000n }).returnCode).toBe(ReturnCode.outOfGas);
  });

  test("does not count gas that is handed to other contracts", () => {
    const { call } = createHandler(
      {
        parent: { run: (vm) => { vm.hooks.managedExecuteOnDestContext(enormous / 2n, ...callOf(vm, "child", "work"), 900); vm.useGas(1000); } },
        child: { work: (vm) => { vm.useGas(1000); finish(vm, "done"); } },
      },
      { maxPoints },
    );
    const output = call({ gasProvided: enormous });
    expect([output.returnMessage, output.returnData.map(bytesToByteString)]).toEqual(["", ["done"]]);
  });
});

describe("a gas trace", () => {
  test("tells what each call of each hook cost, by contract and function", () => {
    const traces: (readonly GasTraceEntry[])[] = [];
    const { call } = createHandler(
      {
        parent: { run: (vm) => { vm.hooks.getGasLeft(); vm.hooks.getGasLeft(); vm.hooks.managedExecuteOnDestContext(20_000_000n, ...callOf(vm, "child", "work"), 900); } },
        child: { work: (vm) => { vm.hooks.getBlockNonce(); } },
      },
      { onGasTrace: (trace) => { traces.push(trace); } },
    );
    expect(call().returnCode).toBe(ReturnCode.ok);
    expect(traces).toHaveLength(1);
    const { GetGasLeft, GetBlockNonce } = costs.BaseOpsAPICost;
    expect(traces[0]).toContainEqual({ address: contractAddress("parent"), function: "run", hook: "getGasLeft", gas: [GetGasLeft, GetGasLeft] });
    expect(traces[0]).toContainEqual({ address: contractAddress("child"), function: "work", hook: "getBlockNonce", gas: [GetBlockNonce] });
  });
});
