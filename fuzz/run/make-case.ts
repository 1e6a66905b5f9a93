// The case of a seed and an index, whoever makes it: a generated module, mostly as it is, else damaged.
import { createRandom, type Random } from "../../test/differential/generate/random.js";
import { generateModule } from "../generate/module.js";
import { seeds } from "../mutate/seeds.js";
import { mutate } from "../mutate/mutate.js";
import type { Case } from "./compare.js";
import { planOf } from "./plan.js";

export type Origin = "generated" | "mutated" | "seed";

export interface NamedCase extends Case {
  readonly origin: Origin;
}

export function makeCase(seed: number, index: number): NamedCase {
  const random = createRandom(Math.imul(seed, 0x9e37_79b1) ^ Math.imul(index + 1, 0x85eb_ca6b));
  const choice = random.below(100);
  if (choice < 70) return { origin: "generated", code: generateModule(random), plan: planOf(random) };
  if (choice < 92) return { origin: "mutated", code: mutate(generateModule(random), random), plan: planOf(random) };
  return { origin: "seed", code: mutatedSeed(random), plan: planOf(random) };
}

function mutatedSeed(random: Random): Uint8Array {
  const code = random.pick(seeds);
  return random.chance(0.2) ? code : mutate(code, random);
}
