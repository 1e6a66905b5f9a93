// VM hooks for tests of an executor: those given, all others throw.
import { hooks, type VmHooks } from "@mxvm/executor-api";

export function fakeHooks(given: Partial<VmHooks>): VmHooks {
  const missing = hooks.map(({ name }) => [
    name,
    () => {
      throw new TypeError(`unexpected hook ${name}`);
    },
  ]);
  return { ...(Object.fromEntries(missing) as VmHooks), ...given };
}
