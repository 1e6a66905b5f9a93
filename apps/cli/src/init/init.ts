// `mxvm init`: a project that passes its tests, from the files of a template.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { displayPath } from "../node-files.js";
import { ExitCode, UsageError } from "../terminal.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** npm leaves out or reads files of these names itself, so they have others in the package. */
const renamed: Readonly<Record<string, string>> = { "_package.json": "package.json", _gitignore: ".gitignore" };

const manifestPath = createRequire(import.meta.url).resolve("mxvm/package.json");

export function init(folder: string, terminal: Terminal): ExitCodeValue {
  const target = resolve(terminal.cwd, folder);
  const files = templateFiles(join(dirname(manifestPath), "templates/default"));
  const inTheWay = files.find(({ path }) => existsSync(join(target, path)));
  if (inTheWay !== undefined) throw new UsageError(`${displayPath(join(target, inTheWay.path), terminal.cwd)} is there already: name another folder, mxvm init my-contract`);
  const name = packageName(target);
  for (const { path, text } of files) {
    const file = join(target, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, path === "package.json" ? withVersions(text, name) : text.replaceAll("NAME", name));
    terminal.out(`  ${displayPath(file, terminal.cwd)}\n`);
  }
  const place = displayPath(target, terminal.cwd);
  terminal.out(`\nNext:\n${target === terminal.cwd ? "" : `  cd ${place}\n`}  npm install\n  npm test\n`);
  return ExitCode.ok;
}

interface TemplateFile {
  readonly path: string;
  readonly text: string;
}

function templateFiles(folder: string, below = ""): TemplateFile[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return templateFiles(folder, path);
    return [{ path: join(below, renamed[entry.name] ?? entry.name), text: readFileSync(join(folder, path), "utf8") }];
  });
}

/** Of the folder, as npm takes it. */
function packageName(folder: string): string {
  const name = basename(folder).toLowerCase().replace(/[^a-z0-9-]+/gu, "-").replace(/^-+|-+$/gu, "");
  return name === "" ? "my-contract" : name;
}

/** The versions that this program was published with. */
function withVersions(text: string, name: string): string {
  const own = JSON.parse(readFileSync(manifestPath, "utf8")) as Manifest;
  const template = JSON.parse(text) as { readonly devDependencies: Readonly<Record<string, string>> };
  const versionOf = (dependency: string): string => {
    const version = dependency === own.name ? own.version : own.dependencies[dependency];
    // From a checkout there are none: what is published last then.
    return version === undefined || version.startsWith("workspace:") ? "latest" : `^${version}`;
  };
  const entries = Object.entries(template.devDependencies).map(([dependency, version]) => [dependency, version === "VERSION" ? versionOf(dependency) : version]);
  return `${JSON.stringify({ ...template, name, devDependencies: Object.fromEntries(entries) as object }, undefined, 2)}\n`;
}
