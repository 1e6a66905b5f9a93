// Whole transactions through world, VM and executor, beside the same ones on the light simulator.
import { readFileSync } from "node:fs";
import { bytesToHex, utf8ToBytes } from "@mxvm/codec";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { CallTransaction, World } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import wabt from "wabt";
import { startLightSimulator } from "./light-simulator.js";
import type { BenchmarkRow } from "./row.js";

const BATCH = 500;
const ROUNDS = 9;
const OUR_BATCHES_PER_ROUND = 10;
const adderSource = new URL("../examples/adder/src/adder.wat", import.meta.url);

const user = new Uint8Array(32).fill(1);
const contract = Uint8Array.from({ length: 32 }, (_, index) => (index < 8 ? 0 : index === 8 ? 5 : 2));

async function adderCode(): Promise<Uint8Array> {
  const { parseWat } = await wabt();
  return parseWat("adder.wat", readFileSync(adderSource, "utf8")).toBinary({}).buffer;
}

function createWorld(code: Uint8Array): World {
  const world = createMockWorld({
    gasSchedule: gasSchedules.default,
    vm: createVm({ executor: createWasmExecutor() }),
  });
  world.setAccount({ address: user, balance: 10n ** 21n });
  world.setAccount({ address: contract, code, ownerAddress: user });
  return world;
}

const add: CallTransaction = {
  kind: "call",
  txHash: new Uint8Array(32),
  sender: user,
  receiver: contract,
  function: "add",
  arguments: [Uint8Array.of(1)],
  esdt: [],
  value: 0n,
  gasLimit: 10_000_000n,
  gasPrice: 0n,
};

/** Our transactions a second over some batches. */
function ourRate(world: World): number {
  const start = performance.now();
  for (let count = 0; count < BATCH * OUR_BATCHES_PER_ROUND; count++) {
    const { returnCode, returnMessage } = world.execute(add);
    if (returnCode !== 0) throw new TypeError(`add failed: ${returnMessage}`);
  }
  return (BATCH * OUR_BATCHES_PER_ROUND * 1000) / (performance.now() - start);
}

function median(samples: number[]): number {
  return samples.sort((left, right) => left - right)[samples.length >> 1] ?? Number.NaN;
}

/** `adder.add` a second. Where the platform has no simulator there is no reference, and the row says so. */
export async function transactionRows(): Promise<BenchmarkRow[]> {
  const code = await adderCode();
  const world = createWorld(code);
  const simulator = await startLightSimulator();
  const ours: number[] = [];
  const theirs: number[] = [];
  try {
    await simulator?.setAccounts([{ address: user }, { address: contract, code, owner: user }]);
    const calls = Array.from({ length: BATCH }, () => ({ sender: user, receiver: contract, data: `add@${bytesToHex(Uint8Array.of(1))}` }));
    ourRate(world);
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(ourRate(world));
      if (simulator === undefined) continue;
      const start = performance.now();
      await simulator.sendMultiple(calls, round * BATCH);
      theirs.push((BATCH * 1000) / (performance.now() - start));
    }
  } finally {
    simulator?.stop();
  }
  assertSame(world, ours.length);
  const [rate, reference] = [median(ours), median(theirs)];
  const referenceName = simulator === undefined ? "none: this platform has no light simulator" : `light simulator, batches of ${BATCH}`;
  return [{ name: "adder.add, whole transaction", unit: "transactions/s", ours: rate, reference, referenceName, ratio: rate / reference }];
}

/** That the sum is what the transactions add up to, so that nothing was measured that did not run. */
function assertSame(world: World, rounds: number): void {
  const expected = BigInt((rounds + 1) * BATCH * OUR_BATCHES_PER_ROUND);
  const sum = BigInt(`0x${bytesToHex(world.getStorage(contract, utf8ToBytes("sum")))}`);
  if (sum !== expected) throw new TypeError(`the sum is ${sum}, not ${expected}`);
}
