// Which VM hooks a run called, as lines for people.
import { type HookCounts, hookCoverage } from "../observation/hook-counts.js";
import type { Colors } from "./colors.js";

/** A line for each group, and one for each hook that was called, the most called first. */
export function hookLines(counts: Readonly<HookCounts>, colors: Colors): string[] {
  const groups = hookCoverage(counts);
  const all = groups.flatMap((group) => group.hooks);
  const used = all.filter(({ calls }) => calls > 0);
  const width = Math.max(0, ...used.map(({ name }) => name.length));
  const digits = Math.max(0, ...used.map(({ calls }) => calls.toString().length));
  return [
    `VM hooks called: ${used.length} of ${all.length}`,
    ...groups.flatMap((group) => {
      const called = group.hooks.filter(({ calls }) => calls > 0).sort((one, other) => other.calls - one.calls);
      return [
        colors.bold(`${group.group}  ${called.length} of ${group.hooks.length}`),
        ...called.map(({ name, calls }) => `  ${name.padEnd(width)}  ${colors.dim(calls.toString().padStart(digits))}`),
      ];
    }),
  ];
}
