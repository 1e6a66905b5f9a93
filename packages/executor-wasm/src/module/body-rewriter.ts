// Injects metering into function bodies. Mirrors vm-executor-rs wasmer_metering.rs, wasmer_opcode_control.rs and wasmer_breakpoints.rs.
//
// The points left travel through the contract's functions as an extra i64 parameter and result, so that they live in a register.
// "fast" charges once per basic block and checks only where a run could go on for long or be seen from outside: at the first charge after
// a function's entry or a loop's header, and before an import. "exact" charges and checks before every control-flow operator, as
// production does. Dead code is checked for forbidden operators and dropped.
import { Breakpoint } from "@mxvm/executor-api";
import type { CostTable } from "../opcodes/cost-table.js";
import { prefixedShapes, Shape, shapes } from "../opcodes/opcodes.js";
import { ByteReader } from "./byte-reader.js";
import type { ByteWriter } from "./byte-writer.js";
import type { ModuleInfo } from "./module-info.js";
import { ValueType } from "./module-info.js";
import { checkAlignment, skipImmediates, skipPrefixedImmediates } from "./immediates.js";
import { Op } from "./operator.js";
import { ModuleRejection } from "./rejection.js";

/** Parameters and locals of a function. Production's validator is stricter than wasmer_metering.rs, which counts each group alone. */
const MAX_LOCALS = 4000;
/** `memory.grow` operators per module. Source: wasmer_instance.rs. */
const MAX_MEMORY_GROW_OPERATORS = 100;

export interface MeteringSettings {
  readonly costTable: CostTable;
  readonly exact: boolean;
  /** Whether the range of memory that stores touch is noted, so that a reset need not clear all of it. */
  readonly tracksStores: boolean;
  /** The following are unsigned 32-bit integers. */
  readonly unmeteredLocals: number;
  readonly maxMemoryGrow: number;
  readonly maxMemoryGrowDelta: number;
}

/** Indices of what the rewritten module adds. */
export interface AddedIndices {
  /** Global with the points left, while no function holds them. */
  readonly pointsGlobal: number;
  /** Global with the breakpoint that the code has set on itself. */
  readonly breakpointGlobal: number;
  readonly memoryGrowCountGlobal: number;
  /** Globals with the range of addresses that stores have touched, and the function that widens it. */
  readonly touchedLowGlobal: number;
  readonly touchedSpanGlobal: number;
  readonly noteTouchedFunction: number;
  /** Added to a type index it gives the metered form of that type. */
  readonly meteredTypeOffset: number;
  /** Index of the metered function to which a reference in the code is to lead. */
  declareReference(functionIndex: number): number;
}

const functionFrame = -1;

/** Stores of an i64. */
const longStores: ReadonlySet<number> = new Set([0x37, 0x3c, 0x3d, 0x3e]);

const UNROLLED_ROUNDS = 4;
const MAX_UNROLLED_BYTES = 64;
/** Rewrites the bodies of one module, one after the other, into one writer. */
export class BodyRewriter {
  /** Whether the code can change its table. */
  writesTable = false;

  private readonly module: ModuleInfo;
  private readonly settings: MeteringSettings;
  private readonly indices: AddedIndices;
  private readonly out: ByteWriter;
  private readonly source: Uint8Array;
  private readonly reader: ByteReader;
  private readonly importCount: number;
  private memoryGrowOperators = 0;

  /** Operator that opened each open block; `functionFrame` first. */
  private readonly frames: number[] = [];
  /** Whether a branch leads to each open block. */
  private readonly targeted: boolean[] = [];
  /** Cost of the operators since the last charge, and that part of it which production has charged by now. */
  private pending = 0;
  private pendingCharged = 0;
  private checkOwed = false;
  private dead = false;
  private deadDepth = 0;
  private paramCount = 0;
  private pointsLocal = 0;
  /** Two i32 and an i64. */
  private scratchLocal = 0;
  private scratchUsed = false;

  constructor(module: ModuleInfo, settings: MeteringSettings, indices: AddedIndices, out: ByteWriter) {
    this.module = module;
    this.settings = settings;
    this.indices = indices;
    this.out = out;
    this.source = module.bytes;
    this.reader = new ByteReader(module.bytes, 0, 0);
    this.importCount = module.imports.length;
  }

