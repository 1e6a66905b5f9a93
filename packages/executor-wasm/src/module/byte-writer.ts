// A growing byte buffer with the encodings of the WebAssembly binary format.

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
    // A loop beats `set(subarray())` for the short runs between rewritten operators.
    if (count < 64) for (let at = start; at < end; at++) this.bytes[this.length++] = source[at]!;
    else {
      this.bytes.set(source.subarray(start, end), this.length);
      this.length += count;
    }
  }

  append(other: ByteWriter): void {
    this.copy(other.bytes, 0, other.length);
  }

  /** Unsigned LEB128 of an unsigned 32-bit value. */
  u32(value: number): void {
    this.reserve(5);
    let rest = value;
    while (rest > 0x7f) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  /** Signed LEB128 of a non-negative safe integer. */
  signed(value: number): void {
    this.reserve(10);
    let rest = value;
    while (rest > 0x3f) {
      this.bytes[this.length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.bytes[this.length++] = rest;
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
