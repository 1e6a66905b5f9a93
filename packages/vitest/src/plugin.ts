// The plugin for vite: scenario files become test files, and a project chooses the executors of its tests.
import { readFileSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { createScenarioLoader } from "@mxvm/scenario";
import { configDefaults, type Plugin } from "vitest/config";

/** Options of the plugin. */
export interface MxvmOptions {
  /** The module whose default export makes worlds, by executors' names: `defineWorlds({ … })`. Relative to the project's root. */
  readonly worlds: string;
  /** The executors that this project's tests run on. Default: all of `worlds`. */
  readonly executors?: readonly string[];
  /** Which scenario files are tests. Default: all `.scen.json` files. */
  readonly include?: readonly string[];
}

const scenarioFile = /\.scen\.json$/;
/** The query keeps vite's own reading of JSON away, while the module still counts as one of the file. */
const asTest = "?mxvm-scenario&raw";

/** Runs scenario files as test files of a vitest project: each step is a test. */
export function mxvm(options: MxvmOptions): Plugin {
  let root = "";
  /** Scenario files by the files that they name. */
  const scenariosOf = new Map<string, Set<string>>();
  return {
    name: "mxvm",
    enforce: "pre",
    config(config) {
      const include = [...(config.test?.include === undefined ? configDefaults.include : []), ...(options.include ?? ["**/*.scen.json"])];
      const provide = options.executors === undefined ? {} : { mxvmExecutors: options.executors };
      // A list, even an empty one, would stand in place of what vitest finds itself.
      const testsToRun = (file: string): string[] | undefined => {
        const scenarios = scenariosOf.get(file);
        return scenarios && [...scenarios];
      };
      return { test: { include, provide, watchTriggerPatterns: [{ pattern: /./, testsToRun }] } };
    },
    configResolved(config) {
      root = config.root;
    },
    resolveId(source) {
      return scenarioFile.test(source) ? `${isAbsolute(source) ? source : resolve(root, source)}${asTest}` : null;
    },
    load(id) {
      if (!id.endsWith(asTest)) return null;
      const path = id.slice(0, -asTest.length);
      for (const file of filesOf(path)) {
        this.addWatchFile(file);
        const scenarios = scenariosOf.get(file) ?? new Set();
        scenariosOf.set(file, scenarios.add(path));
      }
      return { code: testModule(path, resolve(root, options.worlds)), moduleType: "js" };
    },
  };
}

/** The files that a scenario names: where one changes, its tests run again. */
function filesOf(path: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const files = {
    readFile: (name: string): Uint8Array => {
      seen.add(name);
      return readFileSync(name);
    },
  };
  const loader = createScenarioLoader({ files, allowMissingFiles: true });
  const visit = (scenario: ReturnType<typeof loader.load>): void => {
    for (const step of scenario.steps) if (step.kind === "externalSteps") visit(loader.loadExternal(step, scenario));
  };
  try {
    visit(loader.load(path));
  } catch {
    // What is wrong with the file is what its tests report.
  }
  return seen;
}

function testModule(path: string, worlds: string): string {
  return [
    'import { describeScenario } from "@mxvm/vitest";',
    `import worlds from ${JSON.stringify(worlds)};`,
    `describeScenario(${JSON.stringify(path)}, worlds);`,
  ].join("\n");
}
