// The ManagedMap hooks. Mirrors vm-go vmhooks/manMapOps.go.
import type { HookDeclarations } from "./declaration.js";

export const managedMapHooks: HookDeclarations<"managedMap"> = {
  managedMapNew: {
    gas: "ManagedMapAPICost.ManagedMapNew",
    run: (host) => host.managedTypes.newManagedMap(),
  },
  managedMapPut: {
    gas: "ManagedMapAPICost.ManagedMapPut",
    run: (host, map, key, value) => {
      host.managedTypes.managedMapPut(map, key, value);
      return 0;
    },
  },
  managedMapGet: {
    gas: "ManagedMapAPICost.ManagedMapGet",
    run: (host, map, key, outValue) => {
      host.managedTypes.managedMapGet(map, key, outValue);
      return 0;
    },
  },
  managedMapRemove: {
    gas: "ManagedMapAPICost.ManagedMapRemove",
    run: (host, map, key, outValue) => {
      host.managedTypes.managedMapRemove(map, key, outValue);
      return 0;
    },
  },
  managedMapContains: {
    gas: "ManagedMapAPICost.ManagedMapContains",
    run: (host, map, key) => (host.managedTypes.managedMapContains(map, key) ? 1 : 0),
  },
};
