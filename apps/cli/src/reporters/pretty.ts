// The report for people: a line for each scenario, failures with their place, a summary.
import picocolors from "picocolors";
import { displayPath } from "../node-files.js";
import type { RunSummary, ScenarioFailure, ScenarioOutcome } from "../scenario-run.js";
import type { Terminal } from "../terminal.js";
import type { Reporter } from "./reporter.js";

type Colors = ReturnType<typeof picocolors.createColors>;

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

function failureLines(failure: ScenarioFailure, cwd: string, colors: Colors): string[] {
  const place = `${displayPath(failure.file, cwd)}:${failure.line}:${failure.column}`;
  const id = failure.txId === "" ? "" : ` ${JSON.stringify(failure.txId)}`;
  const step = failure.step === 0 ? "not run" : `step ${failure.step}${id}`;
  return [colors.dim(`    ${step}, ${place}`), ...failure.message.split("\n").map((line) => `    ${colors.red(line)}`)];
}

function outcomeLines(outcome: ScenarioOutcome, cwd: string, colors: Colors): string[] {
  const path = displayPath(outcome.path, cwd);
  const detail = colors.dim(`${outcome.steps} ${outcome.steps === 1 ? "step" : "steps"}, ${duration(outcome.durationMs)}`);
  if (outcome.status === "skipped") return [colors.dim(`  - ${path}  skipped`)];
  if (outcome.error === undefined) return [`  ${colors.green("✓")} ${path}  ${detail}`];
  return [`  ${colors.red("✗")} ${colors.bold(path)}  ${detail}`, ...failureLines(outcome.error, cwd, colors)];
}

function summaryLine(summary: RunSummary, durationMs: number, colors: Colors): string {
  const { passed, failed, skipped } = summary;
  const parts = [
    colors.green(`${passed} passed`),
    failed === 0 ? colors.dim("0 failed") : colors.red(`${failed} failed`),
    ...(skipped === 0 ? [] : [colors.yellow(`${skipped} skipped`)]),
  ];
  return `  ${parts.join(", ")}  ${colors.dim(`in ${duration(durationMs)}`)}`;
}

export function createPrettyReporter(terminal: Terminal): Reporter {
  const colors = picocolors.createColors(terminal.isTerminal && picocolors.isColorSupported);
  const write = (lines: readonly string[]): void => void terminal.out(`${lines.join("\n")}\n`);
  return {
    onOutcome: (outcome) => write(outcomeLines(outcome, terminal.cwd, colors)),
    onEnd: (summary, durationMs) => write(["", summaryLine(summary, durationMs, colors)]),
  };
}
