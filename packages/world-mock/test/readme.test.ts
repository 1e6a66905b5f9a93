// The README's example: it stands in the README as it is in the file, and its comment is true.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { balancesAfterTransfer } from "../examples/quick-start.js";
import { createScriptedVm } from "./support/scripted-vm.js";

it("shows the example as it is", () => {
  const example = readFileSync(new URL("../examples/quick-start.ts", import.meta.url), "utf8");
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(example);
});

it("answers what the example says", () => {
  expect(balancesAfterTransfer(createScriptedVm({}).factory)).toEqual([1000n, undefined, 850n, 100n]);
});
