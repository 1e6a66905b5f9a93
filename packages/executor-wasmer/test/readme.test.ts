// The README's example: it stands in the README as it is in the file, and says what is true.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import wabt from "wabt";
import { pointsInProduction } from "../examples/quick-start.js";
import { isWasmerLibraryInstalled } from "../src/index.js";

const { parseWat } = await wabt();
const example = readFileSync(new URL("../examples/quick-start.ts", import.meta.url), "utf8");

it("shows the example as it is", () => {
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(example);
});

describe.skipIf(!isWasmerLibraryInstalled())("on production's library", () => {
  it("answers what production charges", () => {
    const counter = `(module (memory (export "memory") 1)
      (func (export "count") (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))))`;
    const code = parseWat("counter.wat", counter).toBinary({}).buffer;
    expect(pointsInProduction(code, "count")).toBe(5n + 5n + 7n + 5n + 9n + 11n + 13n);
  });
});
