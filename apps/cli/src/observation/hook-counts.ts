// Counts which VM hooks contracts call, for `--coverage-hooks`.
import { type ExecutorFactory, type VmHooks, hookTable, hooks } from "@mxvm/executor-api";

/** Calls by name of the hook; those that were not called are not there. */
export type HookCounts = Record<string, number>;

type AnyHook = (...args: unknown[]) => unknown;

/** An executor whose contracts count in `counts` what they call. */
export function countingHooks(executor: ExecutorFactory, counts: HookCounts): ExecutorFactory {
  return (vmHooks, opcodeCosts) => executor(wrapHooks(vmHooks, counts), opcodeCosts);
}

function wrapHooks(vmHooks: VmHooks, counts: HookCounts): VmHooks {
  const wrapped = Object.entries(vmHooks as Readonly<Record<string, AnyHook>>).map(([name, hook]) => [
    name,
    (...args: unknown[]): unknown => {
      counts[name] = (counts[name] ?? 0) + 1;
      return hook(...args);
    },
  ]);
  return Object.fromEntries(wrapped) as VmHooks;
}

/** Adds what another run counted. */
export function addHookCounts(total: HookCounts, counts: Readonly<HookCounts>): void {
  for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
}

export interface GroupCoverage {
  readonly group: string;
  readonly hooks: readonly { readonly name: string; readonly calls: number }[];
}

/** Every hook with its calls, in the order of the hook table. */
export function hookCoverage(counts: Readonly<HookCounts>): GroupCoverage[] {
  const groups = Object.keys(hookTable);
  return groups.map((group) => ({
    group,
    hooks: hooks.filter((hook) => hook.group === group).map(({ name }) => ({ name, calls: counts[name] ?? 0 })),
  }));
}
