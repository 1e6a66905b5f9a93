// Access to a contract's memory by hooks. Mirrors vm-go executor/executorMemory.go.
import { MemoryAccessError, memoryAccessMessages } from "@mxvm/executor-api";
import type { MemoryImage } from "./contract-module.js";
import type { NativeMemory } from "./native-wasm.js";

const PAGE_SIZE = 65_536;

export class ContractMemory {
  private readonly native: NativeMemory;
  private readonly image: MemoryImage;
  private readonly initialLength: number;
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

  /** Brings back the contents after instantiation. Answers false if the memory has grown: it cannot shrink. */
  reset(): boolean {
    const bytes = this.bytes();
    if (bytes.length !== this.initialLength) return false;
    const { offset, bytes: image } = this.image;
    bytes.fill(0, 0, offset);
    bytes.set(image, offset);
    bytes.fill(0, offset + image.length);
    return true;
  }

  private bytes(): Uint8Array {
    if (this.view.buffer !== this.native.buffer) this.view = new Uint8Array(this.native.buffer);
    return this.view;
  }
}
