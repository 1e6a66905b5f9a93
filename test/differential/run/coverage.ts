// Counts of what the VM did: hooks by group, built-in functions, forms of calls. Taken at the VM's two boundaries.
import { hooks as hookRows, type Executor, type ExecutorFactory, type Instance, type VmHooks } from "@mxvm/executor-api";
import type { BlockchainHooks, VmFactory } from "@mxvm/protocol-hooks";

export interface Coverage {
  readonly hooks: Map<string, number>;
  readonly builtInFunctions: Map<string, number>;
  /** Calls that came back without an error of their own. */
  readonly builtInSuccesses: Map<string, number>;
  readonly forms: Map<string, number>;
  /** Runs of contracts' functions that did not come to their end. */
  failedRuns: number;
}

export function createCoverage(): Coverage {
  return { hooks: new Map(), builtInFunctions: new Map(), builtInSuccesses: new Map(), forms: new Map(), failedRuns: 0 };
}

export function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Hooks by the form of call that they ask for. */
const formOfHook: readonly (readonly [RegExp, string])[] = [
  [/[eE]xecuteOnDestContext/, "nested: destination context"],
  [/[eE]xecuteOnSameContext/, "nested: same context"],
  [/[eE]xecuteReadOnly/, "nested: read-only"],
  [/[dD]eployFromSource/, "nested: deploy from source"],
  [/createContract$|CreateContract$/, "nested: deploy"],
  [/pgradeFromSource/, "nested: upgrade from source"],
  [/pgradeContract$/, "nested: upgrade"],
  [/eleteContract$/, "nested: delete"],
  [/^(asyncCall|managedAsyncCall)$/, "async: legacy"],
  [/reateAsyncCall$/, "async: promise"],
  [/GetCallbackClosure$/, "async: callback with closure"],
  [/^transferValue$/, "transfer: EGLD"],
  [/ransferValueExecute$/, "transfer-execute: EGLD"],
  [/^transferESDTExecute$|^transferESDTNFTExecute$/, "transfer-execute: ESDT"],
  [/ultiTransferESDTNFTExecute/, "transfer-execute: several ESDT"],
];

export const callForms: readonly string[] = [
  ...new Set(formOfHook.map(([, form]) => form)),
  "async: callback",
  ...["call", "call with tokens", "deploy", "upgrade", "transfer", "transfer with tokens", "query"].map((kind) => `sent: ${kind}`),
];

/** The executor, counting calls of hooks and callbacks. */
export function countingExecutor(inner: ExecutorFactory, coverage: Coverage): ExecutorFactory {
  return (hooks, opcodeCosts): Executor => {
    const executor = inner(countingHooks(hooks, coverage), opcodeCosts);
    return {
      specificationVersion: executor.specificationVersion,
      supports: executor.supports,
      setOpcodeCosts: (costs) => executor.setOpcodeCosts(costs),
      functionNames: () => executor.functionNames(),
      newInstance: (code, options) => {
        const made = executor.newInstance(code, options);
        if (made.ok) countRuns(made.instance, coverage);
        return made;
      },
    };
  };
}

function countingHooks(hooks: VmHooks, coverage: Coverage): VmHooks {
  type AnyHook = (...operands: readonly (number | bigint)[]) => number | bigint | undefined;
  const entries = hookRows.map(({ name }) => {
    const hook = hooks[name] as AnyHook;
    const form = formOfHook.find(([pattern]) => pattern.test(name))?.[1];
    const counting: AnyHook = (...operands) => {
      count(coverage.hooks, name);
      if (form !== undefined) count(coverage.forms, form);
      return hook(...operands);
    };
    return [name, counting];
  });
  return Object.fromEntries(entries) as VmHooks;
}

function countRuns(instance: Instance, coverage: Coverage): void {
  const callFunction = instance.callFunction.bind(instance);
  instance.callFunction = (name) => {
    if (name === "callBack" || name.startsWith("cb")) count(coverage.forms, "async: callback");
    const outcome = callFunction(name);
    if (outcome.status !== "returned") coverage.failedRuns++;
    return outcome;
  };
}

/** The VM, counting the built-in functions that it asks for. */
export function countingVm(inner: VmFactory, coverage: Coverage): VmFactory {
  return (hooks, settings) => {
    const processBuiltInFunction: BlockchainHooks["processBuiltInFunction"] = (input) => {
      count(coverage.builtInFunctions, input.function);
      const output = hooks.processBuiltInFunction(input);
      if (output.returnCode === 0) count(coverage.builtInSuccesses, input.function);
      return output;
    };
    return inner(overriding(hooks, { processBuiltInFunction }), settings);
  };
}

function overriding<Target extends object>(target: Target, change: Partial<Target>): Target {
  return new Proxy(target, {
    get: (object, name) => {
      if (name in change) return change[name as keyof Target];
      const value = object[name as keyof Target];
      return typeof value === "function" ? (value.bind(object) as unknown) : value;
    },
  });
}
