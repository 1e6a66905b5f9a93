// What the ESDT system contract keeps of a token, and its own configuration, as bytes. Mirrors vm/systemSmartContracts/esdt.proto of
// mx-chain-go.
import { WireType } from "@bufbuild/protobuf/wire";
import { equalBytes } from "@mxvm/codec";
import {
  decode,
  decodeSafely,
  messageWriter,
  valueFromBytes,
  writeBytes,
  writeRepeatedBytes,
  writeUint32,
  writeValue,
  type Field,
  type Schema,
} from "../esdt/protobuf.js";
import { noBytes } from "../state/account.js";

/** The roles that one address has. The address is empty for a role that everybody has. */
export interface AddressRoles {
  address: Uint8Array;
  roles: Uint8Array[];
}

/** A token, open to change. Its byte arrays are replaced, never written into. */
export interface TokenRecord {
  ownerAddress: Uint8Array;
  tokenName: Uint8Array;
  tickerName: Uint8Array;
  tokenType: Uint8Array;
  mintable: boolean;
  burnable: boolean;
  canPause: boolean;
  canFreeze: boolean;
  canWipe: boolean;
  upgradable: boolean;
  canChangeOwner: boolean;
  isPaused: boolean;
  mintedValue: bigint;
  burntValue: bigint;
  numDecimals: number;
  canAddSpecialRoles: boolean;
  nftCreateStopped: boolean;
  canTransferNftCreateRole: boolean;
  specialRoles: AddressRoles[];
  numWiped: number;
  canCreateMultiShard: boolean;
}

/** What holds for all tokens. */
export interface EsdtConfig {
  ownerAddress: Uint8Array;
  baseIssuingCost: bigint;
  minTokenNameLength: number;
  maxTokenNameLength: number;
}

type KeysOf<Message, Value> = { [Key in keyof Message]: Message[Key] extends Value ? Key : never }[keyof Message];

/** Production's names of fields are those here with a capital; they stand in errors. */
const capital = (key: string): string => key[0]!.toUpperCase() + key.slice(1);

function bytesField<Message>(key: KeysOf<Message, Uint8Array> & string): Field<Message> {
  const read: Field<Message>["read"] = (reader, message) => {
    message[key] = reader.bytes() as Message[typeof key];
  };
  return { name: capital(key), wireType: WireType.LengthDelimited, read };
}

function valueField<Message>(key: KeysOf<Message, bigint> & string): Field<Message> {
  const read: Field<Message>["read"] = (reader, message) => {
    message[key] = (valueFromBytes(reader.bytes()) ?? 0n) as Message[typeof key];
  };
  return { name: capital(key), wireType: WireType.LengthDelimited, read };
}

function boolField<Message>(key: KeysOf<Message, boolean> & string): Field<Message> {
  const read: Field<Message>["read"] = (reader, message) => {
    message[key] = reader.bool() as Message[typeof key];
  };
  return { name: capital(key), wireType: WireType.Varint, read };
}

function numberField<Message>(key: KeysOf<Message, number> & string): Field<Message> {
  const read: Field<Message>["read"] = (reader, message) => {
    message[key] = reader.uint32() as Message[typeof key];
  };
  return { name: capital(key), wireType: WireType.Varint, read };
}

const rolesSchema: Schema<AddressRoles> = {
  name: "ESDTRoles",
  fields: [
    undefined,
    bytesField("address"),
    { name: "Roles", wireType: WireType.LengthDelimited, read: (reader, message) => message.roles.push(reader.bytes()) },
  ],
};

const recordSchema: Schema<TokenRecord> = {
  name: "ESDTDataV2",
  fields: [
    undefined,
    bytesField("ownerAddress"),
    bytesField("tokenName"),
    bytesField("tickerName"),
    bytesField("tokenType"),
    boolField("mintable"),
    boolField("burnable"),
    boolField("canPause"),
    boolField("canFreeze"),
    boolField("canWipe"),
    boolField("upgradable"),
    boolField("canChangeOwner"),
    boolField("isPaused"),
    valueField("mintedValue"),
    valueField("burntValue"),
    numberField("numDecimals"),
    boolField("canAddSpecialRoles"),
    boolField("nftCreateStopped"),
    boolField("canTransferNftCreateRole"),
    {
      name: "SpecialRoles",
      wireType: WireType.LengthDelimited,
      read: (reader, message) => message.specialRoles.push(decode(reader.bytes(), { address: noBytes, roles: [] }, rolesSchema)),
    },
    numberField("numWiped"),
    boolField("canCreateMultiShard"),
  ],
};

