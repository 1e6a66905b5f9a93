// The operators that contracts may use, by class: how each is used, what it answers, and the cost keys of everything that runs.
import type { WasmContract } from "./contract.js";

/** An endpoint that uses operators. */
export interface OperatorRow {
  /** Name of the endpoint. */
  readonly name: string;
  /** Locals and body in the text format. */
  readonly body: string;
  /** The cost key of each operator that runs, separated by spaces, as often as it runs. */
  readonly keys: string;
  /** The eight bytes at address 0 afterwards, as a number; not compared if not given. */
  readonly result?: bigint;
}

/** Operators that are tried in one module. */
export interface OperatorClass {
  readonly name: string;
  readonly contract: WasmContract;
  readonly rows: readonly OperatorRow[];
}

type NumberType = "i32" | "i64";

const keyOf = (type: NumberType, operator: string): string => `${type.toUpperCase()}${operator}`;

function operatorClass(name: string, rows: readonly OperatorRow[], fields: { readonly before?: string; readonly after?: string } = {}): OperatorClass {
  const functions = rows.map((row) => `(func (export "${row.name}") ${row.body})`);
  const text = ["(module", fields.before ?? "", `(memory (export "memory") 1)`, fields.after ?? "", ...functions].join("\n    ");
  return { name, rows, contract: { name, text: `${text})` } };
}

/** Rows of `name operands… result`, the name as in the text format behind the type. */
function numeric(name: string, operand: NumberType, answer: NumberType, table: string): OperatorClass {
  const rows = table.trim().split("\n").map((line): OperatorRow => {
    const [instruction = "", key = "", ...numbers] = line.trim().split(/\s+/);
    const result = BigInt.asUintN(answer === "i32" ? 32 : 64, BigInt(numbers.at(-1) ?? 0));
    const operands = numbers.slice(0, -1);
    const body = `(${answer}.store (i32.const 0) (${instruction} ${operands.map((value) => `(${operand}.const ${value})`).join(" ")}))`;
    const keys = ["I32Const", ...operands.map(() => keyOf(operand, "Const")), key, keyOf(answer, "Store"), "End"].join(" ");
    return { name: key, body, keys, result };
  });
  return operatorClass(name, rows);
}

function loads(type: NumberType, table: string): OperatorClass {
  const rows = table.trim().split("\n").map((line): OperatorRow => {
    const [instruction = "", key = "", number = "0"] = line.trim().split(/\s+/);
    return {
      name: key,
      body: `(${type}.store (i32.const 0) (${type}.${instruction} offset=8 (i32.const 8)))`,
      keys: `I32Const I32Const ${key} ${keyOf(type, "Store")} End`,
      result: BigInt.asUintN(type === "i32" ? 32 : 64, BigInt(number)),
    };
  });
  return operatorClass(`${type} loads`, rows, { after: String.raw`(data (i32.const 16) "\f8\f9\fa\fb\fc\fd\fe\ff")` });
}

function stores(type: NumberType, table: string): OperatorClass {
  const rows = table.trim().split("\n").map((line): OperatorRow => {
    const [instruction = "", key = "", number = "0"] = line.trim().split(/\s+/);
    return {
      name: key,
      body: `(${type}.${instruction} (i32.const 0) (${type}.const -2))`,
      keys: `I32Const ${keyOf(type, "Const")} ${key} End`,
      result: BigInt(number),
    };
  });
  return operatorClass(`${type} stores`, rows);
}

const round = "LocalGet I32Const I32Add LocalTee I32Const I32LtU BrIf ";
const counted = (rounds: number, body = ""): string =>
  `(local i32) (loop ${body} (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const ${rounds}))))`;

