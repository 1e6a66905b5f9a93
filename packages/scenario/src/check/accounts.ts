// `checkState`. Mirrors mx-chain-scenario-go executor stepCheckState.go, rule by rule; where production stops at the first part that does
// not hold, all are reported.

import { bytesToByteString, byteStringToBytes, equalBytes, esdtSystemContractAddress, systemAccountAddress } from "@mxvm/codec";
import type { AccountState, ByteString, EsdtState, World } from "@mxvm/protocol-hooks";
import type { AccountCheck, AccountsCheck, StorageCheck } from "../model/account.js";
import { spanOf } from "../model/source.js";
import type { ExpectedBytes } from "../model/values.js";
import { expressionFromBytes, summarizeCode } from "../write/expression.js";
import { checkTokens } from "./esdt.js";
import type { Mismatches } from "./mismatch.js";
import { bytesMatch, quote } from "./mismatch.js";

/** Storage of the protocol itself; checks of storage pass over it. */
const protectedPrefix = "ELROND";

/** What is absent is read as the mismatches' dialect says. */
export function checkAccounts(mismatches: Mismatches, check: AccountsCheck, world: World): void {
  const isMissingAllowed = mismatches.dialect === "rust" && check.othersAllowed;
  if (!check.othersAllowed && mismatches.dialect === "go") reportOtherAccounts(mismatches, check, world);
  for (const account of check.accounts) {
    const state = world.getAccount(account.address.bytes);
    if (state === undefined) {
      if (!isMissingAllowed) mismatches.add(`account ${mismatches.textOf(account.address)}`, account.address, "that it exists", "no such account");
    } else checkAccount(mismatches, account, state, world.getEsdt(account.address.bytes));
  }
}

/** Accounts that are there beside those. The system account may always be, and so may the contract that issues tokens, once it has. */
export function otherAddresses(world: World, known: readonly Uint8Array[]): readonly Uint8Array[] {
  const expected = new Set(known.map(bytesToByteString));
  return world.addresses().filter((address) => !expected.has(bytesToByteString(address)) && !equalBytes(address, systemAccountAddress) && !isIssuingContract(world, address));
}

function reportOtherAccounts(mismatches: Mismatches, check: AccountsCheck, world: World): void {
  for (const address of otherAddresses(world, check.accounts.map((account) => account.address.bytes))) {
    mismatches.add("accounts", check, 'those listed only, as there is no "+"', quote(expressionFromBytes(address, "address")));
  }
}

/** In production's tools nobody has storage there without code. */
function isIssuingContract(world: World, address: Uint8Array): boolean {
  if (!equalBytes(address, esdtSystemContractAddress)) return false;
  const { code, storage } = world.getAccount(address) ?? {};
  return code?.length === 0 && (storage?.size ?? 0) > 0;
}

function checkAccount(mismatches: Mismatches, check: AccountCheck, state: AccountState, tokens: readonly EsdtState[]): void {
  const { dialect } = mismatches;
  const name = mismatches.textOf(check.address);
  const bytesOrNothing = (what: string, expected: ExpectedBytes | undefined, actual: Uint8Array): void => {
    if (expected !== undefined) mismatches.checkBytes(`${what} of ${name}`, expected, actual, check);
  };

  mismatches.checkNumber(`nonce of ${name}`, check.nonce, state.nonce, check);
  mismatches.checkNumber(`balance of ${name}`, check.balance, state.balance, check);
  mismatches.checkBytes(`username of ${name}`, check.username, state.username, check, "text");
  checkCode(mismatches, `code of ${name}`, check, state.code);
  bytesOrNothing("codeMetadata", check.codeMetadata, state.codeMetadata);
  // The framework compares neither of these.
  if (dialect === "go") {
    bytesOrNothing("owner", ownerLiterally(mismatches, check.owner), state.ownerAddress);
    bytesOrNothing("asyncCallData", check.asyncCallData, state.asyncCallData);
  }
  if (check.storage !== undefined) checkStorage(mismatches, name, check.storage, state.storage);
  else if (dialect === "rust") checkStorage(mismatches, name, { ...spanOf(check), kind: "entries", entries: [], othersAllowed: false }, state.storage);
  else if ([...state.storage.keys()].some((key) => !key.startsWith(protectedPrefix))) {
    mismatches.warn(check.address, `storage of ${name} is not checked, as none is written; the Rust framework expects it to be empty`);
  }
  if (check.esdt?.kind !== "any") checkTokens(mismatches, name, check.esdt?.tokens ?? [], tokens, check.esdt ?? check);
}

/** Production gives `"*"` no meaning for owners: it reads it as an empty one. */
function ownerLiterally(mismatches: Mismatches, owner: ExpectedBytes | undefined): ExpectedBytes | undefined {
  if (owner?.kind !== "any") return owner;
  mismatches.warn(owner, 'an owner of "*" means none; the Rust framework does not compare owners');
  return { kind: "equal", value: new Uint8Array(), ...spanOf(owner) };
}

function checkCode(mismatches: Mismatches, what: string, check: AccountCheck, code: Uint8Array): void {
  const expected = check.code;
  const isAnything = expected === undefined && mismatches.dialect === "rust";
  if (isAnything || bytesMatch(expected, code)) return;
  const written = expected?.kind === "equal" ? `${mismatches.textOf(expected)}, ${summarizeCode(expected.value)}` : "no code, as nothing is written";
  mismatches.add(what, expected ?? check, written, summarizeCode(code));
}

function checkStorage(mismatches: Mismatches, name: string, check: StorageCheck, storage: ReadonlyMap<ByteString, Uint8Array>): void {
  if (check.kind === "any") return;
  const expected = new Set<ByteString>();
  for (const { key, value } of check.entries) {
    const keyString = bytesToByteString(key.bytes);
    expected.add(keyString);
    if (keyString.startsWith(protectedPrefix)) continue;
    mismatches.checkBytes(`storage ${mismatches.textOf(key)} of ${name}`, value, storage.get(keyString) ?? new Uint8Array(), key);
  }
  if (check.othersAllowed) return;
  for (const [key, value] of storage) {
    if (expected.has(key) || key.startsWith(protectedPrefix)) continue;
    mismatches.checkBytes(`storage ${quote(expressionFromBytes(byteStringToBytes(key)))} of ${name}`, noStorage(check), value, check);
  }
}

/** An entry that is not there, in either dialect, without extent in the file. */
function noStorage({ start }: StorageCheck): ExpectedBytes {
  return { kind: "equal", value: new Uint8Array(), start, end: start };
}
