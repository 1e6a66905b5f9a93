// The memory of an instance, as hooks read and write it.
import { MemoryAccessError, memoryAccessMessages } from "@mxvm/executor-api";

export class ContractMemory {
  private readonly memory: WebAssembly.Memory;

  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
  }

  get length(): number {
    return this.memory.buffer.byteLength;
  }

  load(pointer: number, length: number): Uint8Array {
    if (length === 0) return new Uint8Array(0);
    if (pointer < 0 || pointer > this.length) throw new MemoryAccessError(memoryAccessMessages.loadBadBounds);
    if (length < 0) throw new MemoryAccessError(memoryAccessMessages.loadNegativeLength);
    return new Uint8Array(this.memory.buffer).slice(pointer, pointer + length);
  }

  store(pointer: number, data: Uint8Array): void {
    if (data.length === 0) return;
    if (pointer < 0) throw new MemoryAccessError(memoryAccessMessages.storeBadBoundsLower);
    if (pointer + data.length > this.length) throw new MemoryAccessError(memoryAccessMessages.storeBadBoundsUpper);
    new Uint8Array(this.memory.buffer).set(data, pointer);
  }

  /** Pages before, or -1. A buffer that was taken before is detached: none is kept. */
  grow(pages: number): number {
    try {
      return this.memory.grow(pages);
    } catch {
      return -1;
    }
  }

  dump(): Uint8Array {
    return new Uint8Array(this.memory.buffer).slice();
  }
}
