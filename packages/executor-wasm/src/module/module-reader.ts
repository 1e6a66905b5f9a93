// Reads the sections of a contract module, and rejects what this engine accepts but production does not.
// Mirrors the proposals that Wasmer 2 enables for its Singlepass compiler: reference types and sign extension, but not multiple values,
// tail calls, exceptions, threads, several tables or memories, 64-bit memories, or extended constants.
import { hooksByName } from "@mxvm/executor-api";
import { ByteReader } from "./byte-reader.js";
import type { ExportInfo, FunctionType, GlobalInfo, ModuleInfo, SectionRange } from "./module-info.js";
import { ExportKind, Section, ValueType } from "./module-info.js";
import { ModuleRejection } from "./rejection.js";

const MAX_MEMORY_PAGES = 20;

/** Limits of production's own Wasm validator, which are narrower than this engine's; found by trying its library. */
const limits = {
  types: 10_000,
  params: 100,
  /** Imported ones included. */
  functions: 10_000,
  tableMinimum: 10_000,
  globals: 4_000,
  dataSegments: 10_000,
  /** Of one segment. */
  elements: 10_000,
  nameBytes: 100_000,
  /** One for the module, and for each import and export: 1, and 1 for each parameter and result. */
  typeSize: 99_999,
} as const;

/** Exports of these names are replaced by production's own globals, whatever the contract exports under them. */
const protectedNames: ReadonlySet<string> = new Set([
  "metering_points_limit",
  "metering_points_used",
  "breakpoint_value",
  "opcode_control_memory_grow_count",
  "opcode_control_operand_backup",
]);

const VECTOR_TYPE = 0x7b;

/** i32, i64, f32, f64, v128, funcref, externref: any of them may be declared, though few may be computed with. */
const valueTypes: ReadonlySet<number> = new Set([0x7f, 0x7e, 0x7d, 0x7c, VECTOR_TYPE, 0x70, 0x6f]);
export const referenceTypes: ReadonlySet<number> = new Set([0x70, 0x6f]);

/** Reads a module that the engine has validated. Throws a `ModuleRejection`. */
export function moduleInfoFromBytes(bytes: Uint8Array): ModuleInfo {
  const sections = readSections(bytes);
  const reader = (section: number): ByteReader => {
    const { start, end } = sections.get(section) ?? { start: 0, end: 0 };
    return new ByteReader(bytes, start, end);
  };
  const types = readVector(reader(Section.type), readFunctionType, "types");
  const functionTypes: number[] = [];
  const imports = readVector(reader(Section.import), (at) => readImport(at, types, functionTypes));
  functionTypes.push(...readVector(reader(Section.function), (at) => readFunction(at, types)));
  const tables = readVector(reader(Section.table), readTable);
  if (tables.length > 1) throw new ModuleRejection("multiple tables");
  const memories = readVector(reader(Section.memory), readLimits);
  const globals = readVector(reader(Section.global), readGlobal, "globals");
  const allExports = readVector(reader(Section.export), readExport);
  const exports = allExports.filter(({ name }) => !protectedNames.has(name));
  checkMemory(memories, exports);
  checkCount("functions", functionTypes.length);
  checkTypeSize(types, functionTypes, imports.length, allExports);
  const start = sections.has(Section.start) ? reader(Section.start).u32() : undefined;
  return { bytes, types, imports, functionTypes, globals, exports, start, sections };
}

function readSections(bytes: Uint8Array): Map<number, SectionRange> {
  const reader = new ByteReader(bytes, 8, bytes.length);
  const sections = new Map<number, SectionRange>();
  while (!reader.done) {
    const id = reader.byte();
    const { position: start, end } = reader.slice(reader.u32());
    if (id > Section.dataCount) throw new ModuleRejection(`section ${String(id)} is not supported`, start);
    if (id === Section.custom) readName(new ByteReader(bytes, start, end));
    else sections.set(id, { start, end });
  }
  return sections;
}

function readVector<Item>(reader: ByteReader, readItem: (reader: ByteReader) => Item, limit?: keyof typeof limits): Item[] {
  const items: Item[] = [];
  if (reader.done) return items;
  const count = reader.u32();
  if (limit !== undefined) checkCount(limit, count);
  // No allocation by count: a hostile count ends with its section.
  for (let index = 0; index < count; index++) items.push(readItem(reader));
  return items;
}

export function checkCount(limit: keyof typeof limits, count: number): void {
  if (count > limits[limit]) throw new ModuleRejection(`${limit} exceed ${String(limits[limit])}: ${String(count)}`);
}

function checkTypeSize(
  types: readonly FunctionType[],
  functionTypes: readonly number[],
  importCount: number,
  exports: readonly ExportInfo[],
): void {
  const sizeOf = (functionIndex: number): number => {
    const { params, result } = types[functionTypes[functionIndex]!]!;
    return 1 + params.length + (result === ValueType.empty ? 0 : 1);
  };
  let size = 1;
  for (let index = 0; index < importCount; index++) size += sizeOf(index);
  for (const { kind, index } of exports) size += kind === ExportKind.function ? sizeOf(index) : 1;
  checkCount("typeSize", size);
}

