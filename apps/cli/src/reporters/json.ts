// The report for programs: one JSON object at the end.
import { displayPath } from "../node-files.js";
import type { ScenarioOutcome } from "../scenario-run.js";
import type { Terminal } from "../terminal.js";
import type { Reporter } from "./reporter.js";

function scenarioToJson(outcome: ScenarioOutcome, cwd: string): object {
  const { path, status, steps, durationMs, error } = outcome;
  const rounded = Math.round(durationMs * 1000) / 1000;
  const scenario = { path: displayPath(path, cwd), status, steps, durationMs: rounded };
  if (error === undefined) return scenario;
  return { ...scenario, error: { ...error, file: displayPath(error.file, cwd) } };
}

export function createJsonReporter(terminal: Terminal): Reporter {
  return {
    onOutcome: () => undefined,
    onEnd: ({ passed, failed, skipped, scenarios }) => {
      const report = { passed, failed, skipped, scenarios: scenarios.map((outcome) => scenarioToJson(outcome, terminal.cwd)) };
      terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
    },
  };
}
