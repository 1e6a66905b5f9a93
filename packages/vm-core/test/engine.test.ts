// The VM as an engine: exact replay of failures, warm instances, depth, limits per transaction, faults, and the executor's version.
import { bytesToByteString } from "@mxvm/codec";
import type { ExecutorFactory, MeteringMode } from "@mxvm/executor-api";
import { ExecutorError, isExecutorError } from "@mxvm/executor-api";
import type { MockEndpoint } from "@mxvm/executor-mock";
import { ReturnCode, WorldError, builtInFunctionFlags, isVmError, isWorldError, vmFlags } from "@mxvm/protocol-hooks";
import type { Flags } from "@mxvm/protocol-hooks";
import { describe, expect, test } from "vitest";
import { mainnetTransactionLimits } from "../src/index.js";
import { createReservedNames, isCallableName } from "../src/validation/function-names.js";
import { createHandler, createInput } from "./support/handler.js";
import { buffer, callOf, contractAddress, createWorldOf, fail, finish, store, text, vector } from "./support/mock-world.js";

const nothing: MockEndpoint = () => undefined;

interface Made {
  readonly id: string;
  readonly metering: MeteringMode;
}

interface RecordingExecutor {
  readonly wrap: (executor: ExecutorFactory) => ExecutorFactory;
  /** Instances, as they were made. */
  readonly made: Made[];
  /** Ids of instances that were cleaned. */
  readonly cleaned: string[];
}

/** Puts itself before an executor and records its instances. */
function recordingExecutor(exactMetering: boolean = false): RecordingExecutor {
  const made: Made[] = [];
  const cleaned: string[] = [];
  const wrap = (factory: ExecutorFactory): ExecutorFactory => (hooks, costs) => {
    const executor = factory(hooks, costs);
    return {
      ...executor,
      supports: { ...executor.supports, exactMetering },
      newInstance(code, options) {
        const result = executor.newInstance(code, options);
        if (!result.ok) return result;
        const { instance } = result;
        made.push({ id: instance.id, metering: options.metering });
        const clean = instance.clean.bind(instance);
        instance.clean = () => {
          cleaned.push(instance.id);
          return clean();
        };
        return result;
      },
    };
  };
  return { wrap, made, cleaned };
}

describe("a transaction in which code trapped or ran out of gas", () => {
  const modesOf = (run: MockEndpoint, work: MockEndpoint = nothing): MeteringMode[] => {
    const { wrap, made } = recordingExecutor(true);
    createHandler({ parent: { run }, child: { work } }, { wrapExecutor: wrap }).call();
    return made.map(({ metering }) => metering);
  };

  test.each<[string, MockEndpoint]>([
    ["a trap", (vm) => vm.trap("unreachable")],
    ["the end of gas in code", (vm) => vm.useGas(1e9)],
  ])("runs again on exactly metered code after %s", (_what, run) => {
    expect(modesOf(run)).toEqual(["fast", "exact"]);
  });

  test.each<[string, MockEndpoint]>([
    ["success", nothing],
    ["an error that the contract signals", (vm) => fail(vm, "no")],
    ["a hook that fails", (vm) => { vm.hooks.mBufferFinish(77); }],
    ["a hook that cannot be paid", (vm) => { vm.hooks.sha256(0, -1, 0); }],
  ])("runs once after %s", (_what, run) => {
    expect(modesOf(run)).toEqual(["fast"]);
  });

  test("runs again even if a caller survived the trap", () => {
    const run: MockEndpoint = (vm) => { vm.hooks.managedExecuteOnDestContextWithErrorReturn(20_000_000n, ...callOf(vm, "child", "work"), 900); };
    expect(modesOf(run, (vm) => vm.trap("unreachable"))).toEqual(["fast", "fast", "exact", "exact"]);
  });

  test("runs once where the executor has no exact metering", () => {
    const { wrap, made } = recordingExecutor(false);
    createHandler({ parent: { run: (vm) => vm.trap("unreachable") } }, { wrapExecutor: wrap }).call();
    expect(made).toHaveLength(1);
  });

  test("begins again from the state before it, and its second end counts", () => {
    let runs = 0;
    const { wrap } = recordingExecutor(true);
    const { call } = createHandler(
      {
        parent: {
          run: (vm) => {
            runs++;
            vm.hooks.mBufferStorageLoad(buffer(vm, "key"), 900);
            finish(vm, String(vm.hooks.mBufferGetLength(900)));
            store(vm, "key", "value");
            if (runs === 1) vm.trap("unreachable");
          },
        },
      },
      { wrapExecutor: wrap },
    );
    const output = call();
    expect([output.returnCode, output.returnData.map(bytesToByteString)]).toEqual([ReturnCode.ok, ["0"]]);
    expect(output.logs).toEqual([]);
  });
});

