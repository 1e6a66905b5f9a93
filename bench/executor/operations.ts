// Small things that a transaction does often, beside production's library: hook calls, gas, resets, instances; and what they allocate.
import type { ExecutorFactory, Instance } from "@mxvm/executor-api";
import { wat } from "../../packages/executor-wasm/test/support/harness.js";
import { collectGarbage } from "../memory.js";
import { costRow, median, medianTimes } from "../row.js";
import type { BenchmarkRow } from "../row.js";
import { NO_LIBRARY, PRODUCTION, callInstance, executorFactories, openExecutor, openInstance } from "./executors.js";

const ROUNDS = 15;
const WARM_UP_ROUNDS = 8;
const REPEATS = 20_000;
const INSTANCES = 1_000;

/** Calls a hook in a loop. */
const hookLoop = wat(`(module (import "env" "mBufferGetLength" (func $hook (param i32) (result i32))) (memory (export "memory") 17)
  (func (export "run") (local i32) (loop (drop (call $hook (local.get 0)))
    (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const ${REPEATS.toString()}))))))`);

/** Stores at the end of a memory of usual size. */
const storing = wat(`(module (memory (export "memory") 17) (func (export "run") (i32.store (i32.const 1048000) (i32.const 1))))`);

interface Operation {
  readonly name: string;
  /** How often one call of what `prepare` answers does it. */
  readonly count: number;
  readonly prepare: (createExecutor: ExecutorFactory) => () => void;
}

function callsOfHook(hook: (instance: Instance) => void): Operation["prepare"] {
  return (createExecutor) => {
    const mBufferGetLength = (handle: number): number => {
      hook(instance);
      return handle;
    };
    const instance: Instance = openInstance(openExecutor(createExecutor, { mBufferGetLength }), hookLoop);
    return () => callInstance(instance);
  };
}

function repeated(code: Uint8Array, work: (instance: Instance) => unknown): Operation["prepare"] {
  return (createExecutor) => {
    const instance = openInstance(openExecutor(createExecutor), code);
    return () => {
      for (let index = 0; index < REPEATS; index++) work(instance);
    };
  };
}

const hookCall: Operation = { name: "hook call", count: REPEATS, prepare: callsOfHook(() => undefined) };
const charging: Operation = {
  name: "hook call that charges gas and gives some back",
  count: REPEATS,
  prepare: callsOfHook((instance) => {
    instance.useGas(100);
    instance.restoreGas(40);
  }),
};
function chargeAndRestore(instance: Instance): void {
  instance.useGas(1);
  instance.restoreGas(1);
}

const useGas: Operation = { name: "useGas", count: REPEATS, prepare: repeated(hookLoop, (instance) => instance.useGas(1)) };
const call: Operation = { name: "call of an endpoint", count: REPEATS, prepare: repeated(storing, (instance) => instance.callFunction("run")) };

const operations: readonly Operation[] = [
  hookCall,
  charging,
  useGas,
  { name: "useGas and restoreGas", count: REPEATS, prepare: repeated(hookLoop, chargeAndRestore) },
  call,
  {
    name: "reset after a store (17 pages)",
    count: REPEATS,
    prepare: repeated(storing, (instance) => {
      instance.callFunction("run");
      instance.reset();
    }),
  },
  {
    name: "new instance, call and clean, warm (17 pages)",
    count: INSTANCES,
    prepare: (createExecutor) => {
      const executor = openExecutor(createExecutor);
      return () => {
        for (let index = 0; index < INSTANCES; index++) {
          const instance = openInstance(executor, storing);
          callInstance(instance);
          instance.clean();
        }
      };
    },
  },
];

export function operationRows(): BenchmarkRow[] {
  const factories = executorFactories();
  return [...operations.map((operation) => timeRow(operation, factories)), ...[hookCall, charging, useGas, call].map((operation) => allocationRow(operation, factories))];
}

function timeRow({ name, count, prepare }: Operation, factories: readonly ExecutorFactory[]): BenchmarkRow {
  const works = factories.map(prepare);
  for (let round = 0; round < WARM_UP_ROUNDS; round++) for (const work of works) work();
  const [ours = Number.NaN, production = null] = medianTimes(works, ROUNDS).map((time) => (time * 1e6) / count);
  return costRow(name, "ns", ours, production, production === null ? NO_LIBRARY : PRODUCTION);
}

/** Bytes of the heap that one takes. A collection in between would show as less, so the median of several counts. */
function allocationRow({ name, count, prepare }: Operation, factories: readonly ExecutorFactory[]): BenchmarkRow {
  const [ours = Number.NaN, production = null] = factories.map((createExecutor) => {
    const work = prepare(createExecutor);
    for (let round = 0; round < WARM_UP_ROUNDS; round++) work();
    const samples = Array.from({ length: ROUNDS }, () => {
      collectGarbage();
      const before = process.memoryUsage().heapUsed;
      work();
      return Math.max(0, process.memoryUsage().heapUsed - before) / count;
    });
    return median(samples) ?? Number.NaN;
  });
  return costRow(`allocated by: ${name}`, "bytes", ours, production, production === null ? NO_LIBRARY : PRODUCTION);
}
