// The SmallInt hooks: 64-bit arguments, results and storage.
// Names, order, parameters and signatures as production declares them (vm-executor-rs, libvmexeccapi.h).

export const smallIntHooks = {
  smallIntGetUnsignedArgument: { params: ["id: index"], result: "i64" },
  smallIntGetSignedArgument: { params: ["id: index"], result: "i64" },
  smallIntFinishUnsigned: { params: ["value: int64"], result: "void" },
  smallIntFinishSigned: { params: ["value: int64"], result: "void" },
  smallIntStorageStoreUnsigned: {
    params: [
      "keyOffset: pointer",
      "keyLength: length",
      "value: int64",
    ],
    result: "i32",
  },
  smallIntStorageStoreSigned: {
    params: [
      "keyOffset: pointer",
      "keyLength: length",
      "value: int64",
    ],
    result: "i32",
  },
  smallIntStorageLoadUnsigned: { params: ["keyOffset: pointer", "keyLength: length"], result: "i64" },
  smallIntStorageLoadSigned: { params: ["keyOffset: pointer", "keyLength: length"], result: "i64" },
  int64getArgument: { params: ["id: index"], result: "i64" },
  int64finish: { params: ["value: int64"], result: "void" },
  int64storageStore: { params: ["keyOffset: pointer", "keyLength: length", "value: int64"], result: "i32" },
  int64storageLoad: { params: ["keyOffset: pointer", "keyLength: length"], result: "i64" },
} as const;
