// Rewrites function bodies with metering.
//
// The points left travel through the contract's functions as an extra i64 parameter and result, so that they live in a register.
// "fast" charges once per basic block and checks only where a run could go on for long or be seen from outside: at the first charge after
// a function's entry or a loop's header, and before an import. "exact" charges and checks before every control-flow operator, as
// production does. Dead code is checked for forbidden operators and dropped.
import { prefixedShapes, Shape, shapes } from "../opcodes/opcodes.js";
import { checkBranchTables } from "./branch-tables.js";
import { ByteReader } from "./byte-reader.js";
import type { ByteWriter } from "./byte-writer.js";
import type { CountedLoop } from "./counted-loop.js";
import { countedLoopFromBody } from "./counted-loop.js";
import { DeadCode } from "./dead-code.js";
import { checkAlignment, readBlockType, skipImmediates, skipPrefixedImmediates } from "./immediates.js";
import type { LeafCosts } from "./leaf-functions.js";
import type { AddedIndices, MeteringSettings } from "./metering.js";
import { ADDED_BYTES, Metering } from "./metering.js";
import type { ModuleInfo } from "./module-info.js";
import { ValueType } from "./module-info.js";
import { functionFrame, OpenBlocks } from "./open-blocks.js";
import { Op } from "./operator.js";
import { productionFrameBytes } from "./production-stack.js";
import { forbiddenOperator, ModuleRejection } from "./rejection.js";
import { branchBackBehind, copyStraightCode, costOfLocals, costOfStraightCode, createFirstMoved, moveLocals } from "./straight-code.js";

/** Parameters and locals of a function. Production's validator is stricter than wasmer_metering.rs, which counts each group alone. */
const MAX_LOCALS = 4000;
/** `memory.grow` operators per module. Source: wasmer_instance.rs. */
const MAX_MEMORY_GROW_OPERATORS = 100;

const UNROLLED_ROUNDS = 4;
const MAX_TIGHT_LOOP_BYTES = 128;
/** All of 2^32 rounds of less than so much cost can be told in an i64. */
const ROUND_COST_BOUND = 2 ** 31;

/** Rewrites the bodies of one module, one after the other, into one writer. */
export class BodyRewriter {
  /** Whether the code can change its table. */
  writesTable = false;

  private readonly module: ModuleInfo;
  private readonly settings: MeteringSettings;
  /** Answers the index of the metered function to which a reference in the code is to lead. */
  private readonly declareReference: (functionIndex: number) => number;
  private readonly leafCosts: LeafCosts;
  private readonly out: ByteWriter;
  private readonly metering: Metering;
  private readonly reader: ByteReader;
  private readonly deadCode: DeadCode;
  private memoryGrowOperators = 0;
  /** Of the function that is rewritten, on production's stack. */
  private frameBytes = 0;

  private readonly blocks: OpenBlocks = new OpenBlocks();
  private dead = false;
  private readonly firstMoved: Uint16Array = createFirstMoved();

  constructor(
    module: ModuleInfo,
    settings: MeteringSettings,
    indices: AddedIndices,
    declareReference: (functionIndex: number) => number,
    leafCosts: LeafCosts,
    out: ByteWriter,
  ) {
    this.module = module;
    this.settings = settings;
    this.declareReference = declareReference;
    this.leafCosts = leafCosts;
    this.out = out;
    this.metering = new Metering(settings, indices, out);
    this.reader = new ByteReader(module.bytes, 0, 0);
    this.deadCode = new DeadCode(module.types);
  }

