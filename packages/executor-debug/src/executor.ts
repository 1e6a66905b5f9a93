// Executor of TypeScript contracts: finds a contract by its code and runs it as it is, over the VM's hooks.
import { bytesToByteString, type ByteString } from "@mxvm/codec";
import { type AnyContract, codeOf, exportedFunctions } from "@mxvm/contract-api";
import { type Executor, type ExecutorFactory, hooks as hookRows, type InstanceResult, SPECIFICATION_VERSION } from "@mxvm/executor-api";
import { DebugInstance, type InstanceSettings, type Program } from "./instance.js";
import { Machine } from "./machine.js";
import type { FailureReport } from "./report.js";

export interface DebugExecutorOptions {
  /** The contracts that can run; other code is rejected. */
  readonly contracts: readonly AnyContract[];
  /**
   * Hook calls that one call of a contract may make; 5,000,000 by default. One more is the engine fault `HOOK_CALLS_SPENT`: it ends loops
   * that gas does not end, as in queries. A loop that calls no hook is the test runner's to end.
   */
  readonly maxHookCalls?: number;
  /** Told of each contract that fails, with the place in its source; nested calls first. It must not use the world. */
  readonly onFailure?: (report: FailureReport) => void;
}

const DEFAULT_MAX_HOOK_CALLS = 5_000_000;

/**
 * Makes an executor that runs TypeScript contracts. It charges no opcode costs: only what hooks cost is used.
 * Throws a `TypeError` if two contracts have one name, since that is their code.
 */
export function createDebugExecutor(options: DebugExecutorOptions): ExecutorFactory {
  const programs = programsOf(options.contracts);
  const settings: InstanceSettings = {
    maxHookCalls: options.maxHookCalls ?? DEFAULT_MAX_HOOK_CALLS,
    onFailure: options.onFailure,
  };
  const functionNames = Object.freeze(hookRows.map(({ name }) => name));

  return (hooks): Executor => {
    const machine = new Machine(hooks);
    let instances = 0;
    return {
      specificationVersion: SPECIFICATION_VERSION,
      supports: Object.freeze({ moduleValidation: false, opcodeMetering: false, exactMetering: false }),
      setOpcodeCosts: () => undefined,
      functionNames: () => functionNames,
      newInstance: (code, { pointsLimit }): InstanceResult => {
        const program = programs.get(bytesToByteString(code));
        if (program === undefined) return { ok: false, reason: "no TypeScript contract has this code" };
        instances++;
        const id = `${program.contract.name}#${instances}`;
        return { ok: true, instance: new DebugInstance(id, program, machine, settings, pointsLimit) };
      },
    };
  };
}

function programsOf(contracts: readonly AnyContract[]): ReadonlyMap<ByteString, Program> {
  const programs = new Map<ByteString, Program>();
  for (const contract of contracts) {
    const code = bytesToByteString(codeOf(contract));
    if (programs.get(code)?.contract === contract) continue;
    if (programs.has(code)) throw new TypeError(`two contracts of one executor are called ${contract.name}, and their code is their name`);
    programs.set(code, { contract, functions: exportedFunctions(contract) });
  }
  return programs;
}