describe("instances", () => {
  test("stay warm from one transaction to the next", () => {
    const { wrap, made } = recordingExecutor();
    const { call } = createHandler({ parent: { run: nothing } }, { wrapExecutor: wrap });
    call();
    call();
    expect(made).toHaveLength(1);
  });

  test("are not used again after a failed execution or another gas schedule", () => {
    const { wrap, made, cleaned } = recordingExecutor();
    const { call, vm, world } = createHandler({ parent: { run: (mock) => { mock.hooks.mBufferFinish(77); } } }, { wrapExecutor: wrap });
    call();
    expect(cleaned).toEqual([made[0]?.id]);
    call({ function: "missing" });
    vm.gasScheduleChange(world.getGasSchedule());
    expect(cleaned).toHaveLength(2);
    call({ function: "missing" });
    expect(made).toHaveLength(3);
  });

  test("of a contract that runs already are cold, and freed when it returns", () => {
    const { wrap, made, cleaned } = recordingExecutor();
    const { call } = createHandler(
      { parent: { run: (vm) => { vm.hooks.managedExecuteOnDestContext(20_000_000n, ...callOf(vm, "parent", "again"), 900); }, again: nothing } },
      { wrapExecutor: wrap },
    );
    expect(call().returnMessage).toBe("");
    expect(made).toHaveLength(2);
    expect(cleaned).toEqual([made[1]?.id]);
  });

  test("nest ten deep and no deeper", () => {
    let deepest = 0;
    const { call } = createWorldOf({
      parent: {
        run: (vm) => {
          deepest++;
          vm.hooks.managedExecuteOnDestContext(-1n, ...callOf(vm, "parent", "run"), 900);
        },
      },
    });
    expect(call()).toMatchObject({ returnCode: ReturnCode.executionFailed, returnMessage: "execution failed" });
    expect(deepest).toBe(10);
  });

  test("of one transaction number less than ninety-nine", () => {
    let calls = 0;
    const { call } = createWorldOf({
      parent: {
        run: (vm) => { for (;;) { vm.hooks.managedExecuteOnDestContext(5_000_000n, ...callOf(vm, "parent", "again"), 900); calls++; } },
        again: nothing,
      },
    });
    expect(call({ gasLimit: 2_000_000_000n }).returnMessage).toBe("too many instances");
    expect(calls).toBe(97);
  });
});

describe("code that is upgraded", () => {
  test("goes on as the old code until the transaction ends", () => {
    const { call, stored, world } = createWorldOf({
      parent: { run: (vm) => { vm.hooks.managedUpgradeFromSourceContract(...upgradeHandles(vm)); }, callBack: (vm) => { vm.hooks.managedExecuteOnDestContext(5_000_000n, ...callOf(vm, "child", "work"), 900); } },
      child: { work: (vm) => store(vm, "key", "old") },
      source: { upgrade: nothing, work: (vm) => store(vm, "key", "new") },
    });
    world.updateAccount({ address: contractAddress("child"), ownerAddress: contractAddress("parent") });
    expect(call().returnMessage).toBe("");
    expect(stored("child", "key")).toBe("old");
    expect(world.query({ receiver: contractAddress("child"), function: "work", arguments: [] }, { commit: true }).returnMessage).toBe("");
    expect(stored("child", "key")).toBe("new");
  });

  function upgradeHandles(vm: Parameters<MockEndpoint>[0]): [number, bigint, number, number, number, number, number] {
    return [buffer(vm, contractAddress("child")), 30_000_000n, vm.hooks.bigIntNew(0n), buffer(vm, contractAddress("source")), buffer(vm, Uint8Array.of(1, 0)), vector(vm), 900];
  }
});

