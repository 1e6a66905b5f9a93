// Executor that routes by code to others. It has no counterpart in production, which has one executor.
import {
  type Executor,
  ExecutorError,
  type ExecutorFactory,
  type ExecutorSupports,
  SPECIFICATION_VERSION,
} from "@mxvm/executor-api";
import { RoutedInstance } from "./routed-instance.js";

/** An executor, and the code that it gets. */
export interface ExecutorRoute {
  /** Names the route in reasons for which code is rejected, and in errors. */
  readonly name: string;
  /**
   * Whether the executor gets this code; without it, it gets all code that gets so far. The answer depends on the bytes alone, which it
   * leaves as they are.
   */
  readonly accepts?: (code: Uint8Array) => boolean;
  readonly executor: ExecutorFactory;
}

/** Options of `createCompositeExecutor`. */
export interface CompositeExecutorOptions {
  /** Asked in this order: the first that accepts a code gets it, and whether it rejects that is then its own to say. */
  readonly routes: readonly ExecutorRoute[];
}

/**
 * Makes an executor that runs each contract on the executor of the first route that accepts its code. Contracts of all of them live in one
 * world and call each other. Code that no route accepts is rejected, with the names of the routes.
 *
 * It supports what one of its executors supports. Throws a `TypeError` without routes, or if two have one name. Its factory throws an
 * `ExecutorError` with code `SPECIFICATION_MISMATCH` if an executor implements another version of the interface.
 */
export function createCompositeExecutor(options: CompositeExecutorOptions): ExecutorFactory {
  const routes = [...options.routes];
  const names = routes.map(({ name }) => name);
  if (routes.length === 0) throw new TypeError("a composite executor needs a route");
  if (new Set(names).size < names.length) throw new TypeError(`routes of a composite executor need different names, not ${names.join(", ")}`);
  const noRoute = `no route accepts this code: ${names.join(", ")}`;

  return (hooks, opcodeCosts): Executor => {
    const targets = routes.map(({ name, accepts, executor: factory }) => {
      const executor = factory(hooks, opcodeCosts);
      requireVersion(name, executor.specificationVersion);
      return { name, accepts, executor };
    });
    const executors = targets.map(({ executor }) => executor);
    return {
      specificationVersion: SPECIFICATION_VERSION,
      supports: combinedSupports(executors),
      setOpcodeCosts: (costs) => {
        for (const executor of executors) executor.setOpcodeCosts(costs);
      },
      functionNames: () => [...new Set(executors.flatMap((executor) => executor.functionNames()))],
      newInstance: (code, instanceOptions) => {
        const target = targets.find(({ accepts }) => accepts?.(code) ?? true);
        if (target === undefined) return { ok: false, reason: noRoute };
        const result = target.executor.newInstance(code, instanceOptions);
        return result.ok ? { ok: true, instance: new RoutedInstance(target.name, result.instance) } : result;
      },
    };
  };
}

function requireVersion(route: string, version: number): void {
  if (version === SPECIFICATION_VERSION) return;
  const message = `the executor of route ${route} implements version ${version} of its interface, not ${SPECIFICATION_VERSION}`;
  throw new ExecutorError("SPECIFICATION_MISMATCH", message);
}

/** What a contract may find: each executor ignores what it does not support, so that asking for it does no harm. */
function combinedSupports(executors: readonly Executor[]): ExecutorSupports {
  const some = (part: keyof ExecutorSupports): boolean => executors.some(({ supports }) => supports[part]);
  return Object.freeze({
    moduleValidation: some("moduleValidation"),
    opcodeMetering: some("opcodeMetering"),
    exactMetering: some("exactMetering"),
  });
}
