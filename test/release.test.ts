// The release is rehearsed from beginning to end, and what is published is installed and used as by somebody who never saw the sources.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FreshProject } from "./release/fresh-project.js";
import type { PublishedManifest } from "./release/registry.js";
import { rehearseRelease, type Rehearsal, repositoryUrl } from "./release/rehearsal.js";
import { isBuilt, type WorkspacePackage } from "./release/repository-copy.js";

const TIMEOUT_MS = 10 * 60_000;
const example = { "docs/write-an-executor/plain": "." };
const exampleName = "mxvm-executor-plain";
/** The configuration of a project that uses it. */
const configuration = { "docs/write-an-executor/user": "." };
const adder = { "examples/adder/scenarios": "scenarios", "examples/adder/output": "output" };
/** The project that people copy. */
const projectToCopy = { "examples/project": "." };
/** What every world of mocks is made of. */
const boxes = ["codec", "executor-api", "executor-wasm", "gas-schedules", "protocol-hooks", "scenario", "vm-core", "world-mock"].map((name) => `@mxvm/${name}`);

/** Every text in a value, keys among them. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.entries(value).flatMap(([key, part]) => [key, ...textsOf(part)]) : [];
}

function dependenciesOf({ dependencies, peerDependencies, optionalDependencies }: PublishedManifest): readonly string[] {
  return Object.values({ ...dependencies, ...peerDependencies, ...optionalDependencies });
}

const failingFiles = ["failing/accounts.scen.json", "failing/status.scen.json", "test/failing.test.ts"];

/** Adds tests that fail to the project that people copy, of which a file of ours is one. */
function addFailing(project: FreshProject): void {
  project.add({ "test/release/projects/failing/status.scen.json": "failing/status.scen.json", "test/release/projects/failing/accounts.scen.json": "failing/accounts.scen.json" });
  const source = readFileSync(join(import.meta.dirname, "release/projects/failing/failing.ts"), "utf8");
  writeFileSync(join(project.folder, "test/failing.test.ts"), source.replaceAll("../../../../examples/project/", "../"));
}

/** What a test run prints, but for what is another in each: times, the folder. */
function steadyOutput(output: string, { folder }: FreshProject): string {
  return output
    .replaceAll(folder, "<project>")
    .replace(/\b\d+(\.\d+)? ?m?s\b/g, "<time>")
    .replace(/(?<=Start at ).*/g, "<time>")
    .replace(/(?<= RUN ) v\S+/g, "")
    .replace(/[ \t]+$/gm, "");
}

interface FileCoverage {
  readonly path: string;
  readonly statementMap: Readonly<Record<string, { readonly start: { readonly line: number } }>>;
  readonly s: Readonly<Record<string, number>>;
}

/** Lines on which statements begin, and whether one of them ran. */
function reachedLines(report: string, name: string): ReadonlyMap<number, boolean> {
  const files = Object.values(JSON.parse(readFileSync(report, "utf8")) as Readonly<Record<string, FileCoverage>>);
  const lines = new Map<number, boolean>();
  for (const { statementMap, s } of files.filter(({ path }) => path.endsWith(name))) {
    for (const [id, { start }] of Object.entries(statementMap)) lines.set(start.line, (lines.get(start.line) ?? false) || (s[id] ?? 0) > 0);
  }
  return lines;
}

