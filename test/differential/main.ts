// Random worlds and transactions on ours and on production: npm run differential -- --runs 10000 --seed 1 [--output folder]
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isLightSimulatorInstalled } from "@mxvm/world-simulator";
import { readCommandLine } from "../../scripts/command-line.js";
import { wholeNumber } from "../../scripts/whole-number.js";
import { runCases } from "./run/run-cases.js";
import { summarize } from "./run/summary.js";

const usage = "Usage: npm run differential -- [--runs <transactions>] [--seed <first seed>] [--output <folder of differences>]";

const { runs, seed, folder } = readCommandLine(usage, () => {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
      output: { type: "string", default: join(tmpdir(), "mxvm-differences") },
    },
  });
  return { runs: wholeNumber("runs", values.runs), seed: wholeNumber("seed", values.seed), folder: values.output };
});

if (isLightSimulatorInstalled()) {
  const { coverage, totals } = runCases({ runs, seed, folder, tries: 1_000, log: (line) => console.log(line) });
  console.log(summarize(coverage, totals));
  if (totals.differences > 0) process.exitCode = 1;
} else {
  console.error("There is no light simulator for this platform: nothing to compare with.");
  process.exitCode = 1;
}
