// An executor of closures is held to the boundary: it makes its own contracts of those of the suite.
import { testExecutor } from "@mxvm/executor-api/conformance";
import { codeOf, createMockExecutor, mockContract } from "../src/index.js";
import { test } from "vitest";

testExecutor({
  test,
  contractFor: ({ name, endpoints, imports }) => mockContract({ name, endpoints, imports }),
  codeOf, // the bytes that stand for such a contract
  createExecutor: (contracts) => createMockExecutor({ contracts }),
});
