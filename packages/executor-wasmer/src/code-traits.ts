// What the library's reset cannot bring back: tables that code has changed, and what a start function has done.

const START_SECTION = 8;
const CODE_SECTION = 10;

/**
 * Whether a reset leaves an instance of this code as new. The code is one that the library has accepted; where it says something that is
 * not known here, the answer is no.
 */
export function isResettable(code: Uint8Array): boolean {
  const reader = new Reader(code, 8);
  while (reader.position < code.length) {
    const id = reader.byte();
    const end = reader.u32() + reader.position;
    if (id === START_SECTION) return false;
    if (id === CODE_SECTION && changesTables(reader)) return false;
    reader.position = end;
  }
  return true;
}

/** Whether code runs a function as it is instantiated. The library has accepted the code. */
export function hasStart(code: Uint8Array): boolean {
  const reader = new Reader(code, 8);
  while (reader.position < code.length) {
    if (reader.byte() === START_SECTION) return true;
    reader.position = reader.u32() + reader.position;
  }
  return false;
}

function changesTables(reader: Reader): boolean {
  for (let bodies = reader.u32(); bodies > 0; bodies--) {
    const end = reader.u32() + reader.position;
    for (let locals = reader.u32(); locals > 0; locals--) {
      reader.u32();
      reader.byte();
    }
    while (reader.position < end) if (mayChangeTable(reader)) return true;
  }
  return false;
}

const TABLE_SET = 0x26;
const BR_TABLE = 0x0e;
const TYPED_SELECT = 0x1c;
const PREFIX = 0xfc;

/** Numbers that follow an operator: `[first, last, count]` in ascending order. Integer contracts have no others. */
const immediates: readonly (readonly [first: number, last: number, count: number])[] = [
  [0x00, 0x01, 0],
  [0x02, 0x04, 1],
  [0x05, 0x05, 0],
  [0x0b, 0x0b, 0],
  [0x0c, 0x0d, 1],
  [0x0f, 0x0f, 0],
  [0x10, 0x10, 1],
  [0x11, 0x11, 2],
  [0x12, 0x12, 1],
  [0x13, 0x13, 2],
  [0x1a, 0x1b, 0],
  [0x20, 0x25, 1],
  [0x28, 0x3e, 2],
  [0x3f, 0x42, 1],
  [0x45, 0xc4, 0],
  [0xd0, 0xd0, 1],
  [0xd1, 0xd1, 0],
  [0xd2, 0xd2, 1],
];

const immediateCounts = new Int8Array(256).fill(-1);
for (const [first, last, count] of immediates) immediateCounts.fill(count, first, last + 1);

/** The only operator behind the prefix that production allows and that changes nothing. */
const TABLE_SIZE = 0x10;

/** Reads one operator. */
function mayChangeTable(reader: Reader): boolean {
  const operator = reader.byte();
  let count = immediateCounts[operator]!;
  if (operator === TABLE_SET) return true;
  if (operator === BR_TABLE || operator === TYPED_SELECT) count = reader.u32() + (operator === BR_TABLE ? 1 : 0);
  if (operator === PREFIX) count = reader.u32() === TABLE_SIZE ? 1 : -1;
  for (let left = count; left > 0; left--) reader.skipNumber();
  return count < 0;
}

class Reader {
  readonly bytes: Uint8Array;
  position: number;

  constructor(bytes: Uint8Array, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  byte(): number {
    return this.bytes[this.position++]!;
  }

  u32(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (!(byte >= 0x80)) return value >>> 0;
    }
  }

  skipNumber(): void {
    while (this.byte() >= 0x80);
  }
}
