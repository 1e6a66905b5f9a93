// Where the simulators' programs are: a path that is given, an environment variable, or the npm package that carries them.
import { accessSync, chmodSync, constants, copyFileSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { SimulatorError } from "../errors.js";

/** A program that npm packages carry, one package per platform. */
export interface ProgramSource {
  /** Name for people. */
  readonly title: string;
  readonly environmentVariable: string;
  /** Package by `process.platform`; the programs are for 64-bit Intel, which macOS translates on other processors. */
  readonly packages: Readonly<Partial<Record<NodeJS.Platform, string>>>;
  /** Path in the package. */
  readonly path: string;
}

/** Path of a program that can be run. Throws `SIMULATOR_NOT_FOUND` if there is none. */
export function findProgram(source: ProgramSource, given: string | undefined): string {
  const path = given ?? process.env[source.environmentVariable] ?? programOfPackage(source);
  try {
    accessSync(path, constants.R_OK);
  } catch (cause) {
    throw new SimulatorError("SIMULATOR_NOT_FOUND", `there is no ${source.title} at ${path}`, { cause });
  }
  return runnable(path);
}

/** Whether `findProgram` finds one without being given a path. */
export function isProgramInstalled(source: ProgramSource): boolean {
  const { platform, arch, env } = process;
  if (env[source.environmentVariable] !== undefined) return true;
  const name = source.packages[platform];
  return name !== undefined && (arch === "x64" || platform === "darwin") && findPackage(name) !== undefined;
}

/** Folder of an npm package as this package or the working directory sees it. */
export function findPackage(name: string): string | undefined {
  for (const from of [import.meta.url, join(process.cwd(), "package.json")]) {
    try {
      return dirname(createRequire(from).resolve(`${name}/package.json`));
    } catch {
      // Looked for in the next place; that there is none is the answer `undefined`.
    }
  }
  return undefined;
}

function programOfPackage({ title, environmentVariable, packages, path }: ProgramSource): string {
  const { platform, arch } = process;
  const name = packages[platform];
  if (name === undefined || (arch !== "x64" && platform !== "darwin")) {
    const platforms = Object.keys(packages).join(" and ");
    throw new SimulatorError("SIMULATOR_NOT_FOUND", `there is no ${title} for ${platform} on ${arch}, only for ${platforms} on x64`);
  }
  const folder = findPackage(name);
  if (folder === undefined) {
    const message = `the ${title} is not installed: add the npm package ${name}, or name the program in ${environmentVariable}`;
    throw new SimulatorError("SIMULATOR_NOT_FOUND", message);
  }
  return join(folder, path);
}

/** The program itself, or where its package was installed without the run bit a copy that has it, beside the libraries it loads. */
function runnable(path: string): string {
  if ((statSync(path).mode & 0o111) !== 0) return path;
  const { size, mtimeMs } = statSync(path);
  const folder = join(tmpdir(), `mxvm-${basename(path)}-${size}-${Math.floor(mtimeMs)}`);
  const program = join(folder, basename(path));
  if (isThere(program)) return program;
  // Several processes may do this at once: the first one to finish wins.
  const draft = mkdtempSync(`${folder}-`);
  for (const file of readdirSync(dirname(path))) copyFileSync(join(dirname(path), file), join(draft, file));
  chmodSync(join(draft, basename(path)), 0o755);
  try {
    renameSync(draft, folder);
  } catch (cause) {
    rmSync(draft, { recursive: true });
    if (!isThere(program)) throw new SimulatorError("SIMULATOR_NOT_FOUND", `${path} cannot be made runnable`, { cause });
  }
  return program;
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
