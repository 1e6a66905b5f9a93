// The executor does what the boundary says.
import { describe, test } from "node:test";
import { testExecutor } from "@mxvm/executor-api/conformance";
import { createExecutor } from "../src/index.js";

void describe("the executor conforms:", () => {
  testExecutor({
    test: (name, run) => void test(name, run),
    createExecutor,
    supports: { moduleValidation: false, opcodeMetering: false, exactMetering: false },
  });
});
