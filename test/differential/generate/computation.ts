// Arithmetic of the contract's own: instructions whose gas and results count, over the variables $a and $b.
import type { Random } from "./random.js";

const binary = ["add", "sub", "mul", "and", "or", "xor", "shl", "shr_s", "shr_u", "rotl", "rotr"];
const comparisons = ["eq", "ne", "lt_s", "lt_u", "gt_s", "gt_u", "le_s", "ge_u"];
const unary = ["clz", "ctz", "popcnt"];
const divisions = ["div_u", "rem_u", "rem_s"];

/** A few instructions; a memory cell above the scratch memory takes part. */
export function computation(random: Random): string {
  const target = random.pick(["$a", "$b"]);
  const value = expression(random, 3);
  const cell = 60_000 + 8 * random.below(100);
  const store = `(i64.store (i32.const ${cell}) (local.get ${target}))`;
  return random.chance(0.5) ? `(local.set ${target} ${value})` : `(local.set ${target} ${value}) ${store}`;
}

function expression(random: Random, depth: number): string {
  if (depth === 0) {
    const leaves = ["(local.get $a)", "(local.get $b)", `(i64.const ${random.below(1_000_000) - 500_000})`, cellOf(random)];
    return random.pick(leaves);
  }
  const inner = (): string => expression(random, depth - 1);
  switch (random.below(6)) {
    case 0:
      return `(i64.${random.pick(unary)} ${inner()})`;
    case 1:
      return `(i64.extend_i32_u (i64.${random.pick(comparisons)} ${inner()} ${inner()}))`;
    case 2:
      return `(i64.${random.pick(divisions)} ${inner()} (i64.or ${inner()} (i64.const 1)))`;
    case 3:
      return `(select ${inner()} ${inner()} (i32.wrap_i64 ${inner()}))`;
    default:
      return `(i64.${random.pick(binary)} ${inner()} ${inner()})`;
  }
}

function cellOf(random: Random): string {
  return `(i64.load (i32.const ${60_000 + 8 * random.below(100)}))`;
}
