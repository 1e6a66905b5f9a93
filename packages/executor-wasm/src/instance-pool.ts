// Instantiated contracts that wait for being used again.
import type { ContractModule } from "./contract-module.js";
import type { NativeContract } from "./native-contract.js";

export interface InstancePool {
  /** Keeps a contract, unless it cannot be reset. Beyond the capacity those of the module used longest ago go. */
  put(contract: NativeContract): void;
  /** Takes a contract of this module, as new; `undefined` if there is none. */
  take(module: ContractModule): NativeContract | undefined;
}

export function createInstancePool(capacity: number): InstancePool {
  // In the order of use: the first is the one used longest ago.
  const idle = new Map<ContractModule, NativeContract[]>();
  let count = 0;

  const dropOldest = (): void => {
    for (const [module, contracts] of idle) {
      contracts.pop();
      count--;
      if (contracts.length === 0) idle.delete(module);
      return;
    }
  };

  return {
    put: (contract) => {
      const { module } = contract;
      if (!module.resettable || (module.tracksStores && module.isHeavy)) return;
      const contracts = idle.get(module) ?? [];
      idle.delete(module);
      idle.set(module, contracts);
      contracts.push(contract);
      count++;
      if (count > capacity) dropOldest();
    },
    take: (module) => {
      const contracts = idle.get(module);
      for (let contract = contracts?.pop(); contract !== undefined; contract = contracts?.pop()) {
        count--;
        if (contracts?.length === 0) idle.delete(module);
        if (contract.reset()) return contract;
      }
      return undefined;
    },
  };
}
