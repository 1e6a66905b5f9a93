// Operators by what they take and answer.

export const ValueType: {
  readonly i32: 0x7f;
  readonly i64: 0x7e;
  readonly f32: 0x7d;
  readonly f64: 0x7c;
  readonly funcref: 0x70;
  readonly externref: 0x6f;
} = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, funcref: 0x70, externref: 0x6f };

/** Types of which values can be made, and those that can only be declared and passed on. */
export const commonTypes: readonly number[] = [ValueType.i32, ValueType.i64];
export const rareTypes: readonly number[] = [ValueType.f32, ValueType.f64, ValueType.funcref, ValueType.externref];

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

interface Arithmetic {
  readonly unary: readonly number[];
  readonly binary: readonly number[];
  readonly division: readonly number[];
}

export const arithmetic: Readonly<Record<number, Arithmetic>> = {
  [ValueType.i32]: { unary: [...range(0x67, 0x69), 0xc0, 0xc1, 0x45], binary: [...range(0x6a, 0x6c), ...range(0x71, 0x78)], division: range(0x6d, 0x70) },
  [ValueType.i64]: { unary: [...range(0x79, 0x7b), 0xc2, 0xc3, 0xc4], binary: [...range(0x7c, 0x7e), ...range(0x83, 0x8a)], division: range(0x7f, 0x82) },
};

export const comparisons: Readonly<Record<number, readonly number[]>> = {
  [ValueType.i32]: range(0x46, 0x4f),
  [ValueType.i64]: range(0x51, 0x5a),
};

/** Operators on memory with their natural alignment. */
type Access = readonly [code: number, alignment: number];

export const loads: Readonly<Record<number, readonly Access[]>> = {
  [ValueType.i32]: [[0x28, 2], [0x2c, 0], [0x2d, 0], [0x2e, 1], [0x2f, 1]],
  [ValueType.i64]: [[0x29, 3], [0x30, 0], [0x31, 0], [0x32, 1], [0x33, 1], [0x34, 2], [0x35, 2]],
};

export const stores: Readonly<Record<number, readonly Access[]>> = {
  [ValueType.i32]: [[0x36, 2], [0x3a, 0], [0x3b, 1]],
  [ValueType.i64]: [[0x37, 3], [0x3c, 0], [0x3d, 1], [0x3e, 2]],
};

/** Operators that need nothing but a stack of whatever, as dead code has it, with the type of what they leave there. */
export const deadOperators: readonly (readonly [code: number, leaves: boolean])[] = [
  ...[...range(0x45, 0x5a), ...range(0x67, 0x8a), 0xa7, 0xac, 0xad, ...range(0xc0, 0xc4), 0x1b, 0xd1].map((code) => [code, true] as const),
  [0x1a, false],
  [0x01, false],
];

/** Operators that no contract may use. */
export const forbiddenOperators: readonly (readonly number[])[] = [
  [0x43, 0, 0, 0, 0, 0x1a],
  [0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0x1a],
  [0x41, 0, 0xb2, 0x1a],
  [0x41, 0, 0x2a, 2, 0, 0x1a],
  [0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 10, 0, 0],
  [0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 11, 0],
  [0x41, 0, 0xfd, 15, 0x1a],
  [0xfe, 3, 0],
  [0x06, 0x40, 0x0b],
  [0x12, 0],
  [0x1c, 0],
  [0xfc, 0, 0x1a],
];
