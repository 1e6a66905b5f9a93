// The README's example: it stands in the README as it is in the file, and its comments are true.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as codec from "@mxvm/codec";

const example = readFileSync(new URL("../examples/quick-start.ts", import.meta.url), "utf8");

it("shows the example as it is", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  expect(readme).toContain(example);
});

it("answers what the example says", async () => {
  await import("../examples/quick-start.js");
  const deployer = codec.bech32ToAddress("erd1j0hxzs7dcyxw08c4k2nv9tfcaxmqy8rj59meq505w92064x0h40qcxh3ap");
  const contract = codec.addressToBech32(codec.contractAddressFromCreator(deployer, 0n, codec.wasmVmType));
  const data = codec.buildCallData("issue", [codec.utf8ToBytes("WEGLD"), codec.topEncodeUnsigned(1_000n)]);
  expect(example).toContain(`// "${contract}"`);
  expect(example).toContain(`// "${data}"`);
});
