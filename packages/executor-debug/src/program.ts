// Programs: what instances run. A contract is prepared once, for all its instances.
import { type AnyContract, exportedFunctions, withinRun } from "@mxvm/contract-api";
import { contextOf, type ProgramFunction } from "./program-function.js";
import { whiteBoxFunctionOf } from "./white-box.js";

export interface Program {
  readonly name: string;
  readonly functionNames: readonly string[];
  functionOf(name: string): ProgramFunction | undefined;
  /** Hooks that `isFunctionImported` knows of. Contracts in TypeScript have no list of imports. */
  readonly imports: ReadonlySet<string>;
}

const noImports: ReadonlySet<string> = new Set();

/** A contract's exported functions; a white box adds one while it is open. */
export function createProgram(contract: AnyContract): Program {
  const functions = new Map<string, ProgramFunction>();
  for (const [name, run] of exportedFunctions(contract)) {
    functions.set(name, (instance) => {
      const { emitter } = instance;
      withinRun(emitter, () => run(emitter, contextOf(instance, contract)));
    });
  }
  return {
    name: contract.name,
    functionNames: Object.freeze([...functions.keys()]),
    functionOf: (name) => functions.get(name) ?? whiteBoxFunctionOf(contract, name),
    imports: noImports,
  };
}
