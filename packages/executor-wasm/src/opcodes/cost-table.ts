// Opcode costs laid out for the rewriter: one array lookup per operator.
import type { OpcodeCosts } from "@mxvm/executor-api";
import { costKeys, prefixedCostKeys } from "./opcodes.js";

export interface CostTable {
  /** Cost by operator code. */
  readonly costs: Float64Array;
  /** Cost by the code after the 0xFC prefix. */
  readonly prefixedCosts: Float64Array;
  /** Cost of one metered local. */
  readonly localAllocate: number;
  /** Equal for equal costs: part of the cache key of a module. */
  readonly fingerprint: string;
}

/** Takes the costs that contracts can incur. A missing key costs nothing; a value that is no unsigned 32-bit integer is a `TypeError`. */
export function costTableFromOpcodeCosts(opcodeCosts: OpcodeCosts): CostTable {
  const costs = new Float64Array(256);
  const prefixedCosts = new Float64Array(256);
  for (const [code, key] of costKeys) costs[code] = costOf(opcodeCosts, key);
  for (const [code, key] of prefixedCostKeys) prefixedCosts[code] = costOf(opcodeCosts, key);
  const localAllocate = costOf(opcodeCosts, "LocalAllocate");
  return { costs, prefixedCosts, localAllocate, fingerprint: `${costs.join()};${prefixedCosts.join()};${String(localAllocate)}` };
}

function costOf(opcodeCosts: OpcodeCosts, key: string): number {
  const cost = opcodeCosts[key] ?? 0;
  if (!Number.isInteger(cost) || cost < 0 || cost > 0xffff_ffff) {
    throw new TypeError(`opcode cost ${key} must be an unsigned 32-bit integer, not ${String(cost)}`);
  }
  return cost;
}
