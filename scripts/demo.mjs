// What `npm run demo` shows: the command-line program, from its build, running its own demonstration.
import { runs } from "./shell.mjs";

process.exitCode = runs("node apps/cli/dist/main.js demo") ? 0 : 1;
