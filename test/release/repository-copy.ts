// A copy of this repository, as it is in the working tree, to raise versions in and to publish from.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { run } from "./command.js";

const root = join(import.meta.dirname, "../..");

/** Makes commits and tags without asking who somebody is. */
const identity = { GIT_AUTHOR_NAME: "release", GIT_AUTHOR_EMAIL: "release@localhost", GIT_COMMITTER_NAME: "release", GIT_COMMITTER_EMAIL: "release@localhost" };

export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export interface WorkspacePackage {
  /** From the root, with slashes. */
  readonly folder: string;
  readonly manifest: PackageManifest;
}

export interface RepositoryCopy {
  readonly folder: string;
  /** Runs a command there with the tools of the repository. */
  readonly run: (command: string, env?: NodeJS.ProcessEnv) => Promise<string>;
  /** The packages that are published, as they are there now. */
  readonly packages: () => readonly WorkspacePackage[];
}

function publishedPackages(repository: string): readonly WorkspacePackage[] {
  return ["packages", "apps"]
    .flatMap((parent) => readdirSync(join(repository, parent)).map((name) => `${parent}/${name}`))
    .filter((folder) => existsSync(join(repository, folder, "package.json")))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8")) as PackageManifest }))
    .filter(({ manifest }) => manifest.private !== true);
}

/** Whether every package that is published has been built. */
export function isBuilt(): boolean {
  return publishedPackages(root).every(({ folder }) => existsSync(join(root, folder, "dist")));
}

function workingTreeFiles(): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
  return [...new Set(listed.split("\0"))].filter((file) => file !== "" && existsSync(join(root, file)));
}

/** Links packages to each other as an install does: what a manifest names of the workspace is published as the version found there. */
function linkSiblings(repository: string): void {
  const packages = publishedPackages(repository);
  for (const { folder, manifest } of packages) {
    const named = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.peerDependencies };
    for (const sibling of packages.filter((candidate) => candidate.manifest.name in named)) {
      const link = join(repository, folder, "node_modules", sibling.manifest.name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(repository, sibling.folder), link, "junction");
    }
  }
}

/** Copies what git knows of, or would, and the builds; commits it, as changesets are looked up in the history. */
export async function copyRepository(folder: string, env: NodeJS.ProcessEnv): Promise<RepositoryCopy> {
  for (const file of workingTreeFiles()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  for (const { folder: path } of publishedPackages(root)) cpSync(join(root, path, "dist"), join(folder, path, "dist"), { recursive: true });
  // Changesets look for the package that writes changelogs from where their configuration is. Beside the copy, no install sees it.
  mkdirSync(join(folder, "../node_modules"));
  symlinkSync(join(root, "node_modules/@changesets"), join(folder, "../node_modules/@changesets"), "junction");
  linkSiblings(folder);
  const tools = { ...env, ...identity, PATH: join(root, "node_modules/.bin") + delimiter + (process.env["PATH"] ?? "") };
  const copy: RepositoryCopy = {
    folder,
    run: (command, more = {}) => run(command, { cwd: folder, env: { ...tools, ...more } }),
    packages: () => publishedPackages(folder),
  };
  await copy.run("git init --quiet --initial-branch=main && git add --all && git -c core.hooksPath= commit --quiet --message=Start");
  return copy;
}
