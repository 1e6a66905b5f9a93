// The JSON Schema of scenario files, from their shape: editors complete fields, show what they mean, and underline what is unknown.
import { scenarioShape } from "./scenario-shape.js";
import type { Field, Shape, ShapeFields } from "./shape.js";

/** JSON as `JSON.stringify` takes it. */
export type Json = boolean | number | string | readonly Json[] | JsonSchema;

export interface JsonSchema {
  readonly [key: string]: Json;
}

const star: JsonSchema = { const: "*", description: "Anything." };
const more: JsonSchema = { const: "+", description: "Further ones are allowed." };
const stringSchema: JsonSchema = { type: "string" };

/** The schema, in the draft that editors know best. */
export function scenarioJsonSchema(): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "MultiversX scenario",
    ...schemaOf(scenarioShape),
    definitions: {
      tree: {
        description: "A value expression; a list or an object of them stands for their bytes one after another.",
        anyOf: [
          stringSchema,
          { type: "array", items: { $ref: "#/definitions/tree" } },
          { type: "object", additionalProperties: { $ref: "#/definitions/tree" } },
        ],
      },
    },
  };
}

function schemaOf(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case "value":
      return shape.tree === true ? { $ref: "#/definitions/tree" } : { type: "string", ...(shape.examples && { examples: shape.examples }) };
    case "text":
      return { type: "string", ...(shape.names && { enum: shape.names }) };
    case "flag":
      return { type: "boolean" };
    case "list": {
      const item = schemaOf(shape.item);
      const list = { type: "array", items: shape.more === true ? anyOf([item, more]) : item };
      return anyOf([list, ...(shape.any === true ? [star] : []), ...(shape.single === true ? [item, stringSchema] : [])]);
    }
    case "object":
      return anyOf([objectSchema(shape.fields), ...(shape.balance === true ? [stringSchema] : [])]);
    case "entries": {
      const others = shape.more === true ? { properties: { "+": { ...stringSchema, description: "Others are allowed." } } } : {};
      const entries = { type: "object", description: shape.keys, ...others, additionalProperties: schemaOf(shape.item) };
      return anyOf([entries, ...(shape.any === true ? [star] : [])]);
    }
    case "step":
      return {
        type: "object",
        required: ["step"],
        properties: { step: { enum: Object.keys(shape.steps), description: "What the step does." } },
        allOf: Object.entries(shape.steps).map(([name, fields]) => ({
          if: { properties: { step: { const: name } }, required: ["step"] },
          then: objectSchema(fields, { step: { const: name } }),
        })),
      };
  }
}

function anyOf(schemas: readonly JsonSchema[]): JsonSchema {
  return schemas.length === 1 ? schemas[0]! : { anyOf: schemas };
}

function objectSchema(fields: ShapeFields, discriminant: JsonSchema = {}): JsonSchema {
  const required = Object.entries(fields).filter(([, field]) => field.required === true && field.aliases === undefined);
  return {
    type: "object",
    ...(required.length > 0 && { required: required.map(([name]) => name) }),
    properties: { ...discriminant, ...Object.fromEntries(Object.entries(fields).flatMap(([name, field]) => propertiesOf(name, field))) },
    additionalProperties: false,
  };
}

function propertiesOf(name: string, { shape, about, aliases = [] }: Field): readonly (readonly [string, Json])[] {
  // A reference hides what stands beside it: the description goes around it.
  const schema = schemaOf(shape);
  const described = "$ref" in schema ? { description: about, allOf: [schema] } : { description: about, ...schema };
  return [[name, described], ...aliases.map((alias) => [alias, { ...described, description: `${about} Now written ${name}.` }] as const)];
}
