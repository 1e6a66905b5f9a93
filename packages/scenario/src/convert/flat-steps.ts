// The steps of a scenario with those of other files in their place.
import type { ExternalStepsStep, Scenario, Step } from "../model/scenario.js";
import type { ScenarioLoader } from "../parse/loader.js";
import { cyclicSteps } from "../run/run-scenario.js";

export interface FlatStep {
  readonly step: Exclude<Step, ExternalStepsStep>;
  /** The file that has the step. */
  readonly scenario: Scenario;
  readonly checkGas: boolean;
  /** What files say before the step. */
  readonly comments: readonly string[];
}

/** @throws ScenarioError where a file is missing, wrong, or inside itself. */
export function flattenSteps(scenario: Scenario, loader: ScenarioLoader): readonly FlatStep[] {
  const flat: FlatStep[] = [];
  let checkGas = true;
  let comments: string[] = [];
  const visit = (from: Scenario, open: readonly string[]): void => {
    // As in a run, what another file says about gas also holds for the steps after it.
    checkGas = from.checkGas;
    for (const step of from.steps) {
      if (step.comment !== undefined) comments.push(step.comment);
      if (step.kind !== "externalSteps") {
        flat.push({ step, scenario: from, checkGas, comments });
        comments = [];
        continue;
      }
      const external = loader.loadExternal(step, from);
      if (open.includes(external.source.path)) throw cyclicSteps(step, from, external.source.path);
      if (external.comment !== undefined) comments.push(external.comment);
      visit(external, [...open, external.source.path]);
    }
  };
  visit(scenario, [scenario.source.path]);
  return flat;
}
