// Random function bodies: well-typed, with dead code, and loops that mostly end. Here is what statements and expressions are made with.
import type { Random } from "../../test/differential/generate/random.js";
import { signed, u32 } from "./bytes.js";
import { writeDeadCode } from "./dead-code.js";
import { writeExpression } from "./expressions.js";
import { ValueType } from "./operators.js";
import { randomType, type FunctionType, type ModuleShape } from "./shape.js";
import { writeStatement } from "./statements.js";

const EMPTY = 0x40;
const { i32, i64 } = ValueType;
const interesting: readonly bigint[] = [
  ...[0n, 1n, -1n, 2n, 7n, 8n, 64n, 0x7fffn, 0xffffn, 0x1_0000n],
  ...[2n ** 31n - 1n, -(2n ** 31n), 2n ** 63n - 1n, -(2n ** 63n)],
];

export interface Label {
  /** What a branch here carries; a loop's label carries nothing. */
  readonly type: number | undefined;
  readonly isLoop: boolean;
}

export class Body {
  readonly random: Random;
  readonly shape: ModuleShape;
  readonly functionIndex: number;
  readonly result: number | undefined;
  private readonly out: number[] = [];
  private readonly labels: Label[] = [];
  private readonly locals: number[];
  private readonly paramCount: number;
  private depth = 0;
  /** Operators that may still be written: bodies stay small. */
  private left: number;

  constructor(random: Random, shape: ModuleShape, functionIndex: number, type: FunctionType) {
    this.random = random;
    this.shape = shape;
    this.functionIndex = functionIndex;
    this.locals = [...type.params];
    this.paramCount = type.params.length;
    this.result = type.result;
    this.left = random.pick([6, 20, 60, 120]);
    for (let count = random.below(5); count > 0; count--) this.locals.push(randomType(random, 0.08));
  }

  /** The body with its locals, without its size. */
  write(): number[] {
    this.labels.push({ type: this.result, isLoop: false });
    this.statements();
    this.leave(this.result);
    this.out.push(0x0b);
    return [...this.localGroups(), ...this.out];
  }

  /** Locals in groups of equal types, or each in one of its own; sometimes with empty groups, or with many that nothing uses. */
  private localGroups(): number[] {
    const groups: (readonly [count: number, type: number])[] = [];
    for (const type of this.locals.slice(this.paramCount)) {
      const last = groups.at(-1);
      if (last?.[1] === type && this.random.chance(0.8)) groups[groups.length - 1] = [last[0] + 1, type];
      else groups.push([1, type]);
    }
    if (this.random.chance(0.06)) groups.splice(this.random.below(groups.length + 1), 0, [0, i64]);
    if (this.random.chance(0.04)) groups.push([this.random.pick([3, 99, 101, 400]), i32]);
    return [...u32(groups.length), ...groups.flatMap(([count, type]) => [...u32(count), type])];
  }

  get isSmall(): boolean {
    return this.depth > 5 || this.left <= 0;
  }

  get labelCount(): number {
    return this.labels.length;
  }

  /** By the number that a branch to it has. */
  label(depth: number): Label {
    return this.labels[this.labels.length - 1 - depth]!;
  }

  emit(...bytes: readonly number[]): void {
    this.left--;
    for (const byte of bytes) this.out.push(byte);
  }

  statement(): void {
    writeStatement(this);
  }

  statements(): void {
    for (let count = 1 + this.random.below(4); count > 0; count--) this.statement();
  }

  expression(type: number): void {
    if (this.isSmall || this.random.chance(0.3)) this.leaf(type);
    else this.deeper(() => writeExpression(this, type));
  }

  deeper(write: () => void): void {
    this.depth++;
    write();
    this.depth--;
  }

  /** Ends a block with a value of its type on the stack, or with dead code. */
  leave(type: number | undefined): void {
    if (this.random.chance(0.06)) this.jump();
    else if (type !== undefined) this.expression(type);
  }

  /** An operator that does not go on, and what stands behind it. */
  jump(): void {
    const label = this.random.below(this.labelCount);
    const { type, isLoop } = this.label(label);
    switch (this.random.below(isLoop ? 3 : 4)) {
      case 0:
        this.emit(0x00);
        break;
      case 1:
        if (this.result !== undefined) this.expression(this.result);
        this.emit(0x0f);
        break;
      case 2:
        this.branchTable();
        break;
      default:
        if (type !== undefined) this.expression(type);
        this.emit(0x0c, ...u32(label));
    }
    writeDeadCode(this);
  }