  /** Writes the metered form of the body at `[start, end)`, without its size. */
  rewrite(functionIndex: number, start: number, end: number): void {
    const type = this.module.types[this.module.functionTypes[functionIndex]!]!;
    const { reader, out } = this;
    reader.position = start;
    reader.end = end;
    this.paramCount = type.params.length;
    this.pointsLocal = this.paramCount;
    this.pending = 0;
    this.pendingCharged = 0;
    this.checkOwed = true;
    this.dead = false;
    this.frames.length = 0;
    this.targeted.length = 0;
    const scratchCountsAt = this.rewriteLocals();
    this.open(functionFrame);
    out.reserve(2);
    out.bytes[out.length++] = Op.block;
    out.bytes[out.length++] = type.result;
    this.rewriteOperators(end);
    if (this.frames.length > 0) throw new ModuleRejection("function body has no end", end);
    if (!this.scratchUsed) return;
    out.bytes[scratchCountsAt] = 2;
    out.bytes[scratchCountsAt + 2] = 1;
  }

  /** Copies the locals and adds two groups of scratch locals, whose counts stay 0 unless they are used. Answers where the counts stand. */
  private rewriteLocals(): number {
    const { reader, out, settings } = this;
    const groups = reader.u32();
    const start = reader.position;
    let locals = 0;
    for (let group = 0; group < groups; group++) {
      const count = reader.u32();
      reader.skip(1);
      locals += count;
      if (this.paramCount + locals > MAX_LOCALS) throw new ModuleRejection("locals exceed maximum", reader.position);
      // Production multiplies in 32 bits.
      const metered = count - settings.unmeteredLocals;
      if (metered > 0) this.pending += Math.imul(metered, settings.costTable.localAllocate) >>> 0;
    }
    out.u32(groups + 2);
    out.copy(this.source, start, reader.position);
    const countsAt = out.length;
    for (const byte of [0, ValueType.i32, 0, ValueType.i64]) out.byte(byte);
    this.scratchLocal = this.paramCount + 1 + locals;
    this.scratchUsed = false;
    return countsAt;
  }

  private rewriteOperators(end: number): void {
    const { reader, out, source } = this;
    while (true) {
      if (!this.dead) this.rewriteStraight(end);
      if (reader.position >= end) return;
      const at = reader.position++;
      const code = source[at]!;
      const shape = shapes[code]!;
      if (this.dead) this.skipDead(code, shape);
      else {
        this.pending += this.settings.costTable.costs[code]!;
        // Room for any operator's metering, so that the writes below need no check; branch tables make their own.
        out.reserve(256);
        this.rewriteSpecial(code, shape, at);
      }
    }
  }

  /**
   * Copies operators that need nothing but moved indices, up to the first that needs more. Most of a contract passes here, so the state
   * lives in local variables and numbers are copied without being decoded: that makes the rewriter three times as fast.
   */
  private rewriteStraight(end: number): void {
    const { reader, out, source, paramCount } = this;
    const { costs } = this.settings.costTable;
    let at = reader.position;
    let { bytes, length } = out;
    let pending = 0;
    while (at < end) {
      const code = source[at]!;
      const shape = shapes[code]!;
      if (shape === Shape.forbidden || shape > Shape.global) break;
      if (length + 32 > bytes.length) {
        out.length = length;
        out.reserve(1024);
        bytes = out.bytes;
      }
      at++;
      pending += costs[code]!;
      bytes[length++] = code;
      if (shape === Shape.plain) continue;
      if (shape === Shape.memoryAccess) {
        const alignment = source[at++]!;
        checkAlignment(alignment, at);
        bytes[length++] = alignment;
      }
      if (shape >= Shape.local) {
        const first = source[at]!;
        // Locals after the parameters make place for the points, globals for the imported one.
        const moved = shape === Shape.global || first >= paramCount ? first + 1 : first;
        if (first < 0x7f) {
          at++;
          bytes[length++] = moved;
          continue;
        }
        reader.position = at;
        const index = reader.u32();
        at = reader.position;
        out.length = length;
        out.u32(shape === Shape.global || index >= paramCount ? index + 1 : index);
        length = out.length;
        continue;
      }
      let byte = 0;
      do {
        byte = source[at++]!;
        bytes[length++] = byte;
      } while (byte >= 0x80);
    }
    this.pending += pending;
    out.length = length;
    reader.position = at;
  }

