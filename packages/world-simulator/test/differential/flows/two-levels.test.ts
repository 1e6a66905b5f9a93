// A contract calls one that calls another, in every pair of forms, with every outcome at the end or after the inner call.
import { isLightSimulatorInstalled } from "@mxvm/world-simulator";
import { describe, expect, it } from "vitest";
import { callbackEndpoints, calling, callingForms, callingQuietly, endings, formNames, last, middle, outcomes, type Outcome } from "../support/flow-scene.js";
import { useFlowSuite } from "../support/flow-suite.js";
import type { Endpoints } from "../support/wat-builder.js";

const endingsOfMiddle: readonly Outcome[] = ["fails", "traps"];
const gas = { first: 12_000_000n, middle: 5_000_000n };

/** The middle contract calls the last one in every form; the outcome is the last one's, or what follows in the middle. */
function endpointsOfMiddle(from: string, isOutcomeOfLast: boolean): Endpoints {
  const callIn = from === "readOnly" ? callingQuietly : calling;
  const entry = (form: string, outcome: Outcome) => {
    const called = isOutcomeOfLast ? outcome : "pays";
    const ending = isOutcomeOfLast ? [] : endings[outcome];
    return [`${form}_${outcome}`, callIn("middle", form, { to: last, function: called, outcome: called, gas: gas.middle, value: 2n }, ending)] as const;
  };
  const shown = isOutcomeOfLast ? outcomes : endingsOfMiddle;
  return Object.fromEntries(formNames.flatMap((form) => shown.map((outcome) => entry(form, outcome))));
}

describe.skipIf(!isLightSimulatorInstalled()).each(callingForms)("a call of a call through %s, as production runs it", (form) => {
  const { playEndpoints } = useFlowSuite();
  /** The first contract calls each endpoint of the middle one. */
  const differencesOf = (middleEndpoints: Endpoints): string => {
    const wish = { to: middle, outcome: outcomes[0], gas: gas.first, value: 5n };
    const endpoints = Object.keys(middleEndpoints).map((name) => [name, calling("first", form, { ...wish, function: name })] as const);
    return playEndpoints({
      first: { ...Object.fromEntries(endpoints), ...callbackEndpoints("first") },
      middle: { ...middleEndpoints, ...callbackEndpoints("middle") },
    });
  };

  it("ends inside in every way", () => {
    expect(differencesOf(endpointsOfMiddle(form, true))).toBe("");
  });

  it("ends after the inner call in every way", () => {
    expect(differencesOf(endpointsOfMiddle(form, false))).toBe("");
  });
});
