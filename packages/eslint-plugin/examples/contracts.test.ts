// Fails with one line per problem, so that a contract outside the subset does not pass the tests.
import { contractProblems } from "@mxvm/eslint-plugin/check";
import { expect, it } from "vitest";

it("keeps contracts to the subset that can be compiled", async () => {
  expect(await contractProblems({ files: ["contracts/**/*.ts"], cwd: import.meta.dirname })).toEqual([]);
});
