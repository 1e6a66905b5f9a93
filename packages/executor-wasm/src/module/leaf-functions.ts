// Functions without control flow: what a call of one costs is known, so callers charge for it and the function itself is not metered.
// Compilers emit many such small functions, and passing the points through them would cost more than their work.
import { ByteReader } from "./byte-reader.js";
import type { MeteringSettings } from "./metering.js";
import type { ModuleInfo } from "./module-info.js";
import { Section } from "./module-info.js";
import { Op } from "./operator.js";
import { costOfLocals, costOfStraightCode } from "./straight-code.js";

/** What a call costs, by function index, without the operator that calls; -1 for functions with control flow and for hooks. */
export type LeafCosts = Float64Array;

export function leafCostsFromInfo(module: ModuleInfo, settings: MeteringSettings): LeafCosts {
  const leafCosts = new Float64Array(module.functionTypes.length).fill(-1);
  const range = module.sections.get(Section.code);
  if (range === undefined || settings.exact) return leafCosts;
  const reader = new ByteReader(module.bytes, range.start, range.end);
  const bodies = reader.u32();
  const body = new ByteReader(module.bytes, 0, 0);
  for (let index = 0; index < bodies; index++) {
    const size = reader.u32();
    body.position = reader.position;
    reader.skip(size);
    body.end = reader.position;
    leafCosts[module.imports.length + index] = leafCost(body, settings);
  }
  return leafCosts;
}

/** Most functions are no leaves, and their first operator with control flow soon ends this. */
function leafCost(body: ByteReader, settings: MeteringSettings): number {
  const { costs } = settings.costTable;
  const { cost: localsCost } = costOfLocals(body, settings);
  const cost = costOfStraightCode(body, costs);
  const isLeaf = body.position === body.end - 1 && body.bytes[body.position] === Op.end;
  return isLeaf ? localsCost + cost + costs[Op.end]! : -1;
}
