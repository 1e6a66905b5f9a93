// The README's example: it stands in the README as it is in the file, and its log is the one shown.
import { readFileSync } from "node:fs";
import type { VmHooks } from "@mxvm/executor-api";
import { expect, it } from "vitest";
import { executor, lines } from "../examples/log-calls.js";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

it("shows the example as it is", () => {
  expect(readme).toContain(readFileSync(new URL("../examples/log-calls.ts", import.meta.url), "utf8"));
});

it("shows the log that the example makes", () => {
  const options = { unmeteredLocals: 0, maxMemoryGrow: 0, maxMemoryGrowDelta: 0, metering: "fast", pointsLimit: 1000n } as const;
  const hooks = { int64finish: () => undefined } as unknown as VmHooks;
  const made = executor(hooks, {}).newInstance(Uint8Array.from("mock:counter", (character) => character.charCodeAt(0)), options);
  if (made.ok) made.instance.callFunction("count");
  expect(readme).toContain(`${lines.join("\n")}\n`);
  expect(lines).toHaveLength(6);
});