describe.skipIf(!isBuilt())("a rehearsed release, where the packages are built,", () => {
  let rehearsal: Rehearsal;
  let packages: readonly WorkspacePackage[];
  let manifests: readonly PublishedManifest[];
  let exampleProject: Promise<FreshProject>;
  let exampleTests: Promise<string>;

  beforeAll(async () => {
    rehearsal = await rehearseRelease();
    packages = rehearsal.repository.packages();
    manifests = await Promise.all(packages.map(({ manifest }) => rehearsal.registry.manifest(manifest.name)));
    exampleProject = rehearsal.freshProject("example", example);
    exampleTests = exampleProject.then((project) => project.run("npm run build && npm test"));
    // Whoever waits for them learns of a failure.
    exampleTests.catch(() => undefined);
  }, TIMEOUT_MS);

  afterAll(() => rehearsal.end(), TIMEOUT_MS);

  test("uses up every changeset, and writes each package's changelog", () => {
    expect(readdirSync(join(rehearsal.repository.folder, ".changeset"))).toEqual(["config.json"]);
    for (const { folder, manifest } of packages) {
      expect(readFileSync(join(rehearsal.repository.folder, folder, "CHANGELOG.md"), "utf8")).toContain(`## ${manifest.version}`);
    }
  });

  test("raises no version to 1.0 by itself", () => {
    expect(packages.filter(({ manifest }) => !manifest.version.startsWith("0.")).map(({ manifest }) => manifest.name)).toEqual([]);
  });

  test("publishes every package in its version", () => {
    expect(manifests.map(({ name, version }) => [name, version])).toEqual(packages.map(({ manifest }) => [manifest.name, manifest.version]));
  });

  test("publishes nothing that only the workspace understands", () => {
    for (const manifest of manifests) {
      expect(textsOf(manifest.exports)).not.toContain("@mxvm/source");
      expect(textsOf(manifest.exports).filter((text) => text.includes("/src/"))).toEqual([]);
      expect(dependenciesOf(manifest).filter((range) => /^(workspace|link|file|catalog):/.test(range))).toEqual([]);
    }
  });

  test("names the repository of each package, which provenance is checked against", () => {
    expect(manifests.map(({ repository }) => repository)).toEqual(packages.map(({ folder }) => ({ type: "git", url: repositoryUrl, directory: folder })));
  });

  test("tags each version", async () => {
    const tags = await rehearsal.repository.run("git tag");
    expect(tags.trim().split(/\r?\n/).sort()).toEqual(packages.map(({ manifest }) => `${manifest.name}@${manifest.version}`).sort());
  });

  test.concurrent("publishes nothing twice", async ({ expect }) => {
    const output = await rehearsal.publish();
    expect(output).toContain("npm info mxvm");
    expect(output).not.toContain("Publishing");
  }, TIMEOUT_MS);

  test.concurrent("gives @mxvm/executor-api alone to a project that asks for it, which type checks and runs", async ({ expect }) => {
    const project = await rehearsal.freshProject("executor-api", { "test/release/projects/executor-api": "." }, ["@mxvm/executor-api"]);
    expect(project.installed()).toEqual(["@mxvm/executor-api"]);
    expect(await project.runMain()).toContain("hooks of version 1");
  }, TIMEOUT_MS);

  test.concurrent("gives a project with scenario, world-mock, vm-core, executor-wasm and gas-schedules all that runs a scenario", async ({ expect }) => {
    const names = ["scenario", "world-mock", "vm-core", "executor-wasm", "gas-schedules"].map((name) => `@mxvm/${name}`);
    const project = await rehearsal.freshProject("scenario", { "test/release/projects/scenario": ".", ...adder }, names);
    expect(project.installed().filter((name) => name.includes("mxvm"))).toEqual(boxes);
    expect(await project.runMain()).toContain("passed after 8 steps");
  }, TIMEOUT_MS);

  test.concurrent("gives a project with mxvm alone a program that says what it can do and runs scenarios", async ({ expect }) => {
    const project = await rehearsal.freshProject("cli", adder, ["mxvm"]);
    // What some executors need is for those who ask for them.
    expect(project.installed()).not.toContain("@mxvm/executor-wasmer");
    expect(await project.run("npx --no-install mxvm --help")).toContain("Usage: mxvm");
    expect(JSON.parse(await project.run("npx --no-install mxvm test scenarios --reporter json"))).toMatchObject({ passed: 1, failed: 0 });
  }, TIMEOUT_MS);

  test.concurrent("lets the guide's contract be type checked, linted and tested, with the lines of its source that tests reach", async ({ expect }) => {
    const project = await rehearsal.freshProject("contract", { "docs/write-a-contract": "." });
    const scripts = ["typecheck", "lint", "test", "scenarios", "coverage -- test/first.test.ts"];
    await Promise.all(scripts.map((script) => project.run(`npm run ${script}`)));
    const reached = reachedLines(join(project.folder, "coverage/coverage-final.json"), "tip-jar.ts");
    const source = readFileSync(join(project.folder, "src/tip-jar.ts"), "utf8").split(/\r?\n/);
    const isReached = (text: string): boolean | undefined => reached.get(source.findIndex((line) => line.includes(text)) + 1);
    expect(["sc.storage.givers.add(giver)", "sc.events.tipped("].map(isReached)).toEqual([true, true]);
    expect(["sc.blockchain.balance(token)", "sc.send.payment("].map(isReached)).toEqual([false, false]);
  }, TIMEOUT_MS);

  test.concurrent("lets the example project pass its tests on both executors, and its recording in mxvm test", async ({ expect }) => {
    const project = await rehearsal.freshProject("project", projectToCopy);
    const output = await project.run("npm test -- --reporter=verbose");
    for (const executor of ["wasm", "debug"]) {
      expect(output).toContain(`crowdfunding.test.ts > crowdfunding [${executor}] > after the deadline > pays the owner all`);
      expect(output).toContain(`scenarios/refund.scen.json > ${executor} > 7 scCall claim claim`);
      expect(output).toContain(`recorded/successful.scen.json > ${executor} > 11 scCall step-11 claim`);
      expect(await project.run(`npx --no-install mxvm test recorded --executor ${executor}`)).toContain("1 passed, 0 failed");
    }
    expect(await project.run("npm run scenarios")).toContain("2 passed, 0 failed");
    await project.run("npm run typecheck");
  }, TIMEOUT_MS);

  test.concurrent("shows people what is wrong where tests and steps of the example project fail, on both executors", async ({ expect }) => {
    const project = await rehearsal.freshProject("failing", projectToCopy);
    addFailing(project);
    await project.run("npm run build");
    await project.run("npm run typecheck");
    // Each file by itself: vitest runs several in an order that depends on how long they took.
    const outputs: string[] = [];
    for (const file of failingFiles) outputs.push(await project.runFailing(`node node_modules/vitest/vitest.mjs run ${file} --reporter=default`));
    await expect(steadyOutput(outputs.join("\n"), project)).toMatchFileSnapshot("release/failing-output.txt");
  }, TIMEOUT_MS);

  test.concurrent("starts a project by mxvm init, whose tests pass", async ({ expect }) => {
    const project = await rehearsal.freshProject("init", {}, ["mxvm"]);
    await project.run("npx --no-install mxvm init my-contract");
    const output = await project.run("cd my-contract && npm install && npm test");
    expect(output).toMatch(/Tests +2 passed/);
    expect(output).toContain("1 passed, 0 failed");
  }, TIMEOUT_MS);

  test.concurrent("lets the example executor be built and pass the conformance suite", async ({ expect }) => {
    expect(await exampleTests).toMatch(/pass [1-9][0-9]+\r?\n[^]*fail 0\r?\n/);
  }, TIMEOUT_MS);

  test.concurrent("runs scenarios on the example executor, once that is published, by a flag or a configuration with its name", async ({ expect }) => {
    await exampleTests;
    await (await exampleProject).run("npm publish");
    const project = await rehearsal.freshProject("cli-with-example", adder, ["mxvm", exampleName]);
    const command = "npx --no-install mxvm test scenarios --reporter json";
    expect(JSON.parse(await project.run(`${command} --executor ${exampleName}`))).toMatchObject({ passed: 1, failed: 0 });
    project.add(configuration);
    expect(JSON.parse(await project.run(command))).toMatchObject({ passed: 1, failed: 0 });
  }, TIMEOUT_MS);
});
