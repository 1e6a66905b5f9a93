// The report for people: a line for each scenario, and at the end what they are to see: warnings, failures with their place, a summary.
import { displayPath } from "../node-files.js";
import type { RunSummary, ScenarioOutcome } from "../scenario-run.js";
import { DEFAULT_COLUMNS, isContinuousIntegration } from "../terminal.js";
import { type Colors, colorsFor } from "./colors.js";
import { failedStep, failurePlace } from "./failure-text.js";
import { hookLines } from "./hook-lines.js";
import type { CreateReporter, ReportTarget } from "./reporter.js";
import { callTreeLines, traceLines } from "./trace-lines.js";

/** More would bury the failures; the JSON report has all. */
const MOST_WARNINGS = 5;
const INDENT = 4;
/** Of a line around its path and what follows: mark and spaces, and the last column, where terminals break. */
const MARGIN = 7;
/** A shorter piece of a path tells nothing. */
const LEAST_PATH = 12;
const MILLISECONDS_BETWEEN_PROGRESS = 50;
const eraseLine = "\r\u001b[2K";

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

/** Columns that an indented block has, but for the last one, where terminals break. */
function columnsOf({ columns = DEFAULT_COLUMNS }: ReportTarget): number {
  return columns - INDENT - 1;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `${" ".repeat(INDENT)}${line}`);
}

/** In one line of a terminal, where the end of a path tells most. */
function outcomeLine(outcome: ScenarioOutcome, { cwd, isTerminal, columns = DEFAULT_COLUMNS }: ReportTarget, colors: Colors): string {
  const detail = outcome.status === "skipped" ? "skipped" : `${counted(outcome.steps, "step")}, ${duration(outcome.durationMs)}`;
  const warnings = outcome.warnings.length === 0 ? "" : `  ${counted(outcome.warnings.length, "warning")}`;
  const path = fitted(displayPath(outcome.path, cwd), isTerminal ? columns - MARGIN - detail.length - warnings.length : Infinity);
  if (outcome.status === "skipped") return colors.dim(`  - ${path}  ${detail}`);
  const mark = outcome.error === undefined ? `${colors.green("✓")} ${path}` : `${colors.red("✗")} ${colors.bold(path)}`;
  return `  ${mark}  ${colors.dim(detail)}${colors.yellow(warnings)}`;
}

function fitted(path: string, most: number): string {
  return path.length <= most || most < LEAST_PATH ? path : `…${path.slice(path.length - most + 1)}`;
}

/** A trace has the calls of the failed step already. */
function failureLines({ path, error, trace }: ScenarioOutcome, target: ReportTarget, colors: Colors): string[] {
  if (error === undefined) return [];
  const { cwd } = target;
  const calls = trace === undefined ? callTreeLines(error.calls, colors, columnsOf(target)) : [];
  return [
    "",
    `  ${colors.red("✗")} ${colors.bold(displayPath(path, cwd))}`,
    colors.dim(`    ${failedStep(error)}, ${failurePlace(error, cwd)}`),
    ...indented(error.message.split("\n").map((line) => colors.red(line))),
    ...(calls.length === 0 ? [] : ["", ...indented(calls)]),
  ];
}

function traceBlock({ path, trace }: ScenarioOutcome, target: ReportTarget, colors: Colors): string[] {
  if (trace === undefined || trace.length === 0) return [];
  return ["", colors.bold(`  trace of ${displayPath(path, target.cwd)}`), ...indented(traceLines(trace, colors, columnsOf(target)))];
}

function warningLines(texts: ReadonlySet<string>, colors: Colors): string[] {
  const all = [...texts];
  if (all.length === 0) return [];
  const rest = all.length > MOST_WARNINGS ? [`  and ${all.length - MOST_WARNINGS} more: --reporter json has all`] : [];
  return ["", ...[...all.slice(0, MOST_WARNINGS).map((text) => `  warning: ${text}`), ...rest].map((line) => colors.yellow(line))];
}

function summaryLine({ passed, failed, skipped, warnings }: RunSummary, durationMs: number, colors: Colors): string {
  const parts = [
    colors.green(`${passed} passed`),
    failed === 0 ? colors.dim("0 failed") : colors.red(`${failed} failed`),
    ...(skipped === 0 ? [] : [colors.yellow(`${skipped} skipped`)]),
    ...(warnings === 0 ? [] : [colors.yellow(counted(warnings, "warning"))]),
  ];
  return `  ${parts.join(", ")}  ${colors.dim(`in ${duration(durationMs)}`)}`;
}

interface Progress {
  readonly show: (text: string) => void;
  /** Writes lines, and below them how far the run was. */
  readonly writeAbove: (text: string) => void;
  readonly erase: () => void;
}

/** A line at the bottom of a terminal that says how far the run is. */
function createProgress({ isTerminal, env, columns = DEFAULT_COLUMNS, write }: ReportTarget): Progress {
  const isShown = isTerminal && env["TERM"] !== "dumb" && !isContinuousIntegration({ env });
  let shown = "";
  let last = 0;
  return {
    show: (text) => {
      const now = performance.now();
      if (!isShown || now - last < MILLISECONDS_BETWEEN_PROGRESS) return;
      last = now;
      shown = text.slice(0, columns - 1);
      write(`${eraseLine}${shown}`);
    },
    // In one piece, so that the line does not flicker.
    writeAbove: (text) => write(shown === "" ? text : `${eraseLine}${text}${shown}`),
    erase: () => {
      if (shown !== "") write(eraseLine);
      shown = "";
    },
  };
}

export const createPrettyReporter: CreateReporter = (target) => {
  const { cwd } = target;
  const colors = colorsFor(target);
  const progress = createProgress(target);
  const isQuiet = isContinuousIntegration(target);
  let files = 0;
  // What is shown at the end. Scenarios that pass leave nothing here, so that memory does not grow with them.
  const traces: string[] = [];
  const failures: string[] = [];
  const warnings = new Set<string>();
  return {
    onStart: (count) => {
      files = count;
    },
    onOutcome: (outcome) => {
      if (!isQuiet || outcome.status === "failed") progress.writeAbove(`${outcomeLine(outcome, target, colors)}\n`);
      traces.push(...traceBlock(outcome, target, colors));
      failures.push(...failureLines(outcome, target, colors));
      for (const { file, line, column, message } of outcome.warnings) warnings.add(`${displayPath(file, cwd)}:${line}:${column}: ${message}`);
    },
    onProgress: (done) => progress.show(`  ${done} of ${files} scenarios`),
    onEnd: (run, durationMs) => {
      const lines = [
        ...traces,
        ...(run.hookCounts === undefined ? [] : ["", ...hookLines(run.hookCounts, colors).map((line) => `  ${line}`)]),
        ...warningLines(warnings, colors),
        ...failures,
        "",
        summaryLine(run, durationMs, colors),
      ];
      progress.erase();
      target.write(`${lines.join("\n")}\n`);
    },
  };
};
