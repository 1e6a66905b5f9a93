// The modules of the suite are what their texts say.
import { expect, test } from "vitest";
import wabtModule from "wabt";
import { moduleTexts } from "../src/conformance/module-texts.js";

/** Everything that wabt can read: what production does not know is the executor's to reject. */
const features = {
  exceptions: true,
  mutable_globals: true,
  sat_float_to_int: true,
  sign_extension: true,
  simd: true,
  threads: true,
  multi_value: true,
  tail_call: true,
  bulk_memory: true,
  reference_types: true,
  memory64: true,
  extended_const: true,
};

const { parseWat } = await wabtModule();

function hexOfText(name: string, text: string): string {
  const module = parseWat(`${name}.wat`, text, features);
  try {
    return Array.from(module.toBinary({}).buffer, (byte) => byte.toString(16).padStart(2, "0")).join("");
  } finally {
    module.destroy();
  }
}

test("each module has a name of its own", () => {
  expect(new Set(moduleTexts.map(({ name }) => name)).size).toBe(moduleTexts.length);
});

// `-u` writes the file anew.
test("the bytes of the modules are what their texts give", async () => {
  const rows = moduleTexts.map(({ name, text }) => `  ${JSON.stringify(name)}: "${hexOfText(name, text)}",`);
  const file = [
    "// The modules of the suite in hexadecimal, by name. Generated from the texts in `module-texts.ts`, and held to them by a test.",
    "export const moduleBytes: Readonly<Record<string, string>> = {",
    ...rows,
    "};",
    "",
  ].join("\n");
  await expect(file).toMatchFileSnapshot("../src/conformance/module-bytes.ts");
});
