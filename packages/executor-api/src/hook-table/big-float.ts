// The BigFloat hooks: 53-bit floating-point numbers by handle.
// Names, order, parameters and signatures as production declares them (vm-executor-rs, libvmexeccapi.h).

export const bigFloatHooks = {
  bigFloatNewFromParts: {
    params: [
      "integralPart: int32",
      "fractionalPart: int32",
      "exponent: int32",
    ],
    result: "i32",
  },
  bigFloatNewFromFrac: { params: ["numerator: int64", "denominator: int64"], result: "i32" },
  bigFloatNewFromSci: { params: ["significand: int64", "exponent: int64"], result: "i32" },
  bigFloatAdd: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigFloatSub: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigFloatMul: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigFloatDiv: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigFloatNeg: { params: ["destinationHandle: handle", "opHandle: handle"], result: "void" },
  bigFloatClone: { params: ["destinationHandle: handle", "opHandle: handle"], result: "void" },
  bigFloatCmp: { params: ["op1Handle: handle", "op2Handle: handle"], result: "i32" },
  bigFloatAbs: { params: ["destinationHandle: handle", "opHandle: handle"], result: "void" },
  bigFloatSign: { params: ["opHandle: handle"], result: "i32" },
  bigFloatSqrt: { params: ["destinationHandle: handle", "opHandle: handle"], result: "void" },
  bigFloatPow: {
    params: [
      "destinationHandle: handle",
      "opHandle: handle",
      "exponent: int32",
    ],
    result: "void",
  },
  bigFloatFloor: { params: ["destBigIntHandle: handle", "opHandle: handle"], result: "void" },
  bigFloatCeil: { params: ["destBigIntHandle: handle", "opHandle: handle"], result: "void" },
  bigFloatTruncate: { params: ["destBigIntHandle: handle", "opHandle: handle"], result: "void" },
  bigFloatSetInt64: { params: ["destinationHandle: handle", "value: int64"], result: "void" },
  bigFloatIsInt: { params: ["opHandle: handle"], result: "i32" },
  bigFloatSetBigInt: { params: ["destinationHandle: handle", "bigIntHandle: handle"], result: "void" },
  bigFloatGetConstPi: { params: ["destinationHandle: handle"], result: "void" },
  bigFloatGetConstE: { params: ["destinationHandle: handle"], result: "void" },
} as const;