  private rewriteSpecial(code: number, shape: number, at: number): void {
    switch (shape) {
      case Shape.block:
      case Shape.loop:
      case Shape.if:
        this.openBlock(code, at);
        break;
      case Shape.else:
        this.settle();
        this.out.byte(code);
        this.frames[this.frames.length - 1] = Op.else;
        break;
      case Shape.end:
        this.closeBlock();
        break;
      case Shape.brIf:
      case Shape.br:
      case Shape.brTable:
        this.settle();
        this.markTargets(shape);
        this.out.copy(this.source, at, this.reader.position);
        if (shape !== Shape.brIf) this.die();
        break;
      case Shape.return:
        this.settle();
        this.out.byte(Op.br);
        this.out.u32(this.frames.length - 1);
        this.die();
        break;
      case Shape.unreachable:
        this.settle();
        this.out.byte(code);
        this.die();
        break;
      case Shape.call:
        this.call();
        break;
      case Shape.callIndirect:
        this.callIndirect();
        break;
      case Shape.memoryStore:
        this.store(code, at);
        break;
      case Shape.memorySize:
      case Shape.typedSelect:
      case Shape.refNull:
        skipImmediates(this.reader, shape);
        this.out.copy(this.source, at, this.reader.position);
        break;
      case Shape.memoryGrow:
        this.memoryGrow();
        break;
      case Shape.refFunc:
        this.out.byte(code);
        this.out.u32(this.indices.declareReference(this.reader.u32()));
        break;
      case Shape.tableWrite:
        this.writesTable = true;
        this.reader.skipLeb();
        this.out.copy(this.source, at, this.reader.position);
        break;
      case Shape.prefix:
        this.rewritePrefixed(at);
        break;
      default:
        throw forbidden(code, at);
    }
  }

  private rewritePrefixed(at: number): void {
    const code = this.reader.u32();
    const shape = code < prefixedShapes.length ? prefixedShapes[code]! : Shape.forbidden;
    if (shape === Shape.forbidden) throw forbidden((Op.prefix << 8) | code, at);
    skipPrefixedImmediates(this.reader, code);
    if (this.dead) return;
    this.pending += this.settings.costTable.prefixedCosts[code]!;
    if (shape === Shape.tableWrite) this.writesTable = true;
    this.out.copy(this.source, at, this.reader.position);
  }

  private openBlock(code: number, at: number): void {
    if (code === Op.loop && !this.settings.exact && this.unrollLoop()) return;
    if (code === Op.block && !this.settings.exact) this.pendingCharged = this.pending;
    else this.settle();
    skipImmediates(this.reader, Shape.block);
    this.out.copy(this.source, at, this.reader.position);
    this.open(code);
    if (code === Op.loop) this.checkOwed = true;
  }

  /**
   * Unrolls a loop whose body is one basic block with the branch back at its end, so that a charge and a check serve several rounds.
   * The tightest loops would otherwise pay the most for metering: a matrix product 40%, with four rounds a charge 5%. Answers false, and
   * does nothing, if the operators at the reader are not such a loop.
   */
  private unrollLoop(): boolean {
    const { reader, out } = this;
    const start = reader.position + 1;
    const branchAt = this.source[reader.position] === ValueType.empty ? this.endOfBasicBlock(start) : undefined;
    if (branchAt === undefined) return false;
    this.settle();
    for (const code of [Op.block, Op.loop]) {
      out.byte(code);
      out.byte(ValueType.empty);
    }
    for (let round = 1; round <= UNROLLED_ROUNDS; round++) {
      reader.position = start;
      this.rewriteOperators(branchAt);
      this.pending += this.settings.costTable.costs[Op.brIf]!;
      out.reserve(256);
      if (round === UNROLLED_ROUNDS) break;
      out.byte(Op.i32Eqz);
      out.byte(Op.if);
      out.byte(ValueType.empty);
      this.charge(this.pending, Op.localSet);
      out.byte(Op.br);
      out.byte(2);
      out.byte(Op.end);
    }
    this.checkOwed = true;
    this.settle();
    for (const byte of [Op.brIf, 0, Op.end, Op.end]) out.byte(byte);
    reader.position = branchAt + 3;
    this.pending = this.pendingCharged = this.settings.costTable.costs[Op.end]!;
    return true;
  }

  /** Where `br_if 0 end` stands behind operators without control flow, if no more than a few; else `undefined`. */
  private endOfBasicBlock(start: number): number | undefined {
    const { reader, source } = this;
    const last = Math.min(start + MAX_UNROLLED_BYTES, reader.end - 3);
    let at: number | undefined;
    reader.position = start;
    while (at === undefined && reader.position < last) {
      const code = source[reader.position++]!;
      const shape = shapes[code]!;
      if (shape === Shape.brIf) at = reader.position - 1;
      else if (shape === Shape.memoryStore || (shape !== Shape.forbidden && shape <= Shape.global)) skipImmediates(reader, shape);
      else break;
    }
    reader.position = start - 1;
    return at !== undefined && source[at + 1] === 0 && source[at + 2] === Op.end ? at : undefined;
  }

