// The program from its sources with threads beside it, which need the loader for TypeScript, too.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register();
const { runCli } = await import("../../src/cli.ts");
process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  cwd: process.cwd(),
  env: process.env,
  isTerminal: false,
  workerScript: fileURLToPath(new URL("worker.mjs", import.meta.url)),
});