  /** Writes the metered form of the body at `[start, end)`, without its size. */
  rewrite(functionIndex: number, start: number, end: number): void {
    const type = this.module.types[this.module.functionTypes[functionIndex]!]!;
    const { reader, out } = this;
    reader.position = start;
    reader.end = end;
    const isLeaf = this.leafCosts[functionIndex]! >= 0;
    // A leaf has no points among its locals.
    moveLocals(this.firstMoved, isLeaf ? Infinity : type.params.length);
    this.dead = false;
    this.deadCode.beginBody();
    this.blocks.clear();
    const scratchCountsAt = this.rewriteLocals(type.params.length, isLeaf);
    const operatorsStart = reader.position;
    out.reserve(ADDED_BYTES);
    if (this.settings.limitsStack) this.metering.enterFrame(this.frameBytes, isLeaf);
    if (isLeaf) {
      this.rewriteOperators(end - 1);
      out.byte(Op.end);
    } else {
      this.blocks.push(functionFrame);
      out.byte(Op.block);
      out.byte(type.result);
      this.rewriteOperators(end);
    }
    if (this.blocks.depth > 0) throw new ModuleRejection("function body has no end", end);
    if (this.deadCode.hadDifferentLabels) {
      checkBranchTables(new ByteReader(this.module.bytes, operatorsStart, end), this.module.types, type.result);
    }
    if (!this.metering.scratchUsed) return;
    out.bytes[scratchCountsAt] = 2;
    out.bytes[scratchCountsAt + 2] = 1;
  }

  /** Copies the locals and adds two groups of scratch locals, whose counts stay 0 unless they are used. Answers where the counts stand. */
  private rewriteLocals(paramCount: number, isLeaf: boolean): number {
    const { reader, out } = this;
    const start = reader.position;
    const groups = reader.u32();
    const groupsStart = reader.position;
    reader.position = start;
    const { count, cost } = costOfLocals(reader, this.settings);
    if (paramCount + count > MAX_LOCALS) throw new ModuleRejection("locals exceed maximum", reader.position);
    out.u32(groups + 2);
    out.copy(reader.bytes, groupsStart, reader.position);
    const countsAt = out.length;
    for (const byte of [0, ValueType.i32, 0, ValueType.i64]) out.byte(byte);
    this.frameBytes = productionFrameBytes(paramCount, count);
    this.metering.begin(paramCount, paramCount + count + (isLeaf ? 0 : 1), cost);
    return countsAt;
  }

  private rewriteOperators(end: number): void {
    const { reader, out, metering } = this;
    const { costs } = this.settings.costTable;
    for (;;) {
      out.reserve(2 * (end - reader.position) + ADDED_BYTES);
      if (!this.dead) metering.pending += copyStraightCode(reader, out, end, this.firstMoved, costs);
      if (reader.position >= end) return;
      const at = reader.position++;
      const code = reader.bytes[at]!;
      const shape = shapes[code]!;
      if (this.dead) this.skipDead(code, shape);
      else {
        metering.pending += costs[code]!;
        this.rewriteOperator(code, shape, at);
      }
    }
  }

  private rewriteOperator(code: number, shape: number, at: number): void {
    switch (shape) {
      case Shape.block:
      case Shape.loop:
      case Shape.if:
        this.openBlock(code);
        break;
      case Shape.else:
        this.metering.settle();
        this.out.byte(code);
        this.blocks.replace(code);
        break;
      case Shape.end:
        this.closeBlock();
        break;
      case Shape.brIf:
        this.branch(code);
        break;
      case Shape.br:
        this.branch(code);
        this.die();
        break;
      case Shape.brTable:
        this.metering.settle();
        this.markTargets();
        this.copyFrom(at);
        this.die();
        break;
      case Shape.return:
        this.metering.settle();
        this.out.byte(Op.br);
        this.out.u32(this.blocks.depth - 1);
        this.die();
        break;
      case Shape.unreachable:
        this.metering.settle();
        this.out.byte(code);
        this.die();
        break;
      case Shape.call:
        this.call(this.reader.u32());
        break;
      case Shape.callIndirect:
        this.metering.callIndirect(this.reader.u32(), this.reader.u32());
        break;
      default:
        this.rewriteDataOperator(code, shape, at);
    }
  }

  private branch(code: number): void {
    const label = this.reader.u32();
    this.metering.settle();
    this.blocks.markTarget(label);
    this.out.operator(code, label);
  }

