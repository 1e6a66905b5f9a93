// Compute kernels with their geometric means, and the cold start of a large contract against the production executor.
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { kernelRows as measureKernels, preparationRows as measurePreparation } from "../packages/executor-wasm/bench/measurements.js";
import { defaultOptions, uniformCosts, vmHooks } from "../packages/executor-wasm/test/support/harness.js";
import { loadProduction, productionLibraryPath } from "../packages/executor-wasm/test/support/production.js";
import { delegation } from "./contracts.js";
import { costRow, geometricMean, medianTimes } from "./row.js";
import type { BenchmarkRow } from "./row.js";

const COLD_STARTS = 15;
const NO_LIBRARY = "none: this platform has no production library";
/** An endpoint that only answers. */
const ENDPOINT = "version";

/** Each kernel against the same code unmetered and against the production library, then the geometric means. */
export function kernelRows(): BenchmarkRow[] {
  const rows = measureKernels();
  const mean = (name: string, referenceName: string, missing: string): BenchmarkRow => {
    const compared = rows.filter((row) => row.referenceName === referenceName);
    const ours = geometricMean((compared.length === 0 ? rows : compared).map((row) => row.ours));
    if (compared.length === 0) return costRow(name, "ms", ours, null, missing);
    return costRow(name, "ms", ours, geometricMean(compared.map(({ reference }) => reference)), referenceName);
  };
  return [
    ...rows,
    mean("geometric mean, metered", "unmetered engine", NO_LIBRARY),
    mean("geometric mean, against production", "production library", NO_LIBRARY),
  ];
}

/** Preparing the delegation contract, and its cold start: from bytes to the end of its first call. */
export function preparationRows(): BenchmarkRow[] {
  const code = delegation();
  return [...measurePreparation(code, "delegation"), coldStartRow(code)];
}

function coldStartRow(code: Uint8Array): BenchmarkRow {
  const library = productionLibraryPath();
  const production = library === undefined ? undefined : loadProduction(library)({}, uniformCosts(1));
  const options = { ...defaultOptions, pointsLimit: 2n ** 62n };
  // Both sides cache modules by their bytes, so each start gets bytes of its own: a custom section with a counter.
  let starts = 0;
  const freshCode = (): Uint8Array => Uint8Array.from([...code, 0, 6, 1, 0x78, ++starts & 0xff, starts >> 8, 0xff, 0]);
  const codes = Array.from({ length: 2 * COLD_STARTS }, freshCode);
  const executor = createWasmExecutor()(vmHooks(), uniformCosts(1));
  const ours = (): void => {
    const result = executor.newInstance(codes.pop()!, options);
    if (!result.ok) throw new TypeError(result.reason);
    const { status } = result.instance.callFunction(ENDPOINT);
    if (status !== "returned") throw new TypeError(`${ENDPOINT} ended as ${status}`);
    result.instance.clean();
  };
  const theirs = (): void => {
    const result = production?.newInstance(codes.pop()!, options);
    if (result === undefined) return;
    if ("reason" in result) throw new TypeError(result.reason);
    const error = result.instance.call(ENDPOINT);
    if (error !== undefined) throw new TypeError(error);
    result.instance.destroy();
  };
  const name = `cold start of delegation (${(code.length / 1000).toFixed(0)} KB), first call included`;
  if (production === undefined) return costRow(name, "ms", medianTimes([ours], COLD_STARTS)[0]!, null, NO_LIBRARY);
  const [mine, reference] = medianTimes([ours, theirs], COLD_STARTS);
  return costRow(name, "ms", mine!, reference!, "production library");
}
