// Inside the jar: storage is read and written as the contract does it.
import { EGLD } from "@mxvm/contract-api";
import { expect, it } from "vitest";
import { tipJar } from "../src/tip-jar.js";
import { createChain } from "./chain.js";

it("can be looked into, and prepared", () => {
  const chain = createChain({ contracts: [tipJar] });
  const alice = chain.user("alice");
  const jar = chain.deploy(tipJar, { smallest: 10n });

  jar.inside((sc) => sc.storage.given(alice, EGLD).set(1_000n));
  jar.call("tip", {}, { from: alice, egld: 10n });

  expect(jar.inside((sc) => sc.storage.given(alice, EGLD).get())).toBe(1_010n);
  expect(jar.inside((sc) => sc.storage.givers.has(alice))).toBe(true);
});
