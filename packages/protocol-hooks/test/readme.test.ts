// The README's example is a file that runs.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { BlockchainHooks, ContractCallInput, VmSettings } from "../src/index.js";
import { ReturnCode, returnCodeTexts } from "../src/index.js";
import { createRefusingVm } from "../examples/refusing-vm.js";

test("the example in the README is the file", () => {
  const example = readFileSync(new URL("../examples/refusing-vm.ts", import.meta.url), "utf8");
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(example);
});

test("the example's VM refuses", () => {
  const vm = createRefusingVm({} as BlockchainHooks, {} as VmSettings);
  const output = vm.runSmartContractCall({} as ContractCallInput);
  expect(output).toMatchObject({ returnCode: ReturnCode.userError, returnMessage: "not today" });
  expect(returnCodeTexts[output.returnCode]).toBe("user error");
});
