// Values of known types as expressions that people would write: `address:alice`, `5`, `str:abc`, and `|` between the parts of a struct.
import { type AnyArgCodec, type AnyCodec, type StructCodec, type Fields, bytesFromArray, equalBytes, nestedEncode, topDecode, wasmVmType } from "@mxvm/codec";
import { interpretExpression } from "../values/interpret.js";
import { expressionFromBytes, type ValueKind } from "./expression.js";

const kinds: Readonly<Record<string, ValueKind>> = {
  address: "address",
  string: "text",
  tokenId: "text",
  tokenIdentifier: "text",
  egldOrEsdtTokenId: "text",
  explicitEnum: "text",
  bigUint: "number",
  nonZeroBigUint: "number",
};

/** Rows of arguments or results, each by its type; what is left over, or does not fit, by its looks. */
export function rowToExpressions(codecs: readonly AnyArgCodec[], row: readonly Uint8Array[]): readonly string[] {
  const types = flatten(codecs, row.length);
  return row.map((bytes, index) => typedExpression(types[index], bytes));
}

/** The type of each position in a row of so many values. */
function flatten(codecs: readonly AnyArgCodec[], length: number): readonly AnyCodec[] {
  const types: AnyCodec[] = [];
  const add = (codec: AnyArgCodec): void => {
    if (types.length >= length) return;
    if (codec.single) types.push(codec as AnyCodec);
    else if (codec.kind === "variadic") while (types.length < length) codec.components.forEach(add);
    // What is counted ends where its count says; as nothing but options may follow, its items' type is as good a guess as any.
    else if (codec.kind === "countedVariadic") {
      types.push(countCodec);
      while (types.length < length) codec.components.forEach(add);
    } else codec.components.forEach(add);
  };
  codecs.forEach(add);
  return types;
}

const countCodec = { kind: "u32" } as AnyCodec;

function typedExpression(codec: AnyCodec | undefined, bytes: Uint8Array): string {
  const plain = (): string => expressionFromBytes(bytes, codec && (kinds[codec.kind] ?? (/^[iu]\d+$|^usize$|^timestamp/.test(codec.kind) ? "number" : undefined)));
  if (codec === undefined || bytes.length === 0 || !isComposite(codec)) return plain();
  try {
    const expression = nestedExpressions(codec, topDecode(codec, bytes)).join("|");
    return equalBytes(interpretExpression(expression, noFiles), bytes) ? expression : plain();
  } catch {
    // Bytes that are not of the type, or a text that cannot stand in a file: written as bytes.
    return plain();
  }
}

function isComposite({ kind }: AnyCodec): boolean {
  return kind === "struct" || kind === "tuple" || kind === "array" || kind === "list" || kind === "option";
}

const unreadable = (path: string): never => {
  throw new TypeError(`a value names no file: ${path}`);
};
const noFiles = { vmType: wasmVmType, readFile: unreadable, readCode: unreadable };

/** The parts of a value at its place inside of another; `topLevel` lists have no length before them. */
function nestedExpressions(codec: AnyCodec, value: unknown, isTop = true): readonly string[] {
  switch (codec.kind) {
    case "struct":
      return Object.entries((codec as StructCodec<Fields>).fields).flatMap(([name, field]) => nestedExpressions(field, (value as Readonly<Record<string, unknown>>)[name], false));
    case "tuple":
      return codec.components.flatMap((item, index) => nestedExpressions(item as AnyCodec, (value as readonly unknown[])[index], false));
    case "array":
    case "list": {
      const items = (value as readonly unknown[]).flatMap((item) => nestedExpressions(codec.components[0] as AnyCodec, item, false));
      return codec.kind === "list" && !isTop ? [`u32:${(value as readonly unknown[]).length}`, ...items] : items;
    }
    case "option":
      return value === undefined ? ["u8:0"] : ["u8:1", ...nestedExpressions(codec.components[0] as AnyCodec, value, false)];
    default:
      return [scalarExpression(codec, value)];
  }
}

function scalarExpression(codec: AnyCodec, value: unknown): string {
  const bytes = nestedEncode(codec, value);
  switch (codec.kind) {
    case "u8":
    case "u16":
    case "u32":
    case "u64":
    case "i8":
    case "i16":
    case "i32":
    case "i64":
      return `${codec.kind}:${String(value)}`;
    case "usize":
      return `u32:${String(value)}`;
    case "bool":
      return `u8:${value === true ? 1 : 0}`;
    case "bigUint":
    case "nonZeroBigUint":
      return `biguint:${String(value)}`;
    case "address":
      return expressionFromBytes(bytes, "address");
    case "string":
    case "tokenId":
    case "tokenIdentifier":
    case "egldOrEsdtTokenId":
      return `nested:${expressionFromBytes(bytes.subarray(4), "text")}`;
    default:
      return bytesFromArray(bytes);
  }
}
