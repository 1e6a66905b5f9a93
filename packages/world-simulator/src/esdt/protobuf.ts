// Tokens and roles as storage holds them. Mirrors ESDigitalToken, MetaData and ESDTRoles of esdt.proto (mx-chain-core-go), whose amounts
// are a sign byte and a magnitude.
import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { bytesToUnsigned, magnitudeToBytes } from "@mxvm/codec";
import type { EsdtInstanceState } from "@mxvm/protocol-hooks";

/** A token instance as it stands in storage. */
export interface StoredToken {
  readonly balance: bigint;
  readonly frozen: boolean;
  /** Without the nonce a token has no metadata. */
  readonly metadata: (Omit<EsdtInstanceState, "balance" | "frozen"> & { readonly nonce: bigint }) | undefined;
}

const tokenFields = { value: 2, properties: 3, metadata: 4 } as const;
const metadataFields = { nonce: 1, name: 2, creator: 3, royalties: 4, hash: 5, uris: 6, attributes: 7 } as const;
const rolesField = 1;

/** A token of type fungible (0, which is left out) with its metadata, as scenarios lay tokens out. */
export function encodeToken(instance: EsdtInstanceState): Uint8Array {
  const writer = new BinaryWriter();
  writeBytes(writer, tokenFields.value, amountToBytes(instance.balance));
  writeBytes(writer, tokenFields.properties, Uint8Array.of(instance.frozen === true ? 1 : 0, 0));
  writeBytes(writer, tokenFields.metadata, encodeMetadata(instance));
  return writer.finish();
}

/** Reads what `encodeToken` and production write. Byte arrays of the result are views of `bytes`. */
export function decodeToken(bytes: Uint8Array): StoredToken {
  let balance = 0n;
  let frozen = false;
  let metadata: StoredToken["metadata"];
  forEachField(bytes, (field, reader) => {
    if (field === tokenFields.value) balance = bytesToUnsigned(reader.bytes().subarray(1));
    else if (field === tokenFields.properties) frozen = ((reader.bytes()[0] ?? 0) & 1) !== 0;
    else if (field === tokenFields.metadata) metadata = decodeMetadata(reader.bytes());
    else return false;
    return true;
  });
  return { balance, frozen, metadata };
}

export function encodeRoles(roles: readonly Uint8Array[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const role of roles) writeBytes(writer, rolesField, role);
  return writer.finish();
}

export function decodeRoles(bytes: Uint8Array): Uint8Array[] {
  const roles: Uint8Array[] = [];
  forEachField(bytes, (field, reader) => field === rolesField && roles.push(reader.bytes()) > 0);
  return roles;
}

function encodeMetadata(instance: EsdtInstanceState): Uint8Array {
  const writer = new BinaryWriter();
  const { nonce, royalties = 0, uris = [] } = instance;
  if (nonce !== 0n) writer.tag(metadataFields.nonce, WireType.Varint).uint64(nonce);
  writeFilled(writer, metadataFields.name, instance.name);
  writeFilled(writer, metadataFields.creator, instance.creator);
  if (royalties !== 0) writer.tag(metadataFields.royalties, WireType.Varint).uint32(royalties);
  writeFilled(writer, metadataFields.hash, instance.hash);
  for (const uri of uris) writeBytes(writer, metadataFields.uris, uri);
  writeFilled(writer, metadataFields.attributes, instance.attributes);
  return writer.finish();
}

/** Empty fields are left out. */
function decodeMetadata(bytes: Uint8Array): StoredToken["metadata"] {
  const metadata: { -readonly [Key in keyof NonNullable<StoredToken["metadata"]>]: EsdtInstanceState[Key] } = { nonce: 0n };
  const uris: Uint8Array[] = [];
  forEachField(bytes, (field, reader) => {
    if (field === metadataFields.nonce) metadata.nonce = BigInt(reader.uint64());
    else if (field === metadataFields.name) metadata.name = reader.bytes();
    else if (field === metadataFields.creator) metadata.creator = reader.bytes();
    else if (field === metadataFields.royalties) metadata.royalties = reader.uint32();
    else if (field === metadataFields.hash) metadata.hash = reader.bytes();
    else if (field === metadataFields.uris) uris.push(reader.bytes());
    else if (field === metadataFields.attributes) metadata.attributes = reader.bytes();
    else return false;
    return true;
  });
  if (uris.length > 0) metadata.uris = uris;
  return metadata;
}

/** `read` answers whether it has read the field. */
function forEachField(bytes: Uint8Array, read: (field: number, reader: BinaryReader) => boolean): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (!read(field, reader)) reader.skip(wireType, field);
  }
}

function writeBytes(writer: BinaryWriter, field: number, value: Uint8Array): void {
  writer.tag(field, WireType.LengthDelimited).bytes(value);
}

function writeFilled(writer: BinaryWriter, field: number, value: Uint8Array | undefined): void {
  if (value !== undefined && value.length > 0) writeBytes(writer, field, value);
}

/** A sign byte, then the magnitude; zero has a magnitude of one zero byte. */
function amountToBytes(value: bigint): Uint8Array {
  return value === 0n ? new Uint8Array(2) : Uint8Array.of(0, ...magnitudeToBytes(value));
}

