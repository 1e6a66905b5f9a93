// The same worlds on both executors, ours and production's library: every transaction comes to the same, gas and logs included.
import { join } from "node:path";
import type { ExecutorFactory } from "@mxvm/executor-api";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { createWasmerExecutor, isWasmerLibraryInstalled } from "@mxvm/executor-wasmer";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { TransactionResult } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { describe, expect, it } from "vitest";
import { transactionCases } from "../../bench/transaction-cases.js";
import type { TransactionCase } from "../../bench/transaction-cases.js";
import { compareExecutors } from "../../conformance/against.js";
import { runFolder, runGoTests } from "../../conformance/run.js";

const checkout = process.env["MXVM_GO_CHECKOUT"];

/** Twice, so that the second finds compiled code and idle instances. */
function resultsOf(executor: ExecutorFactory, { accounts, transaction }: TransactionCase): TransactionResult[] {
  const world = createMockWorld({ gasSchedule: gasSchedules.default, vm: createVm({ executor }) });
  for (const account of accounts) world.setAccount(account);
  try {
    return [world.execute(transaction), world.execute(transaction)];
  } finally {
    world.close();
  }
}

describe.skipIf(!isWasmerLibraryInstalled())("on executor-wasm and executor-wasmer", () => {
  it.each(transactionCases(undefined))("$name comes to the same", (transactionCase) => {
    const [ours, production] = [resultsOf(createWasmExecutor(), transactionCase), resultsOf(createWasmerExecutor(), transactionCase)];
    expect(ours.map(({ returnCode }) => returnCode)).toEqual([0, 0]);
    expect(ours).toEqual(production);
  });

  it("the scenarios of the DNS contract come to the same", () => {
    const play = (options: object): ReturnType<typeof runFolder> => runFolder(join(import.meta.dirname, "../../examples/dns"), options);
    const { runs, transactions, differences } = compareExecutors(play, createWasmExecutor(), createWasmerExecutor());
    expect(differences).toEqual([]);
    expect(transactions).toBeGreaterThan(3);
    expect(runs.map(({ status }) => status)).toEqual(["passed"]);
  });

  it("a difference in gas would be seen", () => {
    const dearer: ExecutorFactory = (hooks, costs) => createWasmerExecutor()(hooks, { ...costs, LocalGet: (costs["LocalGet"] ?? 0) + 1 });
    const play = (options: object): ReturnType<typeof runFolder> => runFolder(join(import.meta.dirname, "../../examples/dns"), options);
    expect(compareExecutors(play, createWasmExecutor(), dearer).differences.length).toBeGreaterThan(0);
  });

  it.skipIf(checkout === undefined)("every scenario of the Go VM's own tests comes to the same (MXVM_GO_CHECKOUT)", () => {
    const play = (options: object): ReturnType<typeof runGoTests> => runGoTests(join(checkout!, "test"), options);
    const { runs, differences } = compareExecutors(play, createWasmExecutor(), createWasmerExecutor());
    expect(differences).toEqual([]);
    expect(runs.filter(({ status }) => status === "failed")).toEqual([]);
    expect(runs.length).toBeGreaterThan(800);
  });
});
