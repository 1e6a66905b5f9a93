// What `npm run demo` shows: the command-line program, from its build, running the scenarios of the examples.
import { runs } from "./shell.mjs";

process.exitCode = runs("node apps/cli/dist/bin.js test examples") ? 0 : 1;
