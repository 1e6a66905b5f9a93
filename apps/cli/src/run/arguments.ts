// Arguments of a command line as bytes: scenario expressions, or values typed by the ABI.
import { type AnyArgCodec, encodeArguments, wasmVmType } from "@mxvm/codec";
import { interpretExpression, isValueError } from "@mxvm/scenario";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readContract } from "../contract-files.js";
import { UsageError } from "../terminal.js";

export interface TypedInput {
  readonly name: string;
  readonly codec: AnyArgCodec;
}

/** What only expressions start with; everything else is a value where the ABI says of which type. */
const expressionStart = /^(str|address|sc|bech32|biguint|bigfloat|file|mxsc|keccak256|nested|[ui](8|16|32|64)):|^0[xb]|^['`]/u;

const bigTypes: ReadonlySet<string> = new Set(["u64", "i64", "BigUint", "NonZeroBigUint", "BigInt"]);
const smallTypes: ReadonlySet<string> = new Set(["u8", "u16", "u32", "usize", "i8", "i16", "i32", "isize"]);

/** Bytes of an expression; paths in it start from `cwd`. Throws a `UsageError`. */
export function bytesOfExpression(text: string, cwd: string): Uint8Array {
  try {
    return interpretExpression(text.startsWith("erd1") ? `bech32:${text}` : text, {
      vmType: wasmVmType,
      readFile: (path) => readFileSync(resolve(cwd, path)),
      readCode: (path) => readContract(path, cwd).code,
    });
  } catch (cause) {
    if (isValueError(cause)) throw new UsageError(`"${text}" is no value: ${cause.message}; write text as str:text, numbers as 5, addresses as erd1… or address:name`);
    throw new UsageError(`"${text}": ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Without `inputs` all words are expressions. Throws a `UsageError` that names the argument. */
export function argumentsToBytes(words: readonly string[], inputs: readonly TypedInput[] | undefined, cwd: string): Uint8Array[] {
  if (inputs === undefined) return words.map((word) => bytesOfExpression(word, cwd));
  const rest = [...words];
  const bytes = inputs.flatMap((input) => take(rest, input, input.codec, cwd));
  const [extra] = rest;
  if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many: ${describe(inputs)}`);
  return bytes;
}

function describe(inputs: readonly TypedInput[]): string {
  if (inputs.length === 0) return "the function takes none";
  return `the function takes ${inputs.map(({ name, codec }) => `${name}: ${codec.typeName}`).join(", ")}`;
}

/** Takes from `words` what the type consists of. */
function take(words: string[], input: TypedInput, codec: AnyArgCodec, cwd: string): Uint8Array[] {
  const [item] = codec.components;
  if (codec.kind === "multi") return codec.components.flatMap((part) => take(words, input, part, cwd));
  if (codec.kind === "optional" && item !== undefined) return words.length === 0 ? [] : take(words, input, item, cwd);
  if (codec.kind === "variadic" && item !== undefined) {
    const all: Uint8Array[] = [];
    while (words.length > 0) all.push(...take(words, input, item, cwd));
    return all;
  }
  if (codec.kind === "countedVariadic" && item !== undefined) {
    const items: Uint8Array[] = [];
    let count = 0;
    for (; words.length > 0; count++) items.push(...take(words, input, item, cwd));
    return [bytesOfExpression(count.toString(), cwd), ...items];
  }
  const word = words.shift();
  if (word === undefined) throw new UsageError(`the argument ${input.name} (${codec.typeName}) is missing`);
  if (expressionStart.test(word)) return [bytesOfExpression(word, cwd)];
  try {
    return encodeArguments(codec, valueOfType(valueOfWord(word, codec), codec));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`the argument ${input.name} (${codec.typeName}): "${word}" does not fit: ${message}`, { cause });
  }
}

/** Numbers and text stand as they are, everything else is JSON. */
function valueOfWord(word: string, codec: AnyArgCodec): unknown {
  if (bigTypes.has(codec.typeName) || smallTypes.has(codec.typeName)) return word;
  if (codec.components.length === 0 && codec.description === undefined && codec.typeName !== "bool") return word;
  if (codec.description?.type !== "struct" && /^[A-Za-z_]\w*$/u.test(word) && !["true", "false", "null"].includes(word)) return word;
  return JSON.parse(word) as unknown;
}

/** Values of JSON as the codec has them: whole numbers may be text, `null` is nothing. */
function valueOfType(value: unknown, codec: AnyArgCodec): unknown {
  if (bigTypes.has(codec.typeName)) return BigInt(value as string);
  if (smallTypes.has(codec.typeName)) return Number(value);
  if (value === null) return undefined;
  const [item] = codec.components;
  if (codec.kind === "option" && item !== undefined) return valueOfType(value, item);
  if (Array.isArray(value)) return value.map((part, index) => valueOfType(part, (codec.kind === "tuple" ? codec.components[index] : item) ?? codec));
  if (codec.description?.type !== "struct" || typeof value !== "object") return value;
  const names = (codec.description.fields ?? []).map(({ name }) => name);
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const part = codec.components[names.indexOf(name)];
      return [name, part === undefined ? field : valueOfType(field, part)];
    }),
  );
}
