// The README's example: it stands in the README as it is in the file, and its comments are true.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { gasSchedules, scenarioGasSchedules } from "@mxvm/gas-schedules";

it("shows the example as it is", async () => {
  const example = readFileSync(new URL("../examples/choose-schedule.ts", import.meta.url), "utf8");
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(example);
  await import("../examples/choose-schedule.js");
});

it("answers what the example says", () => {
  expect(gasSchedules.default["BaseOperationCost"]?.["StorePerByte"]).toBe(10_000);
  expect(gasSchedules.v9["BaseOpsAPICost"]?.["GetArgument"]).toBe(1_000);
  expect(scenarioGasSchedules.v3["BaseOperationCost"]?.["StorePerByte"]).toBe(50_000);
});