describe("read-only mode", () => {
  const worldWhereAsk = (ask: MockEndpoint): ReturnType<typeof createWorldOf> =>
    createWorldOf({
      parent: {
        run: (vm) => {
          const [address, , functionHandle, args] = callOf(vm, "child", "ask");
          vm.hooks.managedExecuteReadOnly(40_000_000n, address, functionHandle, args, 900);
          store(vm, "key", "parent");
        },
      },
      child: { ask },
      other: { write: (vm) => store(vm, "key", "lost"), read: nothing },
    });
  const calling = (name: string): MockEndpoint => (vm) => { vm.hooks.managedExecuteOnDestContext(10_000_000n, ...callOf(vm, "other", name), 900); };

  test("ends with its call", () => {
    const { call, stored } = worldWhereAsk(calling("read"));
    expect(call().returnMessage).toBe("");
    expect(stored("parent", "key")).toBe("parent");
  });

  test("reaches the calls of its call", () => {
    const { call, stored } = worldWhereAsk(calling("write"));
    expect(call().returnCode).toBe(ReturnCode.executionFailed);
    expect(stored("other", "key")).toBe("");
  });

  test("fails a call that survived the failure of another, whose count it can no longer save", () => {
    const { call } = worldWhereAsk((vm) => { vm.hooks.managedExecuteOnDestContextWithErrorReturn(10_000_000n, ...callOf(vm, "other", "write"), 900); });
    expect(call().returnMessage).toBe("execution failed");
  });
});

describe("limits per transaction", () => {
  const loading = (count: number): MockEndpoint => (vm) => { for (let i = 0; i < count; i++) vm.hooks.mBufferStorageLoad(buffer(vm, `key${i}`), 900); };

  test("end a contract that reads too much, as the node does", () => {
    const { call } = createHandler({ parent: { run: loading(4), few: loading(3) } }, { transactionLimits: { ...mainnetTransactionLimits, trieReads: 3 } });
    expect(call().returnMessage).toBe("max calls reached: too many reads from trie");
    expect(call({ function: "few" }).returnMessage).toBe("");
  });

  test.each([
    [{ builtInCalls: 1 }, "max calls reached: too many built-in functions calls"],
    [{ transfers: 1 }, "max calls reached: too many ESDT transfers"],
  ])("end a contract that goes beyond %j", (limits, returnMessage) => {
    const sending: MockEndpoint = (vm) => {
      const token = buffer(vm, "TOK-123456");
      for (let i = 0; i < 2; i++) {
        const payment = new DataView(new ArrayBuffer(16));
        payment.setInt32(0, token);
        payment.setInt32(12, vm.hooks.bigIntNew(1n));
        vm.hooks.managedMultiTransferESDTNFTExecute(buffer(vm, contractAddress("child")), buffer(vm, new Uint8Array(payment.buffer)), 0n, buffer(vm, ""), vector(vm));
      }
    };
    const { call } = createWorldOf({ parent: { run: sending }, child: {} }, { transactionLimits: { ...mainnetTransactionLimits, ...limits } });
    expect(call().returnMessage).toBe(returnMessage);
  });

  test("are those of the main network where they are asked for", () => {
    expect(mainnetTransactionLimits).toEqual({ builtInCalls: 100, transfers: 250, trieReads: 1500 });
  });
});

