// What code costs before it runs: reading, validating and rewriting it, the engine's compiling, and cold starts beside production.
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { contractModuleFromCode } from "../../packages/executor-wasm/src/contract-module.js";
import type { MeteringSettings } from "../../packages/executor-wasm/src/module/metering.js";
import { moduleInfoFromBytes } from "../../packages/executor-wasm/src/module/module-reader.js";
import { meteredModuleFromInfo } from "../../packages/executor-wasm/src/module/module-rewriter.js";
import { costTableFromOpcodeCosts } from "../../packages/executor-wasm/src/opcodes/cost-table.js";
import { uniformCosts, wat } from "../../packages/executor-wasm/test/support/harness.js";
import { generateModule } from "../../packages/executor-wasm/test/support/module-generator.js";
import { delegation } from "../contracts.js";
import { costRow, median, medianTimes } from "../row.js";
import type { BenchmarkRow } from "../row.js";
import { NO_LIBRARY, PRODUCTION, ample, executorFactories, freshCopies, freshCopy, openExecutor, startCold } from "./executors.js";
import { firstStarts } from "./first-start.js";

/** Groups of functions in a generated module: 114 KB. */
const GROUPS = 140;
const DISTINCT_MODULES = 24;
/** Others than those that are measured; each is prepared several times. */
const WARM_UP_MODULES = 8;
const WARM_UP_ROUNDS = 8;
const COLD_STARTS = 15;

const settings: MeteringSettings = {
  costTable: costTableFromOpcodeCosts(uniformCosts(1)),
  exact: false,
  tracksStores: true,
  limitsStack: false,
  unmeteredLocals: 100,
  maxMemoryGrow: 10,
  maxMemoryGrowDelta: 1,
};

export async function preparationRows(): Promise<BenchmarkRow[]> {
  const generated = generatedModules(1, DISTINCT_MODULES);
  const large = generated.find(returns);
  if (large === undefined) throw new TypeError("every generated contract traps");
  const code = delegation();
  const contracts = [
    { name: `delegation (${kilobytes(code)} KB)`, code, endpoint: "version" },
    { name: `a generated contract (${kilobytes(large)} KB)`, code: large, endpoint: "run" },
  ];
  for (const warmUp of [...generatedModules(1001, WARM_UP_MODULES), ...freshCopies(code, WARM_UP_MODULES)]) {
    for (let round = 0; round < WARM_UP_ROUNDS; round++) contractModuleFromCode(warmUp, settings);
  }
  return [
    ...phaseRows(`${DISTINCT_MODULES} generated modules`, generated),
    ...phaseRows("delegation", freshCopies(code, DISTINCT_MODULES)),
    ...contracts.map(coldStartRow),
    ...(await firstStarts(code)),
  ];
}

/** Whether the generated contract runs to its end: some divide by zero. */
function returns(code: Uint8Array): boolean {
  const result = openExecutor(createWasmExecutor()).newInstance(code, ample);
  return result.ok && result.instance.callFunction("run").status === "returned";
}

function kilobytes(code: Uint8Array): string {
  return (code.length / 1000).toFixed(0);
}

function generatedModules(firstSeed: number, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => wat(generateModule(firstSeed + index, GROUPS).text));
}

/** Medians over modules, none of which was seen before. */
function phaseRows(what: string, codes: readonly Uint8Array[]): BenchmarkRow[] {
  const phases = { validate: [] as number[], rewrite: [] as number[], both: [] as number[], compile: [] as number[], original: [] as number[] };
  for (const code of codes) {
    const per100KB = 100_000 / code.length;
    const start = performance.now();
    if (!WebAssembly.validate(code as Uint8Array<ArrayBuffer>)) throw new TypeError("the module is not valid");
    const validated = performance.now();
    const { bytes } = meteredModuleFromInfo(moduleInfoFromBytes(code), settings);
    const rewritten = performance.now();
    // The engine keeps what it compiles, and the next rewriting writes to the same memory.
    const metered = bytes.slice();
    phases.compile.push(milliseconds(() => new WebAssembly.Module(metered)) * per100KB);
    phases.original.push(milliseconds(() => new WebAssembly.Module(code as Uint8Array<ArrayBuffer>)) * per100KB);
    phases.validate.push((validated - start) * per100KB);
    phases.rewrite.push((rewritten - validated) * per100KB);
    phases.both.push((rewritten - start) * per100KB);
  }
  const middle = (samples: readonly number[]): number => median(samples) ?? Number.NaN;
  return [
    costRow(`validating, rewriting 100 KB: ${what}`, "ms", middle(phases.both), 1, "target"),
    costRow(`… of it validating, by the engine: ${what}`, "ms", middle(phases.validate), null, "none: a part of the row above"),
    costRow(`… of it reading and rewriting: ${what}`, "ms", middle(phases.rewrite), null, "none: a part of the row above"),
    costRow(`compiling 100 KB, metered: ${what}`, "ms", middle(phases.compile), middle(phases.original), "compiling it unmetered"),
  ];
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** From bytes to the end of the first call, in a process that has started other contracts before. */
function coldStartRow({ name, code, endpoint }: { readonly name: string; readonly code: Uint8Array; readonly endpoint: string }): BenchmarkRow {
  const works = executorFactories().map((createExecutor) => {
    const executor = openExecutor(createExecutor);
    return (): void => startCold(executor, freshCopy(code), endpoint);
  });
  const [ours = Number.NaN, production = null] = medianTimes(works, COLD_STARTS);
  return costRow(`cold start of ${name}, first call included`, "ms", ours, production, production === null ? NO_LIBRARY : PRODUCTION);
}
