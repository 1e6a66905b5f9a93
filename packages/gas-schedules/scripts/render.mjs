// Writes schedules as source text: a base as a table, its successors as their differences.

/** A number with separators, as the sources have it. */
function figure(value) {
  return value < 10_000 ? String(value) : String(value).replace(/\B(?=(\d{3})+$)/g, "_");
}

function table(sections) {
  const lines = [];
  for (const [section, costs] of Object.entries(sections)) {
    if (costs === undefined) {
      lines.push(`  ${section}: undefined,`);
      continue;
    }
    lines.push(`  ${section}: {`);
    for (const [key, cost] of Object.entries(costs)) lines.push(`    ${key}: ${cost === undefined ? cost : figure(cost)},`);
    lines.push("  },");
  }
  return lines.join("\n");
}

/** What `next` sets otherwise than `base`; `undefined` where it lacks a section or key. */
function differences(base, next) {
  const changes = {};
  for (const section of new Set([...Object.keys(base), ...Object.keys(next)])) {
    if (next[section] === undefined) {
      changes[section] = undefined;
      continue;
    }
    const before = base[section] ?? {};
    const after = next[section];
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => before[key] !== after[key]);
    if (keys.length > 0) changes[section] = Object.fromEntries(keys.map((key) => [key, after[key]]));
  }
  return changes;
}

/** A module that holds a whole schedule. */
export function renderBase(name, opening, schedule) {
  return `// ${opening}
import type { GasSchedule } from "@mxvm/protocol-hooks";
import { changedSchedule } from "./changed-schedule.js";

export const ${name}: GasSchedule = changedSchedule({}, {
${table(schedule)}
});
`;
}

/** A module that holds what a schedule changes against `base`, which is `{ name, file, schedule }`. */
export function renderChanges(name, opening, base, schedule) {
  return `// ${opening}
import type { GasSchedule } from "@mxvm/protocol-hooks";
import { changedSchedule } from "./changed-schedule.js";
import { ${base.name} } from "./${base.file}.js";

export const ${name}: GasSchedule = changedSchedule(${base.name}, {
${table(differences(base.schedule, schedule))}
});
`;
}
