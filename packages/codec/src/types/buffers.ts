// Codecs of bytes and of what is made of them: texts, addresses, token identifiers, code metadata. Mirrors ManagedBuffer,
// ManagedByteArray and the token identifiers of mx-sdk-rs framework/base types/managed.
import { codeMetadataFromBytes, codeMetadataToBytes, type CodeMetadata } from "../code-metadata.js";
import { DecodeError } from "../errors.js";
import type { Codec } from "./codec.js";
import { failToEncode } from "./failure.js";
import { makeCodec, nestedFormat } from "./make.js";
import { textFromBytes, textToBytes } from "./text.js";
import { addressFromBytes, addressToBytes, bytesFromArray, bytesToArray, EGLD, type Address, type Bytes, type TokenId } from "./values.js";

/** How values are made of bytes. */
interface Reading<V> {
  readonly from: (bytes: Uint8Array) => V;
  readonly to: (value: V) => Uint8Array;
}

const addressReading: Reading<Address> = { from: addressFromBytes, to: addressToBytes };
const bytesReading: Reading<Bytes> = { from: bytesFromArray, to: bytesToArray };
const LEGACY_EGLD = "EGLD";

/** Bytes of any number. */
function buffer<V, N extends string>(kind: string, typeName: N, { from, to }: Reading<V>): Codec<V, N> {
  return makeCodec<V, N>({ kind, typeName }, {
    topEncode: (value, output) => output.buffer(to(value)),
    topDecode: (input) => from(input.bytes()),
    nestedEncode: (value, writer) => writer.writeBytes(to(value)),
    nestedDecode: (reader) => from(reader.readBytes()),
  });
}

/** Bytes of a number that the type says. */
function fixedBuffer<V, N extends string>(kind: string, typeName: N, length: number, { from, to }: Reading<V>): Codec<V, N> {
  const toChecked = (value: V): Uint8Array => {
    const bytes = to(value);
    return bytes.length === length ? bytes : failToEncode("arrayLength");
  };
  return makeCodec<V, N>({ kind, typeName }, {
    topEncode: (value, output) => output.buffer(toChecked(value)),
    topDecode: (input) => {
      const bytes = input.bytes();
      if (bytes.length !== length) throw new DecodeError("BAD_ARRAY_LENGTH");
      return from(bytes);
    },
    nestedEncode: (value, writer) => writer.writeFixedBytes(toChecked(value)),
    nestedDecode: (reader) => from(reader.readFixedBytes(length)),
    isZeroSized: length === 0,
  });
}

export function bytes(): Codec<Bytes, "bytes"> {
  return buffer("bytes", "bytes", bytesReading);
}

export function byteArray<const L extends number>(length: L): Codec<Bytes, `array${L}<u8>`> {
  if (!Number.isInteger(length) || length < 0) throw new TypeError(`a byte array has a whole number of bytes, not ${length}`);
  return fixedBuffer("byteArray", `array${length}<u8>`, length, bytesReading);
}

export function string(): Codec<string, "utf-8 string"> {
  return buffer("string", "utf-8 string", { from: textFromBytes, to: textToBytes });
}

export function address(): Codec<Address, "Address"> {
  return fixedBuffer("address", "Address", 32, addressReading);
}

/** EGLD or an ESDT token. */
export function tokenId(): Codec<TokenId, "TokenId"> {
  return buffer("tokenId", "TokenId", { from: tokenFromBytes, to: textToBytes });
}

/** An ESDT token; EGLD in any spelling is not read. */
export function tokenIdentifier(): Codec<TokenId, "TokenIdentifier"> {
  const from = (data: Uint8Array): TokenId => {
    const token = tokenFromBytes(data);
    if (token === EGLD) throw new DecodeError("ESDT_EXPECTED");
    return token;
  };
  return buffer("tokenIdentifier", "TokenIdentifier", { from, to: textToBytes });
}

/** EGLD or an ESDT token, as older contracts write them: EGLD is `EGLD`. */
export function egldOrEsdtTokenId(): Codec<TokenId, "EgldOrEsdtTokenIdentifier"> {
  return buffer("egldOrEsdtTokenId", "EgldOrEsdtTokenIdentifier", {
    from: tokenFromBytes,
    to: (token) => textToBytes(token === EGLD ? LEGACY_EGLD : token),
  });
}

/** Nothing, and what older contracts call EGLD, are EGLD. */
function tokenFromBytes(data: Uint8Array): TokenId {
  const text = textFromBytes(data);
  return text === "" || text === LEGACY_EGLD ? EGLD : (text as TokenId);
}

const CODE_METADATA_LENGTH = 2;

export function codeMetadata(): Codec<CodeMetadata, "CodeMetadata"> {
  return makeCodec<CodeMetadata, "CodeMetadata">(
    { kind: "codeMetadata", typeName: "CodeMetadata" },
    nestedFormat<CodeMetadata>({
      nestedEncode: (value, writer) => writer.writeFixedBytes(codeMetadataToBytes(value)),
      nestedDecode: (reader) => Object.freeze(codeMetadataFromBytes(reader.readFixedBytes(CODE_METADATA_LENGTH))),
    }),
  );
}
