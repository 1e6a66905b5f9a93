// The part of koffi that the tests use: loaded at run time, so that platforms without it can skip.

export interface Koffi {
  load(path: string): { func(prototype: string): (...args: unknown[]) => unknown };
  register(callback: (...args: never[]) => unknown, type: unknown): unknown;
  proto(result: string, params: string[]): unknown;
  pointer(type: unknown): unknown;
  address(value: unknown): number | bigint;
  view(pointer: unknown, length: number): ArrayBuffer;
}
