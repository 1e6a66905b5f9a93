// The smallest contract, deployed, called, queried and upgraded on the debug executor in a world.
import { expect, it } from "vitest";
import { adder } from "./fixtures/contracts/adder.js";
import { bytes, createScene } from "./support.js";

it("deploys, calls and queries a contract", () => {
  const { call, deploy, query } = createScene([adder]);
  const contract = deploy(adder, [bytes(5)]);
  expect(call(contract, "add", [bytes(7)])).toMatchObject({ returnCode: 0, returnMessage: "" });
  expect(query(contract, "getSum").returnData).toEqual([bytes(12)]);
});
