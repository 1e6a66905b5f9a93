// Executor of mock contracts. Mirrors ExecutorMock of vm-go mock/context/executorMock.go.
import { type Executor, type ExecutorFactory, hooks as hookRows, type InstanceResult, SPECIFICATION_VERSION } from "@mxvm/executor-api";
import { codeOf, type MockContract } from "./contract.js";
import { MockInstance } from "./instance.js";

/** Options of `createMockExecutor`. */
export interface MockExecutorOptions {
  /** The contracts that can run; other code is rejected. */
  readonly contracts: readonly MockContract[];
}

/**
 * Makes an executor that runs mock contracts. It charges no opcode costs and validates no modules: only hooks and `useGas` cost points.
 * Throws a `TypeError` if two contracts have one name, since that is their code.
 */
export function createMockExecutor(options: MockExecutorOptions): ExecutorFactory {
  const contracts = options.contracts.map((contract) => ({ contract, code: codeOf(contract) }));
  const names = new Set(contracts.map(({ contract }) => contract.name));
  if (names.size < contracts.length) throw new TypeError("mock contracts of one executor need different names");
  const functionNames = Object.freeze(hookRows.map(({ name }) => name));

  return (hooks): Executor => {
    let instances = 0;
    return {
      specificationVersion: SPECIFICATION_VERSION,
      supports: Object.freeze({ moduleValidation: false, opcodeMetering: false, exactMetering: false }),
      setOpcodeCosts: () => undefined,
      functionNames: () => functionNames,
      newInstance: (code, { pointsLimit }): InstanceResult => {
        const found = contracts.find((candidate) => isSameCode(candidate.code, code));
        if (found === undefined) return { ok: false, reason: "no mock contract has this code" };
        instances++;
        return { ok: true, instance: new MockInstance(`${found.contract.name}#${instances}`, found.contract, hooks, pointsLimit) };
      },
    };
  };
}

function isSameCode(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
