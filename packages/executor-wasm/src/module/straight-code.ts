// Operators without control flow: most of a contract. They are copied, with indices moved past what metering adds.
import { Shape, shapes } from "../opcodes/opcodes.js";
import type { ByteReader } from "./byte-reader.js";
import type { ByteWriter } from "./byte-writer.js";
import { checkAlignment, skipImmediates } from "./immediates.js";
import type { MeteringSettings } from "./metering.js";
import { Op } from "./operator.js";

/**
 * For `copyStraightCode`, by operator code: the bytes of an operator whose numbers take one byte each, 0 if it needs more than copying,
 * and, shifted by 8 and 16, the bits that its first and second immediate then do not have.
 */
const layouts: Uint32Array = Uint32Array.from(shapes, (shape) => {
  if (shape > Shape.global) return 0;
  if (shape === Shape.plain) return 1;
  return shape === Shape.memoryAccess ? 3 | (0xfc << 8) | (0x80 << 16) : 2 | (0x80 << 8);
});

/** Above every index: functions have 4,000 locals at most. */
const NEVER = 0xffff;

/** First index that moves by one, by operator code: all globals do, for the imported one, and no locals. */
export function createFirstMoved(): Uint16Array {
  return Uint16Array.from(shapes, (shape) => (shape === Shape.global ? 0 : NEVER));
}

/** Lets locals move from this one on, to make place for the points; `Infinity` is none. */
export function moveLocals(firstMoved: Uint16Array, from: number): void {
  firstMoved.fill(Math.min(from, NEVER), Op.localGet, Op.localTee + 1);
}

/**
 * Copies operators from the reader up to `end` or the first that needs more than copying, and answers what they cost. Indices from
 * `firstMoved` on move by one. The writer must have room for twice the bytes up to `end`, and three more: an index that moves may take
 * one byte more.
 */
export function copyStraightCode(reader: ByteReader, out: ByteWriter, end: number, firstMoved: Uint16Array, costs: Float64Array): number {
  let cost = 0;
  for (;;) {
    cost += copyShortOperators(reader, out, end, firstMoved, costs);
    const code = reader.bytes[reader.position]!;
    const shape = shapes[code]!;
    if (reader.position >= end || shape > Shape.global) return cost;
    reader.position++;
    cost += costs[code]!;
    out.byte(code);
    copyLongImmediates(reader, out, shape, firstMoved[code]!);
  }
}

/**
 * As `copyStraightCode`, up to the first operator with a number in several bytes. What follows the code of an operator is copied whether
 * or not it belongs to it, and overwritten if not: without calls, and without branches that depend on the operator, this takes half the
 * time.
 */
function copyShortOperators(reader: ByteReader, out: ByteWriter, end: number, firstMoved: Uint16Array, costs: Float64Array): number {
  const { bytes: source } = reader;
  const { bytes } = out;
  const table = layouts;
  let at = reader.position;
  let { length } = out;
  let cost = 0;
  while (at < end) {
    const code = source[at]!;
    const layout = table[code]!;
    const first = source[at + 1]!;
    const second = source[at + 2]!;
    // Adds 1 unless `first` is less.
    const moved = first + 1 + ((first - firstMoved[code]!) >> 31);
    if (layout === 0 || (((first | moved) << 8) | (second << 16)) & layout) break;
    cost += costs[code]!;
    bytes[length] = code;
    bytes[length + 1] = moved;
    bytes[length + 2] = second;
    length += layout & 3;
    at += layout & 3;
  }
  out.length = length;
  reader.position = at;
  return cost;
}

function copyLongImmediates(reader: ByteReader, out: ByteWriter, shape: number, firstMoved: number): void {
  if (shape === Shape.local || shape === Shape.global) {
    const index = reader.u32();
    out.u32(index < firstMoved ? index : index + 1);
    return;
  }
  if (shape === Shape.memoryAccess) {
    const alignment = reader.byte();
    checkAlignment(alignment, reader.position);
    out.byte(alignment);
  }
  const start = reader.position;
  reader.skipLeb();
  out.copy(reader.bytes, start, reader.position);
}

/**
 * Where `br_if 0 end` stands behind operators without control flow, which begin at the reader; `undefined` if something else ends them
 * or they take more than `maxBytes`. The reader stays where it is.
 */
export function branchBackBehind(reader: ByteReader, maxBytes: number): number | undefined {
  const { bytes: source, position: start } = reader;
  const last = Math.min(start + maxBytes, reader.end - 3);
  let branchAt: number | undefined;
  while (branchAt === undefined && reader.position < last) {
    const at = reader.position++;
    const code = source[at]!;
    const shape = shapes[code]!;
    if (code === Op.brIf) branchAt = at;
    else if (isStraight(shape)) skipImmediates(reader, shape);
    else break;
  }
  reader.position = start;
  return branchAt !== undefined && source[branchAt + 1] === 0 && source[branchAt + 2] === Op.end ? branchAt : undefined;
}

/** Reads operators without control flow, up to the end of the reader or the first that is none, and answers what they cost. */
export function costOfStraightCode(reader: ByteReader, costs: Float64Array): number {
  let cost = 0;
  while (!reader.done) {
    const code = reader.bytes[reader.position]!;
    if (!isStraight(shapes[code]!)) break;
    reader.position++;
    cost += costs[code]!;
    skipImmediates(reader, shapes[code]!);
  }
  return cost;
}

/** Reads the declaration of a function's locals: their number, and the cost of those above the free ones, each group by itself. */
export function costOfLocals(reader: ByteReader, settings: MeteringSettings): { readonly count: number; readonly cost: number } {
  let locals = 0;
  let cost = 0;
  for (let groups = reader.u32(); groups > 0; groups--) {
    const count = reader.u32();
    reader.skip(1);
    locals += count;
    const metered = count - settings.unmeteredLocals;
    // Production multiplies in 32 bits.
    if (metered > 0) cost += Math.imul(metered, settings.costTable.localAllocate) >>> 0;
  }
  return { count: locals, cost };
}

function isStraight(shape: number): boolean {
  return shape <= Shape.memoryStore;
}
