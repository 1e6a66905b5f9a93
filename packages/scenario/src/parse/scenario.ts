// Scenario files. Mirrors json/parse parseScenario.go ParseScenarioFile.

import type { GasScheduleName, Scenario, Step } from "../model/scenario.js";
import type { SourceFile } from "../model/source.js";
import { nearestName } from "../suggest.js";
import type { ValueContext } from "../values/interpret.js";
import type { FieldTable } from "./fields.js";
import { readFields } from "./fields.js";
import { parseJson } from "./json.js";
import type { Reader } from "./scope.js";
import { createScope, fail } from "./scope.js";
import { readStep } from "./steps.js";
import { listOf, readBoolean, readPlainText } from "./values.js";

const gasSchedules: readonly GasScheduleName[] = ["default", "dummy", "v3", "v4"];

const readGasSchedule: Reader<GasScheduleName> = (scope, node) => {
  const name = readPlainText(scope, node);
  const known = gasSchedules.find((schedule) => schedule === name);
  if (known !== undefined) return known;
  return fail(scope, node.start, {
    code: "INVALID_VALUE",
    found: `the gas schedule "${name}"`,
    expected: gasSchedules.map((schedule) => `"${schedule}"`).join(", "),
    suggestion: nearestName(name, gasSchedules),
  });
};

const scenarioFields = {
  name: readPlainText,
  comment: readPlainText,
  checkGas: readBoolean,
  traceGas: readBoolean,
  gasSchedule: readGasSchedule,
  steps: listOf(readStep),
} satisfies FieldTable;

/** Parses the text of a scenario. Files that its values name are read at once. @throws ScenarioError */
export function parseScenarioText(source: SourceFile, values: ValueContext): Scenario {
  const steps: Step[] = [];
  return { ...readScenario(source, values, (step) => steps.push(step)), steps };
}

/** Reads a scenario and keeps none of its steps: each goes to `take` as it is read. @throws ScenarioError */
export function readScenario(source: SourceFile, values: ValueContext, take: (step: Step) => void): Omit<Scenario, "steps"> {
  const scope = createScope(source, values);
  const root = parseJson(source, { field: "steps", take: (item) => take(readStep(scope, item)) });
  const { checkGas = true, traceGas = false, gasSchedule = "default", steps: _, ...rest } = readFields(scope, root, "a scenario", scenarioFields);
  return { source, dialect: values.dialect ?? "go", warnings: scope.warnings.toSorted((a, b) => a.start - b.start), checkGas, traceGas, gasSchedule, ...rest };
}
