// Accounts between the world's form and the node's JSON.
import {
  addressToBech32,
  bech32ToAddress,
  byteStringToBytes,
  bytesToByteString,
  bytesToHex,
  hexToBytes,
  utf8ToBytes,
} from "@mxvm/codec";
import { WorldError, type AccountChange, type AccountState } from "@mxvm/protocol-hooks";
import { base64ToBytes, bytesToBase64 } from "../base64.js";
import { storageFromEsdt } from "../esdt/states.js";
import type { JsonValue } from "../process/json.js";

/** An account as `/address/{a}?withKeys=true` answers it. */
export interface AccountAnswer {
  readonly address: string;
  readonly nonce: string;
  readonly balance: string;
  readonly username: string;
  /** Hexadecimal. */
  readonly code: string;
  /** Base64. */
  readonly codeHash: string | null;
  readonly codeMetadata: string | null;
  readonly developerReward: string;
  /** Bech32, or empty. */
  readonly ownerAddress: string;
  /** Hexadecimal keys and values. */
  readonly pairs?: Readonly<Record<string, string>>;
}

const defaultCodeMetadata = Uint8Array.of(5, 6);

/** The request that sets an account, or the parts of it that are given. Throws `UNSUPPORTED` for what a node does not let be set. */
export function accountRequest(change: AccountChange): JsonValue {
  const { address, nonce, balance, username, storage, esdt, code, ownerAddress, developerReward, asyncCallData } = change;
  if ((username !== undefined && username.length > 0) || (asyncCallData !== undefined && asyncCallData.length > 0)) {
    throw new WorldError("UNSUPPORTED", "the full simulator cannot set an account's user name and asynchronous call data", { address });
  }
  const codeMetadata = change.codeMetadata ?? (code === undefined || code.length === 0 ? undefined : defaultCodeMetadata);
  const entries = [...(storage ?? []), ...storageFromEsdt(esdt ?? [])];
  return {
    address: addressToBech32(address),
    nonce,
    balance: balance?.toString(),
    pairs: Object.fromEntries(entries.map(([key, value]) => [bytesToHex(byteStringToBytes(key)), bytesToHex(value)])),
    code: code === undefined ? undefined : bytesToHex(code),
    codeMetadata: codeMetadata === undefined ? undefined : bytesToBase64(codeMetadata),
    ownerAddress: ownerAddress === undefined || ownerAddress.length === 0 ? undefined : addressToBech32(ownerAddress),
    developerReward: developerReward?.toString(),
  };
}

/** The account; `undefined` for one in which there is nothing, which a node does not tell from one that is not there. */
export function accountStateFrom(answer: AccountAnswer, shard: number): AccountState | undefined {
  const { pairs = {}, nonce, balance, code, codeHash, codeMetadata, ownerAddress, developerReward } = answer;
  if (BigInt(nonce) === 0n && BigInt(balance) === 0n && code === "" && Object.keys(pairs).length === 0) return undefined;
  return {
    address: bech32ToAddress(answer.address),
    nonce: BigInt(nonce),
    balance: BigInt(balance),
    username: utf8ToBytes(answer.username),
    storage: new Map(Object.entries(pairs).map(([key, value]) => [bytesToByteString(hexToBytes(key)), hexToBytes(value)])),
    code: hexToBytes(code),
    codeHash: base64ToBytes(codeHash),
    codeMetadata: base64ToBytes(codeMetadata),
    ownerAddress: ownerAddress === "" ? new Uint8Array() : bech32ToAddress(ownerAddress),
    developerReward: BigInt(developerReward),
    shard,
    asyncCallData: new Uint8Array(),
  };
}
