// Every scenario of the Go VM's own tests, converted to a test of vitest, ends as it does itself (MXVM_GO_CHECKOUT).
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { convert, createTestFolder, outcomeOf, runConverted } from "./converted.js";

const checkout = process.env["MXVM_GO_CHECKOUT"];

describe.skipIf(checkout === undefined)("scenarios of the Go VM (MXVM_GO_CHECKOUT)", () => {
  const paths = checkout === undefined ? [] : readdirSync(checkout, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".scen.json")).map((name) => `${checkout}/${name}`).sort();

  test("pass and fail as tests where they do as scenarios", { timeout: 1_200_000 }, async () => {
    const convertible = paths.filter((path) => {
      try {
        return convert(path, "/tests") !== "";
      } catch {
        // A file that cannot be loaded fails as a scenario, and is no test.
        return false;
      }
    });
    const { folder, remove } = createTestFolder();
    try {
      const outcomes = await runConverted(convertible, folder);
      const differing = convertible.flatMap((path) => {
        const [scenario, converted] = [outcomeOf(path), outcomes.get(path) ?? "not run"];
        return (scenario === "passed") === (converted === "passed") ? [] : [`${path}\n  scenario: ${scenario}\n  test: ${converted}`];
      });
      expect(differing).toEqual([]);
      expect(convertible.length).toBeGreaterThan(0);
    } finally {
      remove();
    }
  });
});
