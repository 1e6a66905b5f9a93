// The README's example: it stands in the README as it is in the file, and it describes itself.
import { readFileSync } from "node:fs";
import { mapper, t } from "@mxvm/contract-api";
import { expect, it } from "vitest";
import { adder } from "../examples/adder.js";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

it("shows the example as it is", () => {
  expect(readme).toContain(readFileSync(new URL("../examples/adder.ts", import.meta.url), "utf8"));
  expect(adder.abi.endpoints.map(({ name }) => name)).toEqual(["add", "getSum"]);
});

it("names every codec and every mapper", () => {
  const names = [...Object.keys(t), ...Object.keys(mapper)];
  expect(names.filter((name) => !new RegExp(`\`[^\`]*\\b${name}\\b`).test(readme))).toEqual([]);
});
