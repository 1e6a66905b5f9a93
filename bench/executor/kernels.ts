// Seven compute kernels, warm and cold, in three columns: the unmetered engine, ours, production's library.
import type { ExecutorFactory, Instance } from "@mxvm/executor-api";
import { wat } from "../../packages/executor-wasm/test/support/harness.js";
import { costRow, geometricMean, medianTimes } from "../row.js";
import type { BenchmarkRow } from "../row.js";
import { NO_LIBRARY, PRODUCTION, UNMETERED, callInstance, executorFactories, freshCopy, openExecutor, openInstance, startCold } from "./executors.js";
import { kernels } from "./kernel-texts.js";

const WARM_UP_ROUNDS = 6;
const WARM_ROUNDS = 11;
const COLD_ROUNDS = 7;

/** Milliseconds of ours, of the unmetered engine, and of production's library if there is one. */
type Measure = (code: Uint8Array, factories: readonly ExecutorFactory[]) => readonly number[];

export function kernelRows(): BenchmarkRow[] {
  const factories = executorFactories();
  return [...rowsOf("warm", measureWarm, factories), ...rowsOf("cold", measureCold, factories)];
}

function rowsOf(temperature: string, measure: Measure, factories: readonly ExecutorFactory[]): BenchmarkRow[] {
  const rows = kernels.flatMap(({ name, text }) => {
    const [ours = Number.NaN, unmetered = Number.NaN, production = null] = measure(wat(text), factories);
    return [
      costRow(`${name}, ${temperature}`, "ms", ours, unmetered, UNMETERED),
      costRow(`${name}, ${temperature}`, "ms", ours, production, production === null ? NO_LIBRARY : PRODUCTION),
    ];
  });
  const summaries = [UNMETERED, PRODUCTION].map((referenceName) => summary(temperature, rows.filter((row) => row.referenceName === referenceName)));
  return [...rows, ...summaries.flatMap(([mean]) => mean ?? []), ...summaries.flatMap(([, worst]) => worst ?? [])];
}

/** The geometric mean, and the kernel that does worst; none of no rows. The worst against each reference is a kernel of its own. */
function summary(temperature: string, rows: readonly BenchmarkRow[]): BenchmarkRow[] {
  const worst = [...rows].sort((left, right) => (left.ratio ?? 0) - (right.ratio ?? 0))[0];
  if (worst === undefined) return [];
  const ours = geometricMean(rows.map((row) => row.ours));
  const reference = geometricMean(rows.map((row) => row.reference ?? Number.NaN));
  return [costRow(`geometric mean, ${temperature}`, "ms", ours, reference, worst.referenceName), { ...worst, name: `worst ${temperature}: ${worst.name.replace(/,.*/u, "")}` }];
}

/** Instances that have run before, so that engine and executor have seen what the code does. */
function measureWarm(code: Uint8Array, factories: readonly ExecutorFactory[]): readonly number[] {
  const [ours, ...production] = factories.map((createExecutor) => {
    const instance = warmInstance(createExecutor, code);
    return (): void => callInstance(instance);
  });
  const works = [ours!, unmeteredRun(code), ...production];
  for (let round = 0; round < WARM_UP_ROUNDS; round++) for (const work of works) work();
  return medianTimes(works, WARM_ROUNDS);
}

/** From bytes that were never seen before to the end of the first call. */
function measureCold(code: Uint8Array, factories: readonly ExecutorFactory[]): readonly number[] {
  const [ours, ...production] = factories.map((createExecutor) => {
    const executor = openExecutor(createExecutor);
    return (): void => startCold(executor, freshCopy(code));
  });
  return medianTimes([ours!, () => unmeteredRun(freshCopy(code))(), ...production], COLD_ROUNDS);
}

/** An instance as a contract gets it that has run before: our executor has seen whether its calls are long. */
function warmInstance(createExecutor: ExecutorFactory, code: Uint8Array): Instance {
  const executor = openExecutor(createExecutor);
  startCold(executor, code);
  return openInstance(executor, code);
}

function unmeteredRun(code: Uint8Array): () => void {
  return new WebAssembly.Instance(new WebAssembly.Module(code as Uint8Array<ArrayBuffer>)).exports["run"] as () => void;
}
