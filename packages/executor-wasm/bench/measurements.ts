// What the executor costs: metering against bare engine code, kernels against the production library, preparing code, hooks, resets.
import type { Instance } from "@mxvm/executor-api";
import { createWasmExecutor } from "../src/index.js";
import { contractModuleFromCode } from "../src/contract-module.js";
import { costTableFromOpcodeCosts } from "../src/opcodes/cost-table.js";
import { defaultOptions, instanceOf, uniformCosts, vmHooks, wat } from "../test/support/harness.js";
import type { ProductionInstance } from "../test/support/production.js";
import { loadProduction, productionLibraryPath } from "../test/support/production.js";
import { kernels } from "./kernels.js";

/** One measurement; `ratio` says how many times better ours is than the reference. */
export interface BenchRow {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly reference: number;
  readonly referenceName: string;
  readonly ratio: number;
}

const ROUNDS = 15;
const WARM_UP_ROUNDS = 6;
const limit = 2n ** 62n;

/** All rows; `contracts` are codes to prepare, by name. Takes about ten seconds. */
export function measureExecutor(contracts: Readonly<Record<string, Uint8Array>>): BenchRow[] {
  return [...kernelRows(), ...operationRows(), ...Object.entries(contracts).flatMap(([name, code]) => preparationRows(code, name))];
}

/** Kernels under metering, against the same code unmetered and against the production library where there is one. */
export function kernelRows(): BenchRow[] {
  const library = productionLibraryPath();
  const production = library === undefined ? undefined : loadProduction(library)({}, uniformCosts(1));
  return kernels.flatMap(({ name, text }) => {
    const code = wat(text);
    const bare = new WebAssembly.Instance(new WebAssembly.Module(code as Uint8Array<ArrayBuffer>)).exports["run"] as () => void;
    const ours = warmInstance(code);
    const [metered, unmetered] = medians([() => callOurs(ours), bare]);
    const rows = [row(`${name}, metered`, "ms", metered!, unmetered!, "unmetered engine")];
    const result = production?.newInstance(code, { ...defaultOptions, pointsLimit: limit });
    if (result !== undefined && "instance" in result) {
      const [mine, theirs] = medians([() => callOurs(ours), () => callProduction(result.instance)], 5);
      rows.push(row(`${name}, against production`, "ms", mine!, theirs!, "production library"));
    }
    return rows;
  });
}

/** Preparing code: validating, rewriting and compiling a contract, against the engine's own compilation of it. */
export function preparationRows(code: Uint8Array, name: string): BenchRow[] {
  const settings = {
    costTable: costTableFromOpcodeCosts(uniformCosts(1)),
    exact: false,
    tracksStores: true,
    limitsStack: false,
    unmeteredLocals: 100,
    maxMemoryGrow: 10,
    maxMemoryGrowDelta: 1,
  };
  // The engine caches modules by their bytes, so each compilation gets bytes of its own: a custom section with a counter.
  let copies = 0;
  const fresh = (): Uint8Array<ArrayBuffer> => {
    copies++;
    return Uint8Array.from([...code, 0, 6, 1, 0x78, copies & 0xff, (copies >> 8) & 0xff, (copies >> 16) & 0xff, 0]);
  };
  const codes = Array.from({ length: 2 * (ROUNDS + WARM_UP_ROUNDS) }, fresh);
  const next = (): Uint8Array<ArrayBuffer> => codes.pop()!;
  const [ours, engine] = medians([
    () => contractModuleFromCode(next(), settings),
    () => new WebAssembly.Module(next()),
  ]);
  return [row(`prepare ${name} (${(code.length / 1000).toFixed(0)} KB)`, "ms", ours!, engine!, "compiling it unmetered")];
}

/** Small things that a transaction does often, against the budget of a transaction at 50,000 a second. */
export function operationRows(): BenchRow[] {
  const operations = 100_000;
  const run = (name: string, unit: number, work: () => void): BenchRow => {
    const [time] = medians([work]);
    return row(name, "ns", (time! * 1e6) / unit, 20_000, "a transaction at 50,000 a second");
  };
  const loop = wat(`(module (import "env" "mBufferGetLength" (func $hook (param i32) (result i32))) (memory (export "memory") 17)
    (func (export "run") (local i32) (loop (drop (call $hook (local.get 0)))
      (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const ${String(operations)}))))))`);
  const calling = instanceOf(loop, { options: { pointsLimit: limit } });
  const tiny = wat(`(module (memory (export "memory") 17) (func (export "run") (i32.store (i32.const 1048000) (i32.const 1))))`);
  const executor = createWasmExecutor()(vmHooks(), uniformCosts(1));
  return [
    run("hook call", operations, () => callOurs(calling)),
    run("useGas", operations, () => {
      for (let count = 0; count < operations; count++) calling.useGas(1);
    }),
    run("new instance, call and clean, warm (17 pages)", 1000, () => {
      for (let count = 0; count < 1000; count++) {
        const result = executor.newInstance(tiny, defaultOptions);
        if (!result.ok) throw new Error(result.reason);
        callOurs(result.instance);
        result.instance.clean();
      }
    }),
  ];
}

/** An instance as a contract gets it that has run before: the executor has seen that its calls are long. */
function warmInstance(code: Uint8Array): Instance {
  const executor = createWasmExecutor()(vmHooks(), uniformCosts(1));
  const newInstance = (): Instance => {
    const result = executor.newInstance(code, { ...defaultOptions, pointsLimit: limit });
    if (!result.ok) throw new Error(result.reason);
    return result.instance;
  };
  const first = newInstance();
  callOurs(first);
  first.clean();
  return newInstance();
}

function callOurs(instance: Instance): void {
  instance.setPointsUsed(0n);
  const { status } = instance.callFunction("run");
  if (status !== "returned") throw new Error(`the run ended as ${status}`);
}

function callProduction(instance: ProductionInstance): void {
  instance.setPointsUsed(0n);
  const error = instance.call("run");
  if (error !== undefined) throw new Error(error);
}

/** Median milliseconds of each work; the works alternate, so that all see the same machine. */
function medians(works: readonly (() => unknown)[], rounds: number = ROUNDS): number[] {
  const times = works.map((): number[] => []);
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
    works.forEach((work, index) => {
      const start = performance.now();
      work();
      if (round >= WARM_UP_ROUNDS) times[index]!.push(performance.now() - start);
    });
  }
  return times.map((samples) => samples.sort((left, right) => left - right)[samples.length >> 1]!);
}

function row(name: string, unit: string, ours: number, reference: number, referenceName: string): BenchRow {
  return { name, unit, ours, reference, referenceName, ratio: reference / ours };
}

