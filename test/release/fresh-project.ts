// A project in an empty folder that installs published packages, as their users do.
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, runFailing } from "./command.js";
import type { Registry } from "./registry.js";

const root = join(import.meta.dirname, "../..");

/** Files and folders of this repository, and where they go in the project. */
export type ProjectFiles = Readonly<Record<string, string>>;

export interface FreshProject {
  readonly folder: string;
  readonly run: (command: string) => Promise<string>;
  /** What a command prints that is to fail. */
  readonly runFailing: (command: string) => Promise<string>;
  readonly add: (files: ProjectFiles) => void;
  /** Packages in `node_modules`, those of scopes with their scope, sorted. */
  readonly installed: () => readonly string[];
  /** Compiles `main.ts` against what is installed, with our compiler so that the project needs none, and runs it. */
  readonly runMain: () => Promise<string>;
}

function packagesIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => !name.startsWith("."));
  return names.flatMap((name) => (name.startsWith("@") ? packagesIn(join(folder, name)).map((scoped) => `${name}/${scoped}`) : [name])).sort();
}

/** Makes a project with the files of a folder of this repository and installs packages, or what its manifest asks for. */
export async function createFreshProject(folder: string, registry: Registry, files: ProjectFiles, packages: readonly string[]): Promise<FreshProject> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  writeFileSync(join(folder, ".npmrc"), registry.npmrc);
  const project: FreshProject = {
    folder,
    run: (command) => run(command, { cwd: folder, env: registry.env }),
    runFailing: (command) => runFailing(command, { cwd: folder, env: registry.env }),
    add: (added) => {
      const isSource = (path: string): boolean => !/[\\/](node_modules|dist)$/.test(path);
      for (const [from, to] of Object.entries(added)) cpSync(join(root, from), join(folder, to), { recursive: true, filter: isSource });
    },
    installed: () => packagesIn(join(folder, "node_modules")),
    runMain: async () => {
      const compiler = `node "${join(root, "node_modules/typescript/bin/tsc")}"`;
      const types = `--types node --typeRoots "${join(root, "node_modules/@types")}"`;
      await project.run(`${compiler} main.ts --strict --module nodenext --target es2022 ${types} --outDir built`);
      return project.run("node built/main.js");
    },
  };
  project.add(files);
  await project.run(["npm install", ...packages].join(" "));
  return project;
}
