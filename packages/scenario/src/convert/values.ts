// Values of a scenario as TypeScript: expressions as they were written where these name no file, and values of contracts' types.
import {
  addressToBytes,
  type AnyArgCodec,
  type AnyCodec,
  codecsOf,
  createBytesSource,
  encodeArguments,
  equalBytes,
  type Fields,
  type StructCodec,
} from "@mxvm/codec";
import type { Abi, AbiFunction } from "../abi/abi.js";
import { withoutFiles } from "../fluent/expressions.js";
import type { SourceFile, Span } from "../model/source.js";
import { interpretExpression } from "../values/interpret.js";
import { expressionFromBytes, type ValueKind } from "../write/expression.js";
import { bigint, type Code, list, object, text } from "./code.js";

/** An expression for bytes: as the file has it, if it means the same alone. */
export function expressionOf(source: SourceFile, span: Span, bytes: Uint8Array, kind?: ValueKind): string {
  const written = source.text.slice(span.start, span.end);
  const candidates = written.startsWith('"') ? [written.slice(1, -1)] : written.startsWith("[") ? [[...written.matchAll(/"([^"]*)"/g)].map(([, item]) => item ?? "").join("|")] : [];
  return candidates.find((candidate) => candidate !== "*" && isSame(candidate, bytes)) ?? expressionFromBytes(bytes, kind);
}

function isSame(candidate: string, bytes: Uint8Array): boolean {
  try {
    return !/["\\]/.test(candidate) && equalBytes(interpretExpression(candidate, withoutFiles), bytes);
  } catch {
    // An expression that names a file, or that only the other dialect reads.
    return false;
  }
}

/** What values of contracts' types are written with. */
export interface ValueWriter {
  /** The variable of the account at an address. */
  readonly accountAt: (address: Uint8Array) => string;
  /** Something that has to be imported from `@mxvm/codec`. */
  readonly fromCodec: (name: string) => string;
}

class Unwritable extends TypeError {}

/** Arguments by name, or `undefined` where they are not what the ABI says. */
export function argumentsToCode(abi: Abi, { inputs }: AbiFunction, row: readonly Uint8Array[], writer: ValueWriter): Code | undefined {
  const values = valuesOf(abi, inputs, row);
  if (values === undefined) return undefined;
  const write = (by: ValueWriter): Code => object(inputs.map(({ name }, index) => [name, values[index]!.value === undefined ? undefined : valueToCode(values[index]!.codec, values[index]!.value, by)]));
  return isWritable(() => write(dryWriter)) ? write(writer) : undefined;
}

/** Makes no variables. */
const dryWriter: ValueWriter = { accountAt: () => "", fromCodec: () => "" };

/** Whether an answer is what the ABI says. */
export function isAnswerOf(abi: Abi, { outputs = [] }: AbiFunction, row: readonly Uint8Array[]): boolean {
  return valuesOf(abi, outputs, row) !== undefined;
}

function isWritable(write: () => Code): boolean {
  try {
    write();
    return true;
  } catch (thrown) {
    if (thrown instanceof Unwritable) return false;
    throw thrown;
  }
}

interface TypedValue {
  readonly codec: AnyArgCodec;
  readonly value: unknown;
}

/** Values of a row whose encoding is the row again. */
function valuesOf(abi: Abi, types: readonly { readonly type: string }[], row: readonly Uint8Array[]): readonly TypedValue[] | undefined {
  try {
    const codecs = types.map(({ type }) => codecsOf(abi)(type));
    const source = createBytesSource(row);
    const values = codecs.map((codec): TypedValue => ({ codec, value: codec.multi.decode(source) as unknown }));
    const again = values.flatMap(({ codec, value }) => encodeArguments(codec, value));
    return again.length === row.length && again.every((bytes, index) => equalBytes(bytes, row[index]!)) ? values : undefined;
  } catch {
    // Contracts may be called with anything, and answer anything.
    return undefined;
  }
}

const plainKinds = /^([iu](8|16|32|64)|usize|isize|bigUint|nonZeroBigUint|bigInt|bool|string|bytes|byteArray\d*|enum|explicitEnum|timestamp.*)$/;

function valueToCode(codec: AnyArgCodec, value: unknown, writer: ValueWriter): Code {
  const [item] = codec.components;
  const items = (): readonly unknown[] => value as readonly unknown[];
  switch (codec.kind) {
    case "address":
      return `${writer.accountAt(addressToBytes(value as string))}.address`;
    case "tokenId":
    case "tokenIdentifier":
    case "egldOrEsdtTokenId":
      return `${writer.fromCodec("tokenId")}(${text(value as string)})`;
    case "option":
    case "optional":
      return value === undefined ? "undefined" : valueToCode(requireItem(item), value, writer);
    case "list":
    case "array":
    case "variadic":
    case "countedVariadic":
      return list(items().map((part) => valueToCode(requireItem(item), part, writer)));
    case "tuple":
    case "multi":
      return list(codec.components.map((part, index) => valueToCode(part, items()[index], writer)));
    case "struct": {
      const fields = (codec as unknown as StructCodec<Fields>).fields;
      return object(Object.entries(fields).map(([name, field]: [string, AnyCodec]) => [name, valueToCode(field, (value as Readonly<Record<string, unknown>>)[name], writer)]));
    }
    default:
      if (!plainKinds.test(codec.kind)) throw new Unwritable(codec.kind);
      return plainToCode(value);
  }
}

function requireItem(item: AnyArgCodec | undefined): AnyArgCodec {
  if (item === undefined) throw new Unwritable("a type without its item's");
  return item;
}

function plainToCode(value: unknown): Code {
  if (typeof value === "bigint") return bigint(value);
  if (typeof value === "string") return text(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Unwritable(typeof value);
}
