// Hand-assembled binaries, for what no text format can say.

const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

export function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const more = rest > 0x7f ? 0x80 : 0;
    bytes.push((rest & 0x7f) | more);
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

export function section(id: number, contents: readonly number[]): number[] {
  return [id, ...leb(contents.length), ...contents];
}

export function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

export function repeat(count: number, bytes: readonly number[]): number[] {
  return Array.from({ length: count }, () => bytes).flat();
}

export interface ModuleParts {
  readonly types?: readonly number[];
  readonly functions?: readonly number[];
  readonly table?: readonly number[];
  readonly globals?: readonly number[];
  readonly exports?: readonly number[];
  readonly code?: readonly number[];
  readonly data?: readonly number[];
  readonly before?: readonly number[];
  readonly after?: readonly number[];
}

/** A module with a table, a memory and a function exported as `run`, unless its parts say otherwise. Parts are section contents. */
export function moduleOf(parts: ModuleParts = {}): Uint8Array {
  return Uint8Array.from([
    ...header,
    ...(parts.before ?? []),
    ...section(1, parts.types ?? [1, 0x60, 0, 0]),
    ...section(3, parts.functions ?? [1, 0]),
    ...section(4, parts.table ?? [1, 0x70, 0, 1]),
    ...section(5, [1, 0, 1]),
    ...(parts.globals === undefined ? [] : section(6, parts.globals)),
    ...section(7, parts.exports ?? [2, 3, ...ascii("run"), 0, 0, 1, ...ascii("m"), 2, 0]),
    ...section(10, parts.code ?? bodyOf([])),
    ...(parts.data === undefined ? [] : section(11, parts.data)),
    ...(parts.after ?? []),
  ]);
}

/** Contents of a code section with one function of these operators. */
export function bodyOf(operators: readonly number[]): number[] {
  return [1, ...leb(operators.length + 2), 0, ...operators, 0x0b];
}