const configSchema: Schema<EsdtConfig> = {
  name: "ESDTConfig",
  fields: [
    undefined,
    bytesField("ownerAddress"),
    valueField("baseIssuingCost"),
    numberField("minTokenNameLength"),
    numberField("maxTokenNameLength"),
  ],
};

/** A token that allows nothing yet. */
export function createTokenRecord(): TokenRecord {
  return {
    ownerAddress: noBytes,
    tokenName: noBytes,
    tickerName: noBytes,
    tokenType: noBytes,
    mintable: false,
    burnable: false,
    canPause: false,
    canFreeze: false,
    canWipe: false,
    upgradable: false,
    canChangeOwner: false,
    isPaused: false,
    mintedValue: 0n,
    burntValue: 0n,
    numDecimals: 0,
    canAddSpecialRoles: false,
    nftCreateStopped: false,
    canTransferNftCreateRole: false,
    specialRoles: [],
    numWiped: 0,
    canCreateMultiShard: false,
  };
}

/** Reads a record. Byte arrays of the result are views of `bytes`. Throws a `BlockchainHookError` in production's words for broken data. */
export function decodeTokenRecord(bytes: Uint8Array): TokenRecord {
  return decodeSafely(bytes, createTokenRecord(), recordSchema);
}

/** As `decodeTokenRecord`; what is not said stays as in `before`. */
export function decodeEsdtConfig(bytes: Uint8Array, before: EsdtConfig): EsdtConfig {
  return decodeSafely(bytes, { ...before }, configSchema);
}

/** A record as bytes, which the caller owns: fields in order, empty ones left out, except that the values always stand. */
export function encodeTokenRecord(record: TokenRecord): Uint8Array {
  writeBytes(1, record.ownerAddress);
  writeBytes(2, record.tokenName);
  writeBytes(3, record.tickerName);
  writeBytes(4, record.tokenType);
  writeBool(5, record.mintable);
  writeBool(6, record.burnable);
  writeBool(7, record.canPause);
  writeBool(8, record.canFreeze);
  writeBool(9, record.canWipe);
  writeBool(10, record.upgradable);
  writeBool(11, record.canChangeOwner);
  writeBool(12, record.isPaused);
  writeValue(13, record.mintedValue);
  writeValue(14, record.burntValue);
  writeUint32(15, record.numDecimals);
  writeBool(16, record.canAddSpecialRoles);
  writeBool(17, record.nftCreateStopped);
  writeBool(18, record.canTransferNftCreateRole);
  for (const { address, roles } of record.specialRoles) {
    messageWriter.tag(19, WireType.LengthDelimited).fork();
    writeBytes(1, address);
    writeRepeatedBytes(2, roles);
    messageWriter.join();
  }
  writeUint32(20, record.numWiped);
  writeBool(21, record.canCreateMultiShard);
  return messageWriter.finish();
}

/** A configuration as bytes, which the caller owns. */
export function encodeEsdtConfig(config: EsdtConfig): Uint8Array {
  writeBytes(1, config.ownerAddress);
  writeValue(2, config.baseIssuingCost);
  writeUint32(3, config.minTokenNameLength);
  writeUint32(4, config.maxTokenNameLength);
  return messageWriter.finish();
}

function writeBool(field: number, value: boolean): void {
  if (value) writeUint32(field, 1);
}

/** The roles of an address, if it has an entry. */
export function rolesOf(record: TokenRecord, address: Uint8Array): AddressRoles | undefined {
  return record.specialRoles.find((each) => equalBytes(each.address, address));
}
