// Many instances and many calls: what they cost, and that nothing of them stays.
import { createWasmExecutor } from "@mxvm/executor-wasm";
import type { ExecutorFactory } from "@mxvm/executor-api";
import { wat } from "../../packages/executor-wasm/test/support/harness.js";
import { usedMemory } from "../memory.js";
import { costRow } from "../row.js";
import type { BenchmarkRow } from "../row.js";
import { NO_LIBRARY, PRODUCTION, callInstance, executorFactories, openExecutor, openInstance } from "./executors.js";

const INSTANCES = 10_000;
const WARM_UP_CALLS = 10_000;
const FIRST_CALLS = 100_000;
const ALL_CALLS = 1_000_000;

/** A usual memory, a store, and a hook. */
const contract = wat(`(module (import "env" "mBufferGetLength" (func $hook (param i32) (result i32))) (memory (export "memory") 17)
  (func (export "run") (i32.store (i32.const 1048000) (call $hook (i32.const 1)))))`);

export function enduranceRows(): BenchmarkRow[] {
  const factories = executorFactories();
  return [instancesRow("cleaned", true, factories), instancesRow("left to the collector", false, factories), ...heldRows()];
}

/** Microseconds of one instance, made, called, and cleaned or dropped. */
function instancesRow(what: string, cleans: boolean, factories: readonly ExecutorFactory[]): BenchmarkRow {
  const [ours = Number.NaN, production = null] = factories.map((createExecutor) => {
    const executor = openExecutor(createExecutor);
    const start = performance.now();
    for (let index = 0; index < INSTANCES; index++) {
      const instance = openInstance(executor, contract);
      callInstance(instance);
      if (cleans) instance.clean();
    }
    return ((performance.now() - start) * 1000) / INSTANCES;
  });
  const name = `one of ${INSTANCES.toLocaleString("en")} instances, made, called, ${what}`;
  return costRow(name, "µs", ours, production, production === null ? NO_LIBRARY : PRODUCTION);
}

/** What is held after many instances and calls, against what was held before. */
function heldRows(): BenchmarkRow[] {
  const executor = openExecutor(createWasmExecutor());
  const run = (calls: number): void => {
    for (let index = 0; index < calls; index++) {
      const instance = openInstance(executor, contract);
      callInstance(instance);
      instance.clean();
    }
  };
  run(WARM_UP_CALLS);
  const before = usedMemory();
  run(FIRST_CALLS);
  const afterFirst = usedMemory();
  run(ALL_CALLS - FIRST_CALLS);
  const afterAll = usedMemory();
  for (let index = 0; index < INSTANCES; index++) callInstance(openInstance(executor, contract));
  const afterDropped = usedMemory();
  return [
    costRow(`held after ${FIRST_CALLS.toLocaleString("en")} calls`, "MB", afterFirst, before, "held before them"),
    costRow(`held after ${ALL_CALLS.toLocaleString("en")} calls`, "MB", afterAll, afterFirst, `held after ${FIRST_CALLS.toLocaleString("en")}`),
    costRow(`held after ${INSTANCES.toLocaleString("en")} more instances that were not cleaned`, "MB", afterDropped, afterAll, "held before them"),
  ];
}
