// VM hooks as a contract imports them: each stops the contract when it has set a breakpoint or has thrown.
import { ExecutorError, isExecutorError, type VmHooks } from "@mxvm/executor-api";

/** Thrown through the contract's code when a breakpoint ends its run. */
export const stopped: Error = new Error("stopped by a breakpoint");

type AnyHook = (...args: readonly (number | bigint)[]) => number | bigint | undefined;

/** The import object of an instance. `isStopped` says whether a breakpoint is set on it. */
export function hookImports(names: Iterable<string>, hooks: VmHooks, isStopped: () => boolean): WebAssembly.Imports {
  const env = Array.from(names, (name) => {
    const hook = hooks[name as keyof VmHooks] as AnyHook;
    const stoppingHook: AnyHook = (...args) => {
      const result = withFaults(() => hook(...args));
      if (isStopped()) throw stopped;
      return result;
    };
    return [name, stoppingHook] as const;
  });
  return { env: Object.fromEntries(env) };
}

/** What a hook throws is a fault of the engine. Errors that executors throw pass through: they come from a nested run. */
function withFaults<Result>(hook: () => Result): Result {
  try {
    return hook();
  } catch (thrown) {
    throw isExecutorError(thrown) ? thrown : new ExecutorError("HOOK_THREW", "a VM hook threw", { cause: thrown });
  }
}
