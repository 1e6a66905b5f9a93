// Memory of a mock instance. Mirrors MemoryMock of vm-go mock/context, under the bounds of vm-go executor/executorMemory.go.
import { MemoryAccessError, memoryAccessMessages } from "@mxvm/executor-api";

const PAGE_SIZE = 65_536;
const INITIAL_PAGES = 2;
/** Production's limit for contracts. */
const MAX_PAGES = 20;

export class MockMemory {
  private bytes = new Uint8Array(INITIAL_PAGES * PAGE_SIZE);

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
  }

  contains(pointer: number, length: number): boolean {
    return pointer >= 0 && length >= 0 && pointer + length <= this.length;
  }

  grow(pages: number): number {
    const before = this.length / PAGE_SIZE;
    if (pages < 0 || before + pages > MAX_PAGES) return -1;
    const grown = new Uint8Array((before + pages) * PAGE_SIZE);
    grown.set(this.bytes);
    this.bytes = grown;
    return before;
  }

  dump(): Uint8Array {
    return this.bytes.slice();
  }

  reset(): boolean {
    if (this.length !== INITIAL_PAGES * PAGE_SIZE) return false;
    this.bytes.fill(0);
    return true;
  }
}
