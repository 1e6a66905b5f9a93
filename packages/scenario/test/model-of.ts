// What a scenario means, whatever its layout: its model without places.
import { createScenarioLoader } from "../src/index.js";

const noFiles = {
  readFile: (path: string): never => {
    throw new TypeError(`no files here: ${path}`);
  },
};

/** The model of a scenario, without spans and source. @throws ScenarioError */
export function modelOf(path: string, text: string): unknown {
  const { source: _, ...scenario } = createScenarioLoader({ files: noFiles, allowMissingFiles: true }).parse({ path, text });
  return withoutSpans(scenario);
}

function withoutSpans(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(withoutSpans);
  const entries = Object.entries(value).filter(([name]) => name !== "start" && name !== "end");
  const fields = Object.fromEntries(entries.map(([name, item]) => [name, withoutSpans(item)]));
  // No EGLD is no EGLD, and no comment is no comment, written or not.
  if (isZero(fields["egldValue"])) delete fields["egldValue"];
  if (fields["comment"] === "") delete fields["comment"];
  return fields;
}

function isZero(value: unknown): boolean {
  return typeof value === "object" && value !== null && "value" in value && value.value === 0n;
}
