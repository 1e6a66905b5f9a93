// Tables of opcode costs that modules run under. Operators that can go on for ever always cost something, so that every run ends.
import type { OpcodeCosts } from "@mxvm/executor-api";
import { gasSchedules } from "@mxvm/gas-schedules";
import { createRandom } from "../../test/differential/generate/random.js";

export interface CostTable {
  readonly name: string;
  readonly costs: OpcodeCosts;
  /** Points that most runs do not use up, and the others after some thousand operators. */
  readonly ample: bigint;
}

const schedule: OpcodeCosts = gasSchedules.default.WASMOpcodeCost ?? {};
const limitKeys: ReadonlySet<string> = new Set(["LocalsUnmetered", "MaxMemoryGrow", "MaxMemoryGrowDelta"]);
/** Keys of operators that the schedule prices, and of those that production prices without the schedule's knowing. */
const keys: readonly string[] = [
  ...new Set([...Object.keys(schedule), "RefNull", "RefIsNull", "RefFunc", "TableGet", "TableSet", "TableInit", "TableGrow", "TableSize"]),
].filter((key) => !limitKeys.has(key));
const controlFlow: ReadonlySet<string> = new Set(["Loop", "Br", "BrIf", "BrTable", "Call", "CallIndirect", "If"]);

function tableOf(costOf: (key: string) => number): OpcodeCosts {
  return Object.fromEntries(keys.map((key) => [key, costOf(key)]));
}

function randomCosts(seed: number, bound: number): OpcodeCosts {
  const random = createRandom(seed);
  // Enough for ample points to end a loop of nothing else.
  const least = Math.max(1, bound >>> 4);
  return tableOf((key) => (random.chance(0.25) ? 0 : random.below(bound)) + (controlFlow.has(key) ? least : 0));
}

export const costTables: readonly CostTable[] = [
  { name: "uniform", costs: tableOf(() => 1), ample: 8_000n },
  { name: "distinct", costs: Object.fromEntries(keys.map((key, index) => [key, 3 + ((index * 7919) % 997)])), ample: 2_500_000n },
  { name: "cheap", costs: randomCosts(1, 6), ample: 15_000n },
  { name: "schedule", costs: schedule, ample: 40_000n },
  { name: "huge", costs: randomCosts(2, 2 ** 31), ample: 2n ** 43n },
];
