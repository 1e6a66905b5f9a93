// Modules that production accepts or rejects: the rules of validation, one by one.
import { ascii, bodyOf, leb, moduleOf, repeat, section } from "./binary.js";
import { type WasmContract, wasmCodeOf } from "./contract.js";

export interface ModuleCase {
  readonly what: string;
  readonly accepted: boolean;
  readonly code: () => Uint8Array;
  /** Where the code is that of a text. */
  readonly contract?: WasmContract;
}

const memory = `(memory (export "memory") 1)`;

function text(accepted: boolean, what: string, fields: string): ModuleCase {
  const contract = { name: `module with ${what}`, text: `(module ${fields})` };
  return { what, accepted, contract, code: () => wasmCodeOf(contract) };
}

function body(accepted: boolean, what: string, code: string, fields = ""): ModuleCase {
  return text(accepted, what, `${fields} ${memory} (func (export "run") ${code})`);
}

function raw(accepted: boolean, what: string, code: () => Uint8Array): ModuleCase {
  return { what, accepted, code };
}

const imports: readonly ModuleCase[] = [
  text(true, "an import of a hook", `(import "env" "getGasLeft" (func (result i64))) ${memory}`),
  text(true, "two imports of one hook", `${`(import "env" "getGasLeft" (func (result i64)))`.repeat(2)} ${memory}`),
  text(true, "an exported import", `(import "env" "getGasLeft" (func $hook (result i64))) ${memory} (export "run" (func $hook))`),
  text(false, "an import of another module", `(import "wasi" "getGasLeft" (func (result i64))) ${memory}`),
  text(false, "an import that is no hook", `(import "env" "getGasRight" (func (result i64))) ${memory}`),
  text(false, "a hook with another result", `(import "env" "getGasLeft" (func (result i32))) ${memory}`),
  text(false, "a hook with another parameter", `(import "env" "getSCAddress" (func (param i64))) ${memory}`),
  text(false, "a hook with one more parameter", `(import "env" "getSCAddress" (func (param i32 i32))) ${memory}`),
  text(false, "an imported memory", `(import "env" "memory" (memory 1)) (export "memory" (memory 0))`),
  text(false, "an imported global", `(import "env" "getGasLeft" (global i32)) ${memory}`),
  text(false, "an imported table", `(import "env" "table" (table 1 funcref)) ${memory}`),
  text(false, "a tag", `(tag $e) ${memory}`),
];

const memories: readonly ModuleCase[] = [
  text(false, "no memory", `(func (export "run"))`),
  text(false, "a memory that is not exported", `(memory 1)`),
  text(false, "a memory exported twice", `(memory (export "a") (export "b") 1)`),
  text(false, "a memory under a protected name", `(memory (export "metering_points_used") 1)`),
  text(true, "a memory of no pages", `(memory (export "memory") 0)`),
  text(true, "a memory of 20 pages", `(memory (export "memory") 20)`),
  text(false, "a memory of 21 pages", `(memory (export "memory") 21)`),
  text(true, "a memory that may grow to 20 pages", `(memory (export "memory") 1 20)`),
  text(false, "a memory that may grow to 21 pages", `(memory (export "memory") 1 21)`),
  text(false, "a shared memory", `(memory (export "memory") 1 1 shared)`),
  text(false, "a 64-bit memory", `(memory (export "memory") i64 1)`),
  text(false, "data beyond the memory", `${memory} (data (i32.const 65536) "a")`),
  text(false, "empty data beyond the memory", `${memory} (data (i32.const 65537) "")`),
  text(false, "data at a negative offset", `${memory} (data (i32.const -1) "a")`),
  text(true, "passive data", `${memory} (data "a")`),
];

