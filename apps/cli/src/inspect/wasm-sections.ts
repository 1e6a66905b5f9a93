// What a WebAssembly binary says of itself: memory, functions with their sizes and names, data. Reads whatever engines accept, also modules
// that contracts may not be.
import { utf8ToBytes } from "@mxvm/codec";

export interface WasmFunction {
  /** Among all functions, imported ones first. */
  readonly index: number;
  /** Of the name section; without one, what it is exported as. */
  readonly name: string | undefined;
  /** Bytes of its body in the code section. */
  readonly size: number;
  /** Where its body starts in the file. */
  readonly offset: number;
}

export interface WasmExport {
  readonly name: string;
  /** How many arguments and results it has; endpoints have none. */
  readonly parameters: number;
  readonly results: number;
}

export interface WasmSections {
  readonly exports: readonly WasmExport[];
  /** Pages of 65,536 bytes, and how many it may have; none where the module has no memory of its own. */
  readonly memory: { readonly pages: number; readonly most: number | undefined } | undefined;
  readonly functions: readonly WasmFunction[];
  readonly codeSize: number;
  readonly dataSize: number;
  readonly customSize: number;
}

const HEADER_SIZE = 8;
const Section = { custom: 0, type: 1, import: 2, function: 3, memory: 5, export: 7, code: 10, data: 11 } as const;
const FUNCTION_KIND = 0;
const TABLE_KIND = 1;
const MEMORY_KIND = 2;
const GLOBAL_KIND = 3;
const FUNCTION_NAMES = 1;

/** A cursor over bytes. Reading past the end gives zeros: the engine has validated the module before. */
class Cursor {
  readonly bytes: Uint8Array;
  position: number;
  readonly end: number;

  constructor(bytes: Uint8Array, position: number, end: number) {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  byte(): number {
    return this.bytes[this.position++] ?? 0;
  }

  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const next = this.byte();
      value += (next & 0x7f) * 2 ** shift;
      if (next < 0x80) break;
    }
    return value;
  }

  name(): string {
    const length = this.u32();
    const start = this.position;
    this.position += length;
    return new TextDecoder().decode(this.bytes.subarray(start, this.position));
  }
}

/** `importedFunctions` as the engine counts them. The module must be valid. */
export function wasmSectionsFromBytes(bytes: Uint8Array, importedFunctions: number): WasmSections {
  const names = new Map<number, string>();
  const exported = new Map<number, string>();
  const exportedFunctions: { name: string; index: number }[] = [];
  const types: FunctionType[] = [];
  const typeOfFunction: number[] = [];
  const bodies: { size: number; offset: number }[] = [];
  const sizes = { code: 0, data: 0, custom: 0 };
  let memory: WasmSections["memory"];
  const cursor = new Cursor(bytes, HEADER_SIZE, bytes.length);
  while (cursor.position < cursor.end) {
    const id = cursor.byte();
    const size = cursor.u32();
    const section = new Cursor(bytes, cursor.position, cursor.position + size);
    cursor.position += size;
    if (id === Section.memory) memory = readMemory(section);
    if (id === Section.type) types.push(...readTypes(section));
    if (id === Section.import) typeOfFunction.push(...readImportedTypes(section));
    if (id === Section.function) for (let count = section.u32(); count > 0; count--) typeOfFunction.push(section.u32());
    if (id === Section.export) exportedFunctions.push(...readExports(section));
    if (id === Section.custom) readNames(section, names);
    if (id === Section.code) bodies.push(...readBodies(section));
    if (id === Section.code) sizes.code = size;
    if (id === Section.data) sizes.data = size;
    if (id === Section.custom) sizes.custom += size;
  }
  for (const { name, index } of exportedFunctions) exported.set(index, name);
  const exports = exportedFunctions.map(({ name, index }) => ({ name, parameters: 0, results: 0, ...types[typeOfFunction[index] ?? -1] }));
  const functions = bodies.map((body, position) => {
    const index = importedFunctions + position;
    return { index, name: names.get(index) ?? exported.get(index), ...body };
  });
  return { exports, memory, functions, codeSize: sizes.code, dataSize: sizes.data, customSize: sizes.custom };
}

function readMemory(section: Cursor): WasmSections["memory"] {
  if (section.u32() === 0) return undefined;
  const hasMost = (section.byte() & 1) === 1;
  return { pages: section.u32(), most: hasMost ? section.u32() : undefined };
}

function readExports(section: Cursor): { name: string; index: number }[] {
  const functions: { name: string; index: number }[] = [];
  for (let count = section.u32(); count > 0 && section.position < section.end; count--) {
    const name = section.name();
    const kind = section.byte();
    const index = section.u32();
    if (kind === FUNCTION_KIND) functions.push({ name, index });
  }
  return functions;
}

type FunctionType = Pick<WasmExport, "parameters" | "results">;

function readTypes(section: Cursor): FunctionType[] {
  const types: FunctionType[] = [];
  const readCount = (): number => {
    const count = section.u32();
    section.position += count;
    return count;
  };
  for (let count = section.u32(); count > 0 && section.position < section.end; count--) {
    section.byte();
    types.push({ parameters: readCount(), results: readCount() });
  }
  return types;
}

/** Types of imported functions. Other imports are read past. */
function readImportedTypes(section: Cursor): number[] {
  const types: number[] = [];
  for (let count = section.u32(); count > 0 && section.position < section.end; count--) {
    section.name();
    section.name();
    const kind = section.byte();
    if (kind === FUNCTION_KIND) types.push(section.u32());
    else readPastImport(section, kind);
  }
  return types;
}

function readPastImport(section: Cursor, kind: number): void {
  if (kind === TABLE_KIND || kind === GLOBAL_KIND) section.byte();
  if (kind === GLOBAL_KIND) section.byte();
  if (kind !== TABLE_KIND && kind !== MEMORY_KIND) return;
  const hasMost = (section.byte() & 1) === 1;
  section.u32();
  if (hasMost) section.u32();
}

/** The smallest contract with an endpoint of that name. */
export function moduleExporting(name: string): Uint8Array {
  const bytes = utf8ToBytes(name);
  const section = (id: number, ...contents: number[]): number[] => [id, ...leb128(contents.length), ...contents];
  const exports = [2, 6, ...utf8ToBytes("memory"), MEMORY_KIND, 0, ...leb128(bytes.length), ...bytes, FUNCTION_KIND, 0];
  return Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(Section.type, 1, 0x60, 0, 0),
    ...section(Section.function, 1, 0),
    ...section(Section.memory, 1, 0, 1),
    ...section(Section.export, ...exports),
    ...section(Section.code, 1, 2, 0, 0x0b),
  );
}

function leb128(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb128(value >>> 7)];
}

function readNames(section: Cursor, names: Map<number, string>): void {
  if (section.name() !== "name") return;
  while (section.position < section.end) {
    const id = section.byte();
    const size = section.u32();
    const subsection = new Cursor(section.bytes, section.position, section.position + size);
    section.position += size;
    if (id !== FUNCTION_NAMES) continue;
    for (let count = subsection.u32(); count > 0 && subsection.position < subsection.end; count--) names.set(subsection.u32(), subsection.name());
  }
}

function readBodies(section: Cursor): { size: number; offset: number }[] {
  const bodies: { size: number; offset: number }[] = [];
  for (let count = section.u32(); count > 0 && section.position < section.end; count--) {
    const size = section.u32();
    bodies.push({ size, offset: section.position });
    section.position += size;
  }
  return bodies;
}
