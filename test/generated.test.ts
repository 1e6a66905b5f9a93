// Many scenarios in one run. The long form is npm run scenarios:generated.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runSuite, withGeneratedSuite } from "../bench/generated/suite.js";

const COUNT = 300;

describe("generated scenarios", () => {
  test("are the same for the same seed, and others for another", async () => {
    const read = (folder: string): string[] => readdirSync(join(folder, "part-000")).map((name) => readFileSync(join(folder, "part-000", name), "utf8"));
    const [one, other] = [await withGeneratedSuite(20, read), await withGeneratedSuite(20, read)];
    expect(one).toHaveLength(20);
    expect(other).toEqual(one);
    expect(new Set(one).size).toBe(20);
    expect(await withGeneratedSuite(20, read, 2)).not.toEqual(one);
  });

  test.each([["one thread", ["--workers", "1"]], ["two threads beside the program's", ["--workers", "2"]], ["as many threads as they are worth", []]])("pass in %s", async (_name, options) => {
    const run = await withGeneratedSuite(COUNT, (folder) => runSuite(folder, ...options));
    expect(run).toMatchObject({ exitCode: 0, summary: expect.stringContaining(`${COUNT} passed, 0 failed`) as string });
  });
});
