// Operators without control flow: most of a contract. They are copied, with indices moved past what metering adds.
import { Shape, shapes } from "../opcodes/opcodes.js";
import type { ByteReader } from "./byte-reader.js";
import type { ByteWriter } from "./byte-writer.js";
import { checkAlignment, skipImmediates } from "./immediates.js";
import type { MeteringSettings } from "./metering.js";
import { Op } from "./operator.js";

/** The most bytes that one operator without control flow takes. */
const MAX_OPERATOR_BYTES = 32;

/**
 * Copies operators from the reader up to `end` or the first that needs more than copying, and answers what they cost. Locals from
 * `movedLocals` on move by one, to make place for the points, and globals by one, for the imported one.
 *
 * The state lives in local variables and numbers are copied without being decoded: that makes the rewriter twice as fast.
 */
export function copyStraightCode(reader: ByteReader, out: ByteWriter, end: number, movedLocals: number, costs: Float64Array): number {
  const source = reader.bytes;
  let at = reader.position;
  let { bytes, length } = out;
  let cost = 0;
  while (at < end) {
    const code = source[at]!;
    const shape = shapes[code]!;
    if (shape === Shape.forbidden || shape > Shape.global) break;
    if (length + MAX_OPERATOR_BYTES > bytes.length) {
      out.length = length;
      out.reserve(1024);
      bytes = out.bytes;
    }
    at++;
    cost += costs[code]!;
    bytes[length++] = code;
    if (shape === Shape.plain) continue;
    if (shape >= Shape.local) {
      const movedFrom = shape === Shape.local ? movedLocals : 0;
      const first = source[at]!;
      if (first < 0x7f) {
        at++;
        bytes[length++] = first < movedFrom ? first : first + 1;
        continue;
      }
      reader.position = at;
      const index = reader.u32();
      at = reader.position;
      out.length = length;
      out.u32(index < movedFrom ? index : index + 1);
      length = out.length;
      continue;
    }
    if (shape === Shape.memoryAccess) {
      const alignment = source[at++]!;
      checkAlignment(alignment, at);
      bytes[length++] = alignment;
    }
    let byte = 0;
    do {
      byte = source[at++]!;
      bytes[length++] = byte;
    } while (byte >= 0x80);
  }
  out.length = length;
  reader.position = at;
  return cost;
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
  return shape === Shape.memoryStore || (shape !== Shape.forbidden && shape <= Shape.global);
}
