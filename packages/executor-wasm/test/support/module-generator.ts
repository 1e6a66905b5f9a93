// Seeded generator of contract modules for differential tests: valid, always ending, and rich in control flow, calls and dead code.

/** Deterministic random numbers (mulberry32). */
export function randomFromSeed(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const binary = ["add", "sub", "mul", "and", "or", "xor", "shl", "shr_s", "shr_u", "rotl", "rotr"];
const trapping = ["div_s", "div_u", "rem_s", "rem_u"];
const comparisons = ["eq", "ne", "lt_s", "lt_u", "gt_s", "gt_u", "le_s", "le_u", "ge_s", "ge_u"];
const unary = ["clz", "ctz", "popcnt", "extend8_s", "extend16_s"];

interface Scope {
  /** Result type of each open label, innermost last; `loop` marks a loop, to which the generator never branches freely. */
  readonly labels: readonly ("i32" | "void" | "loop")[];
  readonly depth: number;
  /** Functions of the same group with a higher index may be called, so that calls end. */
  readonly functionIndex: number;
}

export interface GeneratedModule {
  readonly text: string;
}

/** Functions of a group: they call each other, and none of another group. */
const groupSize = 5;

/**
 * A module whose function `run` takes nothing and ends after a bounded number of steps. Traps are possible. `run` calls functions of the
 * first group; each further group makes the module some 0.8 KB larger.
 */
export function generateModule(seed: number, groups = 1): GeneratedModule {
  const random = randomFromSeed(seed);
  const generator = new Generator(random, groups * groupSize);
  return { text: generator.module() };
}

class Generator {
  private readonly random: (below: number) => number;
  private readonly functionCount: number;
  private loops = 0;

  constructor(random: (below: number) => number, functionCount: number) {
    this.random = random;
    this.functionCount = functionCount;
  }

  module(): string {
    const { functionCount } = this;
    const functions = Array.from({ length: functionCount }, (_, index) => this.function(index));
    const elements = Array.from({ length: functionCount }, (_, index) => `$f${String(index)}`).join(" ");
    return `(module
      (type $unary (func (param i32) (result i32)))
      (import "env" "getGasLeft" (func $getGasLeft (result i64)))
      (import "env" "mBufferNew" (func $mBufferNew (result i32)))
      (import "env" "mBufferGetLength" (func $hook (param i32) (result i32)))
      (memory (export "memory") 1 3)
      (table ${String(functionCount + 2)} funcref)
      (elem (i32.const 0) ${elements} $hook $leaf)
      (func $leaf (type $unary) (i32.xor (i32.rotl (local.get 0) (i32.const 3)) (i32.load offset=64 (i32.and (local.get 0) (i32.const 63)))))
      (global $g (mut i32) (i32.const 7))
      (global $h (mut i64) (i64.const 9))
      (data (i32.const 64) "some data")
      ${functions.join("\n")}
      (func (export "run") (drop (call $f0 (i32.const ${String(this.random(100))})))))`;
  }

  private function(index: number): string {
    const locals = `(local i32 i64) (local ${"i32 ".repeat(1 + this.random(4))})`;
    this.loops = 0;
    const scope: Scope = { labels: ["i32"], depth: 4, functionIndex: index };
    const body = `${this.statements(scope)} ${this.expression(scope)}`;
    const counters = Array.from({ length: this.loops }, (_, loop) => `(local $n${String(loop)} i32)`).join(" ");
    return `(func $f${String(index)} (type $unary) (param i32) (result i32) ${locals} ${counters} ${body})`;
  }

  private statements(scope: Scope): string {
    return Array.from({ length: 1 + this.random(4) }, () => this.statement(scope)).join(" ");
  }

  private nested(scope: Scope, label: Scope["labels"][number]): Scope {
    return { ...scope, labels: [...scope.labels, label], depth: scope.depth - 1 };
  }

  private statement(scope: Scope): string {
    if (scope.depth <= 0) return `(local.set 1 ${this.expression(scope)})`;
    switch (this.random(18)) {
      case 0:
        return `(block ${this.statements(this.nested(scope, "void"))})`;
      case 1:
        return this.loop(scope);
      case 2:
        return `(if ${this.expression(scope)} (then ${this.statements(this.nested(scope, "void"))}))`;
      case 3: {
        const inner = this.nested(scope, "void");
        return `(if ${this.expression(scope)} (then ${this.statements(inner)}) (else ${this.statements(inner)}))`;
      }
      case 4:
        return this.branch(scope, true);
      case 5:
        return this.random(3) === 0 ? this.branch(scope, false) : "(nop)";
      case 6:
        return this.branchTable(scope);
      case 7:
        return this.random(4) === 0 ? `(return ${this.expression(scope)})` : `(drop ${this.expression(scope)})`;
      case 8:
        return `(i32.store offset=${String(this.random(64))} (i32.and ${this.expression(scope)} (i32.const 0xffc)) ${this.expression(scope)})`;
      case 9:
        return `(local.set 2 (i64.${this.pick(binary)} (local.get 2) (i64.extend_i32_s ${this.expression(scope)})))`;
      case 10:
        return `(global.set $g ${this.expression(scope)})`;
      case 11:
        return `(global.set $h (i64.add (global.get $h) (call $getGasLeft)))`;
      case 12:
        // A module may have 100 of them.
        return this.functionCount === groupSize && this.random(3) === 0 ? `(drop (memory.grow (i32.const ${String(this.random(5) === 0 ? 2 : 1)})))` : "(drop (memory.size))";
      case 13:
        return this.random(20) === 0 ? "(unreachable)" : "(nop)";
      case 14:
        return `(i64.store8 (i32.const ${String(this.random(200))}) (local.get 2))`;
      default:
        return `(local.set ${String(this.random(2))} ${this.expression(scope)})`;
    }
  }

  /** A loop that a counter of its own bounds. */
  private loop(scope: Scope): string {
    const counter = `$n${String(this.loops++)}`;
    const body = this.statements(this.nested(scope, "loop"));
    const again = `(br_if 0 (i32.lt_u (local.tee ${counter} (i32.add (local.get ${counter}) (i32.const 1))) (i32.const ${String(1 + this.random(5))})))`;
    return `(loop ${body} ${again})`;
  }

  private branch(scope: Scope, conditional: boolean): string {
    const label = this.random(scope.labels.length);
    const kind = scope.labels[scope.labels.length - 1 - label];
    if (kind === "loop") return "(nop)";
    const value = kind === "i32" ? this.expression(scope) : "";
    if (!conditional) return `(br ${String(label)} ${value})`;
    const branch = `(br_if ${String(label)} ${value} ${this.expression(scope)})`;
    return kind === "i32" ? `(drop ${branch})` : branch;
  }

  private branchTable(scope: Scope): string {
    const plain = scope.labels.flatMap((kind, index) => (kind === "void" ? [scope.labels.length - 1 - index] : []));
    if (plain.length === 0) return "(nop)";
    const targets = Array.from({ length: 1 + this.random(4) }, () => this.pick(plain)).join(" ");
    return `(block (br_table ${targets.replace(/\d+/g, (label) => String(Number(label) + 1))} ${this.expression(this.nested(scope, "void"))}))`;
  }

  private expression(scope: Scope): string {
    if (scope.depth <= 0 || this.random(4) === 0) return this.leaf();
    const inner = { ...scope, depth: scope.depth - 1 };
    const left = this.expression(inner);
    switch (this.random(12)) {
      case 0:
        return `(i32.${this.pick(unary)} ${left})`;
      case 1:
        return `(i32.${this.pick(comparisons)} ${left} ${this.expression(inner)})`;
      case 2:
        return `(i32.${this.pick(trapping)} ${left} (i32.or ${this.expression(inner)} (i32.const ${this.random(8) === 0 ? "0" : "1"})))`;
      case 3:
        return `(i32.wrap_i64 (i64.${this.pick(binary)} (local.get 2) (i64.extend_i32_u ${left})))`;
      case 4:
        return `(select ${left} ${this.expression(inner)} (local.get 0))`;
      case 5:
        return `(i32.load8_u (i32.and ${left} (i32.const 0xfff)))`;
      case 6:
        return this.call(inner, left);
      case 7:
        return `(block (result i32) ${this.statements(this.nested(scope, "i32"))} ${this.expression(this.nested(scope, "i32"))})`;
      case 8:
        return `(if (result i32) ${left} (then ${this.expression(this.nested(scope, "i32"))}) (else ${this.expression(this.nested(scope, "i32"))}))`;
      case 9:
        return `(local.tee 1 ${left})`;
      default:
        return `(i32.${this.pick(binary)} ${left} ${this.expression(inner)})`;
    }
  }

  /** Calls only functions of the group with a higher index, hooks, or through the table with an index that may be wrong. */
  private call(scope: Scope, argument: string): string {
    const next = scope.functionIndex + 1 + this.random(groupSize);
    const groupEnd = scope.functionIndex - (scope.functionIndex % groupSize) + groupSize;
    if (this.random(4) === 0) return `(call ${this.pick(["$hook", "$leaf"])} ${argument})`;
    if (next >= groupEnd) return "(call $mBufferNew)";
    if (this.random(3) > 0) return `(call $f${String(next)} ${argument})`;
    const slot = this.random(6) === 0 ? this.functionCount + this.random(2) : next;
    return `(call_indirect (type $unary) ${argument} (i32.const ${String(slot)}))`;
  }

  private leaf(): string {
    switch (this.random(5)) {
      case 0:
        return `(i32.const ${String(this.random(2) === 0 ? this.random(1000) : this.random(2 ** 31) - 2 ** 30)})`;
      case 1:
        return "(global.get $g)";
      case 2:
        return "(i32.wrap_i64 (local.get 2))";
      default:
        return `(local.get ${String(this.random(2))})`;
    }
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[this.random(items.length)]!;
  }
}
