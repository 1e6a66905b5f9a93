// The engine's WebAssembly API, as far as the executor uses it: the language's own type libraries do not declare it.

export interface NativeModule {
  readonly __module: never;
}
export interface NativeMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
export interface NativeGlobal<Value> {
  value: Value;
}
export interface NativeInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}
export type NativeImports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface NativeWebAssembly {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => NativeModule;
  readonly Instance: new (module: NativeModule, imports: NativeImports) => NativeInstance;
  readonly Global: new (descriptor: { value: "i64"; mutable: true }, value: bigint) => NativeGlobal<bigint>;
  readonly CompileError: new (message?: string) => Error;
  readonly RuntimeError: new (message?: string) => Error;
}

declare const WebAssembly: NativeWebAssembly;

export const nativeWasm: NativeWebAssembly = WebAssembly;
