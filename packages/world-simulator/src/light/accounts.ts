// Accounts between the world's form and the light simulator's JSON.
import {
  addressToBech32,
  bech32ToAddress,
  byteStringToBytes,
  bytesToByteString,
  bytesToHex,
  hexToBytes,
  type ByteString,
} from "@mxvm/codec";
import { WorldError, type AccountChange, type AccountState } from "@mxvm/protocol-hooks";
import { base64ToBytes } from "../base64.js";
import { storageFromEsdt } from "../esdt/states.js";
import type { JsonValue } from "../process/json.js";

/** An account as `/admin/get-all-accounts` answers it; numbers that may be large are texts. */
export interface AccountAnswer {
  readonly address: string;
  readonly nonce: string;
  readonly balance: string;
  /** Hexadecimal. */
  readonly code: string;
  /** Base64. */
  readonly codeHash: string | null;
  readonly codeMetadata: string | null;
  /** Bech32, or empty. */
  readonly ownerAddress: string;
  /** Hexadecimal keys and values. */
  readonly pairs: Readonly<Record<string, string>>;
}

/** Upgradeable, readable, payable, payable by contracts: what code has whose metadata are not given. */
const defaultCodeMetadata = Uint8Array.of(5, 6);
const noBytes = new Uint8Array();

/** The request that sets an account. Throws `UNSUPPORTED` for parts that the simulator has no field for. */
export function accountRequest(change: AccountChange): JsonValue {
  assertSettable(change);
  const { address, nonce, balance, storage, esdt, code, ownerAddress } = change;
  const codeMetadata = change.codeMetadata ?? (code === undefined || code.length === 0 ? undefined : defaultCodeMetadata);
  const entries = [...(storage ?? []), ...storageFromEsdt(esdt ?? [])];
  return {
    address: addressToBech32(address),
    nonce,
    balance: balance?.toString(),
    kvs: Object.fromEntries(entries.map(([key, value]) => [bytesToHex(byteStringToBytes(key)), bytesToHex(value)])),
    code: code === undefined ? undefined : bytesToHex(code),
    codeMetadata: codeMetadata === undefined ? undefined : bytesToHex(codeMetadata),
    owner: ownerAddress === undefined ? undefined : bech32OrEmpty(ownerAddress),
  };
}

/** The account; what the simulator does not tell (user name, developer reward) is empty. */
export function accountStateFrom(answer: AccountAnswer): AccountState {
  return {
    address: bech32ToAddress(answer.address),
    nonce: BigInt(answer.nonce),
    balance: BigInt(answer.balance),
    username: noBytes,
    storage: storageFrom(answer),
    code: hexToBytes(answer.code),
    codeHash: base64ToBytes(answer.codeHash),
    codeMetadata: base64ToBytes(answer.codeMetadata),
    ownerAddress: answer.ownerAddress === "" ? noBytes : bech32ToAddress(answer.ownerAddress),
    developerReward: 0n,
    shard: 0,
    asyncCallData: noBytes,
  };
}

export function storageFrom({ pairs }: AccountAnswer): Map<ByteString, Uint8Array> {
  return new Map(Object.entries(pairs).map(([key, value]) => [bytesToByteString(hexToBytes(key)), hexToBytes(value)]));
}

function assertSettable({ address, username, developerReward, shard, asyncCallData }: AccountChange): void {
  const unknown = [
    username !== undefined && username.length > 0 ? "user name" : undefined,
    developerReward !== undefined && developerReward !== 0n ? "developer reward" : undefined,
    shard !== undefined && shard !== 0 ? "shard" : undefined,
    asyncCallData !== undefined && asyncCallData.length > 0 ? "asynchronous call data" : undefined,
  ].filter((part) => part !== undefined);
  if (unknown.length === 0) return;
  throw new WorldError("UNSUPPORTED", `the light simulator cannot set an account's ${unknown.join(" and ")}`, { address });
}

function bech32OrEmpty(address: Uint8Array): string {
  return address.length === 0 ? "" : addressToBech32(address);
}
