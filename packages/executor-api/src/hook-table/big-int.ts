// The BigInt hooks: arbitrary-precision integers by handle.
// Names, order, parameters and signatures as production declares them (vm-executor-rs, libvmexeccapi.h).

export const bigIntHooks = {
  bigIntGetUnsignedArgument: { params: ["id: index", "destinationHandle: handle"], result: "void" },
  bigIntGetSignedArgument: { params: ["id: index", "destinationHandle: handle"], result: "void" },
  bigIntStorageStoreUnsigned: {
    params: [
      "keyOffset: pointer",
      "keyLength: length",
      "sourceHandle: handle",
    ],
    result: "i32",
  },
  bigIntStorageLoadUnsigned: {
    params: [
      "keyOffset: pointer",
      "keyLength: length",
      "destinationHandle: handle",
    ],
    result: "i32",
  },
  bigIntGetCallValue: { params: ["destinationHandle: handle"], result: "void" },
  bigIntGetESDTCallValue: { params: ["destination: handle"], result: "void" },
  bigIntGetESDTCallValueByIndex: { params: ["destinationHandle: handle", "index: index"], result: "void" },
  bigIntGetExternalBalance: { params: ["addressOffset: pointer", "result: handle"], result: "void" },
  bigIntGetESDTExternalBalance: {
    params: [
      "addressOffset: pointer",
      "tokenIDOffset: pointer",
      "tokenIDLen: length",
      "nonce: nonce",
      "resultHandle: handle",
    ],
    result: "void",
  },
  bigIntNew: { params: ["smallValue: int64"], result: "i32" },
  bigIntUnsignedByteLength: { params: ["referenceHandle: handle"], result: "i32" },
  bigIntSignedByteLength: { params: ["referenceHandle: handle"], result: "i32" },
  bigIntGetUnsignedBytes: { params: ["referenceHandle: handle", "byteOffset: pointer"], result: "i32" },
  bigIntGetSignedBytes: { params: ["referenceHandle: handle", "byteOffset: pointer"], result: "i32" },
  bigIntSetUnsignedBytes: {
    params: [
      "destinationHandle: handle",
      "byteOffset: pointer",
      "byteLength: length",
    ],
    result: "void",
  },
  bigIntSetSignedBytes: {
    params: [
      "destinationHandle: handle",
      "byteOffset: pointer",
      "byteLength: length",
    ],
    result: "void",
  },
  bigIntIsInt64: { params: ["destinationHandle: handle"], result: "i32" },
  bigIntGetInt64: { params: ["destinationHandle: handle"], result: "i64" },
  bigIntSetInt64: { params: ["destinationHandle: handle", "value: int64"], result: "void" },
  bigIntAdd: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigIntSub: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigIntMul: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigIntTDiv: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigIntTMod: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigIntEDiv: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigIntEMod: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigIntSqrt: { params: ["destinationHandle: handle", "opHandle: handle"], result: "void" },
  bigIntPow: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigIntLog2: { params: ["op1Handle: handle"], result: "i32" },
  bigIntAbs: { params: ["destinationHandle: handle", "opHandle: handle"], result: "void" },
  bigIntNeg: { params: ["destinationHandle: handle", "opHandle: handle"], result: "void" },
  bigIntSign: { params: ["opHandle: handle"], result: "i32" },
  bigIntCmp: { params: ["op1Handle: handle", "op2Handle: handle"], result: "i32" },
  bigIntNot: { params: ["destinationHandle: handle", "opHandle: handle"], result: "void" },
  bigIntAnd: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigIntOr: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigIntXor: {
    params: [
      "destinationHandle: handle",
      "op1Handle: handle",
      "op2Handle: handle",
    ],
    result: "void",
  },
  bigIntShr: { params: ["destinationHandle: handle", "opHandle: handle", "bits: int32"], result: "void" },
  bigIntShl: { params: ["destinationHandle: handle", "opHandle: handle", "bits: int32"], result: "void" },
  bigIntFinishUnsigned: { params: ["referenceHandle: handle"], result: "void" },
  bigIntFinishSigned: { params: ["referenceHandle: handle"], result: "void" },
  bigIntToString: { params: ["bigIntHandle: handle", "destinationHandle: handle"], result: "void" },
} as const;
