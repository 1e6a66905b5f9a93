// Executor: turns contract code into instances.
import { type Executor, type ExecutorFactory, hooks as hookRows, type InstanceResult } from "@mxvm/executor-api";
import { compile, type Contract, isRejection } from "./contract.js";
import { PlainInstance } from "./instance.js";

const supports = Object.freeze({ moduleValidation: false, opcodeMetering: false, exactMetering: false });
const functionNames = Object.freeze(hookRows.map(({ name }) => name));

/** Makes an executor that runs WebAssembly as it is. Compiled contracts are kept as long as their code is. */
export function createPlainExecutor(): ExecutorFactory {
  const contracts = new WeakMap<Uint8Array, Contract>();

  function contractOf(code: Uint8Array): Contract {
    const contract = contracts.get(code) ?? compile(code);
    contracts.set(code, contract);
    return contract;
  }

  return (hooks): Executor => {
    let instances = 0;
    return {
      specificationVersion: 1,
      supports,
      setOpcodeCosts: () => undefined,
      functionNames: () => functionNames,
      newInstance: (code, { pointsLimit }): InstanceResult => {
        try {
          const instance = new PlainInstance(`plain#${instances}`, contractOf(code), hooks, pointsLimit);
          instances++;
          return { ok: true, instance };
        } catch (thrown) {
          if (isRejection(thrown)) return { ok: false, reason: thrown.message };
          throw thrown;
        }
      },
    };
  };
}
