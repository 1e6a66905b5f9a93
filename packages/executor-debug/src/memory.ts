// Memory of an instance: where hooks read and write what the boundary passes by pointer. TypeScript code itself keeps nothing there.
import { MemoryAccessError, memoryAccessMessages } from "@mxvm/executor-api";
import type { Data } from "@mxvm/contract-api";

const PAGE_SIZE = 65_536;
const INITIAL_PAGES = 2;
const MAX_PAGES = 20;

/** Two rooms of half a page, then constants. Larger contents get a place of their own behind all others. */
const ROOM_SIZE = PAGE_SIZE / 2;
const SECOND_ROOM = ROOM_SIZE;
const CONSTANTS = 2 * ROOM_SIZE;

export class DebugMemory {
  private bytes = new Uint8Array(INITIAL_PAGES * PAGE_SIZE);
  private view = new DataView(this.bytes.buffer);
  private readonly constants = new Map<Uint8Array, Data>();
  private end = CONSTANTS;
  /** Below it memory may have been written to since the last reset. */
  private touched = 0;

  get length(): number {
    return this.bytes.length;
  }

  load(pointer: number, length: number): Uint8Array {
    if (length === 0) return new Uint8Array(0);
    if (pointer < 0 || pointer > this.length) throw new MemoryAccessError(memoryAccessMessages.loadBadBounds);
    if (length < 0) throw new MemoryAccessError(memoryAccessMessages.loadNegativeLength);
    return this.bytes.slice(pointer, pointer + length);
  }

  store(pointer: number, data: Uint8Array): void {
    if (data.length === 0) return;
    if (pointer < 0) throw new MemoryAccessError(memoryAccessMessages.storeBadBoundsLower);
    if (pointer + data.length > this.length) throw new MemoryAccessError(memoryAccessMessages.storeBadBoundsUpper);
    this.bytes.set(data, pointer);
    this.touch(pointer + data.length);
  }

  /** The place of constant bytes, the same for the same array. */
  constant(bytes: Uint8Array): Data {
    const known = this.constants.get(bytes);
    if (known !== undefined) return known;
    const data = { pointer: this.append(bytes.length), length: bytes.length };
    this.bytes.set(bytes, data.pointer);
    this.constants.set(bytes, data);
    return data;
  }

  room(length: number): Data {
    return { pointer: length <= ROOM_SIZE ? 0 : this.append(length), length };
  }

  secondRoom(length: number): Data {
    return { pointer: length <= ROOM_SIZE ? SECOND_ROOM : this.append(length), length };
  }

  put(bytes: Uint8Array): Data {
    const data = this.room(bytes.length);
    this.bytes.set(bytes, data.pointer);
    this.touch(data.pointer + bytes.length);
    return data;
  }

  read32(pointer: number): number {
    return this.view.getInt32(pointer);
  }

  write32(pointer: number, value: number): void {
    this.view.setInt32(pointer, value);
    this.touch(pointer + 4);
  }

  read64(pointer: number): bigint {
    return this.view.getBigInt64(pointer);
  }

  write64(pointer: number, value: bigint): void {
    this.view.setBigInt64(pointer, value);
    this.touch(pointer + 8);
  }

  grow(pages: number): number {
    const before = this.length / PAGE_SIZE;
    if (pages < 0 || before + pages > MAX_PAGES) return -1;
    this.resize(before + pages);
    return before;
  }

  dump(): Uint8Array {
    return this.bytes.slice();
  }

  /** What was written is gone; constants stay, as the data of a compiled contract does. */
  reset(): void {
    if (this.length === INITIAL_PAGES * PAGE_SIZE && this.touched <= CONSTANTS) this.bytes.fill(0, 0, this.touched);
    else {
      this.bytes = new Uint8Array(INITIAL_PAGES * PAGE_SIZE);
      this.view = new DataView(this.bytes.buffer);
      this.constants.clear();
      this.end = CONSTANTS;
    }
    this.touched = 0;
  }

  private touch(end: number): void {
    if (end > this.touched) this.touched = end;
  }

  private append(length: number): number {
    const pointer = this.end;
    this.end += length;
    if (this.end > this.length) this.resize(Math.ceil(this.end / PAGE_SIZE));
    return pointer;
  }

  private resize(pages: number): void {
    const grown = new Uint8Array(pages * PAGE_SIZE);
    grown.set(this.bytes);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }
}
