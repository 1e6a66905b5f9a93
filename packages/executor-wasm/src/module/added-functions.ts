// Bodies of the functions that the rewritten module adds behind the contract's own.
import { Breakpoint } from "@mxvm/executor-api";
import type { ByteWriter } from "./byte-writer.js";
import type { AddedIndices } from "./metering.js";
import { ValueType } from "./module-info.js";
import { Op } from "./operator.js";

/** `() -> ()`: takes the points from the global, calls, puts them back, and makes the last check. A hook has nothing to meter. */
export function writeExportWrapper(
  body: ByteWriter,
  indices: AddedIndices,
  functionIndex: number,
  isHook: boolean,
  hasResult: boolean,
): void {
  body.byte(0);
  if (!isHook) writeGlobal(body, Op.globalGet, indices.pointsGlobal);
  body.byte(Op.call);
  body.u32(functionIndex);
  if (!isHook) writeGlobal(body, Op.globalSet, indices.pointsGlobal);
  if (hasResult) body.byte(Op.drop);
  if (!isHook) {
    writeGlobal(body, Op.globalGet, indices.pointsGlobal);
    writeStopWithoutPoints(body, indices);
  }
  body.byte(Op.end);
}

/** Stops with out of gas unless the points on the stack are more than none. */
function writeStopWithoutPoints(body: ByteWriter, indices: AddedIndices): void {
  writeBytes(body, [Op.i64Const, 0, Op.i64LeS, Op.if, ValueType.empty, Op.i32Const, Breakpoint.outOfGas]);
  writeGlobal(body, Op.globalSet, indices.breakpointGlobal);
  writeBytes(body, [Op.unreachable, Op.end]);
}

/** The metered form of a function without control flow, of `paramCount` parameters: what references to it lead to. */
export function writeLeafStandIn(body: ByteWriter, functionIndex: number, paramCount: number, cost: number): void {
  body.byte(0);
  for (let index = 0; index < paramCount; index++) writeLocal(body, Op.localGet, index);
  body.byte(Op.call);
  body.u32(functionIndex);
  writeLocal(body, Op.localGet, paramCount);
  body.byte(Op.i64Const);
  body.signed(cost);
  writeBytes(body, [Op.i64Sub, Op.end]);
}

/**
 * The metered form of a hook, of `paramCount` parameters: what references to it lead to. An indirect call does not know that it leads to
 * a hook, which is seen from outside, so the check that production has got as far is made here.
 */
export function writeHookStandIn(body: ByteWriter, indices: AddedIndices, functionIndex: number, paramCount: number): void {
  body.byte(0);
  writeLocal(body, Op.localGet, paramCount);
  writeStopWithoutPoints(body, indices);
  writeLocal(body, Op.localGet, paramCount);
  writeGlobal(body, Op.globalSet, indices.pointsGlobal);
  for (let index = 0; index < paramCount; index++) writeLocal(body, Op.localGet, index);
  body.byte(Op.call);
  body.u32(functionIndex);
  writeGlobal(body, Op.globalGet, indices.pointsGlobal);
  body.byte(Op.end);
}

/** `() -> ()`: sets globals to constants. `each` calls back once for each of them. */
export function writeGlobalResets(
  body: ByteWriter,
  each: (reset: (globalIndex: number, writeConstant: () => void) => void) => void,
): void {
  body.byte(0);
  each((globalIndex, writeConstant) => {
    writeConstant();
    writeGlobal(body, Op.globalSet, globalIndex);
  });
  body.byte(Op.end);
}

/** `(i32) -> ()`: widens the touched range to the 4 KB around an address. An empty range starts there. */
export function writeNoteTouched(body: ByteWriter, indices: AddedIndices): void {
  const [address, low, high] = [0, 1, 2];
  const writeOldLow = (): void => {
    writeGlobal(body, Op.globalGet, indices.touchedLowGlobal);
  };
  const writeOldHigh = (): void => {
    writeOldLow();
    writeGlobal(body, Op.globalGet, indices.touchedSpanGlobal);
    body.byte(Op.i32Add);
  };
  /** Puts into a local the better of an old value and its own. */
  const writeBetter = (writeOld: () => void, local: number, comparison: number): void => {
    writeOld();
    writeLocal(body, Op.localGet, local);
    writeOld();
    writeLocal(body, Op.localGet, local);
    writeBytes(body, [comparison, Op.select]);
    writeLocal(body, Op.localSet, local);
  };
  const constants = { minus4096: [Op.i32Const, 0x80, 0x60], 4095: [Op.i32Const, 0xff, 0x1f], 1: [Op.i32Const, 1] };
  writeBytes(body, [1, 2, ValueType.i32]);
  writeBytes(body, [Op.localGet, address, ...constants.minus4096, Op.i32And, Op.localSet, low]);
  writeBytes(body, [Op.localGet, address, ...constants[4095], Op.i32Or, ...constants[1], Op.i32Add, Op.localSet, high]);
  writeGlobal(body, Op.globalGet, indices.touchedSpanGlobal);
  writeBytes(body, [Op.if, ValueType.empty]);
  writeBetter(writeOldHigh, high, Op.i32GtU);
  writeBetter(writeOldLow, low, Op.i32LtU);
  body.byte(Op.end);
  writeLocal(body, Op.localGet, low);
  writeGlobal(body, Op.globalSet, indices.touchedLowGlobal);
  writeBytes(body, [Op.localGet, high, Op.localGet, low, Op.i32Sub]);
  writeGlobal(body, Op.globalSet, indices.touchedSpanGlobal);
  body.byte(Op.end);
}

function writeBytes(body: ByteWriter, bytes: readonly number[]): void {
  for (const byte of bytes) body.byte(byte);
}

function writeLocal(body: ByteWriter, code: number, index: number): void {
  body.byte(code);
  body.u32(index);
}

function writeGlobal(body: ByteWriter, code: number, index: number): void {
  body.byte(code);
  body.u32(index);
}
