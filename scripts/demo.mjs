// What `npm run demo` shows: the command-line program, from its build, running the scenarios of the examples; those of contracts in
// TypeScript in their own folder, whose configuration says that they run as they are.
import { join } from "node:path";
import { root, runs } from "./shell.mjs";

const program = `node ${JSON.stringify(join(root, "apps/cli/dist/bin.js"))}`;
const results = [runs(`${program} test examples/adder examples/dns`), runs(`${program} test scenarios`, { folder: "examples/contracts" })];
process.exitCode = results.every(Boolean) ? 0 : 1;
