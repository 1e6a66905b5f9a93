// The ManagedBuffer hooks: byte buffers by handle.
// Names, order, parameters and signatures as production declares them (vm-executor-rs, libvmexeccapi.h).

export const managedBufferHooks = {
  mBufferNew: { params: [], result: "i32" },
  mBufferNewFromBytes: { params: ["dataOffset: pointer", "dataLength: length"], result: "i32" },
  mBufferGetLength: { params: ["mBufferHandle: handle"], result: "i32" },
  mBufferGetBytes: { params: ["mBufferHandle: handle", "resultOffset: pointer"], result: "i32" },
  mBufferGetByteSlice: {
    params: [
      "sourceHandle: handle",
      "startingPosition: int32",
      "sliceLength: int32",
      "resultOffset: pointer",
    ],
    result: "i32",
  },
  mBufferCopyByteSlice: {
    params: [
      "sourceHandle: handle",
      "startingPosition: int32",
      "sliceLength: int32",
      "destinationHandle: handle",
    ],
    result: "i32",
  },
  mBufferEq: { params: ["mBufferHandle1: handle", "mBufferHandle2: handle"], result: "i32" },
  mBufferSetBytes: {
    params: [
      "mBufferHandle: handle",
      "dataOffset: pointer",
      "dataLength: length",
    ],
    result: "i32",
  },
  mBufferSetByteSlice: {
    params: [
      "mBufferHandle: handle",
      "startingPosition: int32",
      "dataLength: length",
      "dataOffset: pointer",
    ],
    result: "i32",
  },
  mBufferAppend: { params: ["accumulatorHandle: handle", "dataHandle: handle"], result: "i32" },
  mBufferAppendBytes: {
    params: [
      "accumulatorHandle: handle",
      "dataOffset: pointer",
      "dataLength: length",
    ],
    result: "i32",
  },
  mBufferToBigIntUnsigned: { params: ["mBufferHandle: handle", "bigIntHandle: handle"], result: "i32" },
  mBufferToBigIntSigned: { params: ["mBufferHandle: handle", "bigIntHandle: handle"], result: "i32" },
  mBufferFromBigIntUnsigned: { params: ["mBufferHandle: handle", "bigIntHandle: handle"], result: "i32" },
  mBufferFromBigIntSigned: { params: ["mBufferHandle: handle", "bigIntHandle: handle"], result: "i32" },
  mBufferToSmallIntUnsigned: { params: ["mBufferHandle: handle"], result: "i64" },
  mBufferToSmallIntSigned: { params: ["mBufferHandle: handle"], result: "i64" },
  mBufferFromSmallIntUnsigned: { params: ["mBufferHandle: handle", "value: int64"], result: "void" },
  mBufferFromSmallIntSigned: { params: ["mBufferHandle: handle", "value: int64"], result: "void" },
  mBufferToBigFloat: { params: ["mBufferHandle: handle", "bigFloatHandle: handle"], result: "i32" },
  mBufferFromBigFloat: { params: ["mBufferHandle: handle", "bigFloatHandle: handle"], result: "i32" },
  mBufferStorageStore: { params: ["keyHandle: handle", "sourceHandle: handle"], result: "i32" },
  mBufferStorageLoad: { params: ["keyHandle: handle", "destinationHandle: handle"], result: "i32" },
  mBufferStorageLoadFromAddress: {
    params: [
      "addressHandle: handle",
      "keyHandle: handle",
      "destinationHandle: handle",
    ],
    result: "void",
  },
  mBufferGetArgument: { params: ["id: index", "destinationHandle: handle"], result: "i32" },
  mBufferFinish: { params: ["sourceHandle: handle"], result: "i32" },
  mBufferSetRandom: { params: ["destinationHandle: handle", "length: int32"], result: "i32" },
} as const;
