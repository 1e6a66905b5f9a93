// The first contract of a process: neither executor has run before, so the engine interprets ours.
import { Worker } from "node:worker_threads";
import { costRow, median } from "../row.js";
import type { BenchmarkRow } from "../row.js";
import { NO_LIBRARY, PRODUCTION } from "./executors.js";

const THREADS = 5;

/** Each in a thread of its own, which shares no JavaScript code with another; its milliseconds, ours and production's. */
export async function firstStarts(code: Uint8Array): Promise<BenchmarkRow[]> {
  const ours: number[] = [];
  const production: number[] = [];
  for (let thread = 0; thread < THREADS; thread++) {
    const [mine, theirs] = await firstStart(code);
    if (mine !== undefined) ours.push(mine);
    if (theirs !== undefined) production.push(theirs);
  }
  const reference = median(production);
  return [costRow("the first start in a thread: delegation", "ms", median(ours) ?? Number.NaN, reference, reference === null ? NO_LIBRARY : PRODUCTION)];
}

function firstStart(code: Uint8Array): Promise<readonly number[]> {
  const program = JSON.stringify(new URL("first-start-thread.ts", import.meta.url).href);
  const worker = new Worker(`import("tsx/esm/api").then(({ register }) => { register(); return import(${program}); })`, {
    eval: true,
    execArgv: ["--conditions=@mxvm/source"],
    workerData: code,
  });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
