// A cursor over a WebAssembly binary. Reading past the end or a malformed number rejects the module.
import { ModuleRejection } from "./rejection.js";

export class ByteReader {
  readonly bytes: Uint8Array;
  position: number;
  end: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  get done(): boolean {
    return this.position >= this.end;
  }

  byte(): number {
    if (this.position >= this.end) throw new ModuleRejection("unexpected end", this.position);
    return this.bytes[this.position++]!;
  }

  /** Unsigned LEB128 of 32 bits. */
  u32(): number {
    const first = this.byte();
    return first < 0x80 ? first : this.longU32(first);
  }

  private longU32(first: number): number {
    let value = first & 0x7f;
    for (let shift = 7; shift < 35; shift += 7) {
      const next = this.byte();
      value |= (next & 0x7f) << shift;
      if (next >= 0x80) continue;
      if (shift === 28 && next > 0x0f) break;
      return value >>> 0;
    }
    throw new ModuleRejection("invalid LEB128", this.position);
  }

  /** Signed LEB128 of 32 bits. */
  i32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const next = this.byte();
      value |= (next & 0x7f) << shift;
      if (next < 0x80) return shift < 25 && (next & 0x40) !== 0 ? value | (-1 << (shift + 7)) : value;
    }
    throw new ModuleRejection("invalid LEB128", this.position);
  }

  skip(count: number): void {
    if (count > this.end - this.position) throw new ModuleRejection("unexpected end", this.position);
    this.position += count;
  }

  /** Skips a LEB128 number of any width. */
  skipLeb(): void {
    while (this.byte() >= 0x80);
  }

  /** A cursor over the next `count` bytes, which this one skips. */
  slice(count: number): ByteReader {
    const start = this.position;
    this.skip(count);
    return new ByteReader(this.bytes, start, start + count);
  }

  /** Text of `length` bytes. Its UTF-8 is well-formed: the engine has validated it. */
  text(length: number): string {
    const start = this.position;
    this.skip(length);
    return textFromUtf8(this.bytes, start, this.position);
  }
}

/** Decodes well-formed UTF-8; `TextDecoder` is not part of the language. */
function textFromUtf8(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; ) {
    const lead = bytes[at++]!;
    if (lead < 0x80) {
      text += String.fromCharCode(lead);
      continue;
    }
    const tail = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    let point = lead & (0x3f >> tail);
    for (let index = 0; index < tail; index++) point = (point << 6) | (bytes[at++]! & 0x3f);
    text += String.fromCodePoint(point);
  }
  return text;
}
