// Every npm script of this repository. It needs Node and npm alone: the packages are installed when they are not in place.
import { setUp } from "./setup.mjs";
import { runs } from "./shell.mjs";
import { testCounts } from "./test-report.mjs";

const oldestNode = [20, 19];

/** Goes on after a failure, so that one run shows them all. */
const turbo = "turbo run --continue=dependencies-successful";

const commands = {
  build: `${turbo} build`,
  typecheck: `${turbo} typecheck && tsc -p tsconfig.json`,
  lint: `${turbo} lint && eslint --max-warnings 0 *.js *.ts --no-error-on-unmatched-pattern scripts config bench conformance docs fuzz examples site test`,
  boundaries: "depcruise --config config/boundaries.mjs packages apps",
  knip: "knip",
  "pack:check": `${turbo} pack:check`,
  conformance: "tsx --conditions=@mxvm/source conformance/main.ts",
  "conformance:contracts": "tsx --conditions=@mxvm/source conformance/contracts.ts",
  "conformance:hooks": "tsx --conditions=@mxvm/source conformance/hooks.ts",
  demo: `${turbo} build && node scripts/demo.mjs`,
  docs: "tsx --conditions=@mxvm/source site/main.ts",
  "release:rehearse": `${turbo} build && vitest run --project mxvm-monorepo test/release.test.ts`,
  "scenarios:generated": "tsx --conditions=@mxvm/source bench/generated/main.ts",
  // Standard output is the table's, or JSON's.
  bench: `${turbo} build 1>&2 && tsx --conditions=@mxvm/source bench/main.ts`,
  differential: "tsx --conditions=@mxvm/source test/differential/main.ts",
  "differential:contracts": "tsx --conditions=@mxvm/source test/differential/contracts/main.ts",
  fuzz: "tsx --conditions=@mxvm/source fuzz/main.ts",
};

/** What `npm test` checks before the tests; each that fails counts as one failure. */
const checks = ["build", "typecheck", "lint", "boundaries", "knip", "pack:check"];

function supportsThisNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [oldestMajor, oldestMinor] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return true;
  console.error(`Node ${oldestNode.join(".")} or newer is needed; this is ${process.version}.`);
  return false;
}

function runTimed(name) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const succeeded = runs(commands[name]);
  console.log(`== ${name}: ${succeeded ? "ok" : "FAILED"} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return succeeded;
}

/** The last line of a test run. */
function conclude({ passed, failed, skipped }) {
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return failed === 0;
}

function testEverything() {
  if (!supportsThisNode() || !setUp()) return conclude({ passed: 0, failed: 1, skipped: 0 });
  const failures = checks.filter((name) => !runTimed(name));
  console.log("\n== tests");
  const tests = testCounts();
  if (failures.length > 0) console.log(`Failed besides the tests: ${failures.join(", ")}`);
  return conclude({ ...tests, failed: tests.failed + failures.length });
}

function testOnly(vitestArguments) {
  if (!supportsThisNode() || !setUp()) return conclude({ passed: 0, failed: 1, skipped: 0 });
  return conclude(testCounts(vitestArguments.join(" ")));
}

function perform(task, taskArguments) {
  if (task === "test") return testEverything();
  if (task === "test:fast") return testOnly(taskArguments);
  if (task !== "setup" && !(task in commands)) {
    console.error(`Unknown task ${task}; there are: setup, test, test:fast, ${Object.keys(commands).join(", ")}`);
    return false;
  }
  if (!supportsThisNode() || !setUp()) return false;
  return task === "setup" || runs([commands[task], ...taskArguments].join(" "));
}

const [task = "test", ...taskArguments] = process.argv.slice(2);
process.exitCode = perform(task, taskArguments) ? 0 : 1;
