// The report for programs: one JSON object at the end.
import { displayPath } from "../node-files.js";
import { hookCoverage } from "../observation/hook-counts.js";
import type { ScenarioOutcome } from "../scenario-run.js";
import type { CreateReporter } from "./reporter.js";

function scenarioToJson(outcome: ScenarioOutcome, cwd: string): object {
  const { path, status, steps, durationMs, error, warnings, trace } = outcome;
  return {
    path: displayPath(path, cwd),
    status,
    steps,
    durationMs: Math.round(durationMs * 1000) / 1000,
    ...(error && { error: { ...error, file: displayPath(error.file, cwd) } }),
    ...(warnings.length > 0 && { warnings: warnings.map((warning) => ({ ...warning, file: displayPath(warning.file, cwd) })) }),
    ...(trace && { trace }),
  };
}

export const createJsonReporter: CreateReporter = ({ cwd, write }) => {
  const scenarios: object[] = [];
  return {
    onOutcome: (outcome) => scenarios.push(scenarioToJson(outcome, cwd)),
    onEnd: ({ passed, failed, skipped, hookCounts }) => {
      const hooks = hookCounts && Object.fromEntries(hookCoverage(hookCounts).map((group) => [group.group, Object.fromEntries(group.hooks.map(({ name, calls }) => [name, calls]))]));
      const report = { passed, failed, skipped, scenarios, ...(hooks && { hooks }) };
      write(`${JSON.stringify(report, undefined, 2)}\n`);
    },
  };
};
