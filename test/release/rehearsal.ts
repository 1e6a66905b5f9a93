// A release from beginning to end, on a registry that is thrown away: versions raised, packages published.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFreshProject, type FreshProject, type ProjectFiles } from "./fresh-project.js";
import { type Registry, startRegistry } from "./registry.js";
import { copyRepository, type RepositoryCopy } from "./repository-copy.js";

export interface Rehearsal {
  readonly registry: Registry;
  readonly repository: RepositoryCopy;
  /** Publishes what is not published yet, by the command of a real release; answers what it printed. */
  readonly publish: () => Promise<string>;
  /** A project in a new folder with these files and packages. */
  readonly freshProject: (name: string, files: ProjectFiles, packages?: readonly string[]) => Promise<FreshProject>;
  readonly end: () => Promise<void>;
}

/** What a workflow tells about itself. */
const workflow = { GITHUB_SERVER_URL: "https://example.org", GITHUB_REPOSITORY: "somebody/mxvm" };

/** Where our repository would be if the rehearsal were a workflow. */
export const repositoryUrl: string = `git+${workflow.GITHUB_SERVER_URL}/${workflow.GITHUB_REPOSITORY}.git`;

/** Raises versions and publishes, in a copy of the working tree. */
export async function rehearseRelease(): Promise<Rehearsal> {
  const folder = mkdtempSync(join(tmpdir(), "mxvm-release-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  let registry: Registry | undefined;
  try {
    registry = await startRegistry(join(folder, "registry"));
    const rehearsal = await release(folder, registry);
    const { stop } = registry;
    return { ...rehearsal, end: () => stop().finally(remove) };
  } catch (error) {
    await registry?.stop();
    remove();
    throw error;
  }
}

async function release(folder: string, registry: Registry): Promise<Omit<Rehearsal, "end">> {
  const copy = join(folder, "release/repository");
  mkdirSync(copy, { recursive: true });
  const repository = await copyRepository(copy, registry.env);
  await repository.run("npm run version-packages");
  appendFileSync(join(copy, ".npmrc"), `\n${registry.npmrc}`);
  const publish = (): Promise<string> => repository.run("npm run publish-packages", workflow);
  await publish();
  return { registry, repository, publish, freshProject: (name, files, packages = []) => createFreshProject(join(folder, name), registry, files, packages) };
}