const control: readonly OperatorRow[] = [
  { name: "nothing", body: "", keys: "End" },
  { name: "nop", body: "(nop) (nop)", keys: "Nop Nop End" },
  { name: "block", body: "(block (nop))", keys: "Block Nop End End" },
  { name: "if-taken", body: "(if (i32.const 1) (then (nop)))", keys: "I32Const If Nop End End" },
  { name: "if-not-taken", body: "(if (i32.const 0) (then (nop)))", keys: "I32Const If End" },
  { name: "if-of-if-and-else", body: "(if (i32.const 1) (then (nop)) (else (nop) (nop)))", keys: "I32Const If Nop Else End" },
  { name: "else", body: "(if (i32.const 0) (then (nop)) (else (nop) (nop)))", keys: "I32Const If Nop Nop End End" },
  { name: "br", body: "(block (br 0) (nop))", keys: "Block Br End" },
  { name: "br-out-of-two", body: "(block (block (br 1)) (nop))", keys: "Block Block Br End" },
  { name: "br_if-taken", body: "(block (br_if 0 (i32.const 1)) (nop))", keys: "Block I32Const BrIf End" },
  { name: "br_if-not-taken", body: "(block (br_if 0 (i32.const 0)) (nop))", keys: "Block I32Const BrIf Nop End End" },
  { name: "br_table", body: "(block (block (br_table 0 1 (i32.const 0))) (nop))", keys: "Block Block I32Const BrTable Nop End End" },
  { name: "br_table-default", body: "(block (block (br_table 0 1 (i32.const 9))) (nop))", keys: "Block Block I32Const BrTable End" },
  { name: "return", body: "(return) (nop)", keys: "Return" },
  { name: "return-from-a-loop", body: "(loop (return))", keys: "Loop Return" },
  { name: "drop", body: "(drop (i32.const 1))", keys: "I32Const Drop End" },
  { name: "select", body: "(i32.store (i32.const 0) (select (i32.const 7) (i32.const 8) (i32.const 0)))", keys: "I32Const I32Const I32Const I32Const Select I32Store End", result: 8n },
  { name: "typed-select", body: "(i32.store (i32.const 0) (select (result i32) (i32.const 7) (i32.const 8) (i32.const 1)))", keys: "I32Const I32Const I32Const I32Const TypedSelect I32Store End", result: 7n },
];

const loops: readonly OperatorRow[] = [
  { name: "loop", body: "(loop (nop))", keys: "Loop Nop End End" },
  { name: "counted", body: counted(7), keys: `Loop ${round.repeat(7)}End End` },
  { name: "counted-with-a-store", body: counted(6, "(i32.store (i32.const 0) (local.get 0))"), keys: `Loop ${`I32Const LocalGet I32Store ${round}`.repeat(6)}End End`, result: 5n },
  { name: "counted-with-a-block", body: counted(3, "(block (nop))"), keys: `Loop ${`Block Nop End ${round}`.repeat(3)}End End` },
  { name: "counted-with-a-call", body: counted(4, "(call $leaf)"), keys: `Loop ${`Call Nop End ${round}`.repeat(4)}End End` },
  {
    name: "nested",
    body: `(local i32 i32) (loop (local.set 1 (i32.const 0))
      (loop (br_if 0 (i32.lt_u (local.tee 1 (i32.add (local.get 1) (i32.const 1))) (i32.const 3))))
      (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 2))))`,
    keys: `Loop ${`I32Const LocalSet Loop ${round.repeat(3)}End ${round}`.repeat(2)}End End`,
  },
  {
    name: "with-br",
    body: `(local i32) (block (loop (br_if 1 (i32.eq (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 4))) (br 0)))`,
    keys: `Block Loop ${"LocalGet I32Const I32Add LocalTee I32Const I32Eq BrIf Br ".repeat(3)}LocalGet I32Const I32Add LocalTee I32Const I32Eq BrIf End`,
  },
];

/** The keys of a recursion that ends after so many levels: `$down` below. */
export const down = (levels: number): string => `${"LocalGet If LocalGet I32Const I32Sub Call ".repeat(levels)}LocalGet If End ${"End End ".repeat(levels)}`;

const calls: readonly OperatorRow[] = [
  { name: "call", body: "(call $leaf)", keys: "Call Nop End End" },
  { name: "call-with-values", body: "(i32.store (i32.const 0) (call $double (i32.const 21)))", keys: "I32Const I32Const Call LocalGet LocalGet I32Add End I32Store End", result: 42n },
  { name: "calls", body: "(call $calls) (call $leaf)", keys: "Call Call Nop End Nop Call Nop End End Call Nop End End" },
  { name: "recursion", body: "(call $down (i32.const 5))", keys: `I32Const Call ${down(5)}End` },
  { name: "call_indirect", body: "(call_indirect (type $void) (i32.const 0))", keys: "I32Const CallIndirect Nop End End" },
  { name: "call_indirect-with-values", body: "(i32.store (i32.const 0) (call_indirect (type $number) (i32.const 4) (i32.const 1)))", keys: "I32Const I32Const I32Const CallIndirect LocalGet LocalGet I32Add End I32Store End", result: 8n },
  { name: "call_indirect-of-a-hook", body: "(call_indirect (type $void) (i32.const 2))", keys: "I32Const CallIndirect End" },
  { name: "hook", body: "(call $hook)", keys: "Call End" },
  { name: "hooks", body: "(nop) (call $hook) (block (nop) (nop)) (call $hook) (nop)", keys: "Nop Call Block Nop Nop End Call Nop End" },
  { name: "hooks-in-a-loop", body: counted(3, "(call $hook)"), keys: `Loop ${`Call ${round}`.repeat(3)}End End` },
  { name: "hook-below-a-call", body: "(call $hooked) (nop)", keys: "Call Nop Call Nop End Nop End" },
];

