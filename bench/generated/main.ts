// `npm run scenarios:generated`: ten thousand generated scenarios in one run, which must all pass, in memory that stays flat.
import { parseArgs } from "node:util";
import { readCommandLine } from "../../scripts/command-line.js";
import { wholeNumber } from "../../scripts/whole-number.js";
import { mostMemory, runSuite, withGeneratedSuite } from "./suite.js";

const usage = "Usage: npm run scenarios:generated -- [--count <scenarios, 10000>] [--seed <number, 1>]";
/** What a run may hold more at its end than after its first part. */
const MOST_GROWTH = 1.25;
/** Until then the engine compiles, and has not collected much. */
const WARM_UP = 2_000;

const { count, seed } = readCommandLine(usage, () => {
  const { values } = parseArgs({ options: { count: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } } });
  return { count: wholeNumber("count", values.count), seed: wholeNumber("seed", values.seed) };
});
const measure = async (folder: string): Promise<void> => {
  const run = await runSuite(folder);
  const first = Math.min(count, WARM_UP);
  const [early, late] = [mostMemory(run, first), mostMemory(run, count)];
  console.log(run.summary);
  console.log(`at most ${early.toFixed(0)} MB up to ${first} scenarios, ${late.toFixed(0)} MB up to ${count}`);
  if (run.exitCode !== 0) console.error("Some scenarios failed.");
  if (late > early * MOST_GROWTH) console.error(`Memory grew by more than ${MOST_GROWTH}×.`);
  process.exitCode = run.exitCode !== 0 || late > early * MOST_GROWTH ? 1 : 0;
};
await withGeneratedSuite(count, measure, seed);
