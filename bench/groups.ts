// What is measured, by the words that choose it on the command line, with a sentence on how to read each table.
import { operationRows } from "../packages/executor-wasm/bench/measurements.js";
import { measureWorld } from "../packages/world-mock/bench/measurements.js";
import { growthRows } from "./growth.js";
import { kernelRows, preparationRows } from "./kernels.js";
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
  kernels: {
    title: "Kernels",
    reading:
      "Compute-bound code in warm instances: “metered” compares with the same code in the same engine without metering, so 1.00× means that metering is free; “against production” compares with the library that production executes contracts with.",
    measure: kernelRows,
  },
  preparation: {
    title: "Preparation",
    reading: "Milliseconds from the bytes of a contract that was never seen before to a module that can run, and to the end of its first call.",
    measure: preparationRows,
  },
  operations: {
    title: "Operations",
    reading: "Small things that a transaction does often, against the 20,000 ns that a transaction may take at 50,000 a second.",
    measure: operationRows,
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
};
