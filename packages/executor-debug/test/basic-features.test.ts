// Codecs and storage mappers against the Rust framework's: the same calls on our contract, on the record of the compiled one, and, where
// the Go VM's sources are at hand (MXVM_GO_CHECKOUT), on the compiled one itself.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hexToBytes, utf8ToBytes } from "@mxvm/codec";
import { codeOf } from "@mxvm/contract-api";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { expect, it } from "vitest";
import { basicFeatures } from "./fixtures/contracts/basic-features.js";
import { replay, type ReplayOutcome } from "./replay.js";
import { basicFeaturesCalls } from "./vectors/basic-features.js";

const checkout = process.env["MXVM_GO_CHECKOUT"];
const calls = basicFeaturesCalls.map(([call]) => call);

const token = (name: string, roles: readonly string[]) => ({ tokenIdentifier: utf8ToBytes(name), instances: [], lastNonce: 0n, roles });
const prepared = {
  storage: new Map([["fungibleTokenMapper", utf8ToBytes("FUN-123456")]]),
  esdt: [
    token("FUN-123456", ["ESDTRoleLocalMint", "ESDTRoleLocalBurn"]),
    token("NFT-123456", ["ESDTRoleNFTCreate", "ESDTRoleNFTAddQuantity", "ESDTRoleNFTBurn"]),
  ],
};

/** Outcomes with their calls, which say what a difference is about. */
const titled = (outcomes: readonly Partial<ReplayOutcome>[]): unknown[] =>
  outcomes.map((outcome, index) => ({ call: calls[index]!.join(" "), message: "", results: [], storage: {}, ...outcome }));

const recorded = titled(basicFeaturesCalls.map(([, outcome]) => outcome));

it("a TypeScript contract answers, fails and stores as the compiled contract did", () => {
  const outcomes = replay(createDebugExecutor({ contracts: [basicFeatures] }), codeOf(basicFeatures), calls, prepared);
  expect(titled(outcomes)).toEqual(recorded);
});

it.skipIf(checkout === undefined)("the compiled contract still does", () => {
  const file = join(checkout!, "test/features/basic-features/output/basic-features.mxsc.json");
  const { code } = JSON.parse(readFileSync(file, "utf8")) as { readonly code: string };
  expect(titled(replay(createWasmExecutor(), hexToBytes(code), calls, prepared))).toEqual(recorded);
});
