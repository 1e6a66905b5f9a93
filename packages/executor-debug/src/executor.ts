// Executor of TypeScript contracts: finds a contract by its code and runs it as it is, over the VM's hooks.
import { bytesToByteString, type ByteString } from "@mxvm/codec";
import { type AnyContract, codeOf } from "@mxvm/contract-api";
import type { ExecutorFactory } from "@mxvm/executor-api";
import type { InstanceSettings } from "./instance.js";
import { createProgram, type Program } from "./program.js";
import { createProgramExecutor, type Programs } from "./program-executor.js";
import type { FailureReport } from "./report.js";

/** Options of `createDebugExecutor`. */
export interface DebugExecutorOptions {
  /** The contracts that can run; other code is rejected. */
  readonly contracts: readonly AnyContract[];
  /**
   * Hook calls that one call of a contract may make; 5,000,000 by default. One more is the engine fault `HOOK_CALLS_SPENT`: it ends loops
   * that gas does not end, as in queries. A loop that calls no hook is not seen here: end it from outside, as by the timeout of Node's `vm`.
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
  if (!Array.isArray(options.contracts)) throw new TypeError("the debug executor takes its contracts as a list: createDebugExecutor({ contracts: [adder] })");
  const programs = programsOf(options.contracts);
  const settings: InstanceSettings = {
    maxHookCalls: options.maxHookCalls ?? DEFAULT_MAX_HOOK_CALLS,
    onFailure: options.onFailure,
  };
  return createProgramExecutor(programs, settings);
}

function programsOf(contracts: readonly AnyContract[]): Programs {
  const programs = new Map<ByteString, Program>();
  const contractByCode = new Map<ByteString, AnyContract>();
  for (const contract of contracts) {
    const code = bytesToByteString(codeOf(contract));
    if ((contractByCode.get(code) ?? contract) !== contract) {
      throw new TypeError(`two contracts of one executor are called ${contract.name}, and their code is their name`);
    }
    contractByCode.set(code, contract);
    programs.set(code, createProgram(contract));
  }
  return programs;
}
