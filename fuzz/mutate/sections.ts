// A binary as a list of sections, as far as it can be read.
import { header, paddedU32, u32 } from "../generate/bytes.js";

export interface BinarySection {
  readonly id: number;
  readonly contents: readonly number[];
  /** Bytes that its size takes; more than needed is allowed. */
  readonly sizeWidth?: number;
}

/** Reads a number; answers it with the position behind it. */
export function readU32(bytes: ArrayLike<number>, position: number): readonly [value: number, next: number] {
  let value = 0;
  let at = position;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = bytes[at++] ?? 0;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return [value >>> 0, at];
}

/** What cannot be read as sections is left out. */
export function sectionsOf(code: Uint8Array): BinarySection[] {
  const sections: BinarySection[] = [];
  for (let at = header.length; at < code.length; ) {
    const id = code[at]!;
    const [size, start] = readU32(code, at + 1);
    if (start + size > code.length) break;
    sections.push({ id, contents: [...code.subarray(start, start + size)] });
    at = start + size;
  }
  return sections;
}

export function codeOf(sections: readonly BinarySection[]): Uint8Array {
  const parts = sections.map(({ id, contents, sizeWidth }) => [id, ...sizeBytes(contents.length, sizeWidth), ...contents]);
  return Uint8Array.from([...header, ...parts.flat()]);
}

function sizeBytes(size: number, width: number | undefined): number[] {
  return width === undefined ? u32(size) : paddedU32(size, width);
}
