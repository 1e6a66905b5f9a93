// The operators that contracts may use, with their encoding and their cost key in section WASMOpcodeCost of the gas schedule.
// Mirrors the operators that have a cost in vm-executor-rs wasmer_metering_helpers.rs and pass Wasmer 2's own validation;
// every other operator is rejected, even in dead code.

/** What follows an operator, and what the rewriter does with it. */
export const Shape: {
  readonly plain: 0;
  /** One LEB128 immediate. */
  readonly index: 1;
  /** An alignment and an offset. */
  readonly memoryAccess: 2;
  /** The index of a local. */
  readonly local: 3;
  /** The last of the shapes that need no more than copying, with indices moved: they are compared with `<=`. */
  readonly global: 4;
  /** As `memoryAccess`, but writes. The last of the shapes without control flow that most code is made of. */
  readonly memoryStore: 5;
  readonly memorySize: 6;
  readonly memoryGrow: 7;
  readonly block: 8;
  readonly loop: 9;
  readonly if: 10;
  readonly else: 11;
  readonly end: 12;
  readonly br: 13;
  readonly brIf: 14;
  readonly brTable: 15;
  readonly return: 16;
  readonly unreachable: 17;
  readonly call: 18;
  readonly callIndirect: 19;
  readonly typedSelect: 20;
  readonly refNull: 21;
  readonly refFunc: 22;
  /** Changes a table: an instance of such a module cannot be reset. */
  readonly tableWrite: 23;
  readonly prefix: 24;
  readonly forbidden: 25;
} = {
  plain: 0,
  index: 1,
  memoryAccess: 2,
  local: 3,
  global: 4,
  memoryStore: 5,
  memorySize: 6,
  memoryGrow: 7,
  block: 8,
  loop: 9,
  if: 10,
  else: 11,
  end: 12,
  br: 13,
  brIf: 14,
  brTable: 15,
  return: 16,
  unreachable: 17,
  call: 18,
  callIndirect: 19,
  typedSelect: 20,
  refNull: 21,
  refFunc: 22,
  tableWrite: 23,
  prefix: 24,
  forbidden: 25,
};

export type ShapeName = keyof typeof Shape;

/** First code, shape, and the cost keys of this and the following codes. */
type Row = readonly [code: number, shape: ShapeName, keys: string];

const rows: readonly Row[] = [
  [0x00, "unreachable", "Unreachable"],
  [0x01, "plain", "Nop"],
  [0x02, "block", "Block"],
  [0x03, "loop", "Loop"],
  [0x04, "if", "If"],
  [0x05, "else", "Else"],
  [0x0b, "end", "End"],
  [0x0c, "br", "Br"],
  [0x0d, "brIf", "BrIf"],
  [0x0e, "brTable", "BrTable"],
  [0x0f, "return", "Return"],
  [0x10, "call", "Call"],
  [0x11, "callIndirect", "CallIndirect"],
  [0x1a, "plain", "Drop Select"],
  [0x1c, "typedSelect", "TypedSelect"],
  [0x20, "local", "LocalGet LocalSet LocalTee"],
  [0x23, "global", "GlobalGet GlobalSet"],
  [0x25, "index", "TableGet"],
  [0x26, "tableWrite", "TableSet"],
  [0x28, "memoryAccess", "I32Load I64Load"],
  [0x2c, "memoryAccess", "I32Load8S I32Load8U I32Load16S I32Load16U"],
  [0x30, "memoryAccess", "I64Load8S I64Load8U I64Load16S I64Load16U I64Load32S I64Load32U"],
  [0x36, "memoryStore", "I32Store I64Store"],
  [0x3a, "memoryStore", "I32Store8 I32Store16 I64Store8 I64Store16 I64Store32"],
  [0x3f, "memorySize", "MemorySize"],
  [0x40, "memoryGrow", "MemoryGrow"],
  [0x41, "index", "I32Const I64Const"],
  [0x45, "plain", "I32Eqz I32Eq I32Ne I32LtS I32LtU I32GtS I32GtU I32LeS I32LeU I32GeS I32GeU"],
  [0x50, "plain", "I64Eqz I64Eq I64Ne I64LtS I64LtU I64GtS I64GtU I64LeS I64LeU I64GeS I64GeU"],
  [0x67, "plain", "I32Clz I32Ctz I32Popcnt I32Add I32Sub I32Mul I32DivS I32DivU I32RemS I32RemU"],
  [0x71, "plain", "I32And I32Or I32Xor I32Shl I32ShrS I32ShrU I32Rotl I32Rotr"],
  [0x79, "plain", "I64Clz I64Ctz I64Popcnt I64Add I64Sub I64Mul I64DivS I64DivU I64RemS I64RemU"],
  [0x83, "plain", "I64And I64Or I64Xor I64Shl I64ShrS I64ShrU I64Rotl I64Rotr"],
  [0xa7, "plain", "I32WrapI64"],
  [0xac, "plain", "I64ExtendI32S I64ExtendI32U"],
  [0xc0, "plain", "I32Extend8S I32Extend16S I64Extend8S I64Extend16S I64Extend32S"],
  [0xd0, "refNull", "RefNull"],
  [0xd1, "plain", "RefIsNull"],
  [0xd2, "refFunc", "RefFunc"],
];

/** The prefix byte of table operators, and those of them that contracts may use. */
const PREFIX_FC = 0xfc;

const prefixedRows: readonly Row[] = [
  [0x0c, "tableWrite", "TableInit"],
  [0x0f, "tableWrite", "TableGrow"],
  [0x10, "index", "TableSize"],
];

function shapesOf(table: readonly Row[]): Uint8Array {
  const shapes = new Uint8Array(256).fill(Shape.forbidden);
  for (const [code, shape, keys] of table) shapes.fill(Shape[shape], code, code + keys.split(" ").length);
  return shapes;
}

function costKeysOf(table: readonly Row[]): readonly (readonly [code: number, key: string])[] {
  return table.flatMap(([code, , keys]) => keys.split(" ").map((key, index) => [code + index, key] as const));
}

/** Shape by operator code. */
export const shapes: Uint8Array = shapesOf([...rows, [PREFIX_FC, "prefix", ""]]);
/** Shape by the code after the 0xFC prefix. */
export const prefixedShapes: Uint8Array = shapesOf(prefixedRows);
/** Operator codes with their cost keys. */
export const costKeys: readonly (readonly [code: number, key: string])[] = costKeysOf(rows);
/** Codes after the 0xFC prefix with their cost keys. */
export const prefixedCostKeys: readonly (readonly [code: number, key: string])[] = costKeysOf(prefixedRows);
