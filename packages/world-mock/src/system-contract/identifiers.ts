// Identifiers of new tokens: a ticker, a dash and six digits. Mirrors createNewTokenIdentifier of vm/systemSmartContracts/esdt.go of
// mx-chain-go.
import { bytesToByteString, bytesToUnsigned, byteStringToBytes, concatBytes } from "@mxvm/codec";
import { blake2b } from "@noble/hashes/blake2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { refuse } from "./messages.js";
import type { SystemCall } from "./system-call.js";

const RETRIES = 50;
const RANDOM_LENGTH = 3;
const MIN_TICKER_LENGTH = 3;
const MAX_TICKER_LENGTH = 10;

export function checkTokenName(name: Uint8Array): void {
  if (!/^[a-zA-Z0-9]*$/u.test(bytesToByteString(name))) refuse("tokenName");
}

export function checkTicker(ticker: Uint8Array): void {
  const { length } = ticker;
  if (length < MIN_TICKER_LENGTH || length > MAX_TICKER_LENGTH || !/^[A-Z0-9]*$/u.test(bytesToByteString(ticker))) refuse("ticker");
}

/** The first identifier of the ticker that was fixed and is free; else one of caller and block. */
export function newTokenIdentifier(call: SystemCall, ticker: Uint8Array): Uint8Array {
  const { flags } = call.environment;
  if (flags.EGLDInESDTMultiTransferFlag && bytesToByteString(ticker) === "EGLD") refuse("identifierNotCreated");
  return fixedIdentifier(call, ticker) ?? randomIdentifier(call, ticker, (bytes) => blake2b(bytes, { dkLen: 32 }));
}

/** As the framework's VM makes it, which hashes otherwise and refuses no ticker. */
export function newFrameworkIdentifier(call: SystemCall, ticker: Uint8Array): Uint8Array {
  return fixedIdentifier(call, ticker) ?? randomIdentifier(call, ticker, keccak_256);
}

/** An identifier is used up when a token has it: so what takes a token back frees its identifier, too. */
function fixedIdentifier(call: SystemCall, ticker: Uint8Array): Uint8Array | undefined {
  const name = bytesToByteString(ticker);
  const candidates = call.environment.newTokenIdentifiers.filter((identifier) => identifier.split("-")[0] === name);
  return candidates.map(byteStringToBytes).find((identifier) => isFree(call, identifier));
}

function randomIdentifier(call: SystemCall, ticker: Uint8Array, hash: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  const { input, environment } = call;
  const random = hash(concatBytes(input.callerAddress, environment.randomSeed)).subarray(0, RANDOM_LENGTH);
  const first = Number(bytesToUnsigned(random));
  for (let offset = 0; offset < RETRIES; offset++) {
    const digits = (first + offset).toString(16).padStart(2 * RANDOM_LENGTH, "0");
    const identifier = concatBytes(ticker, byteStringToBytes(`-${digits}`));
    if (isFree(call, identifier)) return identifier;
  }
  return refuse("identifierNotCreated");
}

function isFree(call: SystemCall, identifier: Uint8Array): boolean {
  return call.getStorage(identifier).length === 0;
}
