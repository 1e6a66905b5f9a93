#!/usr/bin/env node
// The executable `mx-scenario-go`: hands the command line of this process to the program.
import { runMxScenarioGo } from "./mx-scenario-go.js";
import { processTerminal } from "./process-terminal.js";

process.exitCode = await runMxScenarioGo(process.argv.slice(2), processTerminal());
