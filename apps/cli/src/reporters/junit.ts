// The report in JUnit's XML, which CI systems read: a test case for each scenario file.
import { displayPath } from "../node-files.js";
import type { ScenarioOutcome } from "../scenario-run.js";
import { failureText } from "./failure-text.js";
import type { CreateReporter } from "./reporter.js";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;" };

/** Text of an attribute or element. XML 1.0 has no way to write most control characters, nor halves of surrogate pairs. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\u{fffd}")
    .replace(/[&<>"\n\r\t]/g, (character) => entities[character]!);
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

function testCase(outcome: ScenarioOutcome, cwd: string): string {
  const path = displayPath(outcome.path, cwd);
  const start = `    <testcase name="${xml(path)}" classname="mxvm" file="${xml(path)}" time="${seconds(outcome.durationMs)}"`;
  if (outcome.status === "skipped") return `${start}><skipped/></testcase>`;
  const { error } = outcome;
  const failure = error && `<failure message="${xml(error.message.split("\n")[0]!)}">${xml(failureText(error, cwd))}</failure>`;
  const warnings = outcome.warnings.map(({ file, line, column, message }) => `${displayPath(file, cwd)}:${line}:${column}: ${message}`).join("\n");
  const output = warnings === "" ? "" : `<system-err>${xml(warnings)}</system-err>`;
  return failure === undefined && output === "" ? `${start}/>` : `${start}>${failure ?? ""}${output}</testcase>`;
}

export const createJunitReporter: CreateReporter = ({ cwd, write }) => {
  const cases: string[] = [];
  return {
    onOutcome: (outcome) => cases.push(testCase(outcome, cwd)),
    onEnd: ({ failed, skipped }, durationMs) => {
      const counts = `tests="${cases.length}" failures="${failed}" errors="0" skipped="${skipped}" time="${seconds(durationMs)}"`;
      const lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites name="mxvm" ${counts}>`,
        `  <testsuite name="scenarios" ${counts}>`,
        ...cases,
        "  </testsuite>",
        "</testsuites>",
      ];
      write(`${lines.join("\n")}\n`);
    },
  };
};