  private closeBlock(): void {
    const { out } = this;
    const frame = this.frames.pop()!;
    const joined = this.targeted.pop()!;
    const merges = frame === Op.block ? joined : frame !== Op.loop;
    if (merges || this.settings.exact) this.settle();
    else this.pendingCharged = this.pending;
    out.byte(Op.end);
    if (frame === functionFrame) this.finish();
  }

  /** After the block that stands for the body: its result is on the stack, the points follow. */
  private finish(): void {
    this.local(Op.localGet, this.pointsLocal);
    this.out.byte(Op.end);
    if (!this.reader.done) throw new ModuleRejection("operators after the end of a function", this.reader.position);
  }

  private open(frame: number): void {
    this.frames.push(frame);
    this.targeted.push(false);
  }

  private die(): void {
    this.dead = true;
    this.deadDepth = 0;
  }

  private skipDead(code: number, shape: number): void {
    const at = this.reader.position - 1;
    switch (shape) {
      case Shape.forbidden:
        throw forbidden(code, at);
      case Shape.prefix:
        this.rewritePrefixed(at);
        break;
      case Shape.memoryGrow:
        this.countMemoryGrow();
        skipImmediates(this.reader, shape);
        break;
      case Shape.block:
      case Shape.loop:
      case Shape.if:
        skipImmediates(this.reader, Shape.block);
        this.deadDepth++;
        break;
      case Shape.else:
        if (this.deadDepth === 0) {
          this.out.byte(code);
          this.frames[this.frames.length - 1] = Op.else;
          this.dead = false;
        }
        break;
      case Shape.end:
        if (this.deadDepth > 0) this.deadDepth--;
        else this.closeDead();
        break;
      default:
        skipImmediates(this.reader, shape);
    }
  }

  /** Closes a block whose end is not reached from above. Control goes on behind it only if a branch or the other arm leads there. */
  private closeDead(): void {
    const { out } = this;
    const frame = this.frames.pop()!;
    const joined = this.targeted.pop()!;
    out.reserve(16);
    out.byte(Op.end);
    if (frame === functionFrame) {
      this.finish();
      return;
    }
    const stillDead = frame === Op.block ? !joined : frame === Op.loop;
    // Behind the block the stack is no longer of any shape: `unreachable` makes it so again.
    if (stillDead) out.byte(Op.unreachable);
    else this.dead = false;
  }

  private markTargets(shape: number): void {
    const labels = shape === Shape.brTable ? this.reader.u32() + 1 : 1;
    for (let label = 0; label < labels; label++) this.targeted[this.targeted.length - 1 - this.reader.u32()] = true;
  }

  /** Charges what is pending, and checks if a check is owed. */
  private settle(): void {
    const { out, pending } = this;
    const check = this.checkOwed || this.settings.exact;
    this.pending = 0;
    this.pendingCharged = 0;
    this.checkOwed = false;
    if (pending > 0) {
      this.charge(pending, check ? Op.localTee : Op.localSet);
    } else if (check) this.local(Op.localGet, this.pointsLocal);
    if (check) this.stopIfAtMost(0);
  }

  private charge(points: number, store: number): void {
    const { out } = this;
    this.local(Op.localGet, this.pointsLocal);
    out.byte(Op.i64Const);
    out.signed(points);
    out.byte(Op.i64Sub);
    this.local(store, this.pointsLocal);
  }

  /** Stops with out of gas if the points on the stack are at most `points`. */
  private stopIfAtMost(points: number): void {
    const { out } = this;
    out.byte(Op.i64Const);
    out.signed(points);
    out.byte(Op.i64LeS);
    this.stopIf(Breakpoint.outOfGas);
  }

  private stopIf(breakpoint: number): void {
    const { out } = this;
    out.byte(Op.if);
    out.byte(ValueType.empty);
    out.byte(Op.i32Const);
    out.byte(breakpoint);
    out.byte(Op.globalSet);
    out.u32(this.indices.breakpointGlobal);
    out.byte(Op.unreachable);
    out.byte(Op.end);
  }

