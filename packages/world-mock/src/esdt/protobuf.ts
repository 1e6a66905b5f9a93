// ESDT messages and guardians as bytes, the same as gogo-proto writes them. Mirrors esdt.proto, guardians.proto and BigIntCaster of
// mx-chain-core-go.
import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { bytesToUnsigned, magnitudeToBytes } from "@mxvm/codec";
import { BlockchainHookError } from "@mxvm/protocol-hooks";
import { noBytes } from "../state/account.js";
import { createMetadata, createMetadataVersion, createToken, type MetadataVersion, type TokenData, type TokenMetadata } from "./token.js";

// By number; 6 and 7 are none.
const wireTypes: readonly WireType[] = [
  WireType.Varint,
  WireType.Bit64,
  WireType.LengthDelimited,
  WireType.StartGroup,
  WireType.EndGroup,
  WireType.Bit32,
];

export interface Field<Message> {
  /** Name in production's error messages. */
  readonly name: string;
  readonly wireType: WireType.Varint | WireType.LengthDelimited;
  readonly read: (reader: BinaryReader, message: Message) => void;
}

/** Fields by number; number 0 is not one. */
export interface Schema<Message> {
  readonly name: string;
  readonly fields: readonly (Field<Message> | undefined)[];
}

// What an account holds of a fungible token is nearly always an amount and nothing else: one field, of a length that fits one byte. Without
// reader and writer it is decoded in half the time, and stays in the engine's heap.
const AMOUNT_TAG = (2 << 3) | WireType.LengthDelimited;
const MAX_AMOUNT_MESSAGE = 2 + 0x7f;
const zeroMagnitude: Uint8Array = Uint8Array.of(0);

// Writers keep their buffer from message to message; encoding is not re-entrant.
export const messageWriter: BinaryWriter = new BinaryWriter();

const readUint64 = (reader: BinaryReader): bigint => BigInt(reader.uint64());

const metadataSchema: Schema<TokenMetadata> = {
  name: "MetaData",
  fields: [
    undefined,
    { name: "Nonce", wireType: WireType.Varint, read: (reader, message) => (message.nonce = readUint64(reader)) },
    { name: "Name", wireType: WireType.LengthDelimited, read: (reader, message) => (message.name = reader.bytes()) },
    { name: "Creator", wireType: WireType.LengthDelimited, read: (reader, message) => (message.creator = reader.bytes()) },
    { name: "Royalties", wireType: WireType.Varint, read: (reader, message) => (message.royalties = reader.uint32()) },
    { name: "Hash", wireType: WireType.LengthDelimited, read: (reader, message) => (message.hash = reader.bytes()) },
    { name: "URIs", wireType: WireType.LengthDelimited, read: (reader, message) => (message.uris = [...message.uris, reader.bytes()]) },
    { name: "Attributes", wireType: WireType.LengthDelimited, read: (reader, message) => (message.attributes = reader.bytes()) },
  ],
};

const tokenSchema: Schema<TokenData> = {
  name: "ESDigitalToken",
  fields: [
    undefined,
    { name: "Type", wireType: WireType.Varint, read: (reader, message) => (message.type = reader.uint32()) },
    { name: "Value", wireType: WireType.LengthDelimited, read: (reader, message) => (message.value = valueFromBytes(reader.bytes())) },
    { name: "Properties", wireType: WireType.LengthDelimited, read: (reader, message) => (message.properties = reader.bytes()) },
    {
      name: "TokenMetaData",
      wireType: WireType.LengthDelimited,
      read: (reader, message) => (message.metadata = decode(reader.bytes(), message.metadata ?? createMetadata(0n), metadataSchema)),
    },
    { name: "Reserved", wireType: WireType.LengthDelimited, read: (reader, message) => (message.reserved = reader.bytes()) },
  ],
};

const rolesSchema: Schema<Uint8Array[]> = {
  name: "ESDTRoles",
  fields: [undefined, { name: "Roles", wireType: WireType.LengthDelimited, read: (reader, message) => message.push(reader.bytes()) }],
};

/** A guardian of an account. */
export interface Guardian {
  address: Uint8Array;
  activationEpoch: number;
  serviceUid: Uint8Array;
}

const guardianSchema: Schema<Guardian> = {
  name: "Guardian",
  fields: [
    undefined,
    { name: "Address", wireType: WireType.LengthDelimited, read: (reader, message) => (message.address = reader.bytes()) },
    { name: "ActivationEpoch", wireType: WireType.Varint, read: (reader, message) => (message.activationEpoch = reader.uint32()) },
    { name: "ServiceUID", wireType: WireType.LengthDelimited, read: (reader, message) => (message.serviceUid = reader.bytes()) },
  ],
};

