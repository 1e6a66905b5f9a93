// Operators without control flow: most of a contract. They are copied, with indices moved past what metering adds.
import { Shape, shapes } from "../opcodes/opcodes.js";
import type { ByteReader } from "./byte-reader.js";
import type { ByteWriter } from "./byte-writer.js";
import { checkAlignment, skipImmediates } from "./immediates.js";
import { Op } from "./operator.js";

/** The most bytes that one operator without control flow takes. */
const MAX_OPERATOR_BYTES = 32;

/**
 * Copies operators from the reader up to `end` or the first that needs more than copying, and answers what they cost. Locals from
 * `paramCount` on move by one, to make place for the points, and globals by one, for the imported one.
 *
 * The state lives in local variables and numbers are copied without being decoded: that makes the rewriter twice as fast.
 */
export function copyStraightCode(reader: ByteReader, out: ByteWriter, end: number, paramCount: number, costs: Float64Array): number {
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
      const movedFrom = shape === Shape.local ? paramCount : 0;
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
    else if (shape === Shape.memoryStore || (shape !== Shape.forbidden && shape <= Shape.global)) skipImmediates(reader, shape);
    else break;
  }
  reader.position = start;
  return branchAt !== undefined && source[branchAt + 1] === 0 && source[branchAt + 2] === Op.end ? branchAt : undefined;
}

/** What operators without control flow cost, from the reader up to `end`. The reader stays where it is. */
export function costOfStraightCode(reader: ByteReader, end: number, costs: Float64Array): number {
  const start = reader.position;
  let cost = 0;
  while (reader.position < end) {
    const code = reader.byte();
    cost += costs[code]!;
    skipImmediates(reader, shapes[code]!);
  }
  reader.position = start;
  return cost;
}