const variables: readonly OperatorRow[] = [
  { name: "local.get", body: "(local i32) (i32.store (i32.const 0) (local.get 0))", keys: "I32Const LocalGet I32Store End", result: 0n },
  { name: "local.set", body: "(local i32) (local.set 0 (i32.const 3)) (i32.store (i32.const 0) (local.get 0))", keys: "I32Const LocalSet I32Const LocalGet I32Store End", result: 3n },
  { name: "local.tee", body: "(local i32) (i32.store (i32.const 0) (local.tee 0 (i32.const 3)))", keys: "I32Const I32Const LocalTee I32Store End", result: 3n },
  { name: "global.get", body: "(i64.store (i32.const 0) (global.get $number))", keys: "I32Const GlobalGet I64Store End", result: 5n },
  { name: "global.set", body: "(global.set $other (i32.const 9)) (i32.store (i32.const 0) (global.get $other))", keys: "I32Const GlobalSet I32Const GlobalGet I32Store End", result: 9n },
  { name: "memory.size", body: "(i32.store (i32.const 0) (memory.size))", keys: "I32Const MemorySize I32Store End", result: 1n },
  { name: "memory.grow", body: "(i32.store (i32.const 0) (memory.grow (i32.const 0)))", keys: "I32Const I32Const MemoryGrow I32Store End", result: 1n },
];

const references: readonly OperatorRow[] = [
  { name: "ref.null", body: "(i32.store (i32.const 0) (ref.is_null (ref.null func)))", keys: "I32Const RefNull RefIsNull I32Store End", result: 1n },
  { name: "ref.func", body: "(i32.store (i32.const 0) (ref.is_null (ref.func $leaf)))", keys: "I32Const RefFunc RefIsNull I32Store End", result: 0n },
  { name: "table.size", body: "(i32.store (i32.const 0) (table.size))", keys: "I32Const TableSize I32Store End", result: 4n },
  { name: "table.get", body: "(i32.store (i32.const 0) (ref.is_null (table.get (i32.const 3))))", keys: "I32Const I32Const TableGet RefIsNull I32Store End", result: 1n },
];

const tableWrites: readonly OperatorRow[] = [
  { name: "table.set", body: "(table.set (i32.const 3) (ref.func $leaf)) (call_indirect (type $void) (i32.const 3))", keys: "I32Const RefFunc TableSet I32Const CallIndirect Nop End End" },
  { name: "table.init", body: "(table.init $late (i32.const 3) (i32.const 0) (i32.const 1)) (call_indirect (type $void) (i32.const 3))", keys: "I32Const I32Const I32Const TableInit I32Const CallIndirect Nop End End" },
  { name: "table.grow", body: "(i32.store (i32.const 0) (i32.eq (table.size) (i32.add (table.grow (ref.null func) (i32.const 1)) (i32.const 1))))", keys: "I32Const TableSize RefNull I32Const TableGrow I32Const I32Add I32Eq I32Store End", result: 0n },
];

const surroundings = {
  before: `(type $void (func)) (type $number (func (param i32) (result i32))) (import "env" "checkNoPayment" (func $hook))`,
  after: `(global $number i64 (i64.const 5)) (global $other (mut i32) (i32.const 6))
    (table 4 funcref) (elem (i32.const 0) $leaf $double $hook) (elem $late func $leaf)
    (func $leaf (nop))
    (func $double (param i32) (result i32) (i32.add (local.get 0) (local.get 0)))
    (func $calls (call $leaf) (nop) (call $leaf))
    (func $hooked (nop) (call $hook) (nop))
    (func $down (param i32) (if (local.get 0) (then (call $down (i32.sub (local.get 0) (i32.const 1))))))`,
};

const i32Binary = `
  i32.add I32Add 2147483647 1 -2147483648
  i32.sub I32Sub 3 5 -2
  i32.mul I32Mul 65537 65537 131073
  i32.div_s I32DivS -7 2 -3
  i32.div_u I32DivU -7 2 2147483644
  i32.rem_s I32RemS -7 2 -1
  i32.rem_u I32RemU -7 2 1
  i32.and I32And 12 10 8
  i32.or I32Or 12 10 14
  i32.xor I32Xor 12 10 6
  i32.shl I32Shl 3 33 6
  i32.shr_s I32ShrS -8 1 -4
  i32.shr_u I32ShrU -8 1 2147483644
  i32.rotl I32Rotl -2147483647 1 3
  i32.rotr I32Rotr 3 1 -2147483647`;

