// Runs a project of scenario files as vitest runs a user's, and tells what its tests reported.
import { fileURLToPath } from "node:url";
import { mxvm, type MxvmOptions } from "@mxvm/vitest/plugin";
import type { ViteUserConfig } from "vitest/config";
import { startVitest, type CliOptions, type Reporter, type TestCase, type TestModule, type Vitest } from "vitest/node";

export const fixtureProject = fileURLToPath(new URL("fixtures/project/", import.meta.url));
const worlds = fileURLToPath(new URL("worlds.ts", import.meta.url));
const conditions = ["@mxvm/source", "node", "import", "default"];

/** One test, by the file and the names that lead to it. */
export interface ReportedTest {
  readonly name: string;
  readonly state: string;
  readonly message: string;
  /** `file:line:column` of the failure. */
  readonly place: string;
  readonly diff: string;
}

export interface ProjectRun {
  readonly root?: string;
  readonly filters?: readonly string[];
  readonly plugin?: Partial<MxvmOptions>;
  /** The project's own configuration, in place of `plugin`. */
  readonly config?: ViteUserConfig;
  readonly cli?: CliOptions;
  readonly reporter?: Reporter;
}

/** Starts vitest in a project. Whoever starts it closes it. */
export async function startProject({ root = fixtureProject, filters = [], plugin = {}, config, cli = {}, reporter = {} }: ProjectRun = {}): Promise<Vitest> {
  // Whoever runs the project limits the time of all of it.
  const quiet: CliOptions = { config: false, root, watch: false, reporters: [reporter], testTimeout: 0, hookTimeout: 0, ...cli };
  return startVitest("test", [...filters], quiet, {
    ...(config ?? { plugins: [mxvm({ worlds, ...plugin })] }),
    resolve: { conditions },
    ssr: { resolve: { conditions } },
  });
}

/** All tests of a run, sorted by name. */
export async function runProject(run: ProjectRun = {}): Promise<readonly ReportedTest[]> {
  const vitest = await startProject(run);
  const tests = reportModules(vitest.state.getTestModules(), run.root);
  const unhandled = vitest.state.getUnhandledErrors();
  await vitest.close();
  if (unhandled.length > 0) throw new AggregateError(unhandled, "the run met errors outside of tests");
  return tests;
}

export function reportModules(modules: readonly TestModule[], root = fixtureProject): readonly ReportedTest[] {
  const tests = modules.flatMap((module) => [...module.children.allTests()].map((test) => report(root, module.relativeModuleId, test)));
  return tests.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function report(root: string, file: string, test: TestCase): ReportedTest {
  const { state, errors } = test.result();
  const [error] = errors ?? [];
  const [frame] = error?.stacks ?? [];
  const place = frame === undefined ? "" : `${frame.file.replace(root, "")}:${frame.line}:${frame.column}`;
  const diff = (error?.diff ?? "").replace(/\u001b\[\d+m/g, "");
  return { name: `${file} > ${test.fullName}`, state, message: error?.message ?? "", place, diff };
}
