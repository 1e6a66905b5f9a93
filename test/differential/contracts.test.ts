// Contracts in TypeScript do what their compiled forms do, whatever they are sent. The long form is npm run differential:contracts.
import { contract, endpoint, init, mapper, t, view } from "@mxvm/contract-api";
import { describe, expect, it } from "vitest";
import { formatDifference, runContract } from "./contracts/run-contracts.js";
import { namesInCheckout, ownAdder, subjectIn } from "./contracts/subjects.js";

const checkout = process.env["MXVM_GO_CHECKOUT"];

/** The adder, but that its sum ends at a million. */
const otherAdder = contract("Adder", { storage: { sum: mapper.value("sum", t.bigUint) } }, {
  init: init({ initial_value: t.bigUint }, (sc, { initial_value }) => sc.storage.sum.set(initial_value)),
  endpoints: {
    add: endpoint({ value: t.bigUint }, (sc, { value }) => sc.storage.sum.update((sum) => (sum < 1_000_000n ? sum + value : sum))),
    getSum: view({}, t.bigUint, (sc) => sc.storage.sum.get()),
  },
});

describe("random transactions on the debug executor and on executor-wasm", () => {
  it("come to the same on the adder in TypeScript and on the one in WebAssembly text", () => {
    const { differences, messages, sent, succeeded } = runContract(ownAdder, 500, 1);
    expect(differences.map(formatDifference)).toEqual([]);
    expect(sent).toBe(500);
    expect(succeeded).toBeGreaterThan(250);
    expect([...messages.keys()]).toEqual(expect.arrayContaining(["wrong number of arguments", "function does not accept EGLD payment", "function does not accept ESDT payment"]));
  });

  it("are the same of the same seed, and others of another", () => {
    expect(runContract(ownAdder, 60, 3)).toEqual(runContract(ownAdder, 60, 3));
    expect(runContract(ownAdder, 60, 3)).not.toEqual(runContract(ownAdder, 60, 4));
  });

  it("show a contract that does something else", () => {
    const { differences } = runContract({ ...ownAdder, contract: otherAdder }, 200, 1);
    expect(differences.flatMap(({ differences: parts }) => parts.map(({ path }) => path))).toContainEqual(expect.stringMatching(/storage\.73756d$/));
  });

  it.skipIf(checkout === undefined).each(namesInCheckout)(
    "come to the same on %s in TypeScript and as Rust compiled it, 5,000 times (MXVM_GO_CHECKOUT)",
    (name) => {
      const { differences, sent } = runContract(subjectIn(checkout!, name), 5_000, 1);
      expect(differences.map(formatDifference)).toEqual([]);
      expect(sent).toBe(5_000);
    },
  );
});