  /** Operators on memory, tables and references. */
  private rewriteDataOperator(code: number, shape: number, at: number): void {
    switch (shape) {
      case Shape.memoryStore: {
        checkAlignment(this.reader.byte(), this.reader.position);
        const offset = this.reader.u32();
        if (this.settings.tracksStores) this.metering.noteStore(code, offset);
        break;
      }
      case Shape.memoryGrow:
        this.countMemoryGrow();
        skipImmediates(this.reader, shape);
        this.metering.guardMemoryGrow();
        break;
      case Shape.memorySize:
      case Shape.typedSelect:
      case Shape.refNull:
        skipImmediates(this.reader, shape);
        break;
      case Shape.tableWrite:
        this.writesTable = true;
        skipImmediates(this.reader, shape);
        break;
      case Shape.prefix:
        this.metering.pending += this.readPrefixed(at);
        break;
      case Shape.refFunc:
        this.out.byte(code);
        this.out.u32(this.declareReference(this.reader.u32()));
        return;
      default:
        throw forbiddenOperator(code, at);
    }
    this.copyFrom(at);
  }

  /** Reads an operator behind the 0xFC prefix and answers its cost. */
  private readPrefixed(at: number): number {
    const code = this.reader.u32();
    const shape = prefixedShapes[code] ?? Shape.forbidden;
    if (shape === Shape.forbidden) throw forbiddenOperator((Op.prefix << 8) | code, at);
    skipPrefixedImmediates(this.reader, code);
    if (shape === Shape.tableWrite) this.writesTable = true;
    return this.settings.costTable.prefixedCosts[code]!;
  }

  private call(functionIndex: number): void {
    const leafCost = this.leafCosts[functionIndex]!;
    if (leafCost >= 0) this.metering.callLeaf(functionIndex, leafCost);
    else if (functionIndex < this.module.imports.length) this.metering.callHook(functionIndex);
    else this.metering.callFunction(functionIndex);
  }

  private openBlock(code: number): void {
    const { metering, settings } = this;
    if (code === Op.loop && !settings.exact && this.rewriteTightLoop()) return;
    if (code === Op.block && !settings.exact) metering.passControlFlow();
    else metering.settle();
    this.out.operator(code, readBlockType(this.reader));
    this.blocks.push(code);
    if (code === Op.loop) metering.oweCheck();
  }

  private closeBlock(): void {
    const { metering } = this;
    const frame = this.blocks.pop();
    const joined = this.blocks.wasTargeted();
    const merges = frame === Op.block ? joined : frame !== Op.loop;
    if (merges || this.settings.exact) metering.settle();
    else metering.passControlFlow();
    this.out.byte(Op.end);
    if (frame === functionFrame) this.finish();
  }

  /** After the block that stands for the body: its result is on the stack, the points follow. */
  private finish(): void {
    if (this.settings.limitsStack) this.metering.leaveFrame(this.frameBytes);
    this.metering.getPoints();
    this.out.byte(Op.end);
    if (!this.reader.done) throw new ModuleRejection("operators after the end of a function", this.reader.position);
  }

  /**
   * Rewrites a loop whose body is one basic block with the branch back at its end: such loops would otherwise pay the most for metering,
   * up to 40%. Answers false, and does nothing, if the operators at the reader are not such a loop.
   */
  private rewriteTightLoop(): boolean {
    const { reader, out, metering } = this;
    const { costs } = this.settings.costTable;
    if (reader.bytes[reader.position] !== ValueType.empty) return false;
    const start = ++reader.position;
    const branchAt = branchBackBehind(reader, MAX_TIGHT_LOOP_BYTES);
    if (branchAt === undefined) {
      reader.position--;
      return false;
    }
    metering.settle();
    const counted = countedLoopFromBody(reader, branchAt);
    const cost = costOfStraightCode(reader, costs) + costs[Op.brIf]!;
    if (counted === undefined || cost >= ROUND_COST_BOUND) this.writeLoop(start, branchAt, UNROLLED_ROUNDS);
    else {
      for (const byte of [Op.block, ValueType.empty, Op.block, ValueType.empty]) out.byte(byte);
      this.writeCountedLoop(counted, cost, start, branchAt);
      for (const byte of [Op.br, 1, Op.end]) out.byte(byte);
      this.writeLoop(start, branchAt, 1);
      out.byte(Op.end);
    }
    reader.position = branchAt + 3;
    metering.pending = costs[Op.end]!;
    metering.passControlFlow();
    return true;
  }

