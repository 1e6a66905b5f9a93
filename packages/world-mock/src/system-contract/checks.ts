// Checks that functions of the ESDT system contract share, and the tokens and the configuration that it keeps. Mirrors
// vm/systemSmartContracts/esdt.go of mx-chain-go.
import { ADDRESS_LENGTH, bech32ToAddress, bytesToByteString, bytesToUnsigned, byteStringToBytes, equalBytes } from "@mxvm/codec";
import { ReturnCode, type ReturnCodeValue } from "@mxvm/protocol-hooks";
import { refuse, refuseWith } from "./messages.js";
import type { SystemCall } from "./system-call.js";
import { decodeEsdtConfig, decodeTokenRecord, encodeEsdtConfig, encodeTokenRecord, type EsdtConfig, type TokenRecord } from "./token-record.js";

/** Longest amount that is issued or minted, in bytes. Source: core/constants.go of mx-chain-core-go. */
export const MAX_AMOUNT_LENGTH = 100;

const MAX_DECIMALS = 18;
const configKey = byteStringToBytes("esdtConfig");

/** 0.05 EGLD, as on the main chain; the node's files name the owner, and name lengths of the genesis. */
const genesisConfig: EsdtConfig = {
  ownerAddress: bech32ToAddress("erd1fpkcgel4gcmh8zqqdt043yfcn5tyx8373kg6q2qmkxzu4dqamc0swts65c"),
  baseIssuingCost: 50_000_000_000_000_000n,
  minTokenNameLength: 10,
  maxTokenNameLength: 20,
};

export const text: (value: string) => Uint8Array = byteStringToBytes;

export function readConfig(call: SystemCall): EsdtConfig {
  const bytes = call.getStorage(configKey);
  return bytes.length === 0 ? genesisConfig : decodeEsdtConfig(bytes, genesisConfig);
}

export function saveConfig(call: SystemCall, config: EsdtConfig): void {
  call.setStorage(configKey, encodeEsdtConfig(config));
}

export function saveToken(call: SystemCall, identifier: Uint8Array, token: TokenRecord): void {
  call.setStorage(identifier, encodeTokenRecord(token));
}

export function readToken(call: SystemCall, identifier: Uint8Array): TokenRecord {
  const bytes = call.getStorage(identifier);
  if (bytes.length === 0) refuse("noTicker");
  return decodeTokenRecord(bytes);
}

export function checkNoValue({ input }: SystemCall, returnCode: ReturnCodeValue = ReturnCode.userError): void {
  if (input.callValue !== 0n) refuse("callValueMustBeZero", returnCode);
}

/** The token that the first argument names, after what every operation checks first. */
export function tokenOfOperation(call: SystemCall): TokenRecord {
  checkNoValue(call, ReturnCode.outOfFunds);
  call.useGas(call.environment.costs.operation);
  const [identifier] = call.input.arguments;
  if (identifier === undefined) refuse("notEnoughArguments");
  return readToken(call, identifier);
}

/** As `tokenOfOperation`, for its owner alone. */
export function tokenOfOwner(call: SystemCall): TokenRecord {
  const token = tokenOfOperation(call);
  if (!equalBytes(token.ownerAddress, call.input.callerAddress)) refuse("notOwner");
  return token;
}

export function isAddress(bytes: Uint8Array): boolean {
  return bytes.length === ADDRESS_LENGTH;
}

/** A number of decimals as production reads it: the low 32 bits. */
export function decimalsFrom(argument: Uint8Array): number {
  const decimals = Number(BigInt.asUintN(32, bytesToUnsigned(argument)));
  if (decimals > MAX_DECIMALS) refuseWith(`invalid number of decimals, minimum: 0, maximum: ${MAX_DECIMALS}, provided: ${decimals}`);
  return decimals;
}

export function typeOf({ tokenType }: TokenRecord): string {
  return bytesToByteString(tokenType);
}

export function boolText(value: boolean): Uint8Array {
  return text(value ? "true" : "false");
}