const i64Binary = `
  i64.add I64Add 9223372036854775807 1 -9223372036854775808
  i64.sub I64Sub 3 5 -2
  i64.mul I64Mul 4294967297 4294967297 8589934593
  i64.div_s I64DivS -7 2 -3
  i64.div_u I64DivU -7 2 9223372036854775804
  i64.rem_s I64RemS -7 2 -1
  i64.rem_u I64RemU -7 2 1
  i64.and I64And 12 10 8
  i64.or I64Or 12 10 14
  i64.xor I64Xor 12 10 6
  i64.shl I64Shl 3 65 6
  i64.shr_s I64ShrS -8 1 -4
  i64.shr_u I64ShrU -8 1 9223372036854775804
  i64.rotl I64Rotl -9223372036854775807 1 3
  i64.rotr I64Rotr 3 1 -9223372036854775807`;

/** The comparisons of both types, with operands whose order depends on the sign. */
function comparisons(type: NumberType): string {
  const answers = { eq: 0, ne: 1, lt_s: 1, lt_u: 0, gt_s: 0, gt_u: 1, le_s: 1, le_u: 0, ge_s: 0, ge_u: 1 };
  const rows = Object.entries(answers).map(([name, answer]) => {
    const key = name.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
    return `${type}.${name} ${keyOf(type, key)} -1 1 ${answer}`;
  });
  return rows.join("\n");
}

export const operatorClasses: readonly OperatorClass[] = [
  operatorClass("control flow", control),
  operatorClass("loops", loops, surroundings),
  operatorClass("calls", calls, surroundings),
  operatorClass("locals, globals and sizes of memory", variables, surroundings),
  operatorClass("references", references, surroundings),
  operatorClass("writes of tables", tableWrites, surroundings),
  numeric("i32 operators of two operands", "i32", "i32", i32Binary),
  numeric("i64 operators of two operands", "i64", "i64", i64Binary),
  numeric("i32 operators of one operand", "i32", "i32", `
  i32.clz I32Clz 1 31
  i32.ctz I32Ctz 8 3
  i32.popcnt I32Popcnt -1 32
  i32.eqz I32Eqz 0 1
  i32.extend8_s I32Extend8S 128 -128
  i32.extend16_s I32Extend16S 32768 -32768`),
  numeric("i64 operators of one operand", "i64", "i64", `
  i64.clz I64Clz 1 63
  i64.ctz I64Ctz 8 3
  i64.popcnt I64Popcnt -1 64
  i64.extend8_s I64Extend8S 128 -128
  i64.extend16_s I64Extend16S 32768 -32768
  i64.extend32_s I64Extend32S 2147483648 -2147483648`),
  numeric("i32 comparisons", "i32", "i32", comparisons("i32")),
  numeric("i64 comparisons", "i64", "i32", `${comparisons("i64")}\ni64.eqz I64Eqz 0 1\ni32.wrap_i64 I32WrapI64 4294967299 3`),
  numeric("conversions to i64", "i32", "i64", "i64.extend_i32_s I64ExtendI32S -1 -1\ni64.extend_i32_u I64ExtendI32U -1 4294967295"),
  loads("i32", `
  load I32Load -67438088
  load8_s I32Load8S -8
  load8_u I32Load8U 248
  load16_s I32Load16S -1544
  load16_u I32Load16U 63992`),
  loads("i64", `
  load I64Load -283686952306184
  load8_s I64Load8S -8
  load8_u I64Load8U 248
  load16_s I64Load16S -1544
  load16_u I64Load16U 63992
  load32_s I64Load32S -67438088
  load32_u I64Load32U 4227529208`),
  stores("i32", "store I32Store 4294967294\nstore8 I32Store8 254\nstore16 I32Store16 65534"),
  stores("i64", "store I64Store 18446744073709551614\nstore8 I64Store8 254\nstore16 I64Store16 65534\nstore32 I64Store32 4294967294"),
];

/** The cost keys of all operators above. */
export const operatorKeys: readonly string[] = [...new Set(operatorClasses.flatMap(({ rows }) => rows.flatMap(({ keys }) => keys.split(" "))))].filter((key) => key !== "").sort();
