// The same transaction on a contract in TypeScript and on the WebAssembly of the same contract: what debugging costs in time.
import { codeOf } from "@mxvm/contract-api";
import type { ExecutorFactory } from "@mxvm/executor-api";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { World } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { adder as typedAdder } from "../examples/contracts/src/adder/adder.js";
import { adder, rustAdder } from "./contracts.js";
import { costRow, medianTimes, type BenchmarkRow } from "./row.js";
import { callOfAdd } from "./transaction-cases.js";

const ROUNDS = 31;
const WARM_UP_ROUNDS = 10;
const CALLS_OF_A_ROUND = 400;

function worldOf(executor: ExecutorFactory, code: Uint8Array): World {
  const world = createMockWorld({ gasSchedule: gasSchedules.default, vm: createVm({ executor }) });
  for (const account of callOfAdd(code).accounts) world.setAccount(account);
  return world;
}

function addsIn(world: World): () => void {
  const { transaction } = callOfAdd(adder);
  return () => {
    for (let index = 0; index < CALLS_OF_A_ROUND; index++) {
      const { returnCode, returnMessage } = world.execute(transaction);
      if (returnCode !== 0) throw new TypeError(`adder.add failed: ${returnMessage}`);
    }
  };
}

/** The microseconds of `adder.add`, in TypeScript and as WebAssembly; with a checkout also beside the one that Rust compiled. */
export function debugExecutorRows(checkout: string | undefined): BenchmarkRow[] {
  const debug = addsIn(worldOf(createDebugExecutor({ contracts: [typedAdder] }), codeOf(typedAdder)));
  const references = [["executor-wasm", adder], ...(checkout === undefined ? [] : [["executor-wasm, compiled from Rust", rustAdder(checkout)] as const])] as const;
  const compiled = references.map(([, code]) => addsIn(worldOf(createWasmExecutor(), code)));
  medianTimes([debug, ...compiled], WARM_UP_ROUNDS);
  const [ours = Number.NaN, ...theirs] = medianTimes([debug, ...compiled], ROUNDS).map((milliseconds) => (milliseconds * 1000) / CALLS_OF_A_ROUND);
  return references.map(([name], index) => costRow("adder.add in TypeScript on executor-debug", "µs", ours, theirs[index] ?? null, name));
}
