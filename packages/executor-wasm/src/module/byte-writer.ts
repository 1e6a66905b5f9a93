// A growing byte buffer with the encodings of the WebAssembly binary format.
import { Op } from "./operator.js";

export class ByteWriter {
  bytes: Uint8Array;
  length = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Makes room, so that `count` bytes can be written without a check. */
  reserve(count: number): void {
    if (this.length + count > this.bytes.length) this.grow(count);
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  /** Copies `source[start, end)`. */
  copy(source: Uint8Array, start: number, end: number): void {
    const count = end - start;
    this.reserve(count);
    const { bytes, length } = this;
    this.length = length + count;
    // A loop beats `set(subarray())` for the short runs between rewritten operators.
    if (count < 64) for (let at = 0; at < count; at++) bytes[length + at] = source[start + at]!;
    else bytes.set(source.subarray(start, end), length);
  }

  append(other: ByteWriter): void {
    this.copy(other.bytes, 0, other.length);
  }

  /** An operator with an index. There must be room for six bytes. */
  operator(code: number, index: number): void {
    const { bytes, length } = this;
    bytes[length] = code;
    bytes[length + 1] = index;
    this.length = length + 2;
    if (index < 0x80) return;
    this.length = length + 1;
    this.u32(index);
  }

  /** Unsigned LEB128 of an unsigned 32-bit value. */
  u32(value: number): void {
    this.reserve(5);
    const { bytes } = this;
    let { length } = this;
    let rest = value;
    while (rest > 0x7f) {
      bytes[length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    bytes[length++] = rest;
    this.length = length;
  }

  /** Signed LEB128 of a non-negative safe integer. */
  signed(value: number): void {
    this.reserve(10);
    const { bytes } = this;
    let { length } = this;
    let rest = value;
    while (rest > 0x3f) {
      bytes[length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    bytes[length++] = rest;
    this.length = length;
  }

  /** `i32.const` of the bits of an unsigned 32-bit value. */
  i32Const(value: number): void {
    this.byte(Op.i32Const);
    let rest = value | 0;
    while (rest > 0x3f || rest < -0x40) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }

  /** Begins what stands behind its size, in the five bytes that any size fits into, so that nothing is written twice; answers where. */
  beginSized(): number {
    this.reserve(5);
    this.length += 5;
    return this.length - 5;
  }

  endSized(sizeAt: number): void {
    const size = this.length - sizeAt - 5;
    for (let index = 0; index < 4; index++) this.bytes[sizeAt + index] = ((size >>> (7 * index)) & 0x7f) | 0x80;
    this.bytes[sizeAt + 4] = size >>> 28;
  }

  /** A name of ASCII characters. */
  name(text: string): void {
    this.u32(text.length);
    for (let at = 0; at < text.length; at++) this.byte(text.charCodeAt(at));
  }

  private grow(count: number): void {
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}
