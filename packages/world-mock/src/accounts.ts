// Accounts as the users of a world give and get them. Mirrors stepSetState.go and worldAccountValidate.go of mx-chain-scenario-go.
import { assertAccountChange, type AccountChange, type AccountState, type ByteString } from "@mxvm/protocol-hooks";
import { writeEsdtStates } from "./esdt/states.js";
import type { AccountRecord, AccountUpdate } from "./state/account.js";
import type { AccountsState } from "./state/accounts-state.js";

/** Upgradeable, readable, payable, payable by contracts. */
const defaultCodeMetadata: readonly number[] = [0x05, 0x06];

/** Sets the parts that are given; the account comes into being where there is none. Throws `ACCOUNT_INVALID` and changes nothing. */
export function changeAccount(state: AccountsState, change: AccountChange): void {
  assertAccountChange(change);
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
