// Runs the test suites and counts their cases from vitest's own report.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, runs } from "./shell.mjs";

const reportFile = ".reports/vitest.json";

/** A file that could not be loaded has no cases, yet it failed. */
function isBrokenFile(file) {
  return file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed");
}

/** Runs vitest with the given arguments and answers the number of cases that passed, failed and were skipped. */
export function testCounts(vitestArguments = "") {
  rmSync(join(root, reportFile), { force: true });
  const succeeded = runs(`vitest run --reporter=default --reporter=json --outputFile.json=${reportFile} ${vitestArguments}`);
  if (!existsSync(join(root, reportFile))) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(join(root, reportFile), "utf8"));
  const failed = report.numFailedTests + report.testResults.filter(isBrokenFile).length;
  return {
    passed: report.numPassedTests,
    // A rejection outside of any case fails the run without a failed case.
    failed: succeeded ? failed : Math.max(failed, 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
