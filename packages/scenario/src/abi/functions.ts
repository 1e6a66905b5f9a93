// Calls by name: arguments to bytes, results, events and storage to values, as an ABI says.
import { type AnyArgCodec, type AnyCodec, codecsOf, createBytesSource, encodeArguments, t, textFromBytes, topDecode } from "@mxvm/codec";
import type { LogEntry } from "@mxvm/protocol-hooks";
import type { Abi, AbiEventEntry, AbiFunction } from "./abi.js";

export type NamedValues = Readonly<Record<string, unknown>>;

const noFunction: AbiFunction = { inputs: [], outputs: [] };

/** `init`, `upgrade` or an endpoint of the ABI. */
export function functionOf(abi: Abi, name: string): AbiFunction | undefined {
  // Every object inherits a `constructor` that is no part of an ABI.
  if (name === "init") return Object.hasOwn(abi, "constructor") && abi.constructor !== undefined ? (abi.constructor as AbiFunction) : noFunction;
  if (name === "upgrade") return abi.upgradeConstructor ?? noFunction;
  return abi.endpoints.find((endpoint) => endpoint.name === name);
}

/** As `functionOf`, for a name that comes from the ABI itself. */
export function requireFunction(abi: Abi, name: string): AbiFunction {
  const declared = functionOf(abi, name);
  if (declared === undefined) throw new TypeError(`${abi.name ?? "the ABI"} has no endpoint ${JSON.stringify(name)}`);
  return declared;
}

/** Codecs of which `undefined` is a value. */
const kindsOfNothing: ReadonlySet<string> = new Set(["option", "optional", "ignore"]);

/** Arguments as bytes. Throws a `TypeError` that names the argument which is missing, unknown or does not fit its type. */
export function encodeInputs(abi: Abi, where: string, { inputs }: AbiFunction, values: NamedValues): Uint8Array[] {
  for (const name of Object.keys(values)) {
    if (!inputs.some((input) => input.name === name)) throw new TypeError(`${where}: there is no argument ${JSON.stringify(name)}, but ${listed(inputs)}`);
  }
  const codecOf = codecsOf(abi);
  return inputs.flatMap(({ name, type }) => {
    const codec = codecOf(type);
    const value = Object.hasOwn(values, name) ? valueFromGiven(values[name]) : undefined;
    if (value === undefined && !kindsOfNothing.has(codec.kind)) throw new TypeError(`${where}: the argument ${JSON.stringify(name)} (${type}) is missing`);
    try {
      return encodeArguments(codec, value);
    } catch (cause) {
      // Codecs take what has the type. Of what has not, also BigInt and the like complain.
      if (!(cause instanceof Error)) throw cause;
      throw new TypeError(`${where}: the argument ${JSON.stringify(name)} does not fit ${type}: ${cause.message}`, { cause });
    }
  });
}

/** The value that was given: with addresses in place of accounts and contracts. These are of classes, the values of contracts are not. */
export function valueFromGiven(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(valueFromGiven);
  if (Object.getPrototypeOf(value) === Object.prototype) return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, valueFromGiven(field)]));
  return "address" in value ? value.address : value;
}

function listed(inputs: AbiFunction["inputs"]): string {
  return inputs.length === 0 ? "none at all" : inputs.map(({ name }) => name).join(", ");
}

/** Results as values: nothing, one, or a list. Throws a `DecodeError`. */
export function decodeOutputs(abi: Abi, { outputs = [] }: AbiFunction, row: readonly Uint8Array[]): unknown {
  const values = decodeRow(abi, outputs, row);
  return outputs.length > 1 ? Object.freeze(values) : values[0];
}

/** Arguments as values by name, or `undefined` where they are not what the ABI says: contracts may be called with anything. */
export function decodeInputs(abi: Abi, { inputs }: AbiFunction, row: readonly Uint8Array[]): NamedValues | undefined {
  try {
    const values = decodeRow(abi, inputs, row);
    return Object.fromEntries(inputs.map(({ name }, index) => [name, values[index]]));
  } catch {
    return undefined;
  }
}

function decodeRow(abi: Abi, types: readonly { readonly type: string }[], row: readonly Uint8Array[]): unknown[] {
  const codecOf = codecsOf(abi);
  const source = createBytesSource(row);
  return types.map(({ type }) => codecOf(type).multi.decode(source) as unknown);
}

/** An event as the ABI declares it. */
export interface DecodedEvent {
  readonly name: string;
  readonly args: NamedValues;
}

/** How the values of an event are laid out in a log: topics after its name, and one value in the data. */
export interface EventLayout {
  readonly entry: AbiEventEntry;
  readonly topics: readonly AnyArgCodec[];
  /** Several fields are nested one after the other, as in a tuple. */
  readonly data: AnyCodec | undefined;
}

/** The layout of the event that a log is, or `undefined` where the ABI declares no event of that name. */
export function eventLayout(abi: Abi, { topics: [identifier] }: LogEntry): EventLayout | undefined {
  if (identifier === undefined) return undefined;
  const name = textFromBytes(identifier);
  const entry = abi.events?.find((event) => event.identifier === name);
  if (entry === undefined) return undefined;
  const codecOf = codecsOf(abi);
  const [indexed, others] = [true, false].map((isTopic) => entry.inputs.filter((input) => (input.indexed === true) === isTopic).map(({ type }) => codecOf(type)));
  const data = (others ?? []) as AnyCodec[];
  return { entry, topics: indexed ?? [], data: data.length > 1 ? t.tuple(...data) : data[0] };
}

/** The event that a log is, or `undefined` where the ABI does not declare it so. */
export function decodeEvent(abi: Abi, log: LogEntry): DecodedEvent | undefined {
  const layout = eventLayout(abi, log);
  if (layout === undefined) return undefined;
  try {
    return Object.freeze({ name: layout.entry.identifier, args: Object.freeze(decodeEventFields(layout, log)) });
  } catch {
    // The contract logged something else under the same name; the log is shown as it is.
    return undefined;
  }
}

function decodeEventFields({ entry: { inputs }, topics, data }: EventLayout, log: LogEntry): NamedValues {
  const source = createBytesSource(log.topics.slice(1));
  const indexed = topics.map((codec) => codec.multi.decode(source) as unknown);
  const [bytes = new Uint8Array()] = log.data;
  const value: unknown = data === undefined ? undefined : topDecode(data, bytes);
  const others = data?.kind === "tuple" && inputs.length - indexed.length > 1 ? (value as readonly unknown[]) : [value];
  let [topic, field] = [0, 0];
  return Object.fromEntries(inputs.map((input) => [input.name, input.indexed === true ? indexed[topic++] : others[field++]]));
}
