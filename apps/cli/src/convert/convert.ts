// `mxvm convert`: reads scenarios, and writes the tests that they are turned into.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { type Abi, convertToVitest, createScenarioLoader, type Dialect, type FileSystem, isScenarioError } from "@mxvm/scenario";
import { abiOfContract } from "../contract-files.js";
import { loadConfig } from "../config/load-config.js";
import type { MxvmConfig } from "../config/config.js";
import { displayPath, findScenarioFiles, nodeFiles } from "../node-files.js";
import { ExitCode, UsageError } from "../terminal.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";

export interface ConvertOptions {
  readonly out?: string;
  readonly worlds?: string;
  readonly force: boolean;
  readonly dialect: Dialect;
}

/** A scenario, and the test that it becomes. */
interface Conversion {
  readonly scenario: string;
  readonly test: string;
}

export async function convert(paths: readonly string[], options: ConvertOptions, terminal: Terminal): Promise<ExitCodeValue> {
  const { cwd } = terminal;
  const conversions = planConversions(paths, options, cwd);
  const { config } = await loadConfig(cwd);
  if (options.worlds !== undefined && !existsSync(resolve(cwd, options.worlds))) throw new UsageError(`there is no file ${options.worlds}: --worlds names a module whose default export is defineWorlds({ … })`);
  let wrong = 0;
  for (const conversion of conversions) {
    const missing = new Set<string>();
    try {
      const text = conversionOf(conversion, options, config, missing, cwd);
      mkdirSync(dirname(conversion.test), { recursive: true });
      writeFileSync(conversion.test, text);
      terminal.out(`${displayPath(conversion.test, cwd)}\n`);
    } catch (error) {
      if (!isScenarioError(error)) throw error;
      wrong++;
      terminal.err(`${error.message}\n`);
    }
    for (const path of missing) terminal.err(`${displayPath(conversion.scenario, cwd)} names ${displayPath(path, cwd)}, which is not there: build it before the test runs${options.worlds === undefined ? ", or, if a contract in TypeScript stands for it, use --worlds" : ""}\n`);
  }
  terminal.out(`${conversions.length - wrong} converted${wrong > 0 ? `, ${wrong} wrong` : ""}\n`);
  return wrong > 0 ? ExitCode.failed : ExitCode.ok;
}

/** Which file each scenario becomes. Throws a `UsageError` where two would become one, or one is there already. */
function planConversions(paths: readonly string[], { out, force }: ConvertOptions, cwd: string): readonly Conversion[] {
  const conversions = paths.flatMap((path) => {
    const root = resolve(cwd, path);
    return findScenarioFiles([path], cwd).map((scenario) => ({ scenario, test: testOf(scenario, statSync(root).isDirectory() ? root : dirname(root), out, cwd) }));
  });
  const plan = [...new Map(conversions.map((conversion) => [conversion.scenario, conversion])).values()];
  const taken = new Map<string, string>();
  for (const { scenario, test } of plan) {
    const other = taken.get(test);
    if (other !== undefined) throw new UsageError(`${displayPath(other, cwd)} and ${displayPath(scenario, cwd)} would both become ${displayPath(test, cwd)}: give a folder to --out, or convert them one by one`);
    taken.set(test, scenario);
  }
  const there = force ? undefined : plan.find(({ test }) => existsSync(test));
  if (there !== undefined) throw new UsageError(`${displayPath(there.test, cwd)} is there already: --force replaces it, --out names another place`);
  return plan;
}

/** Beside the scenario; or as far below the folder as the scenario is below the one that was searched. */
function testOf(scenario: string, root: string, out: string | undefined, cwd: string): string {
  if (out?.endsWith(".ts") === true) return resolve(cwd, out);
  const folder = out === undefined ? dirname(scenario) : join(resolve(cwd, out), relative(root, dirname(scenario)));
  return join(folder, `${basename(scenario).replace(/\.(scen|steps|step)\.json$/u, "")}.test.ts`);
}

function conversionOf({ scenario, test }: Conversion, options: ConvertOptions, { contracts = {} }: MxvmConfig, missing: Set<string>, cwd: string): string {
  const contractAt = (path: string): (typeof contracts)[string] | undefined => Object.entries(contracts).find(([name]) => path === name || path.endsWith(`/${name}`))?.[1];
  const files: FileSystem = {
    ...nodeFiles,
    readFile: (path) => {
      if (existsSync(path)) return readFileSync(path);
      if (contractAt(path) === undefined || options.worlds === undefined) missing.add(path);
      // The loader then goes on without the file: the test names it, and reads it itself.
      return nodeFiles.readFile(path);
    },
  };
  const loader = createScenarioLoader({ files, dialect: options.dialect, allowMissingFiles: true });
  const folder = toSlashes(dirname(test));
  return convertToVitest(loader.load(scenario), {
    loader,
    folder,
    abiOf: (path) => (contractAt(path)?.abi as Abi | undefined) ?? abiOfContract(path),
    ...(options.worlds !== undefined && { worlds: importOf(toSlashes(relative(dirname(test), resolve(cwd, options.worlds)))) }),
  });
}

/** As a module of TypeScript is imported. */
function importOf(path: string): string {
  return (path.startsWith(".") ? path : `./${path}`).replace(/\.ts$/u, ".js").replace(/\.mts$/u, ".mjs");
}

function toSlashes(path: string): string {
  return path.split(sep).join("/");
}
