// The code that metering adds to a function: charges, checks, and the guards of memory.grow and of stores.
// Mirrors vm-executor-rs wasmer_metering.rs, wasmer_breakpoints.rs and wasmer_opcode_control.rs.
import { Breakpoint } from "@mxvm/executor-api";
import type { CostTable } from "../opcodes/cost-table.js";
import type { ByteWriter } from "./byte-writer.js";
import type { CountedLoop } from "./counted-loop.js";
import { ValueType } from "./module-info.js";
import { Op } from "./operator.js";

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
}

/** Room for all that is added around one operator: callers reserve it, so that the writes here need no check. */
export const ADDED_BYTES = 256;

/** Stores of an i64. */
const longStores: ReadonlySet<number> = new Set([0x37, 0x3c, 0x3d, 0x3e]);

/** Writes metering into one function after the other. */
export class Metering {
  /** Cost of the operators since the last charge. */
  pending = 0;
  /** Whether the scratch locals, two i32 and an i64, are needed. */
  scratchUsed = false;

  private readonly settings: MeteringSettings;
  private readonly indices: AddedIndices;
  private readonly out: ByteWriter;
  /** That part of `pending` which production has charged by now. */
  private pendingCharged = 0;
  private checkOwed = false;
  private pointsLocal = 0;
  private scratchLocal = 0;

  constructor(settings: MeteringSettings, indices: AddedIndices, out: ByteWriter) {
    this.settings = settings;
    this.indices = indices;
    this.out = out;
  }

  /** Starts a function: the points come behind its parameters, the scratch locals behind all others. */
  begin(pointsLocal: number, scratchLocal: number, localsCost: number): void {
    this.pending = localsCost;
    this.pendingCharged = 0;
    this.checkOwed = true;
    this.scratchUsed = false;
    this.pointsLocal = pointsLocal;
    this.scratchLocal = scratchLocal;
  }

  /** The next charge is to be checked. */
  oweCheck(): void {
    this.checkOwed = true;
  }

  /** A control-flow operator at which nothing needs to be charged yet, though production charges there. */
  passControlFlow(): void {
    this.pendingCharged = this.pending;
  }

  /** Charges what is pending, and checks if a check is owed. */
  settle(): void {
    const { pending } = this;
    const check = this.checkOwed || this.settings.exact;
    if (pending > 0) this.charge(check ? Op.localTee : Op.localSet);
    else if (check) this.getPoints();
    if (check) this.stopIfAtMost(0);
    this.pending = 0;
    this.pendingCharged = 0;
    this.checkOwed = false;
  }

  /** Charges what is pending on a path that leaves the code; for the code that follows it stays pending. */
  chargeAside(): void {
    this.charge(Op.localSet);
  }

  /**
   * For a counted loop of `cost` points a round: branches to the label of depth 0 unless the number of rounds can be told and more points
   * are left than all rounds cost, and charges them all otherwise.
   */
  chargeCountedLoop(loop: CountedLoop, cost: number): void {
    const { out } = this;
    const rounds = this.scratchLocal;
    const total = this.scratchLocal + 2;
    this.scratchUsed = true;
    const limit = (): void => {
      if ("local" in loop.limit) this.contractLocal(loop.limit.local);
      else this.i32Const(loop.limit.constant);
    };
    const counter = (): void => {
      this.contractLocal(loop.counter);
    };
    const branchIf = (): void => {
      out.byte(Op.brIf);
      out.byte(0);
    };
    if (loop.goesOnWhile === "below") {
      limit();
      counter();
      out.byte(Op.i32LeU);
      branchIf();
    }
    // The distance from the counter to the limit, in the direction of the step.
    const [from, to] = loop.step > 0 ? [counter, limit] : [limit, counter];
    to();
    from();
    out.byte(Op.i32Sub);
    this.local(Op.localTee, rounds);
    out.byte(Op.i32Eqz);
    branchIf();
    const size = Math.abs(loop.step);
    if (size > 1) {
      this.local(Op.localGet, rounds);
      this.i32Const(size - 1);
      out.byte(Op.i32And);
      branchIf();
    }
    this.local(Op.localGet, rounds);
    if (size > 1) {
      this.i32Const(Math.log2(size));
      out.byte(Op.i32ShrU);
    }
    out.byte(Op.i64ExtendI32U);
    out.byte(Op.i64Const);
    out.signed(cost);
    out.byte(Op.i64Mul);
    this.local(Op.localSet, total);
    this.getPoints();
    this.local(Op.localGet, total);
    out.byte(Op.i64LeS);
    branchIf();
    this.getPoints();
    this.local(Op.localGet, total);
    out.byte(Op.i64Sub);
    this.setPoints();
  }

