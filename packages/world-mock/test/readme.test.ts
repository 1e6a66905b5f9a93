// The README's examples: they stand in the README as they are in their files, and their comments are true.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { balancesAfterTransfer } from "../examples/quick-start.js";
import { balanceAfterIssuing } from "../examples/issuing.js";
import { balancesAroundDelivery } from "../examples/shards.js";
import { createScriptedVm } from "./support/scripted-vm.js";

it.each(["quick-start", "shards", "issuing"])("shows the example %s as it is", (name) => {
  const example = readFileSync(new URL(`../examples/${name}.ts`, import.meta.url), "utf8");
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(example);
});

it("answers what the examples say", () => {
  expect(balancesAfterTransfer(createScriptedVm({}).factory)).toEqual([1000n, undefined, 850n, 100n]);
  expect(balancesAroundDelivery(createScriptedVm({}).factory)).toEqual([undefined, 100n]);
  expect(balanceAfterIssuing(createScriptedVm({}).factory)).toBe(1_000_000n);
});
