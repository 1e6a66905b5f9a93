// The executor's log of production's adder scenario. What is expected stands in a checkout of mx-chain-vm-go, in its test of the same log
// (integrationTests/json/scenariosAdderLog_test.go), and is read from there.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createLoggingExecutor } from "@mxvm/executor-logging";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { scenarioGasSchedules } from "@mxvm/gas-schedules";
import { createScenarioLoader, runScenario } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { describe, expect, it } from "vitest";

const checkout = process.env.MXVM_GO_CHECKOUT;
const read = (path: string): Uint8Array => readFileSync(path);
const listDirectory = (path: string): string[] => readdirSync(path);

/** The lines of the Go test's constant. */
function expectedLog(root: string): string[] {
  const source = readFileSync(join(root, "integrationTests/json/scenariosAdderLog_test.go"), "utf8");
  const text = /`starting log:\n([^`]*)`/.exec(source)?.[1];
  if (text === undefined) throw new TypeError("the checkout's test of the adder log has another form");
  return text.trimEnd().split("\n");
}

function ownLog(root: string): string[] {
  const lines: string[] = [];
  const loader = createScenarioLoader({ files: { readFile: read, listDirectory } });
  const executor = createLoggingExecutor({ executor: createWasmExecutor(), log: (line) => lines.push(line) });
  const { error, world } = runScenario(loader.load(join(root, "test/adder/scenarios/adder.scen.json")), {
    loader,
    createWorld: ({ gasSchedule }) => createMockWorld({ gasSchedule: scenarioGasSchedules[gasSchedule], vm: createVm({ executor }) }),
  });
  world.close();
  expect(error).toBeUndefined();
  return lines;
}

const pointsLine = /^(?:[GS]etPointsUsed: (\d+)|UseGas\(\d+\): true)$/;

/**
 * Joins lines about points that follow each other into one with the first and the last value: how often the VM reads and writes them in
 * between is its own affair.
 */
function withPointsCollapsed(lines: readonly string[]): string[] {
  const collapsed: string[] = [];
  let points: string[] = [];
  for (const line of [...lines, ""]) {
    const match = pointsLine.exec(line);
    if (match !== null) {
      if (match[1] !== undefined) points.push(match[1]);
      continue;
    }
    if (points.length > 0) collapsed.push(`points used: ${points[0]} to ${points.at(-1)}`);
    points = [];
    collapsed.push(line);
  }
  return collapsed;
}

describe.skipIf(checkout === undefined)("with a checkout of mx-chain-vm-go in MXVM_GO_CHECKOUT", () => {
  it("logs the same calls and hooks of the adder as production's VM, with the same arguments and points", () => {
    const expected = withPointsCollapsed(expectedLog(checkout!));
    expect(expected.length).toBeGreaterThan(60);
    expect(withPointsCollapsed(ownLog(checkout!))).toEqual(expected);
  });
});