const tables: readonly ModuleCase[] = [
  text(false, "two tables", `${memory} (table 1 funcref) (table 1 funcref)`),
  text(true, "a table of external references", `${memory} (table 1 externref)`),
  text(true, "a table of 10,000 elements", `${memory} (table 10000 funcref)`),
  text(false, "a table of 10,001 elements", `${memory} (table 10001 funcref)`),
  text(true, "a table that may grow far", `${memory} (table 10 10000000 funcref)`),
  text(false, "elements beyond the table", `${memory} (table 1 funcref) (func $f) (elem (i32.const 1) $f)`),
  text(true, "elements as expressions", `${memory} (table 1 funcref) (elem (i32.const 0) funcref (ref.null func))`),
  text(true, "declared elements", `${memory} (table 1 funcref) (func $f) (elem declare func $f)`),
  body(true, "table.get", "(drop (table.get (i32.const 0)))", "(table 1 funcref)"),
  body(true, "table.set", "(table.set (i32.const 0) (ref.null func))", "(table 1 funcref)"),
  body(true, "table.size", "(drop (table.size))", "(table 1 funcref)"),
  body(true, "table.grow", "(drop (table.grow (ref.null func) (i32.const 1)))", "(table 1 funcref)"),
  body(true, "table.init", "(table.init 0 (i32.const 0) (i32.const 0) (i32.const 0))", "(table 1 funcref) (elem func)"),
  body(false, "table.copy", "(table.copy (i32.const 0) (i32.const 0) (i32.const 0))", "(table 1 funcref)"),
  body(false, "table.fill", "(table.fill (i32.const 0) (ref.null func) (i32.const 0))", "(table 1 funcref)"),
  body(false, "elem.drop", "(elem.drop 0)", "(table 1 funcref) (elem func)"),
];

const proposals: readonly ModuleCase[] = [
  text(false, "a type with two results", `(type (func (result i32 i32))) ${memory}`),
  body(false, "a block with a parameter", "(i32.const 1) (block (param i32) (drop))"),
  body(false, "a block with two results", "(block (result i32 i32) (i32.const 1) (i32.const 2)) (drop) (drop)"),
  raw(false, "a block with the index of a plain type", () => moduleOf({ code: bodyOf([0x02, 0, 0x0b]) })),
  raw(true, "a block with the index of a type in dead code", () => moduleOf({ code: bodyOf([0x00, 0x02, 0, 0x0b]) })),
  raw(true, "nested blocks with the index of a type in dead code", () => moduleOf({ code: bodyOf([0x0f, 0x02, 0x40, 0x03, 0, 0x0b, 0x02, 0, 0x0b, 0x0b]) })),
  raw(false, "a block with the index of a type behind a block that ends dead", () => moduleOf({ code: bodyOf([0x02, 0x40, 0x00, 0x0b, 0x02, 0, 0x0b]) })),
  raw(false, "such a block behind a loop that nothing leaves", () => moduleOf({ code: bodyOf([0x03, 0x40, 0x0c, 0, 0x0b, 0x02, 0, 0x0b]) })),
  raw(true, "such a block behind that and a branch", () => moduleOf({ code: bodyOf([0x03, 0x40, 0x0c, 0, 0x0b, 0x00, 0x02, 0, 0x0b]) })),
  raw(false, "such a block in an else behind a branch", () => moduleOf({ code: bodyOf([0x41, 0, 0x04, 0x40, 0x00, 0x05, 0x02, 0, 0x0b, 0x0b]) })),
  raw(false, "a block with a parameter in dead code", () => moduleOf({ types: [2, 0x60, 0, 0, 0x60, 1, 0x7f, 0], code: bodyOf([0x00, 0x02, 1, 0x1a, 0x0b]) })),
  raw(false, "a block type in two bytes", () => moduleOf({ code: bodyOf([0x02, 0xc0, 0x7f, 0x0b]) })),
  body(true, "ref.null", "(drop (ref.null extern)) (drop (ref.is_null (ref.null func)))"),
  text(true, "ref.func of an exported function", `${memory} (func $run (export "run") (drop (ref.func $run)))`),
  body(true, "ref.func of an import", "(drop (ref.func $hook))", `(import "env" "getGasLeft" (func $hook (result i64))) (export "hook" (func $hook))`),
  text(true, "reference locals and parameters", `${memory} (func (param externref) (local funcref))`),
  text(true, "a reference global", `${memory} (func $f) (global funcref (ref.func $f)) (global externref (ref.null extern))`),
  body(true, "typed select", "(drop (select (result i32) (i32.const 1) (i32.const 2) (i32.const 3)))"),
  body(true, "sign extension", "(drop (i32.extend8_s (i32.const 1))) (drop (i64.extend32_s (i64.const 1)))"),
  text(false, "a tail call", `${memory} (func $f (return_call $f))`),
  body(false, "exceptions", "(try (do) (catch_all))"),
  text(false, "an extended constant", `${memory} (global i32 (i32.add (i32.const 1) (i32.const 2)))`),
  text(true, "an exported mutable global", `${memory} (global (export "g") (mut i32) (i32.const 1))`),
];

