// Modules that are made to take time or memory: what production answers to each, and what ours does.
import type { CallOutcome } from "@mxvm/executor-api";

/** How a module ends: rejected, or the outcome of its function `run`; a fault where this engine ends before production does. */
export type HostileEnd = "rejected" | CallOutcome["status"] | "ENGINE_LIMIT";

export interface HostileModule {
  readonly what: string;
  readonly end: HostileEnd;
  /** How it ends on production. */
  readonly production: HostileEnd;
  readonly code: () => Uint8Array;
}

type Bytes = ArrayLike<number>;

function joined(...parts: readonly Bytes[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

function repeated(count: number, bytes: readonly number[]): Uint8Array {
  const result = new Uint8Array(count * bytes.length);
  for (let at = 0; at < result.length; at++) result[at] = bytes[at % bytes.length]!;
  return result;
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}

function section(id: number, contents: Bytes): Uint8Array {
  return joined([id], leb(contents.length), contents);
}

function text(characters: string): number[] {
  return [...leb(characters.length), ...[...characters].map((character) => character.charCodeAt(0))];
}

interface Parts {
  readonly types?: Bytes;
  readonly functions?: Bytes;
  readonly table?: Bytes;
  readonly memory?: Bytes;
  readonly exports?: Bytes;
  readonly elements?: Bytes;
  readonly code?: Bytes;
  readonly data?: Bytes;
  readonly before?: Bytes;
  readonly after?: Bytes;
}

const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const memoryExport = [...text("m"), 2, 0];

function moduleOf(parts: Parts): Uint8Array {
  const optional = (id: number, contents: Bytes | undefined): Bytes => (contents === undefined ? [] : section(id, contents));
  return joined(
    header,
    parts.before ?? [],
    section(1, parts.types ?? [1, 0x60, 0, 0]),
    section(3, parts.functions ?? [1, 0]),
    optional(4, parts.table),
    section(5, parts.memory ?? [1, 0, 1]),
    section(7, parts.exports ?? [2, ...text("run"), 0, 0, ...memoryExport]),
    optional(9, parts.elements),
    section(10, parts.code ?? bodyOf([])),
    optional(11, parts.data),
    parts.after ?? [],
  );
}

/** A code section of one function. */
function bodyOf(operators: Bytes, locals: Bytes = [0]): Uint8Array {
  return joined([1], leb(operators.length + locals.length + 1), locals, operators, [0x0b]);
}

function branchTable(labels: number): Uint8Array {
  return moduleOf({ code: bodyOf(joined([0x41, 5, 0x0e], leb(labels), repeated(labels + 1, [0]))) });
}

function nested(depth: number, open: readonly number[]): Uint8Array {
  return moduleOf({ code: bodyOf(joined(repeated(depth, open), repeated(depth, [0x0b]))) });
}

const most = [0xff, 0xff, 0xff, 0xff, 0x0f];
const [block, loop, condition] = [[0x02, 0x40], [0x03, 0x40], [0x41, 1, 0x04, 0x40]];

function hostile(what: string, end: HostileEnd, code: () => Uint8Array, production: HostileEnd = end): HostileModule {
  return { what, end, production, code };
}

const memories: readonly HostileModule[] = [
  hostile("a memory of 4 GB", "rejected", () => moduleOf({ memory: [1, 0, ...leb(65_536)] })),
  hostile("a memory of 2^32 - 1 pages", "rejected", () => moduleOf({ memory: [1, 0, ...most] })),
  hostile("a memory that may grow to 4 GB", "rejected", () => moduleOf({ memory: [1, 1, 1, ...leb(65_536)] })),
  hostile("memory.grow in an endless loop", "stopped", () => moduleOf({ code: bodyOf([0x03, 0x40, 0x41, 1, 0x40, 0, 0x1a, 0x0c, 0, 0x0b]) })),
  hostile("memory.grow by 4 GB", "stopped", () => moduleOf({ code: bodyOf([0x41, 0xff, 0xff, 3, 0x40, 0, 0x1a]) })),
  hostile("a data segment of 10 MB", "returned", () => moduleOf({ data: joined([1, 1], leb(10_000_000), repeated(10_000_000, [1])) })),
  hostile("a data segment of 10 MB beyond memory", "rejected", () => moduleOf({ data: joined([1, 0, 0x41, 0, 0x0b], leb(10_000_000), repeated(10_000_000, [1])) })),
  hostile("a data segment said to have 2^32 - 1 bytes", "rejected", () => moduleOf({ data: [1, 0, 0x41, 0, 0x0b, ...most] })),
  hostile("100,000 data segments", "rejected", () => moduleOf({ data: joined(leb(100_000), repeated(100_000, [0, 0x41, 0, 0x0b, 0])) })),
  hostile("10,000 data segments over each other", "returned", () =>
    moduleOf({ data: joined(leb(10_000), repeated(10_000, [0, 0x41, 0, 0x0b, 100, ...repeated(100, [7])])) }),
  ),
];

const tables: readonly HostileModule[] = [
  hostile("a table of 2^32 - 1 elements", "rejected", () => moduleOf({ table: [1, 0x70, 0, ...most] })),
  hostile("an element segment of a million functions", "rejected", () =>
    moduleOf({ table: [1, 0x70, 0, 1], elements: joined([1, 1, 0], leb(1_000_000), repeated(1_000_000, [0])) }),
  ),
  hostile("an element segment of 10,001 functions", "rejected", () =>
    moduleOf({ table: [1, 0x70, 0, 1], elements: joined([1, 1, 0], leb(10_001), repeated(10_001, [0])) }),
  ),
  hostile("an element segment of 10,000 functions", "returned", () =>
    moduleOf({ table: [1, 0x70, 0, 1], elements: joined([1, 1, 0], leb(10_000), repeated(10_000, [0])) }),
  ),
  hostile("elements beyond the table", "rejected", () =>
    moduleOf({ table: [1, 0x70, 0, 9], elements: joined([1, 0, 0x41, 0, 0x0b], leb(10_000), repeated(10_000, [0])) }),
  ),
  hostile("100,000 element segments", "returned", () => moduleOf({ table: [1, 0x70, 0, 1], elements: joined(leb(100_000), repeated(100_000, [1, 0, 0])) })),
  hostile("a br_table of 65,520 labels", "returned", () => branchTable(65_520)),
  hostile("a br_table of 65,521 labels", "ENGINE_LIMIT", () => branchTable(65_521), "returned"),
  hostile("a br_table of 131,072 labels", "ENGINE_LIMIT", () => branchTable(131_072), "returned"),
  hostile("a br_table of 131,073 labels", "rejected", () => branchTable(131_073)),
  hostile("a br_table said to have 2^32 - 1 labels", "rejected", () => moduleOf({ code: bodyOf([0x41, 0, 0x0e, ...most, 0]) })),
];

const functions: readonly HostileModule[] = [
  hostile("50,000 locals", "rejected", () => moduleOf({ code: bodyOf([], [1, ...leb(50_000), 0x7f]) })),
  hostile("2^32 - 1 locals", "rejected", () => moduleOf({ code: bodyOf([], [1, ...most, 0x7f]) })),
  hostile("locals whose count exceeds 32 bits", "rejected", () => moduleOf({ code: bodyOf([], [2, ...most, 0x7f, 2, 0x7f]) })),
  hostile("a hundred groups of 2^32 - 1 locals", "rejected", () => moduleOf({ code: bodyOf([], joined([100], repeated(100, [...most, 0x7f]))) })),
  hostile("a million groups of no locals", "returned", () => moduleOf({ code: bodyOf([], joined(leb(1_000_000), repeated(1_000_000, [0, 0x7f]))) })),
  hostile("2^32 - 1 groups of locals", "rejected", () => moduleOf({ code: bodyOf([], [...most, 1, 0x7f]) })),
  hostile("10,000 functions", "returned", () =>
    moduleOf({ functions: joined(leb(10_000), repeated(10_000, [0])), code: joined(leb(10_000), repeated(10_000, [2, 0, 0x0b])) }),
  ),
  hostile("100,000 functions", "rejected", () =>
    moduleOf({ functions: joined(leb(100_000), repeated(100_000, [0])), code: joined(leb(100_000), repeated(100_000, [2, 0, 0x0b])) }),
  ),
  hostile("2^32 - 1 functions", "rejected", () => moduleOf({ functions: [...most, 0] })),
  hostile("a million types", "rejected", () => moduleOf({ types: joined(leb(1_000_000), repeated(1_000_000, [0x60, 0, 0])) })),
  hostile("90,000 exports", "missing", () =>
    moduleOf({ exports: joined(leb(90_001), memoryExport, ...Array.from({ length: 90_000 }, (_, index) => [...text(`e${String(index)}`), 0, 0])) }),
  ),
  hostile("an export whose name has 10 MB", "rejected", () =>
    moduleOf({ exports: joined([2], memoryExport, leb(10_000_000), repeated(10_000_000, [0x61]), [0, 0]) }),
  ),
];

const bodies: readonly HostileModule[] = [
  hostile("100,000 nested blocks", "stopped", () => nested(100_000, block)),
  hostile("100,000 nested loops", "stopped", () => nested(100_000, loop)),
  hostile("100,000 nested conditions", "stopped", () => nested(100_000, condition)),
  hostile("100,000 nested blocks in dead code", "trapped", () =>
    moduleOf({ code: bodyOf(joined([0x00], repeated(100_000, block), repeated(100_000, [0x0b]))) }),
  ),
  hostile("a branch out of 100,000 blocks", "stopped", () =>
    moduleOf({ code: bodyOf(joined(repeated(100_000, block), [0x0c], leb(100_000), repeated(100_000, [0x0b]))) }),
  ),
  hostile("a function of 7 MB", "stopped", () => moduleOf({ code: bodyOf(repeated(7_000_000, [0x01])) })),
  hostile("a function of 8 MB", "ENGINE_LIMIT", () => moduleOf({ code: bodyOf(repeated(8_000_000, [0x01])) }), "stopped"),
  hostile("150,000 stores", "stopped", () => moduleOf({ code: bodyOf(repeated(150_000, [0x41, 0, 0x41, 0, 0x36, 0, 0])) })),
  hostile("150,000 blocks in a row", "stopped", () => moduleOf({ code: bodyOf(repeated(150_000, [...block, 0x0b])) })),
  hostile("50,000 counted loops in a row", "stopped", () =>
    moduleOf({ code: bodyOf(repeated(50_000, [0x03, 0x40, 0x20, 0, 0x41, 1, 0x6a, 0x22, 0, 0x0d, 0, 0x0b]), [1, 1, 0x7f]) }),
  ),
];

const encodings: readonly HostileModule[] = [
  hostile("a custom section of 20 MB", "returned", () => moduleOf({ before: section(0, joined(text("a"), repeated(20_000_000, [7]))) })),
  hostile("a name section of 5 MB of nonsense", "returned", () => moduleOf({ after: section(0, joined(text("name"), repeated(1_250_000, [1, 1, 0, 2]))) })),
  hostile("100,000 custom sections", "returned", () => moduleOf({ before: repeated(100_000, [0, 2, 1, 0x61]) })),
  hostile("a section said to have 2^32 - 1 bytes", "rejected", () => joined(header, [1, ...most])),
  hostile("a number in six bytes", "rejected", () => joined(header, [1, 0x85, 0x80, 0x80, 0x80, 0x80, 0])),
  hostile("a number in a million bytes", "rejected", () => joined(header, [1], repeated(1_000_000, [0x80]), [0])),
];

export const hostileModules: readonly HostileModule[] = [...memories, ...tables, ...functions, ...bodies, ...encodings];
