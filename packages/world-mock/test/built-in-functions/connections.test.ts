// What built-in functions know of the world around them: on a chain the block and their own prices, in the scenario runner neither.
import { byteStringToBytes, bytesToHex } from "@mxvm/codec";
import { gasSchedules } from "@mxvm/gas-schedules";
import { ReturnCode } from "@mxvm/protocol-hooks";
import { describe, expect, it } from "vitest";
import type { Compatibility } from "../../src/index.js";
import { alice, call, createWorld } from "../support/fixtures.js";

const bytes = byteStringToBytes;
const token = "SFT-123456";
const prices = gasSchedules.default["BuiltInCost"]!;

function setUris(compatibility: Compatibility, round: bigint): { gasUsed: bigint; stored: string } {
  const { world } = createWorld({}, compatibility);
  const tokenIdentifier = bytes(token);
  const instances = [{ nonce: 1n, balance: 5n, creator: alice, uris: [bytes("old")] }];
  world.updateAccount({ address: alice, esdt: [{ tokenIdentifier, instances, lastNonce: 1n, roles: ["ESDTRoleSetNewURI"] }] });
  world.setCurrentBlock({ round });
  const args = [tokenIdentifier, Uint8Array.of(1), bytes("new")];
  const result = world.execute(
    call({ receiver: alice, function: "ESDTSetNewURIs", arguments: args, gasLimit: 50_000_000n, gasPrice: 0n }),
  );
  expect(result.returnMessage).toBe("");
  expect(result.returnCode).toBe(ReturnCode.ok);
  const key = bytes(`ELRONDesdt${token}\u0001`);
  return { gasUsed: result.gasUsed, stored: bytesToHex(world.getStorage(alice, key)) };
}

describe("changing metadata", () => {
  it("notes the round of the block on a chain, and none in a scenario", () => {
    expect(setUris("production", 129n).stored).not.toBe(setUris("production", 0n).stored);
    expect(setUris("scenario", 129n).stored).toBe(setUris("scenario", 0n).stored);
  });

  it("has a price of its own on a chain, and that of making metadata anew in a scenario", () => {
    const difference = prices["ESDTNFTRecreate"]! - prices["ESDTNFTSetNewURIs"]!;
    expect(setUris("scenario", 0n).gasUsed - setUris("production", 0n).gasUsed).toBe(BigInt(difference));
  });
});
