// Loops that never end are ended: by a budget of hook calls, or by the time that a call may take.
import { contract, endpoint, init, mapper, t } from "@mxvm/contract-api";
import { expect, it } from "vitest";
import { createChain } from "./chain.js";

const runaway = contract("Runaway", { storage: { steps: mapper.value("steps", t.u64) } }, {
  init: init({}, () => undefined),
  endpoints: {
    reads: endpoint({}, t.u64, (sc) => {
      let sum = 0n;
      while (sum >= 0n) sum = sum + sc.storage.steps.get();
      return sum;
    }),
    counts: endpoint({}, t.u64, () => {
      let sum = 0n;
      while (sum >= 0n) sum = sum + 0n;
      return sum;
    }),
  },
});

it("are ended at the same hook call each time", () => {
  const { view } = createChain({ contracts: [runaway], maxHookCalls: 10_000 }).deploy(runaway, {});
  expect(() => view("reads", {})).toThrow("Runaway called more hooks in reads than its budget allows");
});

it("are ended after some time where they call no hook", () => {
  const { call } = createChain({ contracts: [runaway], timeoutMs: 2_000 }).deploy(runaway, {});
  expect(() => call("counts", {})).toThrow("Script execution timed out");
});
