// The formatter: fields in one order and under one name, four spaces, values as they were written, and nothing that says nothing.
import { utf8ToBytes, wasmVmType } from "@mxvm/codec";
import type { SourceFile } from "../model/source.js";
import type { JsonEntry, JsonNode, JsonObject } from "../parse/json.js";
import { parseJson } from "../parse/json.js";
import { readScenario } from "../parse/scenario.js";
import type { ValueContext } from "../values/interpret.js";
import type { JsonValue, WrittenJson } from "../write/json.js";
import { indentation, writeJson } from "../write/json.js";
import { scenarioShape, stepShape } from "./scenario-shape.js";
import type { Field, Shape, ShapeFields } from "./shape.js";

const others = "+";

/**
 * The text of a scenario as it should be laid out. It means the same; formatting it again gives the same text.
 * Files that values name are not read. @throws ScenarioError as reading the scenario would
 */
export function formatScenario(source: SourceFile): string {
  readScenario(source, withoutFiles, () => undefined);
  // Of a large file only the text of each step is kept.
  const steps: WrittenJson[] = [];
  const take = (step: JsonNode): unknown => steps.push({ written: writeJson(formatNode(step, stepShape), indentation.repeat(2)) });
  const formatted = formatNode(parseJson(source, { field: "steps", take }), scenarioShape) as ReadonlyMap<string, JsonValue>;
  return `${writeJson(formatted.has("steps") ? new Map([...formatted, ["steps", steps]]) : formatted)}\n`;
}

const withoutFiles: ValueContext = { vmType: wasmVmType, readFile: utf8ToBytes, readCode: utf8ToBytes };

function formatNode(node: JsonNode, shape: Shape): JsonValue {
  if (shape.kind === "list" && shape.single === true && !isText(node, "*") && node.kind !== "list") return formatSingle(node, shape.item);
  if (node.kind === "object") return formatObject(node, shape);
  if (node.kind === "list") return node.items.map((item) => formatNode(item, shape.kind === "list" ? shape.item : shape));
  return node.kind === "boolean" ? node.value : node.text;
}

/** Older files have one item in place of a list, and `""` in place of none. */
function formatSingle(node: JsonNode, item: Shape): JsonValue {
  return isText(node, "") ? [] : [formatNode(node, item)];
}

function formatObject(node: JsonObject, shape: Shape): JsonValue {
  switch (shape.kind) {
    case "object":
      return new Map(fieldsInOrder(node, shape.fields));
    case "step": {
      const kind = node.entries.find(({ key }) => key.text === "step");
      const name = kind?.value.kind === "string" ? kind.value.text : "";
      return new Map([["step", name], ...fieldsInOrder(node, shape.steps[name] ?? {})]);
    }
    case "entries": {
      const named = node.entries.filter(({ key }) => !(shape.more === true && key.text === others));
      const rest = node.entries.length > named.length ? ([[others, ""]] as const) : [];
      return new Map<string, JsonValue>([...named.map(({ key, value }) => [key.text, formatNode(value, shape.item)] as const), ...rest]);
    }
    default:
      // A value may be an object of values, under keys that only document it.
      return new Map(node.entries.map(({ key, value }) => [key.text, formatNode(value, shape)]));
  }
}

function fieldsInOrder(node: JsonObject, fields: ShapeFields): readonly (readonly [string, JsonValue])[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const written = node.entries.findLast((entry) => isField(entry, name, field));
    if (written === undefined) return [];
    const formatted = formatNode(written.value, field.shape);
    return saysNothing(formatted, field) ? [] : [[name, formatted] as const];
  });
}

function isField({ key }: JsonEntry, name: string, field: Field): boolean {
  return key.text === name || field.aliases?.includes(key.text) === true;
}

function saysNothing(formatted: JsonValue, field: Field): boolean {
  return field.nothing?.some((nothing) => nothing === writeJson(formatted)) === true;
}

function isText(node: JsonNode, text: string): boolean {
  return node.kind === "string" && node.text === text;
}
