// The README's examples: they stand in the README as they are in their files, and what they say is true.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runWithLargeStack } from "../examples/large-stack.js";
import { count, outcome, points } from "../examples/quick-start.js";

const textOf = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const example = textOf("../examples/quick-start.ts");

it.each(["quick-start", "large-stack"])("shows the example %s as it is", (name) => {
  expect(textOf("../README.md")).toContain(textOf(`../examples/${name}.ts`));
});

it("runs a module with a stack for some 100,000 frames and more", async () => {
  const program = `import { parentPort } from "node:worker_threads";
    const depth = (count) => { try { return depth(count + 1); } catch { return count; } };
    parentPort.postMessage(depth(0));`;
  const worker = runWithLargeStack(new URL(`data:text/javascript,${encodeURIComponent(program)}`));
  const frames = await new Promise((resolve) => worker.once("message", resolve));
  expect(frames).toBeGreaterThan(100_000);
});

it("answers what the example says", () => {
  expect(outcome).toEqual({ status: "returned" });
  expect(example).toContain(`// ${count.join(", ")}\n`);
  expect(example).toContain(`// ${String(points)}n\n`);
});
