// The formatter and the JSON Schema: one shape, held to what the parser reads.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { formatScenario, isScenarioError } from "../src/index.js";
import { scenarioJsonSchema } from "../src/format/json-schema.js";
import { scenarioShape } from "../src/format/scenario-shape.js";
import type { Shape } from "../src/format/shape.js";
import { modelOf } from "./model-of.js";
import { findFiles } from "./node-files.js";

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(scenarioJsonSchema());
const format = (text: string): string => formatScenario({ path: "test.scen.json", text });

/** Formatting changes no meaning, is done once, and gives what the schema accepts. */
function checkFormatting(path: string, text: string): void {
  const formatted = formatScenario({ path, text });
  expect(modelOf(path, formatted)).toEqual(modelOf(path, text));
  expect(formatScenario({ path, text: formatted })).toBe(formatted);
  // Scenarios have no escapes: a backslash is a character, which JSON needs twice.
  validate(JSON.parse(formatted.replaceAll("\\", "\\\\")));
  expect(validate.errors ?? []).toEqual([]);
}

const messy = `{"gasSchedule":"default", "steps": [
  {"step":"setState","newAddresses":[],"accounts":{"address:a":{"balance":"1,000","nonce":"","comment":"","storage":{"str:b":["1", {"z":"2","a":"3"}]}},
    "sc:c": {"code": "file:missing.wasm", "esdt": {"str:T-123456": "5", "str:U-123456": {"roles": [], "lastNonce": "2", "instances":[{"balance":"1","nonce":"1"}]}}}},
   "comment": "start"},
  {"tx": {"gasLimit":"5","value":"0","to":"sc:c","from":"address:a","function":"f\\ng","arguments":[],"esdt":{"value":"1","tokenIdentifier":"str:T-123456"}},
   "txId": "call", "step":"scCall","expect":{"out":"","logs":[{"topics":"str:t","address":"*"},"+"],"status":"4"}, "displayLogs": false},
  {"step": "checkState", "accounts": {"+": "", "address:a": {"storage": {"+": "", "1": "*"}, "esdt": "*", "nonce": "*"}}}
]}`;

const tidy = String.raw`{
    "steps": [
        {
            "step": "setState",
            "comment": "start",
            "accounts": {
                "address:a": {
                    "nonce": "",
                    "balance": "1,000",
                    "storage": {
                        "str:b": [
                            "1",
                            {
                                "z": "2",
                                "a": "3"
                            }
                        ]
                    }
                },
                "sc:c": {
                    "esdt": {
                        "str:T-123456": "5",
                        "str:U-123456": {
                            "instances": [
                                {
                                    "nonce": "1",
                                    "balance": "1"
                                }
                            ],
                            "lastNonce": "2"
                        }
                    },
                    "code": "file:missing.wasm"
                }
            }
        },
        {
            "step": "scCall",
            "id": "call",
            "tx": {
                "from": "address:a",
                "to": "sc:c",
                "esdtValue": [
                    {
                        "tokenIdentifier": "str:T-123456",
                        "value": "1"
                    }
                ],
                "function": "f\ng",
                "arguments": [],
                "gasLimit": "5"
            },
            "expect": {
                "out": [],
                "status": "4",
                "logs": [
                    {
                        "address": "*",
                        "topics": [
                            "str:t"
                        ]
                    },
                    "+"
                ]
            }
        },
        {
            "step": "checkState",
            "accounts": {
                "address:a": {
                    "nonce": "*",
                    "esdt": "*",
                    "storage": {
                        "1": "*",
                        "+": ""
                    }
                },
                "+": ""
            }
        }
    ]
}
`;

