// Codecs and storage mappers against the Rust framework's: the same calls on our contract, on the record of the compiled one, and, where
// the Go VM's sources are at hand (MXVM_GO_CHECKOUT), on the compiled one itself.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hexToBytes } from "@mxvm/codec";
import { codeOf } from "@mxvm/contract-api";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { expect, it } from "vitest";
import { basicFeatures } from "./fixtures/contracts/basic-features.js";
import { replay, type ReplayCall, type ReplayOutcome } from "./replay.js";
import { basicFeaturesAccount, basicFeaturesCalls } from "./vectors/basic-features.js";

const checkout = process.env["MXVM_GO_CHECKOUT"];
const calls = basicFeaturesCalls.map(([call]) => call);

/** Outcomes with their calls, which say what a difference is about. */
const titled = (outcomes: readonly Partial<ReplayOutcome>[]): unknown[] =>
  outcomes.map((outcome, index) => ({ call: calls[index]!.join(" "), message: "", results: [], storage: {}, ...outcome }));

const recorded = titled(basicFeaturesCalls.map(([, outcome]) => outcome));

it("a TypeScript contract answers, fails and stores as the compiled contract did", () => {
  const outcomes = replay(createDebugExecutor({ contracts: [basicFeatures] }), codeOf(basicFeatures), calls, basicFeaturesAccount);
  expect(titled(outcomes)).toEqual(recorded);
});

it.skipIf(checkout === undefined)("the compiled contract still does", () => {
  const file = join(checkout!, "test/features/basic-features/output/basic-features.mxsc.json");
  const { code } = JSON.parse(readFileSync(file, "utf8")) as { readonly code: string };
  expect(titled(replay(createWasmExecutor(), hexToBytes(code), calls, basicFeaturesAccount))).toEqual(recorded);
});

// Messages are those of the scenarios storage_u64_bad, storage_i64_bad and storage_usize_bad of mx-sdk-rs 0.66.2, and its codec's. The
// compiled contract, of 0.59.0, words the two of 64 bits and those of booleans in another way.
const undecodable: readonly (readonly [key: string, value: string, call: ReplayCall, message: string])[] = [
  ["u64", "010000000000000000", ["load_u64"], "value too long"],
  ["i64", "ff0000000000000000", ["load_i64"], "value too long"],
  ["usize", "0100000000", ["load_usize"], "input too long"],
  ["bool", "02", ["load_bool"], "invalid value"],
  ["addr", "01", ["load_addr"], "bad array length"],
  ["ser_2", "0000", ["load_ser_2"], "input too long"],
  ["opt_addr", "0101", ["load_opt_addr"], "input too short"],
  ["map3\0\0\0\u0005", "0100", ["load_map3", "05"], "input too long"],
  ["vec_mapper.len", "0100000000", ["vec_mapper"], "input too long"],
  ["set_mapper.info", "01", ["set_mapper"], "input too short"],
  ["set_mapper.node_id\0\0\0\u0005", "0100000000", ["set_mapper_contains", "05"], "input too long"],
];

it.each(undecodable)("storage under %s that holds %s ends the contract, naming the key", (key, value, call, message) => {
  const storage = new Map([[key, hexToBytes(value)]]);
  const [outcome] = replay(createDebugExecutor({ contracts: [basicFeatures] }), codeOf(basicFeatures), [call], { storage });
  expect(outcome).toEqual({ message: `storage decode error (key: ${key}): ${message}`, results: [], storage: {} });
});
