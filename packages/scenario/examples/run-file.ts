// Runs one scenario file on a world that the caller makes.
import { readFileSync, readdirSync } from "node:fs";
import type { World } from "@mxvm/protocol-hooks";
import type { WorldSettings } from "@mxvm/scenario";
import { createScenarioLoader, formatRunError, runScenario } from "@mxvm/scenario";

export function runFile(path: string, createWorld: (settings: WorldSettings) => World): string {
  const loader = createScenarioLoader({
    files: { readFile: (name) => readFileSync(name), listDirectory: (name) => readdirSync(name) },
  });
  const { steps, error } = runScenario(loader.load(path), { loader, createWorld });
  return error === undefined ? `${steps} steps passed` : formatRunError(error);
}
