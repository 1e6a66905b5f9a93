// Reads plain data that may be anything: every value with its path, so that an error names its place and what was expected there.
import { tryHexToBytes } from "@mxvm/codec";
import { WorldError } from "@mxvm/protocol-hooks";

/** A value of the data and where it stands. */
export interface Place {
  readonly value: unknown;
  /** Such as `accounts[3].balance`. */
  readonly path: string;
}

export type Fields<Name extends string> = Readonly<Record<Name, Place>>;

/** The fields of an object. One that is not in `names`, or that is missing and not in `optional`, is an error. */
export function readObject<Name extends string>(place: Place, names: readonly Name[], optional: readonly Name[] = []): Fields<Name> {
  const { value, path } = place;
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong(place, "an object");
  const object = value as Readonly<Record<string, unknown>>;
  const at = (name: string): Place => ({ value: object[name], path: path === "" ? name : `${path}.${name}` });
  const unknownName = Object.keys(object).find((name) => !(names as readonly string[]).includes(name));
  if (unknownName !== undefined) throw wrong(at(unknownName), `one of ${names.join(", ")}`);
  const missing = names.find((name) => object[name] === undefined && !optional.includes(name));
  if (missing !== undefined) throw wrong(at(missing), "a value");
  return Object.fromEntries(names.map((name) => [name, at(name)])) as Record<Name, Place>;
}

export function readList<Item>(place: Place, read: (item: Place) => Item): Item[] {
  const { value, path } = place;
  if (!Array.isArray(value)) throw wrong(place, "a list");
  return value.map((item: unknown, index) => read({ value: item, path: `${path}[${index}]` }));
}

/** The value, or `undefined` where the place is empty. */
export function readOptional<Value>(place: Place, read: (place: Place) => Value): Value | undefined {
  return place.value === undefined ? undefined : read(place);
}

/** Bytes that are the caller's. */
export function readHex(place: Place): Uint8Array {
  const bytes = typeof place.value === "string" ? tryHexToBytes(place.value) : undefined;
  if (bytes === undefined) throw wrong(place, "bytes in hexadecimal");
  return bytes;
}

export function readDecimal(place: Place): bigint {
  const { value } = place;
  if (typeof value !== "string" || !/^(0|[1-9][0-9]*)$/u.test(value)) throw wrong(place, "an unsigned number in decimal digits");
  return BigInt(value);
}

/** A whole number from 0 to `highest`. */
export function readInteger(place: Place, highest: number = Number.MAX_SAFE_INTEGER): number {
  const { value } = place;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > highest) throw wrong(place, `a whole number up to ${highest}`);
  return value;
}

export function readText(place: Place): string {
  if (typeof place.value !== "string") throw wrong(place, "a text");
  return place.value;
}

/** One of a few values. */
export function readOneOf<Value extends string | number>(place: Place, values: readonly Value[]): Value {
  const found = values.find((value) => value === place.value);
  if (found === undefined) throw wrong(place, values.map((value) => JSON.stringify(value)).join(" or "));
  return found;
}

/** The error that something else was expected at a place. */
export function wrong({ value, path }: Place, expected: string): WorldError {
  const found = value === undefined ? "nothing" : Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : JSON.stringify(value);
  return new WorldError("STATE_INVALID", `${path === "" ? "the data" : path}: expected ${expected}, found ${found}`, { path });
}