const operators: readonly ModuleCase[] = [
  ...["(f32.const 1)", "(f64.const 1)", "(f32.convert_i32_s (i32.const 1))", "(f64.reinterpret_i64 (i64.const 1))"].map((operator) =>
    body(false, operator, `(drop ${operator})`),
  ),
  body(false, "a float in dead code", "(unreachable) (f32.const 1) (drop)"),
  body(false, "a float in a block in dead code", "(return) (block (drop (f64.const 1)))"),
  body(false, "a float comparison in dead code", "(unreachable) (f32.lt) (drop)"),
  body(false, "i32.trunc_sat_f32_s in dead code", "(unreachable) (i32.trunc_sat_f32_s) (drop)"),
  body(false, "a vector", "(drop (v128.const i32x4 1 2 3 4))"),
  body(false, "memory.copy", "(memory.copy (i32.const 0) (i32.const 0) (i32.const 0))"),
  body(false, "memory.fill", "(memory.fill (i32.const 0) (i32.const 0) (i32.const 0))"),
  body(false, "memory.init", "(memory.init 0 (i32.const 0) (i32.const 0) (i32.const 0))", `(data "a")`),
  body(false, "data.drop", "(data.drop 0)", `(data "a")`),
  body(false, "an atomic operator", "(drop (i32.atomic.load (i32.const 0)))"),
  body(false, "an atomic fence in dead code", "(unreachable) (atomic.fence)"),
  text(true, "float locals, parameters and globals", `${memory} (func (param f64) (local f32)) (global f64 (f64.const 1)) (global f32 (f32.const 1))`),
  text(true, "a vector local", `${memory} (func (local v128))`),
  text(true, "a vector result", `${memory} (func (param i32) (result v128) (unreachable))`),
  text(true, "a type with a vector parameter that no function has", `${memory} (type (func (param v128)))`),
  text(false, "a vector parameter", `${memory} (func (param i32 v128) (result i32) (unreachable))`),
  raw(true, "a vector global", () => moduleOf({ globals: [1, 0x7b, 0, 0xfd, 12, ...repeat(16, [0]), 0x0b] })),
  body(true, "a float block type", "(drop (block (result f32) (unreachable)))"),
  body(true, "100 memory.grow", `(return) ${"(drop (memory.grow (i32.const 0)))".repeat(100)}`),
  body(false, "101 memory.grow in dead code", `(return) ${"(drop (memory.grow (i32.const 0)))".repeat(101)}`),
  body(false, "101 memory.grow", "(drop (memory.grow (i32.const 0)))".repeat(101)),
  text(false, "a write to production's first own global", `${memory} (global (mut i64) (i64.const 0)) (func (global.set 1 (i64.const 1)))`),
];

const starts: readonly ModuleCase[] = [
  text(true, "a start function", `${memory} (func $start) (start $start)`),
  text(false, "a start function that traps", `${memory} (func $start (unreachable)) (start $start)`),
  text(false, "a start function without an end", `${memory} (func $start (loop (br 0))) (start $start)`),
];

/** Exports of the first function under names of two bytes. */
function namedExports(count: number): number[] {
  return Array.from({ length: count }, (_, index) => [2, 0x21 + (index % 90), 0x21 + Math.floor(index / 90), 0, 0]).flat();
}

