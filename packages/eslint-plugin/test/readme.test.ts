// The README's examples stand in it as they are in the files; its table has every rule.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import plugin from "../src/index.js";

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");

it.each(["examples/eslint-config.js", "examples/contracts.test.ts"])("shows %s as it is", (file) => {
  expect(read("README.md")).toContain(read(file));
});

it("describes every rule", () => {
  const rows = [...read("README.md").matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual(Object.keys(plugin.rules).sort());
});
