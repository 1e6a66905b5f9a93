// The report in TAP 14, the Test Anything Protocol: a test point for each scenario file, diagnostics as a YAML block.
import { callLines } from "@mxvm/scenario";
import { displayPath } from "../node-files.js";
import type { ScenarioOutcome } from "../scenario-run.js";
import type { CreateReporter } from "./reporter.js";

/** In descriptions `#` starts a directive. */
const escaped = (text: string): string => text.replace(/[\\#]/g, "\\$&").replace(/[\r\n]/g, " ");

/** JSON is YAML, but for characters that YAML takes as escapes only. No text can break out of its block. */
function yaml(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function diagnostics({ error, durationMs, warnings }: ScenarioOutcome, cwd: string): string[] {
  const entries = {
    ...(error && { message: error.message, severity: "fail", at: { file: displayPath(error.file, cwd), line: error.line, column: error.column } }),
    ...(error && { step: error.step, txId: error.txId }),
    ...(error && error.calls.length > 0 && { calls: callLines(error.calls) }),
    ...(warnings.length > 0 && { warnings: warnings.map(({ file, line, column, message }) => `${displayPath(file, cwd)}:${line}:${column}: ${message}`) }),
    duration_ms: Math.round(durationMs * 1000) / 1000,
  };
  return ["  ---", ...Object.entries(entries).map(([key, value]) => `  ${key}: ${yaml(value)}`), "  ..."];
}

export const createTapReporter: CreateReporter = ({ cwd, write }) => {
  let number = 0;
  return {
    onStart: (files) => write(`TAP version 14\n1..${files}\n`),
    onOutcome: (outcome) => {
      const skip = outcome.status === "skipped" ? " # SKIP an earlier scenario failed" : "";
      const point = `${outcome.status === "failed" ? "not ok" : "ok"} ${++number} - ${escaped(displayPath(outcome.path, cwd))}${skip}`;
      write(`${[point, ...(outcome.status === "skipped" ? [] : diagnostics(outcome, cwd))].join("\n")}\n`);
    },
    onEnd: () => undefined,
  };
};