const sizes: readonly ModuleCase[] = [
  text(true, "4,000 locals", `${memory} (func (local ${"i32 ".repeat(4000)}))`),
  text(false, "4,001 locals", `${memory} (func (local ${"i32 ".repeat(4001)}))`),
  text(false, "4,001 locals in two groups", `${memory} (func (local ${"i32 ".repeat(3000)}) (local ${"i64 ".repeat(1001)}))`),
  text(true, "4,000 parameters and locals", `${memory} (func (param i32) (local ${"i32 ".repeat(3999)}))`),
  text(false, "4,001 parameters and locals", `${memory} (func (param i32) (local ${"i32 ".repeat(4000)}))`),
  text(true, "100 parameters", `${memory} (func (param ${"i32 ".repeat(100)}))`),
  text(false, "101 parameters", `${memory} (func (param ${"i32 ".repeat(101)}))`),
  raw(true, "10,000 types", () => moduleOf({ types: [...leb(10_000), ...repeat(10_000, [0x60, 0, 0])] })),
  raw(false, "10,001 types", () => moduleOf({ types: [...leb(10_001), ...repeat(10_001, [0x60, 0, 0])] })),
  ...[10_000, 10_001].map((count) =>
    raw(count === 10_000, `${count} functions`, () =>
      moduleOf({ functions: [...leb(count), ...repeat(count, [0])], code: [...leb(count), ...repeat(count, [2, 0, 0x0b])] }),
    ),
  ),
  ...[4_000, 4_001].map((count) =>
    raw(count === 4_000, `${count} globals`, () => moduleOf({ globals: [...leb(count), ...repeat(count, [0x7f, 1, 0x41, 0, 0x0b])] })),
  ),
  ...[10_000, 10_001].map((count) =>
    raw(count === 10_000, `${count} data segments`, () => moduleOf({ data: [...leb(count), ...repeat(count, [0, 0x41, 0, 0x0b, 0])] })),
  ),
  ...[100_000, 100_001].map((length) =>
    raw(length === 100_000, `a name of ${length} bytes`, () =>
      moduleOf({ exports: [2, 1, ...ascii("m"), 2, 0, ...leb(length), ...repeat(length, [0x61]), 0, 0] }),
    ),
  ),
  ...[100_000, 100_001].map((length) =>
    raw(length === 100_000, `a custom section whose name has ${length} bytes`, () =>
      moduleOf({ before: section(0, [...leb(length), ...repeat(length, [0x61])]) }),
    ),
  ),
  ...[4_761, 4_762].map((count) =>
    raw(count === 4_761, `exports of ${21 * count + 2} type units`, () =>
      moduleOf({ types: [1, 0x60, 20, ...repeat(20, [0x7f]), 0], exports: [...leb(count + 1), 1, ...ascii("m"), 2, 0, ...namedExports(count)] }),
    ),
  ),
];

const encodings: readonly ModuleCase[] = [
  raw(false, "no bytes", () => new Uint8Array(0)),
  raw(false, "nothing but a header", () => Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)),
  raw(false, "another version", () => Uint8Array.of(0, 0x61, 0x73, 0x6d, 2, 0, 0, 0)),
  raw(false, "an unknown section", () => moduleOf({ after: section(14, [0]) })),
  raw(false, "a trailing byte", () => moduleOf({ after: [1] })),
  raw(false, "a struct type", () => moduleOf({ types: [2, 0x60, 0, 0, 0x5f, 0] })),
  raw(true, "a malformed name section", () => moduleOf({ after: section(0, [4, ...ascii("name"), 1, 99, 1]) })),
  raw(true, "other custom sections", () => moduleOf({ before: section(0, [7, ...ascii("linking"), 99]), after: section(0, [1, 0x61]) })),
  raw(true, "numbers in more bytes than needed", () => moduleOf({ code: bodyOf([0x41, 0x80, 0, 0x0e, 0x80, 0, 0x80, 0]) })),
  raw(true, "a table index in two bytes", () => moduleOf({ code: bodyOf([0x41, 0, 0x25, 0x80, 0, 0x1a]) })),
  raw(false, "a memory index in two bytes", () => moduleOf({ code: bodyOf([0x3f, 0x80, 0, 0x1a]) })),
  raw(false, "an alignment above the natural one", () => moduleOf({ code: bodyOf([0x41, 0, 0x28, 3, 0, 0x1a]) })),
  raw(false, "a type mismatch", () => moduleOf({ code: bodyOf([0x42, 0, 0x45, 0x1a]) })),
  raw(true, "functions of no code section", () => moduleOf({ functions: [0], code: [0], exports: [1, 1, ...ascii("m"), 2, 0] })),
  raw(true, "3,000 nested blocks", () => moduleOf({ code: bodyOf([...repeat(3000, [0x02, 0x40]), ...repeat(3000, [0x0b])]) })),
];

/** Modules by the rules that they keep or break. */
export const moduleCases: Readonly<Record<string, readonly ModuleCase[]>> = {
  imports,
  memories,
  tables,
  proposals,
  operators,
  "start functions": starts,
  sizes,
  encodings,
};
