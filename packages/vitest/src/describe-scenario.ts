// A scenario file as tests: each step is one; the first that fails points into the file, and those after it are skipped.
import { callLines, createScenarioLoader, isScenarioError, type RunError, type RunObserver, runScenario, type Scenario, type ScenarioLoader, type Step } from "@mxvm/scenario";
import { describe, test } from "vitest";
import { ScenarioFailure } from "./scenario-failure.js";
import { chosenWorlds, type CreateWorld, machineFiles, type Worlds } from "./worlds.js";

/** Declares the steps of a scenario file as tests, on each of the worlds that the project chose. */
export function describeScenario(path: string, worlds: Worlds): void {
  for (const { executor, createWorld, files } of chosenWorlds(worlds)) {
    const loader = createScenarioLoader({ files: files(machineFiles) });
    const scenario = loadScenario(loader, path);
    describe(executor, () => {
      if (scenario instanceof ScenarioFailure) test("is a scenario", () => fail(scenario));
      else describeSteps(scenario, loader, createWorld);
    });
  }
}

function fail(failure: ScenarioFailure): never {
  throw failure;
}

function loadScenario(loader: ScenarioLoader, path: string): Scenario | ScenarioFailure {
  try {
    return loader.load(path);
  } catch (thrown) {
    if (isScenarioError(thrown)) return new ScenarioFailure(thrown.detail, thrown.position, { cause: thrown });
    throw thrown;
  }
}

/** How many steps of the file passed, and how the next one failed. */
interface Outcome {
  readonly passed: number;
  readonly error: RunError | undefined;
}

function describeSteps(scenario: Scenario, loader: ScenarioLoader, createWorld: CreateWorld): void {
  // Steps need those before them: whichever test is first runs all.
  let outcome: Outcome | undefined;
  scenario.steps.forEach((step, index) => {
    test(titleOf(step, index), ({ skip }) => {
      const { passed, error } = (outcome ??= run(scenario, loader, createWorld));
      if (index === passed && error !== undefined) throw failureOf(error);
      if (index >= passed) skip("a step before it failed");
    });
  });
}

function run(scenario: Scenario, loader: ScenarioLoader, createWorld: CreateWorld): Outcome {
  let passed = 0;
  const observer: RunObserver = {
    // Steps of other files come between.
    onStepEnd: (event) => {
      if (event.scenario === scenario) passed++;
    },
  };
  const { world, error } = runScenario(scenario, { loader, createWorld, observer });
  world.close();
  return { passed, error };
}

function titleOf(step: Step, index: number): string {
  const id = "id" in step && step.id !== "" ? ` ${step.id}` : "";
  const endpoint = "tx" in step && "function" in step.tx ? ` ${step.tx.function.text}` : "";
  const comment = step.comment === undefined ? "" : ` (${step.comment})`;
  return `${index + 1} ${step.kind}${id}${endpoint}${comment}`;
}

function failureOf(error: RunError): ScenarioFailure {
  const { mismatches, message, cause, calls } = error;
  const explained = calls.length === 0 ? message : `${message}\n\n${callLines(calls).join("\n")}`;
  const failure = new ScenarioFailure(explained, error, cause === undefined ? {} : { cause });
  if (mismatches.length > 0) {
    failure.expected = mismatches.map(({ what, expected }) => `${what}: ${expected}`).join("\n");
    failure.actual = mismatches.map(({ what, actual }) => `${what}: ${actual}`).join("\n");
  }
  return failure;
}
