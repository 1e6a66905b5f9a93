// How contracts end: failures that nothing swallows, mistakes that stop the test, budgets, and what is reported about them.
import { contract, endpoint, fail, init, mapper, require, t, view } from "@mxvm/contract-api";
import { isExecutorError } from "@mxvm/executor-api";
import { formatReport, type FailureReport } from "@mxvm/executor-debug";
import { describe, expect, it } from "vitest";
import { bytes, createScene } from "./support.js";

const state = { storage: { value: mapper.value("value", t.bigUint) } };

const faulty = contract("Faulty", state, {
  init: init({}, () => undefined),
  endpoints: {
    swallow: endpoint({}, (sc) => {
      try {
        fail("first");
      } catch {
        sc.storage.value.set(1n);
      }
      sc.storage.value.set(2n);
    }),
    swallowToTheEnd: endpoint({}, () => {
      try {
        fail("swallowed");
      } catch {
        return;
      }
    }),
    swallowHook: endpoint({}, (sc) => {
      sc.storage.value.set(1n);
      try {
        sc.storage.value.set(-1n);
      } catch {
        return;
      }
    }),
    divide: view({ by: t.bigUint }, t.bigUint, (_sc, { by }) => 10n / by),
    negative: view({}, t.bigUint, () => 1n - 2n),
    mistake: endpoint({}, (sc) => {
      const nothing: { readonly deep?: { readonly value: bigint } } = {};
      sc.storage.value.set((nothing as { readonly deep: { readonly value: bigint } }).deep.value);
    }),
    endless: view({}, t.bigUint, (sc) => {
      while (sc.storage.value.get() === 0n);
      return 1n;
    }),
    nested: endpoint({ limit: t.u32 }, (_sc, { limit }) => {
      checkLimit(limit);
    }),
  },
});

function checkLimit(limit: number): void {
  require(limit < 10, "limit too high");
}

function sceneWithReports(maxHookCalls?: number) {
  const reports: FailureReport[] = [];
  const scene = createScene([faulty], { onFailure: (report) => reports.push(report), ...(maxHookCalls === undefined ? {} : { maxHookCalls }) });
  return { ...scene, reports, contract: scene.deploy(faulty) };
}

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
}

describe("a failure", () => {
  it.each([
    ["swallow", "first"],
    ["swallowToTheEnd", "swallowed"],
    ["swallowHook", "cannot subtract because result would be negative"],
  ])("ends the contract although %s catches it", (name, returnMessage) => {
    const { call, contract: address, world } = sceneWithReports();
    expect(call(address, name)).toMatchObject({ returnCode: 4, returnMessage });
    expect(world.getStorage(address, bytes("value"))).toEqual(new Uint8Array(0));
  });

  it("is the VM's for a division by zero", () => {
    const { contract: address, query } = sceneWithReports();
    expect(query(address, "divide", [bytes(0)])).toMatchObject({ returnCode: 10, returnMessage: "division by 0" });
    expect(query(address, "divide", [bytes(5)]).returnData).toEqual([bytes(2)]);
  });

  it("is the framework's for a negative BigUint", () => {
    const { contract: address, query } = sceneWithReports();
    expect(query(address, "negative")).toMatchObject({ returnCode: 4, returnMessage: "cannot subtract because result would be negative" });
  });

  it("is reported with the line of the source and the stack", () => {
    const { call, contract: address, reports } = sceneWithReports();
    expect(call(address, "nested", [bytes(11)])).toMatchObject({ returnCode: 4, returnMessage: "limit too high" });
    const [report] = reports;
    if (report === undefined) throw new TypeError("nothing was reported");
    expect(report).toMatchObject({ contract: "Faulty", function: "nested", message: "limit too high" });
    expect(report.location?.file).toMatch(/failures\.test\.ts$/);
    expect(report.stack[0]).toContain("checkLimit");
    expect(report.stack.join("\n")).not.toContain("/src/emitter");
    expect(formatReport(report)).toContain("Faulty.nested: limit too high\n    at checkLimit");
  });
});

describe("an engine fault", () => {
  it("is an error that a contract throws, and leaves the world as it was", () => {
    const { call, contract: address, world } = sceneWithReports();
    const before = world.getAccount(address);
    const thrown = thrownBy(() => call(address, "mistake"));
    expect(isExecutorError(thrown) && thrown.code).toBe("CONTRACT_THREW");
    expect(isExecutorError(thrown) && thrown.cause).toBeInstanceOf(TypeError);
    expect(world.getAccount(address)).toEqual(before);
    expect(call(address, "nested", [bytes(1)])).toMatchObject({ returnCode: 0 });
  });

  it("is a run that calls more hooks than its budget", () => {
    const { contract: address, query } = sceneWithReports(1000);
    const thrown = thrownBy(() => query(address, "endless"));
    expect(isExecutorError(thrown) && thrown.code).toBe("HOOK_CALLS_SPENT");
    expect(query(address, "divide", [bytes(5)]).returnData).toEqual([bytes(2)]);
  });
});
