// Compiled contracts and idle instances, shared by all executors of a factory. Production keeps the same two caches, compiled and warm.
import { createHash } from "node:crypto";
import { hasStart, isResettable } from "./code-traits.js";
import type { NativeInstance } from "./native-instance.js";

/** One code, compiled with one set of costs and options. */
export class CompiledCode {
  /**
   * What the library can load in a tenth of the time that compiling takes. Nothing for code with a start function: its limit is compiled in,
   * so another limit wants another compilation.
   */
  readonly bytes: Uint8Array | undefined;
  readonly isResettable: boolean;
  readonly idle: NativeInstance[] = [];

  constructor(code: Uint8Array, bytes: Uint8Array | undefined) {
    this.isResettable = isResettable(code);
    this.bytes = hasStart(code) ? undefined : bytes;
  }
}

export interface CodeCache {
  get(code: Uint8Array, optionsKey: string): CompiledCode | undefined;
  /** Keeps what an instance was compiled to; the code used longest ago gives way. */
  add(code: Uint8Array, optionsKey: string, native: NativeInstance): CompiledCode;
  /** Takes an idle instance, as new but for its points and breakpoint. */
  take(compiled: CompiledCode): NativeInstance | undefined;
  /** Keeps an instance for the next who needs one, if the library can make it as new; else frees it. */
  put(compiled: CompiledCode, native: NativeInstance): void;
}

export interface CacheCapacities {
  readonly maxCachedCodes: number;
  readonly maxIdleInstances: number;
}

export function createCodeCache({ maxCachedCodes, maxIdleInstances }: CacheCapacities): CodeCache {
  // The same array is the same code, so most look-ups need no hash.
  const digests = new WeakMap<Uint8Array, string>();
  // Both in the order of use: the first is the one used longest ago.
  const codes = new Map<string, CompiledCode>();
  const idle = new Map<NativeInstance, CompiledCode>();

  const keyOf = (code: Uint8Array, optionsKey: string): string => {
    const digest = digests.get(code) ?? createHash("sha256").update(code).digest("base64");
    digests.set(code, digest);
    return `${digest},${optionsKey}`;
  };
  const touch = (key: string, compiled: CompiledCode): CompiledCode => {
    codes.delete(key);
    codes.set(key, compiled);
    const [oldest] = codes.keys();
    if (codes.size > maxCachedCodes && oldest !== undefined) codes.delete(oldest);
    return compiled;
  };
  return {
    get: (code, optionsKey) => {
      const key = keyOf(code, optionsKey);
      const compiled = codes.get(key);
      return compiled && touch(key, compiled);
    },
    add: (code, optionsKey, native) => {
      const bytes = maxCachedCodes === 0 ? undefined : native.compiledCode();
      return touch(keyOf(code, optionsKey), new CompiledCode(code, bytes));
    },
    take: (compiled) => {
      const native = compiled.idle.pop();
      if (native !== undefined) idle.delete(native);
      return native;
    },
    put: (compiled, native) => {
      if (maxIdleInstances === 0 || !compiled.isResettable || !native.reset()) {
        native.destroy();
        return;
      }
      compiled.idle.push(native);
      idle.set(native, compiled);
      const [oldest] = idle;
      if (idle.size <= maxIdleInstances || oldest === undefined) return;
      const [first, home] = oldest;
      idle.delete(first);
      home.idle.splice(home.idle.indexOf(first), 1);
      first.destroy();
    },
  };
}
