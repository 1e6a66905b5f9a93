// An executor of WebAssembly is held to the boundary, as the README shows it.
import { testExecutor } from "@mxvm/executor-api/conformance";
import { createExecutor } from "@mxvm/executor-wasm";
import { test } from "vitest"; // or node:test, mocha, …

testExecutor({ test, createExecutor: () => createExecutor() });
