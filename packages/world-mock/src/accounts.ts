// Accounts as the users of a world give and get them. Mirrors stepSetState.go and worldAccountValidate.go of mx-chain-scenario-go.
import { ADDRESS_LENGTH, bytesToHex, isSmartContractAddress } from "@mxvm/codec";
import { WorldError, type AccountChange, type AccountState, type ByteString } from "@mxvm/protocol-hooks";
import { writeEsdtStates } from "./esdt/states.js";
import type { AccountRecord, AccountUpdate } from "./state/account.js";
import type { AccountsState } from "./state/accounts-state.js";

/** Upgradeable, readable, payable, payable by contracts. */
const defaultCodeMetadata: readonly number[] = [0x05, 0x06];

/** Sets the parts that are given; the account comes into being where there is none. Throws `ACCOUNT_INVALID` and changes nothing. */
export function changeAccount(state: AccountsState, change: AccountChange): void {
  assertValid(change);
  const hasCodeMetadata = (state.getAccount(change.address)?.codeMetadata.length ?? 0) > 0;
  state.update(change.address, updateFrom(change, hasCodeMetadata));
  if (change.esdt !== undefined) writeEsdtStates(state, change.address, change.esdt);
}

/** The account as the caller's own copy. */
export function accountStateFrom(account: AccountRecord): AccountState {
  const storage = new Map<ByteString, Uint8Array>();
  account.storage.forEach((value, key) => storage.set(key, value.slice()));
  return {
    address: account.address.slice(),
    nonce: account.nonce,
    balance: account.balance,
    username: account.username.slice(),
    storage,
    code: account.code.slice(),
    codeHash: account.codeHash.slice(),
    codeMetadata: account.codeMetadata.slice(),
    ownerAddress: account.ownerAddress.slice(),
    developerReward: account.developerReward,
    shard: account.shard,
    asyncCallData: account.asyncCallData.slice(),
  };
}

function assertValid({ address, nonce, balance, developerReward, code, ownerAddress }: AccountChange): void {
  const problem =
    problemOfAddress(address) ??
    problemOfNumber("nonce", nonce) ??
    problemOfNumber("balance", balance) ??
    problemOfNumber("developer reward", developerReward) ??
    problemOfCode(address, code) ??
    problemOfOwner(ownerAddress);
  if (problem !== undefined) {
    throw new WorldError("ACCOUNT_INVALID", `account 0x${bytesToHex(address)}: ${problem}`, { address });
  }
}

function problemOfAddress({ length }: Uint8Array): string | undefined {
  return length === ADDRESS_LENGTH ? undefined : `address of ${length} bytes, expected ${ADDRESS_LENGTH}`;
}

function problemOfNumber(name: string, value: bigint | undefined): string | undefined {
  return value !== undefined && value < 0n ? `${name} is negative: ${value}` : undefined;
}

function problemOfCode(address: Uint8Array, code: Uint8Array | undefined): string | undefined {
  const isMisplaced = code !== undefined && code.length > 0 && !isSmartContractAddress(address);
  return isMisplaced ? "it has code, but its address is not a contract's" : undefined;
}

function problemOfOwner(ownerAddress: Uint8Array | undefined): string | undefined {
  const length = ownerAddress?.length ?? 0;
  return length === 0 || length === ADDRESS_LENGTH ? undefined : `owner address of ${length} bytes, expected ${ADDRESS_LENGTH} or none`;
}

/** Code without metadata takes those that the account has already, else the default. */
function updateFrom(change: AccountChange, hasCodeMetadata: boolean): AccountUpdate {
  const update: { -readonly [Part in keyof AccountUpdate]: AccountUpdate[Part] } = {};
  if (change.nonce !== undefined) update.nonce = change.nonce;
  if (change.balance !== undefined) update.balance = change.balance;
  if (change.username !== undefined) update.username = change.username.slice();
  if (change.code !== undefined) update.code = change.code;
  if (change.codeMetadata !== undefined) update.codeMetadata = change.codeMetadata.slice();
  else if (change.code !== undefined && change.code.length > 0 && !hasCodeMetadata) update.codeMetadata = Uint8Array.from(defaultCodeMetadata);
  if (change.ownerAddress !== undefined) update.ownerAddress = change.ownerAddress.slice();
  if (change.developerReward !== undefined) update.developerReward = change.developerReward;
  if (change.shard !== undefined) update.shard = change.shard;
  if (change.asyncCallData !== undefined) update.asyncCallData = change.asyncCallData.slice();
  if (change.storage !== undefined) update.storage = copiedEntries(change.storage);
  return update;
}

function* copiedEntries(entries: ReadonlyMap<ByteString, Uint8Array>): Iterable<readonly [ByteString, Uint8Array]> {
  for (const [key, value] of entries) yield [key, value.slice()];
}
