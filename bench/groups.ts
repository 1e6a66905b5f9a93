// What is measured, by the words that choose it on the command line, with a sentence on how to read each table.
import { measureWorld } from "../packages/world-mock/bench/measurements.js";
import { debugExecutorRows } from "./debug-executor.js";
import { enduranceRows } from "./executor/endurance.js";
import { kernelRows } from "./executor/kernels.js";
import { operationRows } from "./executor/operations.js";
import { preparationRows } from "./executor/preparation.js";
import { growthRows } from "./growth.js";
import { programRows } from "./program.js";
import type { BenchmarkRow } from "./row.js";
import { scenarioRows } from "./scenarios.js";
import { transactionRows } from "./transactions.js";

export interface BenchmarkGroup {
  readonly title: string;
  readonly reading: string;
  /** `checkout` is one of mx-chain-vm-go. */
  readonly measure: (checkout: string | undefined) => readonly BenchmarkRow[] | Promise<readonly BenchmarkRow[]>;
}

export const groups: Readonly<Record<string, BenchmarkGroup>> = {
  transactions: {
    title: "Transactions",
    reading:
      "Whole transactions a second through world, VM and executor in one process, beside the same transactions on the light simulator (the Go VM behind HTTP), which gets them in its fastest way, many in one request; both sides run the same contract bytes, agree in gas to the unit, and take turns.",
    measure: transactionRows,
  },
  debug: {
    title: "Contracts in TypeScript",
    reading:
      "A whole transaction on the debug executor, which runs a contract's source, beside the same transaction on the compiled form of that contract, in turns. Target: at most twice its time, which is 0.50×.",
    measure: debugExecutorRows,
  },
  kernels: {
    title: "Kernels",
    reading:
      "Compute-bound code, beside the same code in the same engine without metering, where 1.00× means that metering is free, and beside the library that production executes contracts with. Warm is an instance that has run before, so that the engine has optimised its code; cold is from bytes that were never seen before to the end of the first call, which for ours and the unmetered engine is in code that is not optimised yet: a loop that runs for long is left there until its function is called again. Targets: metered at least 0.97× in the mean and 0.93× at worst when warm, three times production's speed in the mean and 1.1× at worst.",
    measure: kernelRows,
  },
  preparation: {
    title: "Preparation",
    reading:
      "What the bytes of a contract that was never seen before cost until they can run, once executor and engine are warm, in medians over distinct modules: validating and rewriting them, which is ours and has a target, the engine's compiling, which is not, and whole starts up to the end of the first call beside production's. Then the first start in a thread, where the engine still interprets the rewriter.",
    measure: preparationRows,
  },
  operations: {
    title: "Operations",
    reading:
      "Small things that a transaction does often, beside production's library, which calls hooks and is called through a foreign-function interface here; then the bytes that they allocate on the heap of JavaScript.",
    measure: operationRows,
  },
  endurance: {
    title: "Endurance",
    reading:
      "Many instances of a contract with 17 pages of memory, each made, called once and cleaned, or left to the garbage collector; then what a process holds, collected, after 10⁵ and 10⁶ such calls: 1.00× means that nothing stays.",
    measure: enduranceRows,
  },
  growth: {
    title: "Growth of the whole",
    reading:
      "What the same step costs when its contract holds 10² to 10⁶ storage entries, against the smallest: 1.00× means that size costs nothing; the first row compares the heap before and after a million transactions.",
    measure: growthRows,
  },
  world: {
    title: "Growth of the world",
    reading:
      "The world's own share, with a VM that does next to nothing, in worlds of 10² to 10⁶ accounts against the smallest (the best of five parts of each measurement; larger worlds miss the processor's caches more often); then its map against that of a library, and the memory of a world with 10⁶ storage entries.",
    measure: measureWorld,
  },
  scenarios: {
    title: "Scenarios",
    reading: "Wall time of every scenario that the Go VM's own tests run, in every variant, in one process: seconds of one run each, less is better.",
    measure: scenarioRows,
  },
  program: {
    title: "The program",
    reading:
      "Processes of `mxvm` as built, from start to end, beside a process of Node that does nothing; then whole suites by threads beside one thread, where the ratio is the speed-up, which ends at the number of cores that are free; last the most memory that a process held over ten thousand scenarios and over the first two thousand of them: 1.00× means that nothing stays.",
    measure: programRows,
  },
};
