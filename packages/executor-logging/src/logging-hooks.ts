// VM hooks that log their calls. Mirrors WrapperVMHooks of vm-go executor/wrapper.
import { hooks as hookRows, type VmHooks } from "@mxvm/executor-api";
import type { Log } from "./log.js";

type AnyHook = (...args: readonly (number | bigint)[]) => number | bigint | undefined;

/** The hooks, each with a line and the running instance's points before and after it. A hook that throws has no line after it. */
export function createLoggingHooks(hooks: VmHooks, log: Log, pointsUsed: () => bigint): VmHooks {
  const logging = hookRows.map(({ name }) => {
    const hook = hooks[name] as AnyHook;
    const label = name.charAt(0).toUpperCase() + name.slice(1);
    const loggingHook: AnyHook = (...args) => {
      const call = `${label}(${args.join(", ")})`;
      log(`VM hook begin: ${call}`);
      log(`GetPointsUsed: ${String(pointsUsed())}`);
      const result = hook(...args);
      log(`GetPointsUsed: ${String(pointsUsed())}`);
      log(`VM hook end:   ${call}`);
      return result;
    };
    return [name, loggingHook];
  });
  return Object.fromEntries(logging) as VmHooks;
}