describe("formatting", () => {
  test("orders fields, renames older ones, leaves out what says nothing, and keeps values as they are written", () => {
    expect(format(messy)).toBe(tidy);
  });

  test("changes no meaning, and nothing the second time", () => {
    expect.hasAssertions();
    checkFormatting("messy.scen.json", messy);
  });

  test("refuses a scenario that is wrong, with the place", () => {
    const wrong = (): string => format('{\n  "steps": [{"step": "scCal"}]\n}');
    expect(wrong).toThrow('test.scen.json:2:22: found the unknown step "scCal"');
    expect(wrong).toThrow(expect.toSatisfy(isScenarioError));
  });

  const corpus = process.env["MXVM_CORPUS"];
  const files = corpus === undefined ? [] : findFiles(corpus, [".scen.json", ".steps.json", ".step.json"]);
  describe.skipIf(corpus === undefined)("of the files in MXVM_CORPUS", () => {
    test.each(files)("%s keeps its meaning", (path) => {
      expect.hasAssertions();
      checkFormatting(path, readFileSync(path, "utf8"));
    });
  });
});

/** Each object of the shape, by a scenario with an unknown field in it. */
function* objectsOf(shape: Shape, write: (inner: string) => string): Generator<readonly [text: string, names: readonly string[]]> {
  switch (shape.kind) {
    case "list":
      yield* objectsOf(shape.item, (inner) => write(`[${inner}]`));
      break;
    case "entries":
      // An address, and as good as any other key.
      yield* objectsOf(shape.item, (inner) => write(`{"address:key": ${inner}}`));
      break;
    case "step":
      for (const [name, fields] of Object.entries(shape.steps)) {
        const inStep = (inner: string): string => write(inner === "{}" ? `{"step": "${name}"}` : inner.replace("{", `{"step": "${name}", `));
        for (const [text, names] of objectsOf({ kind: "object", fields }, inStep)) {
          yield [text, text.includes(`"step": "${name}", "unknown"`) ? ["step", ...names] : names];
        }
      }
      break;
    case "object":
      yield [write('{"unknown": ""}'), Object.entries(shape.fields).flatMap(([name, { aliases = [] }]) => [name, ...aliases])];
      for (const [name, field] of Object.entries(shape.fields)) {
        yield* objectsOf(field.shape, (inner) => write(`{"${name}": ${inner}}`));
      }
      break;
    default:
  }
}

describe("the shape of scenarios", () => {
  test("has the fields that the parser reads", () => {
    const objects = [...objectsOf(scenarioShape, (inner) => inner)];
    expect(objects.length).toBeGreaterThan(25);
    for (const [text, names] of objects) {
      let expected = "";
      try {
        modelOf("shape.scen.json", text);
      } catch (error) {
        if (!isScenarioError(error)) throw error;
        expected = error.expected;
      }
      const known = [...expected.matchAll(/"([^"]*)"/g)].map(([, name]) => name!);
      const isTransaction = known.includes("egldValue");
      // The parser has one table for all transactions, and refuses by kind what the shape does not even list.
      const missing = names.filter((name) => !known.includes(name));
      expect([text, missing]).toEqual([text, []]);
      // Steps that call no contract know "expect" only to say that it does not belong there.
      const refused = /"step": "(transfer|validatorReward)", "unknown"/.test(text) ? ["expect"] : [];
      if (!isTransaction) expect([text, [...known].sort()]).toEqual([text, [...names, ...refused].sort()]);
    }
  });

  test("is published as a JSON Schema", async () => {
    await expect(`${JSON.stringify(scenarioJsonSchema(), undefined, 2)}\n`).toMatchFileSnapshot("../scenario.schema.json");
  });

  test.each([
    ['{"steps": [{"step": "scCall", "tx": {"frm": "address:a"}}]}', "must NOT have additional properties"],
    ['{"steps": [{"step": "transfer", "expect": {}}]}', "must have required property 'tx'"],
    ['{"gasSchedule": "v9"}', "must be equal to one of the allowed values"],
    ['{"steps": [{"step": "scCal"}]}', "must be equal to one of the allowed values"],
  ])("does not accept %s", (text, message) => {
    expect(validate(JSON.parse(text))).toBe(false);
    expect(validate.errors?.map((error) => error.message)).toContain(message);
  });
});