  getPoints(): void {
    this.local(Op.localGet, this.pointsLocal);
  }

  setPoints(): void {
    this.local(Op.localSet, this.pointsLocal);
  }

  /** A hook can be seen from outside, so production must have got as far; it finds the points in the global, and leaves them there. */
  callHook(functionIndex: number): void {
    this.checkOwed = true;
    this.settle();
    this.getPoints();
    this.global(Op.globalSet, this.indices.pointsGlobal);
    this.out.byte(Op.call);
    this.out.u32(functionIndex);
    this.global(Op.globalGet, this.indices.pointsGlobal);
    this.setPoints();
  }

  /** A leaf is not metered: its cost is the caller's. */
  callLeaf(functionIndex: number, cost: number): void {
    this.pending += cost;
    this.passControlFlow();
    this.out.byte(Op.call);
    this.out.u32(functionIndex);
  }

  callFunction(functionIndex: number): void {
    this.settle();
    this.getPoints();
    this.out.byte(Op.call);
    this.out.u32(functionIndex);
    this.setPoints();
  }

  /** The points go below the index of the table element, which is on the stack. */
  callIndirect(typeIndex: number, tableIndex: number): void {
    this.settle();
    this.setScratch();
    this.getPoints();
    this.getScratch();
    this.out.byte(Op.callIndirect);
    this.out.u32(typeIndex + this.indices.meteredTypeOffset);
    this.out.u32(tableIndex);
    this.setPoints();
  }

  /** Guards `memory.grow` by the number of calls and the pages. What production has charged by now must not have used up the points. */
  guardMemoryGrow(): void {
    const { out, settings, indices } = this;
    if (!settings.exact) {
      this.getPoints();
      this.stopIfAtMost(this.pendingCharged);
    }
    this.setScratch();
    this.global(Op.globalGet, indices.memoryGrowCountGlobal);
    this.i32Const(settings.maxMemoryGrow);
    out.byte(Op.i32GeU);
    this.getScratch();
    this.i32Const(settings.maxMemoryGrowDelta);
    out.byte(Op.i32GtU);
    out.byte(Op.i32Or);
    this.stopIf(Breakpoint.memoryLimit);
    this.global(Op.globalGet, indices.memoryGrowCountGlobal);
    this.i32Const(1);
    out.byte(Op.i32Add);
    this.global(Op.globalSet, indices.memoryGrowCountGlobal);
    this.getScratch();
  }

  /** Before a store, whose address and value are on the stack: notes the address unless it lies in the range already noted. */
  noteStore(code: number, offset: number): void {
    const { out, indices } = this;
    const value = longStores.has(code) ? this.scratchLocal + 2 : this.scratchLocal + 1;
    this.local(Op.localSet, value);
    this.scratchUsed = true;
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

  private address(offset: number): void {
    this.getScratch();
    if (offset === 0) return;
    this.i32Const(offset);
    this.out.byte(Op.i32Add);
  }

  private charge(store: number): void {
    const { out } = this;
    this.getPoints();
    out.byte(Op.i64Const);
    out.signed(this.pending);
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
    for (const byte of [Op.if, ValueType.empty, Op.i32Const, breakpoint]) out.byte(byte);
    this.global(Op.globalSet, this.indices.breakpointGlobal);
    out.byte(Op.unreachable);
    out.byte(Op.end);
  }

  /** Reads a local of the contract, by its index there. */
  private contractLocal(index: number): void {
    this.local(Op.localGet, index < this.pointsLocal ? index : index + 1);
  }

  private setScratch(): void {
    this.scratchUsed = true;
    this.local(Op.localSet, this.scratchLocal);
  }

  private getScratch(): void {
    this.local(Op.localGet, this.scratchLocal);
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

  /** `value` is unsigned; its bits are written as a signed constant, in the five bytes that any takes. */
  private i32Const(value: number): void {
    this.out.byte(Op.i32Const);
    for (let shift = 0; shift < 28; shift += 7) this.out.byte(((value >>> shift) & 0x7f) | 0x80);
    this.out.byte((value >> 28) & 0x7f);
  }
}
