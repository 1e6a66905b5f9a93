// Finds `mxvm.config.ts` from the working directory upwards, and loads it.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { displayPath } from "../node-files.js";
import { UsageError } from "../terminal.js";
import { checkConfig } from "./check-config.js";
import { defineConfig, type MxvmConfig } from "./config.js";

const fileNames = ["ts", "mts", "js", "mjs"].map((extension) => `mxvm.config.${extension}`);

export interface LoadedConfig {
  readonly config: MxvmConfig;
  /** Folder of the file, where names of packages are looked for; the working directory where there is no file. */
  readonly folder: string;
}

/** The nearest configuration at or above `cwd`, or an empty one. Throws a `UsageError` that names file and place of what is wrong. */
export async function loadConfig(cwd: string): Promise<LoadedConfig> {
  const path = findConfig(cwd);
  if (path === undefined) return { config: {}, folder: cwd };
  const shown = displayPath(path, cwd);
  const config = await importDefault(path, shown);
  checkConfig(config, shown);
  return { config, folder: dirname(path) };
}

function findConfig(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const [first, second] = fileNames.filter((name) => existsSync(join(folder, name)));
    if (second !== undefined) throw new UsageError(`there are two configurations in ${folder}: ${first} and ${second}; keep one`);
    if (first !== undefined) return join(folder, first);
    if (dirname(folder) === folder) return undefined;
  }
}

async function importDefault(path: string, shown: string): Promise<unknown> {
  const { createJiti } = await import("jiti");
  // "mxvm" is the program that runs, installed in the project or not.
  const jiti = createJiti(path, { fsCache: false, moduleCache: false, interopDefault: false, virtualModules: { mxvm: { defineConfig } } });
  try {
    const module = await jiti.import<{ readonly default?: unknown }>(path);
    return module.default;
  } catch (cause) {
    throw new UsageError(`${shown} cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
