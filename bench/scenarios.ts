// Wall time of the scenario suite of the Go VM, where a checkout of it is given.
import { runGoTests, testFolderOf } from "../conformance/run.js";
import { costRow } from "./row.js";
import type { BenchmarkRow } from "./row.js";

const NO_RUNNER = "none: the Go runner is no part of this run";

/** All scenarios that the Go VM's tests run, in one process: from cold, then with contracts prepared and code warm. */
export function scenarioRows(checkout: string | undefined): BenchmarkRow[] {
  if (checkout === undefined) return [];
  const root = testFolderOf(checkout);
  return ["the first time", "once more"].map((when) => {
    const start = performance.now();
    const runs = runGoTests(root);
    const seconds = (performance.now() - start) / 1000;
    return costRow(`${runs.length} scenario runs of mx-chain-vm-go, ${when}`, "s", seconds, null, NO_RUNNER);
  });
}
