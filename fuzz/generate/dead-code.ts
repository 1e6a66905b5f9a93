// Code behind an operator that does not go on. It must be well-typed on a stack of whatever, and is checked for what contracts may not use.
import { u32 } from "./bytes.js";
import type { Body } from "./body.js";
import { deadOperators, forbiddenOperators, loads, stores, ValueType } from "./operators.js";

type Write = (body: Body) => void;

/** Writes some operators, or none, that leave the stack of whatever as it is. */
export function writeDeadCode(body: Body): void {
  const { random } = body;
  if (random.chance(0.4)) return;
  for (let count = 1 + random.below(4); count > 0; count--) random.pick(pieces)(body);
}

const plain: Write = (body) => {
  const [code, leaves] = body.random.pick(deadOperators);
  body.emit(code, ...(leaves ? [0x1a] : []));
};

const call: Write = (body) => {
  const { functions, types } = body.shape;
  const index = body.random.below(functions.length);
  const { result } = types[functions[index]!]!;
  body.emit(0x10, ...u32(index), ...(result === undefined ? [] : [0x1a]));
};

/** To three labels, mostly of one type: of different types they are valid here, but production does not accept them. */
const branchTable: Write = (body) => {
  const one = body.random.below(body.labelCount);
  const other = body.random.chance(0.97) ? one : body.random.below(body.labelCount);
  body.emit(0x0e, 2, ...[one, other, one].flatMap(u32));
};

const pieces: readonly Write[] = [
  (body) => body.emit(0x21, ...u32(body.localOf(ValueType.i32))),
  (body) => body.emit(body.random.pick(loads[ValueType.i64]!)[0], 0, 0, 0x1a),
  (body) => body.emit(body.random.pick(stores[ValueType.i32]!)[0], 0, 0),
  call,
  // Now and then the index of type 0, `() -> ()`, in place of a block type.
  (body) => body.emit(body.random.pick([0x02, 0x03]), body.random.chance(0.9) ? 0x40 : 0, 0x0b),
  (body) => body.emit(0x41, 0, 0x40, 0, 0x1a),
  (body) => (body.random.chance(0.03) ? body.emit(...body.random.pick(forbiddenOperators)) : body.emit(0x00)),
  (body) => body.emit(0x0c, ...u32(body.random.below(body.labelCount))),
  branchTable,
  (body) => body.emit(0x04, 0x40, 0x05, 0x0b),
  (body) => body.emit(0x0d, ...u32(body.random.below(body.labelCount)), 0x00),
  (body) => body.statement(),
  plain,
  plain,
];