  private call(): void {
    const { out, indices } = this;
    const index = this.reader.u32();
    const imported = index < this.importCount;
    // A hook can be seen from outside, so production must have got this far.
    if (imported) this.checkOwed = true;
    this.settle();
    this.local(Op.localGet, this.pointsLocal);
    if (imported) {
      out.byte(Op.globalSet);
      out.u32(indices.pointsGlobal);
    }
    out.byte(Op.call);
    out.u32(index);
    if (imported) {
      out.byte(Op.globalGet);
      out.u32(indices.pointsGlobal);
    }
    this.local(Op.localSet, this.pointsLocal);
  }

  /** A store; before it, if stores are tracked, a check that its address lies in the range already noted. */
  private store(code: number, at: number): void {
    const { out, reader, indices } = this;
    checkAlignment(reader.byte(), reader.position);
    const offset = reader.u32();
    if (this.settings.tracksStores) {
      const value = longStores.has(code) ? this.scratchLocal + 2 : this.scratchLocal + 1;
      this.scratchUsed = true;
      this.local(Op.localSet, value);
      this.local(Op.localTee, this.scratchLocal);
      this.address(offset);
      this.global(Op.globalGet, indices.touchedLowGlobal);
      out.byte(Op.i32Sub);
      this.global(Op.globalGet, indices.touchedSpanGlobal);
      for (const byte of [Op.i32GeU, Op.if, ValueType.empty]) out.byte(byte);
      this.address(offset);
      out.byte(Op.call);
      out.u32(indices.noteTouchedFunction);
      out.byte(Op.end);
      this.local(Op.localGet, value);
    }
    out.copy(this.source, at, reader.position);
  }

  private address(offset: number): void {
    this.local(Op.localGet, this.scratchLocal);
    if (offset === 0) return;
    this.i32Const(offset);
    this.out.byte(Op.i32Add);
  }

  private callIndirect(): void {
    const { out } = this;
    const type = this.reader.u32();
    const tableAt = this.reader.position;
    this.reader.skipLeb();
    this.settle();
    this.scratchUsed = true;
    this.local(Op.localSet, this.scratchLocal);
    this.local(Op.localGet, this.pointsLocal);
    this.local(Op.localGet, this.scratchLocal);
    out.byte(Op.callIndirect);
    out.u32(type + this.indices.meteredTypeOffset);
    out.copy(this.source, tableAt, this.reader.position);
    this.local(Op.localSet, this.pointsLocal);
  }

  /** Guards `memory.grow` by the number of calls and the pages. What production has charged by now must not have used up the points. */
  private memoryGrow(): void {
    const { out, settings, indices } = this;
    this.countMemoryGrow();
    skipImmediates(this.reader, Shape.memoryGrow);
    if (!settings.exact) {
      this.local(Op.localGet, this.pointsLocal);
      this.stopIfAtMost(this.pendingCharged);
    }
    this.scratchUsed = true;
    this.local(Op.localSet, this.scratchLocal);
    this.global(Op.globalGet, indices.memoryGrowCountGlobal);
    this.i32Const(settings.maxMemoryGrow);
    out.byte(Op.i32GeU);
    this.local(Op.localGet, this.scratchLocal);
    this.i32Const(settings.maxMemoryGrowDelta);
    out.byte(Op.i32GtU);
    out.byte(Op.i32Or);
    this.stopIf(Breakpoint.memoryLimit);
    this.global(Op.globalGet, indices.memoryGrowCountGlobal);
    this.i32Const(1);
    out.byte(Op.i32Add);
    this.global(Op.globalSet, indices.memoryGrowCountGlobal);
    this.local(Op.localGet, this.scratchLocal);
    out.byte(Op.memoryGrow);
    out.byte(0);
  }

  private countMemoryGrow(): void {
    if (++this.memoryGrowOperators > MAX_MEMORY_GROW_OPERATORS) throw new ModuleRejection("memory.grow limit exceeded");
  }

  private local(code: number, index: number): void {
    const { out } = this;
    out.bytes[out.length++] = code;
    if (index < 0x80) out.bytes[out.length++] = index;
    else out.u32(index);
  }

  private global(code: number, index: number): void {
    this.out.byte(code);
    this.out.u32(index);
  }

  /** `value` is unsigned; its bits are written as a signed constant. */
  private i32Const(value: number): void {
    this.out.byte(Op.i32Const);
    // 5 bytes always: a signed LEB128 of 32 bits, without sign juggling.
    for (let shift = 0; shift < 28; shift += 7) this.out.byte(((value >>> shift) & 0x7f) | 0x80);
    this.out.byte((value >> 28) & 0x7f);
  }
}

function forbidden(code: number, at: number): ModuleRejection {
  return new ModuleRejection(`unsupported operator 0x${code.toString(16)}`, at);
}
