// The README's example is a file that runs.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { VmHooks } from "../src/index.js";
import { hooks } from "../src/index.js";
import { importObject, signatureOf } from "../examples/import-object.js";

const example = readFileSync(new URL("../examples/import-object.ts", import.meta.url), "utf8");
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

test("the example in the README is the file", () => {
  expect(readme).toContain(example);
});

test("an import object has every hook", () => {
  const vmHooks = Object.fromEntries(hooks.map(({ name }) => [name, () => 0])) as unknown as VmHooks;
  const { env } = importObject(vmHooks);
  expect(Object.keys(env ?? {})).toHaveLength(277);
});

test("signatures are written as people read them", () => {
  expect(signatureOf("mBufferSetBytes")).toBe("mBufferSetBytes(mBufferHandle: handle, dataOffset: pointer, dataLength: length) -> i32");
  expect(signatureOf("checkNoPayment")).toBe("checkNoPayment()");
  expect(signatureOf("noSuchHook")).toBeUndefined();
});
