// Expressions: pieces of code that leave one value of a type.
import { u32 } from "./bytes.js";
import type { Body } from "./body.js";
import { arithmetic, commonTypes, comparisons, loads, ValueType } from "./operators.js";

const { i32, i64 } = ValueType;

type Write = (body: Body, type: number) => void;

export function writeExpression(body: Body, type: number): void {
  const isCommon = commonTypes.includes(type);
  if (isCommon && body.random.chance(0.75)) body.random.pick(type === i32 ? integers : longIntegers)(body, type);
  else body.random.pick(anyType)(body, type);
}

const call: Write = (body, type) => {
  body.call(type);
};

const select: Write = (body, type) => {
  body.expression(type);
  body.expression(type);
  body.expression(i32);
  if (commonTypes.includes(type) && body.random.chance(0.8)) body.emit(0x1b);
  else body.emit(0x1c, 1, type);
};

const anyType: readonly Write[] = [
  (body, type) =>
    body.block(0x02, type, () => {
      body.statements();
      body.leave(type);
    }),
  (body, type) => body.conditional(type),
  (body, type) =>
    body.block(0x03, type, () => {
      if (body.random.chance(0.5)) body.statement();
      body.leave(type);
    }),
  (body, type) => {
    body.expression(type);
    body.emit(0x22, ...u32(body.localOf(type)));
  },
  select,
  call,
  call,
];

const unary: Write = (body, type) => {
  body.expression(type);
  body.emit(body.random.pick(arithmetic[type]!.unary));
};

const binary: Write = (body, type) => {
  body.expression(type);
  body.expression(type);
  body.emit(body.random.pick(arithmetic[type]!.binary));
};

/** Divides by an odd number, or now and then by any. */
const divide: Write = (body, type) => {
  body.expression(type);
  body.expression(type);
  if (body.random.chance(0.9)) body.emit(type === i32 ? 0x41 : 0x42, 1, type === i32 ? 0x72 : 0x84);
  body.emit(body.random.pick(arithmetic[type]!.division));
};

const load: Write = (body, type) => {
  body.address();
  body.access(body.random.pick(loads[type]!));
};

const compare: Write = (body) => {
  const operands = body.random.pick(commonTypes);
  body.expression(operands);
  if (body.random.chance(0.1)) body.emit(operands === i32 ? 0x45 : 0x50);
  else {
    body.expression(operands);
    body.emit(body.random.pick(comparisons[operands]!));
  }
};

const memorySize: Write = (body) => {
  if (body.random.chance(0.5)) body.emit(0x3f, 0);
  else body.emit(0x41, ...u32(body.random.below(4)), 0x40, 0);
};

const wrap: Write = (body) => {
  body.expression(i64);
  body.emit(0xa7);
};

const extend: Write = (body) => {
  body.expression(i32);
  body.emit(body.random.pick([0xac, 0xad]));
};

const isNull: Write = (body) => {
  body.expression(body.random.pick([ValueType.funcref, ValueType.externref]));
  body.emit(0xd1);
};

/** As often as they are to be written. */
const integers: readonly Write[] = [
  ...Array.from({ length: 3 }, () => [unary, divide, load, load, wrap, compare, compare, binary, binary, binary]).flat(),
  memorySize,
  isNull,
];
const longIntegers: readonly Write[] = [unary, divide, load, load, extend, binary, binary, binary];
