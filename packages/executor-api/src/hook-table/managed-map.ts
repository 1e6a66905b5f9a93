// The ManagedMap hooks: maps from buffer to buffer by handle.
// Names, order, parameters and signatures as production declares them (vm-executor-rs, libvmexeccapi.h).

export const managedMapHooks = {
  managedMapNew: { params: [], result: "i32" },
  managedMapPut: {
    params: [
      "mMapHandle: handle",
      "keyHandle: handle",
      "valueHandle: handle",
    ],
    result: "i32",
  },
  managedMapGet: {
    params: [
      "mMapHandle: handle",
      "keyHandle: handle",
      "outValueHandle: handle",
    ],
    result: "i32",
  },
  managedMapRemove: {
    params: [
      "mMapHandle: handle",
      "keyHandle: handle",
      "outValueHandle: handle",
    ],
    result: "i32",
  },
  managedMapContains: { params: ["mMapHandle: handle", "keyHandle: handle"], result: "i32" },
} as const;
