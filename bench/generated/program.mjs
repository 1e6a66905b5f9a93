// `mxvm test` over a folder, which tells at its end how much memory the process held after how many scenarios: one JSON object.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register();
const { runCli } = await import("../../apps/cli/src/cli.ts");
const SCENARIOS_BETWEEN_SAMPLES = 100;

const samples = [];
let scenarios = 0;
let last = "";
const exitCode = await runCli(["test", ".", ...process.argv.slice(2)], {
  // A line for each scenario, and the summary.
  out: (text) => {
    scenarios++;
    last = text;
    if (scenarios % SCENARIOS_BETWEEN_SAMPLES === 0) samples.push({ scenarios, megabytes: process.memoryUsage.rss() / 1e6 });
  },
  err: (text) => process.stderr.write(text),
  cwd: process.cwd(),
  env: {},
  isTerminal: false,
  workerScript: fileURLToPath(new URL("../../apps/cli/test/program/worker.mjs", import.meta.url)),
});
console.log(JSON.stringify({ exitCode, summary: last.trim(), samples }));
