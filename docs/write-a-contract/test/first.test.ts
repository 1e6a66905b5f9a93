// The jar takes tips.
import { EGLD } from "@mxvm/contract-api";
import { expect, it } from "vitest";
import { tipJar } from "../src/tip-jar.js";
import { createChain } from "./chain.js";

it("remembers who gave how much", () => {
  const chain = createChain({ contracts: [tipJar] });
  const alice = chain.user("alice");
  const jar = chain.deploy(tipJar, { smallest: 10n });

  jar.call("tip", {}, { from: alice, egld: 30n });
  jar.call("tip", {}, { from: alice, egld: 12n });

  expect(jar.view("given", { giver: alice, token: EGLD })).toBe(42n);
  expect(jar.view("givers", {})).toEqual([alice]);
  expect(chain.balance(jar.address)).toBe(42n);
});
