// Parsing a scenario of 100 KB: the text alone, and with its values.
import { createScenarioLoader } from "@mxvm/scenario";
import { bench, describe } from "vitest";
import { parseJson } from "../src/parse/json.js";

const targetLength = 100_000;

/** Calls among a hundred accounts, each with expectations, as generated scenarios have them. */
function scenarioText(): string {
  const steps: unknown[] = [];
  for (let i = 0, length = 0; length < targetLength; i++) {
    const step = {
      step: "scCall",
      id: `call-${i}`,
      tx: { from: `address:user-${i % 100}`, to: "sc:contract", function: "pay", arguments: [`${i}`, `str:name|u64:${i}`], gasLimit: "100,000,000", gasPrice: "0" },
      expect: { out: ["*", `biguint:${i}`], status: "0", logs: [{ address: "sc:contract", endpoint: "str:paid", topics: [`address:user-${i % 100}`], data: [""] }] },
    };
    length += JSON.stringify(step, undefined, 4).length;
    steps.push(step);
  }
  return JSON.stringify({ steps }, undefined, 4);
}

const source = { path: "bench.scen.json", text: scenarioText() };
const files = {
  readFile: (): never => {
    throw new TypeError("the scenario names no files");
  },
};

describe(`${Math.round(source.text.length / 1000)} KB`, () => {
  bench("JSON.parse, for comparison", () => {
    JSON.parse(source.text);
  });

  bench("JSON with places", () => {
    parseJson(source);
  });

  bench("scenario", () => {
    createScenarioLoader({ files }).parse(source);
  });
});