describe("a fault", () => {
  const faultOf = (run: () => unknown): unknown => {
    try {
      return run();
    } catch (fault) {
      return fault;
    }
  };

  test("of the world goes through to the caller, and the VM works afterwards", () => {
    const { call, hooks } = createHandler({ parent: { run: (vm) => { vm.hooks.managedExecuteOnDestContext(10_000_000n, ...callOf(vm, "child", "work"), 900); } }, child: { work: (vm) => { vm.hooks.mBufferStorageLoad(buffer(vm, "key"), 900); } } });
    const cause = new WorldError("ACCOUNT_INVALID", "the world broke");
    const { getStorageData } = hooks;
    hooks.getStorageData = () => { throw cause; };
    const fault = faultOf(() => call());
    expect(isExecutorError(fault) && fault.cause === cause).toBe(true);
    expect(isWorldError(cause)).toBe(true);
    hooks.getStorageData = getStorageData;
    expect(call().returnMessage).toBe("");
  });

  test("of the executor goes through as it is, and frees what ran", () => {
    const { wrap, made, cleaned } = recordingExecutor();
    const broken = new ExecutorError("NATIVE_STACK_EXHAUSTED", "run with a larger stack");
    const { call } = createHandler({ parent: { run: () => { throw broken; } } }, { wrapExecutor: wrap });
    expect(faultOf(() => call())).toBe(broken);
    expect(cleaned).toEqual(made.map(({ id }) => id));
  });

  test("is an executor of another version", () => {
    const wrapExecutor = (factory: ExecutorFactory): ExecutorFactory => (hooks, costs) => ({ ...factory(hooks, costs), specificationVersion: 2 as 1 });
    const fault = faultOf(() => createHandler({ parent: {} }, { wrapExecutor }));
    expect(isVmError(fault) && fault.code).toBe("SPECIFICATION_MISMATCH");
  });
});

describe("names of functions", () => {
  const flags = (isOn: boolean): Flags => Object.fromEntries([...vmFlags, ...builtInFunctionFlags].map((flag) => [flag, isOn])) as Flags;

  test.each([
    ["a", true],
    ["_under_score9", true],
    ["\u212aelvin", true],
    ["x".repeat(255), true],
    ["x".repeat(256), false],
    ["", false],
    ["9lives", false],
    ["with space", false],
    ["naïve", false],
  ])("%j can be called: %j", (name, expected) => {
    expect(isCallableName(name)).toBe(expected);
  });

  test("are reserved for imports, built-in functions, upgrade and deletion", () => {
    const reserved = createReservedNames(["getCaller", "managedGetCodeHash"], ["ESDTTransfer"]);
    const names = ["getCaller", "ESDTTransfer", "upgradeContract", "deleteContract", "managedGetCodeHash"];
    expect(names.map((name) => reserved.isReserved(name, flags(true)))).toEqual([true, true, true, true, true]);
    expect(names.map((name) => reserved.isReserved(name, flags(false)))).toEqual([true, true, true, true, false]);
    expect(reserved.isReserved("endpoint", flags(true))).toBe(false);
  });

  test.each([
    ["managedVerifySecp256r1", "CryptoOpcodesV2Flag"],
    ["getBlockTimestampMs", "BarnardOpcodesFlag"],
  ] as const)("%s cannot be imported by new code without its flag", (imported, flag) => {
    const wrapExecutor = (factory: ExecutorFactory): ExecutorFactory => (hooks, costs) => {
      const executor = factory(hooks, costs);
      return {
        ...executor,
        newInstance(code, options) {
          const result = executor.newInstance(code, options);
          if (result.ok) result.instance.isFunctionImported = (name) => name === imported;
          return result;
        },
      };
    };
    const deploy = (isOn: boolean): string => {
      const { vm } = createHandler({ parent: { init: nothing } }, { wrapExecutor, flags: { [flag]: isOn } });
      return vm.runSmartContractCreate(createInput(text("mock:parent"))).returnMessage;
    };
    expect([deploy(true), deploy(false)]).toEqual(["", "invalid contract code"]);
  });
});
