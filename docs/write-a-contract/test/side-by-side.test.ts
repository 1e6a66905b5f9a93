// A contract in TypeScript calls a compiled one, in one world.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import wabt from "wabt";
import { tipJar } from "../src/tip-jar.js";
import { createChain } from "./chain.js";

const text = readFileSync(new URL("../src/bell.wat", import.meta.url), "utf8");
const bellCode = (await wabt()).parseWat("bell.wat", text).toBinary({}).buffer;

it("rings the bell", () => {
  const chain = createChain({ contracts: [tipJar] });
  const jar = chain.deploy(tipJar, { smallest: 10n });
  const bell = chain.deployWasm(bellCode);

  expect(jar.call("thank", { at: bell })).toBe(1n);
  expect(jar.call("thank", { at: bell })).toBe(2n);
});
