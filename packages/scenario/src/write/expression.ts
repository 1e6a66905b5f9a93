// Values as a scenario would write them: expressions that, interpreted, give the same bytes.
// Does what mx-chain-scenario-go expression/reconstructor does for readers, but keeps to what can be pasted into a file.

import {
  ADDRESS_LENGTH,
  addressToBech32,
  bytesToHex,
  bytesToSigned,
  bytesToUnsigned,
  bytesToUtf8,
  equalBytes,
  isSmartContractAddress,
  wasmVmType,
} from "@mxvm/codec";

/** How a value is best written; undefined where it cannot be written that way. */
type Writer = (bytes: Uint8Array) => string | undefined;

const contractPrefixLength = 10;
const underscore = 0x5f;
/** Longer numbers are rather data. */
const longestNumber = 8;
const longestCode = 10;

/** What a value is, where the place it comes from says so. */
export type ValueKind = "address" | "text" | "number" | "hex";

const writers: Readonly<Record<ValueKind, Writer>> = {
  /** `address:name`, `sc:name`, or bech32. */
  address: (bytes) => (bytes.length === ADDRESS_LENGTH ? (writeNamedAddress(bytes) ?? `bech32:${addressToBech32(bytes)}`) : undefined),
  text: writeText,
  number: writeNumber,
  hex: writeHex,
};

/** Styles of expressions, recognised by their beginnings, so that an actual value is written like the expected one. */
const styles: readonly { readonly pattern: RegExp; readonly write: Writer }[] = [
  { pattern: /^(address|sc|bech32):/, write: writers.address },
  { pattern: /^(str:|''|``)/, write: writers.text },
  { pattern: /^(true|false)$/, write: (bytes) => (bytes.length === 1 && bytes[0] === 1 ? "true" : undefined) },
  { pattern: /^u8:/, write: fixedWidth("u8", 1, bytesToUnsigned) },
  { pattern: /^u16:/, write: fixedWidth("u16", 2, bytesToUnsigned) },
  { pattern: /^u32:/, write: fixedWidth("u32", 4, bytesToUnsigned) },
  { pattern: /^u64:/, write: fixedWidth("u64", 8, bytesToUnsigned) },
  { pattern: /^i8:/, write: fixedWidth("i8", 1, bytesToSigned) },
  { pattern: /^i16:/, write: fixedWidth("i16", 2, bytesToSigned) },
  { pattern: /^i32:/, write: fixedWidth("i32", 4, bytesToSigned) },
  { pattern: /^i64:/, write: fixedWidth("i64", 8, bytesToSigned) },
  { pattern: /^biguint:/, write: writeBigUint },
  { pattern: /^0[xX]/, write: writers.hex },
  { pattern: /^[0-9][0-9_,]*$/, write: writers.number },
];

/** Writes bytes as an expression of the kind, or whatever suits them where they are not of that kind. */
export function expressionFromBytes(bytes: Uint8Array, kind?: ValueKind): string {
  if (bytes.length === 0) return kind === "number" ? "0" : "";
  return (kind === undefined ? undefined : writers[kind](bytes)) ?? writeUnknown(bytes);
}

/** Writes bytes in the style of another expression, where they can be written so. No bytes are `""`, unless they mean "false". */
export function expressionInStyleOf(style: string, bytes: Uint8Array): string {
  if (bytes.length === 0) return style === "true" ? "false" : "";
  if (style.includes("|")) return writeUnknown(bytes);
  return styles.find(({ pattern }) => pattern.test(style))?.write(bytes) ?? writeUnknown(bytes);
}

/** The beginning of code, and how long it is: for messages, where all of it would bury the rest. */
export function summarizeCode(code: Uint8Array): string {
  if (code.length <= longestCode) return expressionFromBytes(code, "hex");
  return `0x${bytesToHex(code.subarray(0, longestCode))}… (${code.length} bytes)`;
}

function writeUnknown(bytes: Uint8Array): string {
  const address = bytes.length === ADDRESS_LENGTH ? writeNamedAddress(bytes) : undefined;
  return address ?? writeText(bytes) ?? (bytes.length <= longestNumber ? writeNumber(bytes) : undefined) ?? writeHex(bytes);
}

/** A leading zero would be lost. */
function writeNumber(bytes: Uint8Array): string | undefined {
  return bytes[0] === 0 ? undefined : bytesToUnsigned(bytes).toString();
}

function writeHex(bytes: Uint8Array): string {
  return `0x${bytesToHex(bytes)}`;
}

/** Printable text without what means something inside an expression or a string of a scenario. */
function writeText(bytes: Uint8Array): string | undefined {
  const text = bytesToUtf8(bytes);
  return text === undefined || /[\p{C}|"\\]/u.test(text) ? undefined : `str:${text}`;
}

/** An address of a name, perhaps with a last byte, filled up with `_`. */
function writeNamedAddress(bytes: Uint8Array): string | undefined {
  const isContract = isSmartContractAddress(bytes);
  if (isContract && !equalBytes(bytes.subarray(contractPrefixLength - wasmVmType.length, contractPrefixLength), wasmVmType)) return undefined;
  const lastByte = bytes[ADDRESS_LENGTH - 1]!;
  const filled = lastByte === underscore;
  const name = bytesToUtf8(bytes.subarray(isContract ? contractPrefixLength : 0, filled ? ADDRESS_LENGTH : ADDRESS_LENGTH - 1))?.replace(/_+$/, "");
  if (name === undefined || /[\p{C}|"\\#]/u.test(name)) return undefined;
  return `${isContract ? "sc" : "address"}:${name}${filled ? "" : `#${bytesToHex(Uint8Array.of(lastByte))}`}`;
}

function fixedWidth(prefix: string, width: number, read: (bytes: Uint8Array) => bigint): Writer {
  return (bytes) => (bytes.length === width ? `${prefix}:${read(bytes)}` : undefined);
}

function writeBigUint(bytes: Uint8Array): string | undefined {
  const magnitude = bytes.subarray(4);
  return bytes.length >= 4 && magnitude[0] !== 0 && bytesToUnsigned(bytes.subarray(0, 4)) === BigInt(magnitude.length)
    ? `biguint:${bytesToUnsigned(magnitude)}`
    : undefined;
}
