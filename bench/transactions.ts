// Whole transactions through world, VM and executor, beside the same ones on the light simulator.
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { AccountChange, TransactionResult, World } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { startLightSimulator } from "./light-simulator.js";
import type { LightSimulator, SimulatorResult } from "./light-simulator.js";
import { median, rateRow } from "./row.js";
import type { BenchmarkRow } from "./row.js";
import { transactionCases } from "./transaction-cases.js";
import type { TransactionCase } from "./transaction-cases.js";

const ROUNDS = 9;
/** How long ours runs in a round, and before the first one. */
const ROUND_MS = 100;
const WARM_UP_MS = 300;
const NO_SIMULATOR = "none: this platform has no light simulator";

export function createBenchmarkWorld(accounts: readonly AccountChange[]): World {
  const world = createMockWorld({
    gasSchedule: gasSchedules.default,
    vm: createVm({ executor: createWasmExecutor() }),
  });
  for (const account of accounts) world.setAccount(account);
  return world;
}

/** Transactions a second, ours and the simulator's, case by case. */
export async function transactionRows(checkout: string | undefined): Promise<BenchmarkRow[]> {
  const rows: BenchmarkRow[] = [];
  for (const transactionCase of transactionCases(checkout)) rows.push(await measureCase(transactionCase));
  return rows;
}

async function measureCase(transactionCase: TransactionCase): Promise<BenchmarkRow> {
  const { name, accounts, transaction, batch } = transactionCase;
  const simulator = await startLightSimulator();
  try {
    const world = createBenchmarkWorld(accounts);
    const first = world.execute(transaction);
    assertSucceeded(name, first);
    await simulator?.setAccounts(accounts);
    const theirs: number[] = [];
    const ours: number[] = [];
    let nonce = 0;
    /** Their transactions a second in one batch, and the result of its last one. */
    const runTheirs = async (running: LightSimulator, count: number): Promise<readonly [number, SimulatorResult]> => {
      const prepared = running.createBatch(transaction, count, nonce);
      nonce += count;
      const start = performance.now();
      const lastResult = await running.send(prepared);
      const elapsed = performance.now() - start;
      return [(count * 1000) / elapsed, await lastResult()];
    };
    if (simulator !== undefined) assertAlike(name, first, (await runTheirs(simulator, 1))[1]);
    ourRate(world, transactionCase, WARM_UP_MS);
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(ourRate(world, transactionCase, ROUND_MS));
      if (simulator === undefined) continue;
      const [rate, last] = await runTheirs(simulator, batch);
      assertSucceeded(name, last);
      theirs.push(rate);
    }
    const referenceName = simulator === undefined ? NO_SIMULATOR : `light simulator, batches of ${batch}`;
    return rateRow(name, "transactions/s", median(ours) ?? Number.NaN, median(theirs), referenceName);
  } finally {
    simulator?.stop();
  }
}

/** Our transactions a second over that time. */
function ourRate(world: World, { name, transaction }: TransactionCase, milliseconds: number): number {
  let count = 0;
  let elapsed = 0;
  const start = performance.now();
  while (elapsed < milliseconds) {
    for (let index = 0; index < 20; index++) {
      assertSucceeded(name, world.execute(transaction));
    }
    count += 20;
    elapsed = performance.now() - start;
  }
  return (count * 1000) / elapsed;
}

/** That both sides did the same, so that nothing was measured that did not run. */
function assertAlike(name: string, ours: TransactionResult, theirs: SimulatorResult): void {
  const isAlike = ours.returnCode === theirs.returnCode && ours.gasUsed === theirs.gasUsed;
  if (isAlike) return;
  const told = `${ours.returnCode} ${ours.returnMessage} (${ours.gasUsed} gas) and ${theirs.returnCode} ${theirs.returnMessage} (${theirs.gasUsed} gas)`;
  throw new TypeError(`${name}: the two sides differ: ${told}`);
}

function assertSucceeded(name: string, { returnCode, returnMessage }: { readonly returnCode: number; readonly returnMessage: string }): void {
  if (returnCode !== 0) throw new TypeError(`${name} failed: ${returnMessage}`);
}
