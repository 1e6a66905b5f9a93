// Modules at the edges of the format, made by hand: what a generator of valid code does not come to.
import { header, name, section, signed, u32, vector } from "../generate/bytes.js";

interface Parts {
  readonly types?: readonly number[];
  readonly functions?: readonly number[];
  readonly table?: readonly number[];
  readonly memory?: readonly number[];
  readonly globals?: readonly number[];
  readonly exports?: readonly (readonly number[])[];
  readonly start?: number;
  readonly elements?: readonly number[];
  readonly bodies?: readonly (readonly number[])[];
  readonly data?: readonly number[];
  readonly custom?: readonly number[];
}

const memoryExport = [...name("memory"), 2, 0];
const runExport = [...name("run"), 0, 0];

/** Type 0 is `() -> ()`, type 1 `(i32) -> i32`. */
function moduleOf(parts: Parts): Uint8Array {
  const bodies = parts.bodies ?? [[]];
  const optional = (id: number, contents: readonly number[] | undefined): number[] => (contents === undefined ? [] : section(id, contents));
  return Uint8Array.from([
    ...header,
    ...optional(0, parts.custom),
    ...section(1, parts.types ?? [2, 0x60, 0, 0, 0x60, 1, 0x7f, 1, 0x7f]),
    ...section(3, parts.functions ?? vector(bodies.map(() => [0]))),
    ...optional(4, parts.table),
    ...section(5, parts.memory ?? [1, 0, 1]),
    ...optional(6, parts.globals),
    ...section(7, vector(parts.exports ?? [memoryExport, runExport])),
    ...optional(8, parts.start === undefined ? undefined : u32(parts.start)),
    ...optional(9, parts.elements),
    ...section(10, vector(bodies.map((body) => [...u32(body.length + 2), 0, ...body, 0x0b]))),
    ...optional(11, parts.data),
  ]);
}

function times(count: number, bytes: readonly number[]): number[] {
  return Array.from({ length: count }, () => bytes).flat();
}

const funcrefTable = [1, 0x70, 0, 4];

export const seeds: readonly Uint8Array[] = [
  moduleOf({}),
  // Deep nesting, alone and with a branch out of all of it.
  moduleOf({ bodies: [[...times(200, [0x02, 0x40]), ...times(200, [0x0b])]] }),
  moduleOf({ bodies: [[...times(150, [0x03, 0x40]), 0x41, 0, 0x0d, ...u32(150), ...times(150, [0x0b])]] }),
  moduleOf({ bodies: [[...times(60, [0x41, 1, 0x04, 0x40]), ...times(60, [0x05, 0x01, 0x0b])]] }),
  // A large br_table, and one with labels of different types in dead code.
  moduleOf({ bodies: [[0x02, 0x40, 0x41, 5, 0x0e, ...u32(300), ...times(300, [0]), 1, 0x0b]] }),
  moduleOf({ bodies: [[0x02, 0x7f, 0x02, 0x7e, 0x00, 0x0e, 1, 0, 1, 0x0b, 0x1a, 0x41, 0, 0x0b, 0x1a]] }),
  // Globals initialised from another global, by ref.func, and of vector type.
  moduleOf({ globals: [2, 0x7f, 0, 0x41, 7, 0x0b, 0x7f, 0, 0x23, 0, 0x0b], bodies: [[0x23, 1, 0x1a]] }),
  moduleOf({ globals: [1, 0x70, 1, 0xd2, 0, 0x0b], bodies: [[0xd2, 0, 0x24, 0, 0x23, 0, 0xd1, 0x1a]] }),
  moduleOf({ globals: [1, 0x7b, 0, 0xfd, 12, ...times(16, [0]), 0x0b] }),
  // Tables and elements of every form.
  moduleOf({ table: funcrefTable, elements: [1, 0, 0x41, 0, 0x0b, 1, 0], bodies: [[0x41, 0, 0x11, 0, 0]] }),
  moduleOf({ table: funcrefTable, elements: [2, 1, 0, 1, 0, 5, 0x70, 1, 0xd2, 0, 0x0b], bodies: [[0x41, 0, 0x41, 0, 0x41, 1, 0xfc, 12, 1, 0, 0x41, 0, 0x11, 0, 0]] }),
  moduleOf({ table: funcrefTable, elements: [1, 2, 0, 0x41, 1, 0x0b, 0, 1, 0] }),
  moduleOf({ table: funcrefTable, elements: [1, 6, 0, 0x41, 1, 0x0b, 0x70, 1, 0xd0, 0x70, 0x0b] }),
  moduleOf({ table: [1, 0x6f, 1, 1, 9], bodies: [[0xd0, 0x6f, 0x41, 3, 0xfc, 15, 0, 0x1a, 0xfc, 16, 0, 0x1a]] }),
  // Memory: none, at its maximum, grown in a loop, data at its end.
  moduleOf({ memory: [1, 0, 0], data: [1, 0, 0x41, 0, 0x0b, 0] }),
  moduleOf({ memory: [1, 1, 20, 20], bodies: [[0x41, 1, 0x40, 0, 0x1a]] }),
  moduleOf({ memory: [1, 1, 1, 20], bodies: [[0x03, 0x40, 0x41, 1, 0x40, 0, 0x41, 0x7f, 0x47, 0x0d, 0, 0x0b]] }),
  moduleOf({ data: [1, 0, 0x41, ...signed(65_535n), 0x0b, 1, 9] }),
  moduleOf({ data: [2, 1, 3, 1, 2, 3, 0, 0x41, 8, 0x0b, 2, 5, 6] }),
  moduleOf({ bodies: [[0x41, ...signed(65_532n), 0x42, 0x7f, 0x37, 3, 0]] }),
  // Start functions: that return, trap, and stop.
  moduleOf({ start: 0, bodies: [[0x41, 8, 0x41, 42, 0x36, 2, 0]] }),
  moduleOf({ start: 0, bodies: [[0x00]] }),
  moduleOf({ start: 0, bodies: [[0x03, 0x40, 0x0c, 0, 0x0b]] }),
  // Recursion, direct and through the table, until the gas ends.
  moduleOf({ bodies: [[0x10, 0]] }),
  moduleOf({ table: funcrefTable, elements: [1, 0, 0x41, 0, 0x0b, 1, 0], bodies: [[0x41, 0, 0x11, 0, 0, 0x41, 0, 0x11, 0, 0]] }),
  // Many functions, types, exports.
  moduleOf({ bodies: times(120, [0]).map(() => [0x01]) }),
  moduleOf({ types: [...u32(200), ...times(200, [0x60, 0, 0])] }),
  moduleOf({ exports: [memoryExport, ...Array.from({ length: 90 }, (_, index) => [...name(`e${String(index)}`), 0, 0])] }),
  // Custom sections in front of everything.
  moduleOf({ custom: [...name("name"), 1, 99, 1] }),
  moduleOf({ custom: [...name("a"), ...times(300, [0xff])] }),
];