const guardiansSchema: Schema<Guardian[]> = {
  name: "Guardians",
  fields: [
    undefined,
    {
      name: "Slice",
      wireType: WireType.LengthDelimited,
      read: (reader, message) =>
        message.push(decode(reader.bytes(), { address: noBytes, activationEpoch: 0, serviceUid: noBytes }, guardianSchema)),
    },
  ],
};

const versionSchema: Schema<MetadataVersion> = {
  name: "MetaDataVersion",
  fields: [
    undefined,
    { name: "Name", wireType: WireType.Varint, read: (reader, message) => (message.name = readUint64(reader)) },
    { name: "Creator", wireType: WireType.Varint, read: (reader, message) => (message.creator = readUint64(reader)) },
    { name: "Royalties", wireType: WireType.Varint, read: (reader, message) => (message.royalties = readUint64(reader)) },
    { name: "Hash", wireType: WireType.Varint, read: (reader, message) => (message.hash = readUint64(reader)) },
    { name: "URIs", wireType: WireType.Varint, read: (reader, message) => (message.uris = readUint64(reader)) },
    { name: "Attributes", wireType: WireType.Varint, read: (reader, message) => (message.attributes = readUint64(reader)) },
  ],
};

/** Reads a token. Byte arrays of the result are views of `bytes`. Throws a `BlockchainHookError` in production's words for broken data. */
export function decodeToken(bytes: Uint8Array): TokenData {
  const isAmountAlone = bytes[0] === AMOUNT_TAG && bytes.length <= MAX_AMOUNT_MESSAGE && bytes[1] === bytes.length - 2;
  if (isAmountAlone) return createToken(0, valueFromBytes(bytes.slice(2)));
  return decodeSafely(bytes, createToken(0, undefined), tokenSchema);
}

/** Reads metadata; as `decodeToken`. */
export function decodeMetadata(bytes: Uint8Array): TokenMetadata {
  return decodeSafely(bytes, createMetadata(0n), metadataSchema);
}

/** Reads a list of roles or addresses; as `decodeToken`. */
export function decodeRoles(bytes: Uint8Array): Uint8Array[] {
  return decodeSafely(bytes, [], rolesSchema);
}

/** Reads the guardians of an account; as `decodeToken`. */
export function decodeGuardians(bytes: Uint8Array): Guardian[] {
  return decodeSafely(bytes, [], guardiansSchema);
}

/** Reads a metadata version; as `decodeToken`. */
export function decodeMetadataVersion(bytes: Uint8Array): MetadataVersion {
  return decodeSafely(bytes, createMetadataVersion(), versionSchema);
}

/** A token as bytes, which the caller owns: fields in order, empty ones left out, except that the value always stands. */
export function encodeToken(token: TokenData): Uint8Array {
  const { type, value, properties, metadata, reserved = noBytes } = token;
  const isAmountAlone = type === 0 && properties.length === 0 && metadata === undefined && reserved.length === 0;
  const amount = isAmountAlone && value !== undefined ? encodeAmount(value) : undefined;
  return amount ?? encodeWholeToken(token);
}

/** `undefined` for an amount whose length does not fit one byte. */
function encodeAmount(value: bigint): Uint8Array | undefined {
  const magnitude = value === 0n ? zeroMagnitude : magnitudeToBytes(value);
  const bytes = new Uint8Array(3 + magnitude.length);
  if (bytes.length > MAX_AMOUNT_MESSAGE) return undefined;
  bytes[0] = AMOUNT_TAG;
  bytes[1] = 1 + magnitude.length;
  bytes[2] = value < 0n ? 1 : 0;
  bytes.set(magnitude, 3);
  return bytes;
}

function encodeWholeToken(token: TokenData): Uint8Array {
  writeUint32(1, token.type);
  writeValue(2, token.value);
  writeBytes(3, token.properties);
  if (token.metadata !== undefined) {
    messageWriter.tag(4, WireType.LengthDelimited).fork();
    writeMetadata(token.metadata);
    messageWriter.join();
  }
  writeBytes(5, token.reserved ?? noBytes);
  return messageWriter.finish();
}

/** Metadata as bytes, which the caller owns. */
export function encodeMetadata(metadata: TokenMetadata): Uint8Array {
  writeMetadata(metadata);
  return messageWriter.finish();
}

