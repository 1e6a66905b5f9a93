// Finds `mxvm.config.ts` from the working directory upwards, and loads it.
import { existsSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { JitiOptions } from "jiti";
import { displayPath } from "../node-files.js";
import { UsageError } from "../terminal.js";
import { checkConfig } from "./check-config.js";
import { defineConfig, type MxvmConfig } from "./config.js";

const fileNames = ["ts", "mts", "js", "mjs"].map((extension) => `mxvm.config.${extension}`);

export interface LoadedConfig {
  readonly config: MxvmConfig;
  /** Folder of the file, where names of packages are looked for; the working directory where there is no file. */
  readonly folder: string;
  /** The file, and those of the project that it imports; written with `/`. */
  readonly files: readonly string[];
}

/** The nearest configuration at or above `cwd`, or an empty one. Throws a `UsageError` that names file and place of what is wrong. */
export async function loadConfig(cwd: string): Promise<LoadedConfig> {
  const path = findConfig(cwd);
  if (path === undefined) return { config: {}, folder: cwd, files: [] };
  const shown = displayPath(path, cwd);
  const files = new Set([path]);
  const config = await importDefault(path, shown, (file) => files.add(file));
  checkConfig(config, shown);
  return { config, folder: dirname(path), files: [...files].map((file) => file.split(sep).join("/")) };
}

function findConfig(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const [first, second] = fileNames.filter((name) => existsSync(join(folder, name)));
    if (second !== undefined) throw new UsageError(`there are two configurations in ${folder}: ${first} and ${second}; keep one`);
    if (first !== undefined) return join(folder, first);
    if (dirname(folder) === folder) return undefined;
  }
}

async function importDefault(path: string, shown: string, onImport: (file: string) => void): Promise<unknown> {
  const { createJiti } = await import("jiti");
  // "mxvm" is the program that runs, installed in the project or not.
  const options: JitiOptions = { fsCache: false, moduleCache: false, interopDefault: false, virtualModules: { mxvm: { defineConfig } } };
  const compiler = createJiti(path, options);
  const transform: JitiOptions["transform"] = (source) => {
    if (source.filename !== undefined && !source.filename.includes("node_modules")) onImport(source.filename);
    return { code: compiler.transform(source) };
  };
  const jiti = createJiti(path, { ...options, transform });
  try {
    const module = await jiti.import<{ readonly default?: unknown }>(path);
    return module.default;
  } catch (cause) {
    throw new UsageError(`${shown} cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
