// An instance inside the library: its pointer, its memory, and its end.
import { ExecutorError, MemoryAccessError, memoryAccessMessages } from "@mxvm/executor-api";
import { type Library, type Pointer, textFrom } from "./library.js";

const SUCCESS = 1;
const PAGE_SIZE = 65_536;
const MAX_PAGES = 65_536;

/** What an instance is made from: a contract's binary, or what the library has compiled from one. */
export interface InstanceSource {
  readonly bytes: Uint8Array;
  readonly isCompiled: boolean;
  readonly options: Uint8Array;
}

export type NativeInstanceResult = { readonly ok: true; readonly native: NativeInstance } | { readonly ok: false; readonly reason: string };

export function createNativeInstance(library: Library, { bytes, isCompiled, options }: InstanceSource): NativeInstanceResult {
  const { functions, executor } = library;
  const out = new BigUint64Array(1);
  const create = isCompiled ? functions.instance_from_cache : functions.new_instance;
  if (create(executor, out, bytes, bytes.length, options) === SUCCESS) return { ok: true, native: new NativeInstance(library, out[0]!) };
  const reason = library.lastError();
  if (!reason.startsWith(NO_RESOURCES)) return { ok: false, reason };
  throw new ExecutorError("INSTANCES_EXHAUSTED", `this machine cannot hold one more instance, clean those that are no longer needed: ${reason}`);
}

/** The library's words for what is not the contract's fault. */
const NO_RESOURCES = "Insufficient resources";

interface Remains {
  readonly library: Library;
  readonly pointer: Pointer;
}

/** Frees instances that nobody cleaned, and those that waited in the pool of a factory that is no longer used. */
const forgotten = new FinalizationRegistry<Remains>(({ library, pointer }) => {
  library.functions.instance_destroy(pointer);
});

export class NativeInstance {
  readonly library: Library;
  readonly pointer: Pointer;
  private names: readonly string[] | undefined;
  /** All of the memory, without copying. Making it takes 30 µs, so it is kept while memory is where it was, as long as it was. */
  private memory: Uint8Array | undefined;
  private memoryStart: number | bigint = 0;
  /** Whether code may have grown the memory since its length was read. */
  private isLengthOld = true;
  /** Whether memory may be elsewhere although its length is the same: a reset moves it. */
  private mayHaveMoved = true;

  constructor(library: Library, pointer: Pointer) {
    this.library = library;
    this.pointer = pointer;
    forgotten.register(this, { library, pointer }, this);
  }

  destroy(): void {
    forgotten.unregister(this);
    this.memory = undefined;
    this.library.functions.instance_destroy(this.pointer);
  }

  /** Runs a function; false if it failed, and `lastError` says why. */
  call(name: string): boolean {
    return this.library.functions.instance_call(this.pointer, name) === SUCCESS;
  }

  hasFunction(name: string): boolean {
    return this.library.functions.instance_has_function(this.pointer, name) === 1;
  }

  isFunctionImported(name: string): boolean {
    return this.library.functions.instance_has_imported_function(this.pointer, name) === 1;
  }

  hasEndpointArities(): boolean {
    return this.library.functions.check_signatures(this.pointer) === SUCCESS;
  }

  functionNames(): readonly string[] {
    const { functions } = this.library;
    // Joined by "|", so that a name with that character counts as two, as in production.
    const length = functions.exported_function_names_length(this.pointer);
    this.names ??= Object.freeze(
      length === 0 ? [] : textFrom(length, (out, size) => functions.exported_function_names(this.pointer, out, size)).split("|"),
    );
    return this.names;
  }

  /** The compiled code; the caller owns the bytes. `undefined` if the library cannot write it. */
  compiledCode(): Uint8Array | undefined {
    const { library, pointer } = this;
    const out = new BigUint64Array(1);
    const length = new Uint32Array(1);
    if (library.functions.instance_cache(pointer, out, length) !== SUCCESS) return undefined;
    const bytes = library.view(out[0]!, length[0]!).slice();
    library.free(out[0]!);
    return bytes;
  }

  /** Memory and globals as after instantiation, but for what a start function has done; tables stay as they are. */
  reset(): boolean {
    this.codeRuns();
    this.mayHaveMoved = true;
    return this.library.functions.instance_reset(this.pointer) === SUCCESS;
  }

  get pointsUsed(): bigint {
    return BigInt(this.library.functions.instance_get_points_used(this.pointer));
  }

  set pointsUsed(points: bigint) {
    this.library.functions.instance_set_points_used(this.pointer, points);
  }

  set pointsLimit(points: bigint) {
    this.library.functions.instance_set_points_limit(this.pointer, points);
  }

  get breakpoint(): number {
    return Number(this.library.functions.instance_get_breakpoint_value(this.pointer));
  }

  set breakpoint(value: number) {
    this.library.functions.instance_set_breakpoint_value(this.pointer, value);
  }

  /** To be told whenever code of the instance may run, which may grow its memory. */
  codeRuns(): void {
    this.isLengthOld = true;
  }

  /** The memory as it is now; valid until code runs. */
  bytes(): Uint8Array {
    if (this.memory !== undefined && !this.isLengthOld) return this.memory;
    const { functions } = this.library;
    const length = Number(functions.instance_memory_data_length(this.pointer));
    this.isLengthOld = false;
    if (this.memory?.length === length && !this.mayHaveMoved) return this.memory;
    const start = functions.instance_memory_data(this.pointer);
    this.mayHaveMoved = false;
    if (this.memory?.length === length && this.memoryStart === start) return this.memory;
    this.memoryStart = start;
    this.memory = length === 0 ? new Uint8Array(0) : this.library.view(start, length);
    return this.memory;
  }

  /** Mirrors MemLoadFromMemory of vm-go executor/executorMemory.go. */
  load(pointer: number, length: number): Uint8Array {
    if (length === 0) return new Uint8Array(0);
    const bytes = this.bytes();
    if (pointer < 0 || pointer > bytes.length) throw new MemoryAccessError(memoryAccessMessages.loadBadBounds);
    if (length < 0) throw new MemoryAccessError(memoryAccessMessages.loadNegativeLength);
    // `slice` cuts a range that ends beyond memory, as production does.
    return bytes.slice(pointer, pointer + length);
  }

  /** Mirrors MemStoreToMemory of vm-go executor/executorMemory.go. */
  store(pointer: number, data: Uint8Array): void {
    if (data.length === 0) return;
    const bytes = this.bytes();
    if (pointer < 0) throw new MemoryAccessError(memoryAccessMessages.storeBadBoundsLower);
    if (pointer + data.length > bytes.length) throw new MemoryAccessError(memoryAccessMessages.storeBadBoundsUpper);
    bytes.set(data, pointer);
  }

  /** Adds pages; answers the size in pages before, or -1. */
  grow(pages: number): number {
    const before = this.bytes().length / PAGE_SIZE;
    if (!Number.isInteger(pages) || pages < 0 || pages > MAX_PAGES) return -1;
    this.codeRuns();
    return this.library.functions.instance_memory_grow(this.pointer, pages) === SUCCESS ? before : -1;
  }
}
