// The workflows run npm scripts of this repository and nothing else, on every platform and Node that is supported.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "..");
const folder = join(root, ".github/workflows");

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly "runs-on": string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly "fail-fast"?: boolean; readonly matrix: Readonly<Record<string, readonly (string | number)[]>> };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
}

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
const files = readdirSync(folder);

function workflow(file: string): Workflow {
  return parse(readFileSync(join(folder, file), "utf8"), { strict: true, uniqueKeys: true }) as Workflow;
}

function stepsOf(file: string): readonly Step[] {
  return Object.values(workflow(file).jobs).flatMap(({ steps }) => steps);
}

/** Command lines of a step: its own, and those that it hands to an action. */
function commandsOf({ run, with: inputs = {} }: Step): readonly string[] {
  return [run, inputs["version"], inputs["publish"]].filter((command) => typeof command === "string");
}

/** The npm script that a command line runs and nothing else; arguments may follow. */
function scriptOf(command: string): string | undefined {
  const [, script] = /^npm (?:run )?([\w:-]+)(?: -- [\w\s:./=-]+)?$/.exec(command) ?? [];
  return script;
}

describe.each(files)("%s", (file) => {
  test("runs npm scripts of this repository, and nothing else", () => {
    const commands = stepsOf(file).flatMap(commandsOf);
    expect(commands).not.toEqual([]);
    for (const command of commands) expect(Object.keys(scripts)).toContain(scriptOf(command));
  });

  test("names each action by its commit, with its version beside it", () => {
    const uses = readFileSync(join(folder, file), "utf8").split(/\r?\n/).filter((line) => /\buses:/.test(line));
    expect(uses).not.toEqual([]);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("may do no more than it says", () => {
    expect(workflow(file).permissions).toBeDefined();
  });
});

test("CI runs everything on Node 20, 22 and 24 on Linux, macOS and Windows", () => {
  const { strategy, steps } = workflow("ci.yml").jobs["test"]!;
  expect(strategy).toEqual({ "fail-fast": false, matrix: { os: ["ubuntu-latest", "macos-latest", "windows-latest"], node: [20, 22, 24] } });
  expect(workflow("ci.yml").jobs["test"]!["runs-on"]).toBe("${{ matrix.os }}");
  expect(steps.map(({ with: inputs }) => inputs?.["node-version"])).toContain("${{ matrix.node }}");
  expect(steps.flatMap(commandsOf)).toContain("npm test");
});

describe("a release", () => {
  const { permissions, steps } = workflow("release.yml").jobs["release"]!;
  const release = steps.find(({ uses }) => uses?.startsWith("changesets/action@"));

  test("raises versions and publishes by the scripts that are rehearsed, after everything has passed", () => {
    expect(release?.with).toEqual({ version: "npm run version-packages", publish: "npm run release" });
    expect(scripts["release"]).toMatch(/ && npm run publish-packages$/);
    expect(steps.slice(0, steps.indexOf(release!)).flatMap(commandsOf)).toContain("npm test");
  });

  test("is published with provenance, for which the job may ask who it is", () => {
    expect(release?.env?.["NPM_CONFIG_PROVENANCE"]).toBe("true");
    expect(permissions?.["id-token"]).toBe("write");
  });
});
