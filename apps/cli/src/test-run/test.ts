// `mxvm test`: chooses files, runs them, reports, and watches.
import { resolve } from "node:path";
import { DEFAULT_MAX_POINTS } from "../composition-names.js";
import { type LoadedConfig, loadConfig } from "../config/load-config.js";
import { EXECUTOR_VARIABLE } from "../executors/choose-executor.js";
import { displayPath, findScenarioFiles, foldersBelow } from "../node-files.js";
import type { Reporter } from "../reporters/reporter.js";
import { createReporters, defaultReporters } from "../reporters/reporters.js";
import type { RunSummary } from "../scenario-run.js";
import { ExitCode, UsageError } from "../terminal.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";
import { runFiles } from "./run-files.js";
import type { RunnerSettings } from "./scenario-runner.js";
import { filesOfShard, parseShard } from "./shard.js";
import type { TestOptions } from "./test-options.js";
import { type OnOutcome, type WatchPlan, watchFiles } from "./watch.js";

/** The command line goes before the configuration, whose paths start from its folder. */
function withConfig(options: TestOptions, { config, folder }: LoadedConfig, cwd: string): TestOptions {
  const { paths: _paths, root: configured, ...defaults } = config.test ?? {};
  const root = options.root !== undefined ? resolve(cwd, options.root) : configured !== undefined ? resolve(folder, configured) : undefined;
  return { ...defaults, ...options, ...(root !== undefined && { root }) };
}

function runnerSettings(options: TestOptions, terminal: Terminal): RunnerSettings {
  return {
    cwd: terminal.cwd,
    world: options.world ?? "mock",
    executorFlag: options.executor,
    executorVariable: terminal.env[EXECUTOR_VARIABLE],
    gasSchedule: options.gasSchedule,
    maxPoints: options.maxPoints ?? DEFAULT_MAX_POINTS,
    dialect: options.dialect ?? "go",
    root: options.root?.replaceAll("\\", "/"),
    trace: options.trace ?? "none",
    countsHooks: options.coverageHooks ?? false,
    hasLargeStack: terminal.hasLargeStack ?? false,
  };
}

/** Absolute paths of what is to run, in order. */
function chooseFiles(paths: readonly string[], { filter = "", shard }: TestOptions, cwd: string): string[] {
  const part = shard === undefined ? undefined : parseShard(shard);
  const found = findScenarioFiles(paths, cwd);
  const chosen = found.filter((path) => displayPath(path, cwd).includes(filter));
  if (chosen.length === 0) throw new UsageError(`none of ${found.length} scenario files has "${filter}" in its path`);
  return part === undefined ? chosen : filesOfShard(chosen, part);
}

/** What a command line and the configuration ask for together. */
interface TestPlan extends WatchPlan {
  readonly options: TestOptions;
  readonly run: (files: readonly string[], onOutcome?: OnOutcome) => Promise<RunSummary>;
}

async function createPlan(given: readonly string[], flags: TestOptions, terminal: Terminal): Promise<TestPlan> {
  const { cwd } = terminal;
  const loaded = await loadConfig(cwd);
  const options = withConfig(flags, loaded, cwd);
  const paths = given.length > 0 ? given : (loaded.config.test?.paths ?? []).map((path) => resolve(loaded.folder, path));
  if (paths.length === 0) throw new UsageError("missing required argument: name files or folders, mxvm test scenarios, or set test.paths in mxvm.config.ts");
  return {
    options,
    choose: () => chooseFiles(paths, options, cwd),
    folders: () => foldersBelow(paths, cwd),
    configFiles: loaded.files,
    run: (files, onOutcome) => {
      const reporter = createReporters(options.reporter ?? defaultReporters(terminal.env), terminal);
      return runAndReport({ files, options, loaded }, onOutcome === undefined ? reporter : withListener(reporter, onOutcome), terminal);
    },
  };
}

export async function test(given: readonly string[], flags: TestOptions, terminal: Terminal): Promise<ExitCodeValue> {
  const plan = await createPlan(given, flags, terminal);
  const chosen = plan.choose();
  const { stackSize, watch } = plan.options;
  const needsThread = stackSize !== undefined && terminal.runInLargeStack !== undefined && terminal.hasLargeStack !== true;
  if (needsThread) return terminal.runInLargeStack(stackSize);
  if (watch === true) {
    await watchFiles(() => createPlan(given, flags, terminal), terminal);
    return ExitCode.ok;
  }
  const { failed } = await plan.run(chosen);
  return failed > 0 ? ExitCode.failed : ExitCode.ok;
}

function withListener(reporter: Reporter, onOutcome: OnOutcome): Reporter {
  return {
    ...reporter,
    onOutcome: (outcome) => {
      reporter.onOutcome?.(outcome);
      onOutcome(outcome);
    },
  };
}

interface PlannedRun {
  readonly files: readonly string[];
  readonly options: TestOptions;
  readonly loaded: LoadedConfig;
}

async function runAndReport({ files, options, loaded }: PlannedRun, reporter: Reporter, terminal: Terminal): Promise<RunSummary> {
  const start = performance.now();
  reporter.onStart?.(files.length);
  const run = await runFiles(files, {
    settings: runnerSettings(options, terminal),
    loaded,
    bail: options.bail ?? false,
    workers: options.workers,
    workerScript: terminal.workerScript,
    stackSizeMb: options.stackSize,
    onOutcome: (outcome) => reporter.onOutcome?.(outcome),
    onProgress: (done) => reporter.onProgress?.(done),
  });
  reporter.onEnd(run, performance.now() - start);
  return run;
}
