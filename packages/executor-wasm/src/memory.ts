// Access to a contract's memory by hooks. Mirrors vm-go executor/executorMemory.go.
import { MemoryAccessError, memoryAccessMessages } from "@mxvm/executor-api";
import type { MemoryImage } from "./contract-module.js";
import type { NativeMemory } from "./native-wasm.js";

const PAGE_SIZE = 65_536;

export class ContractMemory {
  private readonly native: NativeMemory;
  private readonly image: MemoryImage;
  private readonly initialLength: number;
  /** Range that hooks have written to since the last reset. */
  private storedLow = Infinity;
  private storedHigh = 0;
  /** Of the current buffer; growing the memory replaces that. */
  private view: Uint8Array;

  constructor(native: NativeMemory, image: MemoryImage) {
    this.native = native;
    this.image = image;
    this.view = new Uint8Array(native.buffer);
    this.initialLength = this.view.length;
  }

  get length(): number {
    return this.bytes().length;
  }

  load(pointer: number, length: number): Uint8Array {
    if (length === 0) return new Uint8Array(0);
    const bytes = this.bytes();
    if (pointer < 0 || pointer > bytes.length) throw new MemoryAccessError(memoryAccessMessages.loadBadBounds);
    if (length < 0) throw new MemoryAccessError(memoryAccessMessages.loadNegativeLength);
    // `slice` cuts a range that ends beyond memory, as production does.
    return bytes.slice(pointer, pointer + length);
  }

  store(pointer: number, data: Uint8Array): void {
    if (data.length === 0) return;
    const bytes = this.bytes();
    if (pointer < 0) throw new MemoryAccessError(memoryAccessMessages.storeBadBoundsLower);
    if (pointer + data.length > bytes.length) throw new MemoryAccessError(memoryAccessMessages.storeBadBoundsUpper);
    bytes.set(data, pointer);
    this.storedLow = Math.min(this.storedLow, pointer);
    this.storedHigh = Math.max(this.storedHigh, pointer + data.length);
  }

  /** Adds pages; answers the size in pages before, or -1. */
  grow(pages: number): number {
    const before = this.length / PAGE_SIZE;
    try {
      this.native.grow(pages);
    } catch {
      // The engine says by a RangeError, and by nothing else, that the memory cannot grow so far.
      return -1;
    }
    return before;
  }

  dump(): Uint8Array {
    return this.bytes().slice();
  }

  /**
   * Brings back the contents after instantiation, where the code has touched `[touchedLow, touchedHigh)` at most. Answers false if the
   * memory has grown: it cannot shrink.
   */
  reset(touchedLow: number, touchedHigh: number): boolean {
    const bytes = this.bytes();
    if (bytes.length !== this.initialLength) return false;
    const low = Math.min(touchedLow, this.storedLow, bytes.length);
    const high = Math.min(Math.max(touchedHigh, this.storedHigh), bytes.length);
    this.storedLow = Infinity;
    this.storedHigh = 0;
    if (low >= high) return true;
    bytes.fill(0, low, high);
    const { offset, bytes: image } = this.image;
    const imageLow = Math.max(low, offset);
    const imageHigh = Math.min(high, offset + image.length);
    if (imageLow < imageHigh) bytes.set(image.subarray(imageLow - offset, imageHigh - offset), imageLow);
    return true;
  }

  private bytes(): Uint8Array {
    if (this.view.buffer !== this.native.buffer) this.view = new Uint8Array(this.native.buffer);
    return this.view;
  }
}