function readFunctionType(reader: ByteReader): FunctionType {
  if (reader.byte() !== 0x60) throw new ModuleRejection("not a function type", reader.position);
  const count = reader.u32();
  checkCount("params", count);
  const start = reader.position;
  for (let index = 0; index < count; index++) readValueType(reader);
  const params = reader.bytes.subarray(start, reader.position);
  const results = reader.u32();
  if (results > 1) throw new ModuleRejection("multiple results are not supported", reader.position);
  return { params, result: results === 0 ? ValueType.empty : readValueType(reader) };
}

/** Production compiles functions with vectors for locals, and with one for a result, but none that takes one. */
function readFunction(reader: ByteReader, types: readonly FunctionType[]): number {
  const index = reader.u32();
  if (types[index]?.params.includes(VECTOR_TYPE) === true) throw new ModuleRejection("vector parameters are not supported", reader.position);
  return index;
}

function readValueType(reader: ByteReader): number {
  const type = reader.byte();
  if (!valueTypes.has(type)) throw new ModuleRejection("value type is not supported", reader.position);
  return type;
}

/** Imports must be VM hooks of module `env` with their exact signatures. */
function readImport(reader: ByteReader, types: readonly FunctionType[], functionTypes: number[]): string {
  const module = readName(reader);
  const name = readName(reader);
  const isFunction = reader.byte() === ExportKind.function;
  const hook = isFunction && module === "env" ? hooksByName.get(name) : undefined;
  if (hook === undefined) throw new ModuleRejection(`unknown import ${module}.${name}`);
  const typeIndex = reader.u32();
  const type = types[typeIndex];
  const matches =
    type?.params.length === hook.params.length &&
    hook.params.every((parameter, index) => type.params[index] === ValueType[parameter.type]) &&
    type.result === ValueType[hook.result ?? "empty"];
  if (!matches) throw new ModuleRejection(`import env.${name} has another signature`);
  functionTypes.push(typeIndex);
  return name;
}

function readName(reader: ByteReader): string {
  const length = reader.u32();
  checkCount("nameBytes", length);
  return reader.text(length);
}

interface Limits {
  readonly minimum: number;
  readonly maximum: number | undefined;
}

function readLimits(reader: ByteReader): Limits {
  const flags = reader.byte();
  if (flags > 1) throw new ModuleRejection("shared or 64-bit limits are not supported", reader.position);
  return { minimum: reader.u32(), maximum: flags === 1 ? reader.u32() : undefined };
}

function readTable(reader: ByteReader): Limits {
  if (!referenceTypes.has(reader.byte())) throw new ModuleRejection("table type is not supported", reader.position);
  const table = readLimits(reader);
  checkCount("tableMinimum", table.minimum);
  return table;
}

function readGlobal(reader: ByteReader): GlobalInfo {
  const type = readValueType(reader);
  const mutability = reader.byte();
  if (mutability > 1) throw new ModuleRejection("global mutability is not supported", reader.position);
  const initStart = reader.position;
  skipConstantOperator(reader);
  const initEnd = reader.position;
  if (reader.byte() !== 0x0b) throw new ModuleRejection("extended constant expressions are not supported", reader.position);
  return { type, mutable: mutability === 1, initStart, initEnd };
}

/** Skips the one operator of a constant expression. Global imports are refused, so `global.get` cannot be valid. */
export function skipConstantOperator(reader: ByteReader): void {
  const code = reader.byte();
  switch (code) {
    case 0x41: // i32.const
    case 0x42: // i64.const
    case 0xd2: // ref.func
      reader.skipLeb();
      return;
    case 0x43: // f32.const
      reader.skip(4);
      return;
    case 0x44: // f64.const
      reader.skip(8);
      return;
    case 0xd0: // ref.null
      readReferenceType(reader);
      return;
    case 0xfd: // v128.const
      if (reader.u32() === 12) {
        reader.skip(16);
        return;
      }
  }
  throw new ModuleRejection("constant expression is not supported", reader.position);
}

export function readReferenceType(reader: ByteReader): number {
  const type = reader.byte();
  if (!referenceTypes.has(type)) throw new ModuleRejection("reference type is not supported", reader.position);
  return type;
}

function readExport(reader: ByteReader): ExportInfo {
  return { name: readName(reader), kind: reader.byte(), index: reader.u32() };
}

/** Production wants exactly one exported memory of at most 20 pages. Source: vm-executor-rs wasmer_instance.rs. */
function checkMemory(memories: readonly Limits[], exports: readonly ExportInfo[]): void {
  const exported = exports.filter(({ kind }) => kind === ExportKind.memory).length;
  if (exported === 0) throw new ModuleRejection("no memory declared in smart contract");
  const [memory] = memories;
  if (exported > 1 || memories.length > 1 || memory === undefined) {
    throw new ModuleRejection("more than one memory declared in smart contract");
  }
  if ((memory.maximum ?? memory.minimum) > MAX_MEMORY_PAGES) throw new ModuleRejection("memory size exceeds maximum allowed");
}