  branchTable(): void {
    const { random } = this;
    const target = random.below(this.labelCount);
    const wanted = this.label(target);
    const alike = Array.from({ length: this.labelCount }, (_, depth) => depth).filter((depth) => {
      const { type, isLoop } = this.label(depth);
      return type === wanted.type && (!isLoop || random.chance(0.1));
    });
    if (alike.length === 0) alike.push(target);
    if (wanted.type !== undefined) this.expression(wanted.type);
    this.expression(i32);
    const targets = Array.from({ length: random.below(random.chance(0.03) ? 200 : 5) }, () => random.pick(alike));
    this.emit(0x0e, ...u32(targets.length), ...targets.flatMap(u32), ...u32(random.pick(alike)));
  }

  block(code: number, type: number | undefined, write: () => void): void {
    this.emit(code, type ?? EMPTY);
    this.labels.push({ type: code === 0x03 ? undefined : type, isLoop: code === 0x03 });
    this.deeper(write);
    this.labels.pop();
    this.out.push(0x0b);
  }

  conditional(type: number | undefined): void {
    this.expression(i32);
    this.block(0x04, type, () => {
      this.statements();
      this.leave(type);
      if (type === undefined && this.random.chance(0.5)) return;
      this.emit(0x05);
      this.statements();
      this.leave(type);
    });
  }

  newLocal(type: number): number {
    return this.locals.push(type) - 1;
  }

  localOf(type: number): number {
    const known = [...this.locals.keys()].filter((index) => this.locals[index] === type);
    return known.length > 0 && this.random.chance(0.9) ? this.random.pick(known) : this.newLocal(type);
  }

  assign(): void {
    const type = randomType(this.random, 0.06);
    this.expression(type);
    this.emit(0x21, ...u32(this.localOf(type)));
  }

  /** Calls a function, of this result if one is wanted; answers the type of what it leaves. */
  call(wanted: number | undefined): number | undefined {
    const { random, shape } = this;
    const { functions, types, imports } = shape;
    const callable = [...functions.keys()].filter((index) => {
      const isOnward = index < imports.length || index > this.functionIndex || random.chance(0.05);
      const isDeadly = imports[index] === "signalError" || imports[index] === "asyncCall";
      return isOnward && (!isDeadly || random.chance(0.15)) && (wanted === undefined || types[functions[index]!]!.result === wanted);
    });
    if (callable.length === 0 || this.isSmall) {
      if (wanted === undefined) this.emit(0x01);
      else this.constant(wanted);
      return wanted;
    }
    const index = random.pick(callable);
    const typeIndex = functions[index]!;
    const type = types[typeIndex]!;
    this.deeper(() => type.params.forEach((param) => this.expression(param)));
    if (shape.table?.type !== ValueType.funcref || random.chance(0.7)) this.emit(0x10, ...u32(index));
    else {
      if (random.chance(0.9)) this.emit(0x41, ...u32(index & 0x3f));
      else this.expression(i32);
      this.emit(0x11, ...u32(typeIndex), 0);
    }
    return type.result;
  }

  /** An address that mostly lies in memory. */
  address(): void {
    if (this.random.chance(0.6)) this.emit(0x41, ...signed(BigInt(this.random.below(0x8000))));
    else {
      this.expression(i32);
      if (this.random.chance(0.95)) this.emit(0x41, ...signed(0x7fffn), 0x71);
    }
  }

  /** An operator on memory with its alignment and offset. */
  access([code, alignment]: readonly [number, number]): void {
    const offset = this.random.chance(0.02) ? this.random.pick([0xffff, 0x1_0000, 0xffff_ffff]) : this.random.below(300);
    this.emit(code, this.random.below(alignment + 1), ...u32(this.random.chance(0.4) ? 0 : offset));
  }

  /** A value that needs nothing. */
  constant(type: number): void {
    const { random } = this;
    const value = random.chance(0.5) ? random.pick(interesting) : BigInt(random.below(2000) - 1000);
    if (type === i32) this.emit(0x41, ...signed(BigInt.asIntN(32, value)));
    else if (type === i64) this.emit(0x42, ...signed(value));
    else if (type === ValueType.externref || (type === ValueType.funcref && random.chance(0.5))) this.emit(0xd0, type);
    else this.emit(0x20, ...u32(this.localOf(type)));
  }

  private leaf(type: number): void {
    const globals = [...this.shape.globals.keys()].filter((index) => this.shape.globals[index]!.type === type);
    if (globals.length > 0 && this.random.chance(0.25)) this.emit(0x23, ...u32(this.random.pick(globals)));
    else if (this.random.chance(0.5)) this.emit(0x20, ...u32(this.localOf(type)));
    else this.constant(type);
  }
}
