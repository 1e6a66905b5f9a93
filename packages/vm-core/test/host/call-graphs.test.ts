// Call graphs of production's host tests: order of execution, gas of every endpoint, what is left behind.
import { ReturnCode } from "@mxvm/protocol-hooks";
import { describe, expect, test, vi } from "vitest";
import { mixedCallGraphs } from "./graphs/mixed-calls.js";
import { nestedCallGraphs } from "./graphs/nested-calls.js";
import { twoCallGraphs } from "./graphs/two-calls.js";
import { expectedRun } from "./support/expected-run.js";
import { runGraph } from "./support/run-graph.js";

vi.mock("../../src/metering/gas-costs.js", async (original) => (await import("./support/unchecked-costs.js")).unchecked(await original()));

describe.each([
  ["synchronous, asynchronous and mixed calls", mixedCallGraphs],
  ["two asynchronous calls", twoCallGraphs],
  ["calls by legs and callbacks", nestedCallGraphs],
])("%s", (_family, graphs) => {
  test.each(graphs.map((graph) => [graph.name, graph] as const))("%s runs in its order and with its gas", (_name, graph) => {
    const { finished, outcomes, gasRemaining, errors } = expectedRun(graph);
    const run = runGraph(graph);
    expect(run.finished).toEqual(finished);
    expect(run.outcomes).toEqual(outcomes);
    expect(run.results[0]?.returnCode).toBe(outcomes[0] === "failed" ? ReturnCode.executionFailed : ReturnCode.ok);
    expect(run.results[0]?.gasRemaining).toBe(BigInt(gasRemaining));
    expect([...errors].filter((message) => !run.errorsLog.includes(message))).toEqual([]);
    expect([run.storageKeys, run.gained]).toEqual([[], 0n]);
  });
});