  /** The loop with several rounds in its body, so that a charge and a check serve them all. Leaves nothing pending. */
  private writeLoop(start: number, branchAt: number, rounds: number): void {
    const { out, metering } = this;
    const brIfCost = this.settings.costTable.costs[Op.brIf]!;
    for (const byte of [Op.block, ValueType.empty, Op.loop, ValueType.empty]) out.byte(byte);
    for (let round = 1; round <= rounds; round++) {
      this.repeatBody(start, branchAt);
      metering.pending += brIfCost;
      if (round === rounds) break;
      for (const byte of [Op.i32Eqz, Op.if, ValueType.empty]) out.byte(byte);
      metering.chargeAside();
      for (const byte of [Op.br, 2, Op.end]) out.byte(byte);
    }
    metering.oweCheck();
    metering.settle();
    for (const byte of [Op.brIf, 0, Op.end, Op.end]) out.byte(byte);
  }

  /** The loop without metering, behind a charge for all its rounds; leaves to the label of depth 0 if they cannot be charged at once. */
  private writeCountedLoop(counted: CountedLoop, cost: number, start: number, branchAt: number): void {
    const { out, metering } = this;
    metering.chargeCountedLoop(counted, cost);
    out.byte(Op.loop);
    out.byte(ValueType.empty);
    this.repeatBody(start, branchAt);
    metering.pending = 0;
    for (const byte of [Op.brIf, 0, Op.end]) out.byte(byte);
  }

  private repeatBody(start: number, end: number): void {
    this.reader.position = start;
    this.rewriteOperators(end);
    this.out.reserve(ADDED_BYTES);
  }

  private markTargets(): void {
    for (let labels = this.reader.u32() + 1; labels > 0; labels--) this.blocks.markTarget(this.reader.u32());
  }

  private die(): void {
    this.dead = true;
    this.deadCode.beginBehindBranch();
  }

  private skipDead(code: number, shape: number): void {
    const at = this.reader.position - 1;
    if (shape === Shape.forbidden) throw forbiddenOperator(code, at);
    if (shape === Shape.memoryGrow) this.countMemoryGrow();
    if (shape === Shape.prefix) this.readPrefixed(at);
    else if (this.deadCode.skip(this.reader, shape)) {
      if (shape === Shape.end) this.closeDead();
      else this.reviveInElse();
    }
  }

  private reviveInElse(): void {
    this.out.byte(Op.else);
    this.blocks.replace(Op.else);
    this.dead = false;
  }

  /** Closes a block whose end is not reached from above. Control goes on behind it only if a branch or the other arm leads there. */
  private closeDead(): void {
    const frame = this.blocks.pop();
    const joined = this.blocks.wasTargeted();
    this.out.reserve(ADDED_BYTES);
    this.out.byte(Op.end);
    if (frame === functionFrame) {
      this.finish();
      return;
    }
    this.deadCode.beginBehindBlock();
    this.dead = frame === Op.block ? !joined : frame === Op.loop;
    // Behind the block the stack would have to have a shape again: `unreachable` gives it any.
    if (this.dead) this.out.byte(Op.unreachable);
  }

  private countMemoryGrow(): void {
    if (++this.memoryGrowOperators > MAX_MEMORY_GROW_OPERATORS) throw new ModuleRejection("memory.grow limit exceeded");
  }

  private copyFrom(start: number): void {
    this.out.copy(this.reader.bytes, start, this.reader.position);
  }
}
