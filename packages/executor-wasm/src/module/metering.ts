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
  /** Whether calls in the contract end where production's stack does. */
  readonly limitsStack: boolean;
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
  /** Global with the bytes of production's stack that are left. */
  readonly stackGlobal: number;
  readonly noteTouchedFunction: number;
  /** Added to a type index it gives the metered form of that type. */
  readonly meteredTypeOffset: number;
}

/** Room for all that is added around one operator: callers reserve it, so that the writes here need no check. */
export const ADDED_BYTES = 256;

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
  /** Operators of the commonest check, written once. */
  private readonly stopIfNoneLeft: Uint8Array;
  private checkOwed = false;
  private pointsLocal = 0;
  private scratchLocal = 0;

  constructor(settings: MeteringSettings, indices: AddedIndices, out: ByteWriter) {
    this.settings = settings;
    this.indices = indices;
    this.out = out;
    const { length } = out;
    out.reserve(ADDED_BYTES);
    this.stopIfAtMost(0);
    this.stopIfNoneLeft = out.bytes.slice(length, out.length);
    out.length = length;
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

  /** Takes a frame from the stack, or traps if it does not fit. A leaf gives it back at once, so it takes none. */
  enterFrame(bytes: number, isLeaf: boolean): void {
    const { out, indices } = this;
    out.operator(Op.globalGet, indices.stackGlobal);
    out.i32Const(bytes);
    for (const byte of [Op.i32LtU, Op.if, ValueType.empty, Op.unreachable, Op.end]) out.byte(byte);
    if (!isLeaf) this.changeStack(bytes, Op.i32Sub);
  }

  leaveFrame(bytes: number): void {
    this.changeStack(bytes, Op.i32Add);
  }

  private changeStack(bytes: number, operation: number): void {
    const { out, indices } = this;
    out.operator(Op.globalGet, indices.stackGlobal);
    out.i32Const(bytes);
    out.byte(operation);
    out.operator(Op.globalSet, indices.stackGlobal);
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
    const check = this.checkOwed || this.settings.exact;
    if (this.pending > 0) this.charge(check ? Op.localTee : Op.localSet);
    else if (check) this.getPoints();
    if (check) this.out.copy(this.stopIfNoneLeft, 0, this.stopIfNoneLeft.length);
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
      else out.i32Const(loop.limit.constant);
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
    out.operator(Op.localTee, rounds);
    out.byte(Op.i32Eqz);
    branchIf();
    const size = Math.abs(loop.step);
    if (size > 1) {
      out.operator(Op.localGet, rounds);
      out.i32Const(size - 1);
      out.byte(Op.i32And);
      branchIf();
    }
    out.operator(Op.localGet, rounds);
    if (size > 1) {
      out.i32Const(Math.log2(size));
      out.byte(Op.i32ShrU);
    }
    out.byte(Op.i64ExtendI32U);
    out.byte(Op.i64Const);
    out.signed(cost);
    out.byte(Op.i64Mul);
    out.operator(Op.localSet, total);
    this.getPoints();
    out.operator(Op.localGet, total);
    out.byte(Op.i64LeS);
    branchIf();
    this.getPoints();
    out.operator(Op.localGet, total);
    out.byte(Op.i64Sub);
    this.setPoints();
  }

  getPoints(): void {
    this.out.operator(Op.localGet, this.pointsLocal);
  }

  setPoints(): void {
    this.out.operator(Op.localSet, this.pointsLocal);
  }

  /** A hook can be seen from outside, so production must have got as far; it finds the points in the global, and leaves them there. */
  callHook(functionIndex: number): void {
    this.checkOwed = true;
    this.settle();
    this.getPoints();
    this.out.operator(Op.globalSet, this.indices.pointsGlobal);
    this.out.operator(Op.call, functionIndex);
    this.out.operator(Op.globalGet, this.indices.pointsGlobal);
    this.setPoints();
  }

  /** A leaf is not metered: its cost is the caller's. */
  callLeaf(functionIndex: number, cost: number): void {
    this.pending += cost;
    this.passControlFlow();
    this.out.operator(Op.call, functionIndex);
  }

  callFunction(functionIndex: number): void {
    this.settle();
    this.getPoints();
    this.out.operator(Op.call, functionIndex);
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
    out.operator(Op.globalGet, indices.memoryGrowCountGlobal);
    out.i32Const(settings.maxMemoryGrow);
    out.byte(Op.i32GeU);
    this.getScratch();
    out.i32Const(settings.maxMemoryGrowDelta);
    out.byte(Op.i32GtU);
    out.byte(Op.i32Or);
    this.stopIf(Breakpoint.memoryLimit);
    out.operator(Op.globalGet, indices.memoryGrowCountGlobal);
    out.i32Const(1);
    out.byte(Op.i32Add);
    out.operator(Op.globalSet, indices.memoryGrowCountGlobal);
    this.getScratch();
  }

  /** Before a store, whose address and value are on the stack: notes the address unless it lies in the range already noted. */
  noteStore(code: number, offset: number): void {
    const { out, indices, scratchLocal } = this;
    const value = isLongStore(code) ? scratchLocal + 2 : scratchLocal + 1;
    this.scratchUsed = true;
    out.operator(Op.localSet, value);
    out.operator(Op.localTee, scratchLocal);
    out.operator(Op.localGet, scratchLocal);
    if (offset > 0) this.addOffset(offset);
    out.operator(Op.globalGet, indices.touchedLowGlobal);
    out.byte(Op.i32Sub);
    out.operator(Op.globalGet, indices.touchedSpanGlobal);
    out.byte(Op.i32GeU);
    out.operator(Op.if, ValueType.empty);
    out.operator(Op.localGet, scratchLocal);
    if (offset > 0) this.addOffset(offset);
    out.operator(Op.call, indices.noteTouchedFunction);
    out.byte(Op.end);
    out.operator(Op.localGet, value);
  }

  private addOffset(offset: number): void {
    this.out.i32Const(offset);
    this.out.byte(Op.i32Add);
  }

  private charge(store: number): void {
    const { out, pointsLocal } = this;
    out.operator(Op.localGet, pointsLocal);
    if (this.pending < 0x40) out.operator(Op.i64Const, this.pending);
    else {
      out.byte(Op.i64Const);
      out.signed(this.pending);
    }
    out.byte(Op.i64Sub);
    out.operator(store, pointsLocal);
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
    out.operator(Op.if, ValueType.empty);
    out.operator(Op.i32Const, breakpoint);
    out.operator(Op.globalSet, this.indices.breakpointGlobal);
    out.byte(Op.unreachable);
    out.byte(Op.end);
  }

  /** Reads a local of the contract, by its index there. */
  private contractLocal(index: number): void {
    this.out.operator(Op.localGet, index < this.pointsLocal ? index : index + 1);
  }

  private setScratch(): void {
    this.scratchUsed = true;
    this.out.operator(Op.localSet, this.scratchLocal);
  }

  private getScratch(): void {
    this.out.operator(Op.localGet, this.scratchLocal);
  }
}

/** Whether a store is one of an i64. */
function isLongStore(code: number): boolean {
  return code === Op.i64Store || code >= Op.i64Store8;
}