/** Roles or addresses as bytes, which the caller owns; no bytes for none. */
export function encodeRoles(roles: readonly Uint8Array[]): Uint8Array {
  writeRepeatedBytes(1, roles);
  return messageWriter.finish();
}

/** Guardians as bytes, which the caller owns; no bytes for none. */
export function encodeGuardians(guardians: readonly Guardian[]): Uint8Array {
  for (const { address, activationEpoch, serviceUid } of guardians) {
    messageWriter.tag(1, WireType.LengthDelimited).fork();
    writeBytes(1, address);
    writeUint32(2, activationEpoch);
    writeBytes(3, serviceUid);
    messageWriter.join();
  }
  return messageWriter.finish();
}

/** A metadata version as bytes, which the caller owns; no bytes if all rounds are 0. */
export function encodeMetadataVersion(version: MetadataVersion): Uint8Array {
  writeUint64(1, version.name);
  writeUint64(2, version.creator);
  writeUint64(3, version.royalties);
  writeUint64(4, version.hash);
  writeUint64(5, version.uris);
  writeUint64(6, version.attributes);
  return messageWriter.finish();
}

function writeMetadata(metadata: TokenMetadata): void {
  writeUint64(1, metadata.nonce);
  writeBytes(2, metadata.name);
  writeBytes(3, metadata.creator);
  writeUint32(4, metadata.royalties);
  writeBytes(5, metadata.hash);
  writeRepeatedBytes(6, metadata.uris);
  writeBytes(7, metadata.attributes);
}

export function writeUint32(field: number, value: number): void {
  if (value !== 0) messageWriter.tag(field, WireType.Varint).uint32(value);
}

function writeUint64(field: number, value: bigint): void {
  if (value !== 0n) messageWriter.tag(field, WireType.Varint).uint64(value);
}

export function writeBytes(field: number, value: Uint8Array): void {
  if (value.length > 0) messageWriter.tag(field, WireType.LengthDelimited).bytes(value);
}

export function writeRepeatedBytes(field: number, values: readonly Uint8Array[]): void {
  for (const value of values) messageWriter.tag(field, WireType.LengthDelimited).bytes(value);
}

// A sign byte (1 for negative), then the magnitude; zero has a magnitude of one zero byte, nil has none.
export function writeValue(field: number, value: bigint | undefined): void {
  messageWriter.tag(field, WireType.LengthDelimited);
  if (value === undefined) {
    messageWriter.uint32(1).uint32(0);
  } else if (value === 0n) {
    messageWriter.uint32(2).uint32(0).uint32(0);
  } else {
    const magnitude = magnitudeToBytes(value);
    messageWriter
      .uint32(magnitude.length + 1)
      .uint32(value < 0n ? 1 : 0)
      .raw(magnitude);
  }
}

export function valueFromBytes(bytes: Uint8Array): bigint | undefined {
  if (bytes.length === 0) throw new BlockchainHookError("bad input");
  if (bytes.length === 1) return undefined;
  if (bytes.length === 2 && bytes[1] === 0) return 0n;
  const magnitude = bytesToUnsigned(bytes.slice(1));
  const sign = bytes[0]!;
  if (sign > 1) throw new BlockchainHookError(`invalid sign byte ${sign.toString(16)}`);
  return sign === 1 ? -magnitude : magnitude;
}

export function decodeSafely<Message>(bytes: Uint8Array, message: Message, schema: Schema<Message>): Message {
  try {
    return decode(bytes, message, schema);
  } catch (cause) {
    if (cause instanceof BlockchainHookError) throw cause;
    // The reader's own errors: a `RangeError` past the end, else a varint that does not end.
    throw new BlockchainHookError(cause instanceof RangeError ? "unexpected EOF" : "proto: integer overflow", { cause });
  }
}

export function decode<Message>(bytes: Uint8Array, message: Message, schema: Schema<Message>): Message {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const wireType = wireTypes[tag & 7];
    const number = tag >>> 3;
    const field = schema.fields[number];
    if (wireType === WireType.EndGroup) throw new BlockchainHookError(`proto: ${schema.name}: wiretype end group for non-group`);
    if (number === 0) throw new BlockchainHookError(`proto: ${schema.name}: illegal tag 0 (wire type ${tag})`);
    if (field === undefined) {
      if (wireType === undefined) throw new BlockchainHookError(`proto: illegal wireType ${tag & 7}`);
      reader.skip(wireType, number);
    } else if (wireType === field.wireType) {
      field.read(reader, message);
    } else {
      throw new BlockchainHookError(`proto: wrong wireType = ${tag & 7} for field ${field.name}`);
    }
  }
  return message;
}
