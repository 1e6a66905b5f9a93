// Files in memory, and scenarios parsed from text.
import { utf8ToBytes } from "@mxvm/codec";
import type { FileSystem, LoaderOptions, Scenario, ScenarioLoader } from "../src/index.js";
import { createScenarioLoader } from "../src/index.js";

/** Files by path; text is UTF-8. */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): FileSystem {
  return {
    readFile: (path) => {
      const content = contents[path];
      if (content === undefined) throw new TypeError(`no such file: ${path}`);
      return typeof content === "string" ? utf8ToBytes(content) : content;
    },
    listDirectory: (directory) =>
      Object.keys(contents)
        .filter((path) => path.startsWith(`${directory}/`))
        .map((path) => path.slice(directory.length + 1)),
  };
}

export function memoryLoader(
  contents: Readonly<Record<string, string | Uint8Array>> = {},
  options: Omit<LoaderOptions, "files"> = {},
): ScenarioLoader {
  return createScenarioLoader({ files: memoryFiles(contents), ...options });
}

/** Parses text as `dir/test.scen.json`. */
export function parse(text: string, loader: ScenarioLoader = memoryLoader()): Scenario {
  return loader.parse({ path: "dir/test.scen.json", text });
}

/** A scenario of steps, as text. */
export function scenarioOf(...steps: readonly unknown[]): string {
  return JSON.stringify({ steps }, undefined, 1);
}
