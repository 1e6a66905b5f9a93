// What a scenario expects, as what matchers take.
import { bytesToByteString, textFromBytes } from "@mxvm/codec";
import type { AccountCheck, StorageCheck, TokensCheck } from "../model/account.js";
import type { EsdtCheck, EsdtInstanceCheck } from "../model/esdt.js";
import type { LogsCheck, ResultCheck } from "../model/transaction.js";
import type { ExpectedBytes, ExpectedList, ExpectedNumber } from "../model/values.js";
import type { Dialect } from "../values/dialect.js";
import { bigint, type Code, type Field, list, object, text } from "./code.js";

/** What expectations are written with: they know the file that they are from. */
export interface ExpectationWriter {
  readonly dialect: Dialect;
  readonly bytes: (expected: { readonly start: number; readonly end: number }, bytes: Uint8Array) => string;
  /** Bytes that may come from a contract's file. */
  readonly code: (expected: { readonly start: number; readonly end: number }, bytes: Uint8Array) => Code;
  readonly addressOrBytes: (expected: { readonly start: number; readonly end: number }, bytes: Uint8Array) => Code;
}

const anything = text("*");

/** To production a number that is not written is 0; to the Rust framework it is any. */
function numberOrZero(expected: ExpectedNumber | undefined, { dialect }: ExpectationWriter): Code | undefined {
  if (expected === undefined) return undefined;
  if (expected.kind === "any") return anything;
  return expected.value === 0n && dialect === "go" ? undefined : bigint(expected.value);
}

function bytesToCode(expected: ExpectedBytes, writer: ExpectationWriter): Code {
  return expected.kind === "any" ? anything : writer.code(expected, expected.value);
}

export function listToCode(expected: ExpectedList | undefined, writer: ExpectationWriter): Code {
  if (expected === undefined) return writer.dialect === "go" ? "[]" : anything;
  return expected.kind === "any" ? anything : list(expected.items.map((item) => bytesToCode(item, writer)));
}

export function accountToCode(check: AccountCheck, writer: ExpectationWriter): Code {
  const { nonce, balance, esdt, username, storage, code, codeMetadata, owner, asyncCallData } = check;
  const notEmpty = (expected: ExpectedBytes | undefined): Code | undefined => (expected === undefined || (isEmpty(expected) && writer.dialect === "go") ? undefined : bytesToCode(expected, writer));
  const whole = (expected: ExpectedBytes | undefined): Code | undefined => expected && bytesToCode(expected, writer);
  const fields: readonly Field[] = [
    ["nonce", numberOrZero(nonce, writer)],
    ["balance", numberOrZero(balance, writer)],
    ["tokens", tokensToCode(esdt, writer)],
    ["username", notEmpty(username)],
    ["storage", storageToCode(storage, writer)],
    ["code", notEmpty(code)],
    ["codeMetadata", whole(codeMetadata)],
    ["owner", ownerToCode(owner, writer)],
    ["asyncCallData", writer.dialect === "go" ? whole(asyncCallData) : undefined],
  ];
  return object(fields);
}

function isEmpty(expected: ExpectedBytes): boolean {
  return expected.kind === "equal" && expected.value.length === 0;
}

/** Production reads an owner of `"*"` as none. The framework compares no owners. */
function ownerToCode(owner: ExpectedBytes | undefined, writer: ExpectationWriter): Code | undefined {
  if (owner === undefined || writer.dialect === "rust") return undefined;
  if (owner.kind === "any") return text("");
  return writer.addressOrBytes(owner, owner.value);
}

/** Where none is written, production compares none, and the Rust framework expects none. */
function storageToCode(storage: StorageCheck | undefined, writer: ExpectationWriter): Code | undefined {
  if (storage === undefined) return undefined;
  if (storage.kind === "any") return writer.dialect === "go" ? undefined : anything;
  const entries = storage.entries.map(({ key, value }): Field => [writer.bytes(key, key.bytes), bytesToCode(value, writer)]);
  return object([...entries, ...(storage.othersAllowed ? [["+", text("")] as const] : [])]);
}

function tokensToCode(tokens: TokensCheck | undefined, writer: ExpectationWriter): Code | undefined {
  if (tokens === undefined) return undefined;
  if (tokens.kind === "any") return anything;
  // Of two checks of one token the last one holds.
  const byIdentifier = new Map(tokens.tokens.map((token) => [bytesToByteString(token.tokenIdentifier.bytes), token]));
  if (byIdentifier.size === 0) return undefined;
  return object([...byIdentifier.values()].map((token): Field => [textFromBytes(token.tokenIdentifier.bytes), tokenToCode(token, writer)]));
}

function tokenToCode({ instances, lastNonce, roles }: EsdtCheck, writer: ExpectationWriter): Code {
  const last = numberOrZero(lastNonce, writer);
  if (instances.kind === "instances" && last === undefined && roles.length === 0) {
    const [only, ...more] = instances.instances;
    if (only !== undefined && more.length === 0 && isPlainBalance(only)) return only.balance?.kind === "any" ? anything : bigint(only.balance?.value ?? 0n);
  }
  return object([
    ["instances", instances.kind === "any" ? anything : instances.instances.length === 0 ? undefined : list(instances.instances.map((instance) => instanceToCode(instance, writer)))],
    ["lastNonce", last],
    ["roles", roles.length === 0 ? undefined : list(roles.map((role) => text(role.text)))],
  ]);
}

/** A balance alone, as a balance that stands for a whole token says. */
function isPlainBalance({ nonce, creator, royalties, hash, uri, attributes }: EsdtInstanceCheck): boolean {
  const isNothing = [creator, hash, attributes].every((part) => part !== undefined && isEmpty(part));
  return nonce === undefined && isNothing && royalties?.kind === "equal" && royalties.value === 0n && uri?.kind === "items" && uri.items.length === 0;
}

function instanceToCode({ nonce, balance, creator, royalties, hash, uri, attributes }: EsdtInstanceCheck, writer: ExpectationWriter): Code {
  const whole = (expected: ExpectedBytes | undefined): Code | undefined => expected && bytesToCode(expected, writer);
  return object([
    ["nonce", bigint(nonce?.value ?? 0n)],
    ["balance", numberOrZero(balance, writer)],
    ["creator", creator?.kind === "equal" ? writer.addressOrBytes(creator, creator.value) : whole(creator)],
    ["royalties", royalties === undefined ? undefined : royalties.kind === "any" ? anything : bigint(royalties.value)],
    ["hash", whole(hash)],
    ["uris", uri && listToCode(uri, writer)],
    ["attributes", whole(attributes)],
  ]);
}

/** What is expected of a result beside its code, message and value. The framework compares neither gas nor refund. */
export function resultFields({ logs, gas, refund }: ResultCheck, checkGas: boolean, isOk: boolean, writer: ExpectationWriter): readonly Field[] {
  const logsField: Field = ["logs", logsToCode(logs, writer)];
  if (writer.dialect === "rust") return [logsField];
  const refunded = refund === undefined ? 0n : refund.kind === "any" ? undefined : refund.value;
  return [
    logsField,
    ["gasRemaining", checkGas && gas?.kind === "equal" ? bigint(gas.value) : undefined],
    // What failed refunds nothing.
    ["gasRefund", refunded === undefined || (!isOk && refunded === 0n) ? undefined : bigint(refunded)],
  ];
}

function logsToCode(logs: LogsCheck | undefined, writer: ExpectationWriter): Code | undefined {
  if (logs === undefined || logs.kind === "any") return undefined;
  const absent = writer.dialect === "go" ? undefined : anything;
  const written = logs.logs.map(({ address, endpoint, topics, data }) =>
    object([
      ["address", address === undefined ? absent : address.kind === "any" ? anything : writer.addressOrBytes(address, address.value)],
      ["endpoint", endpoint === undefined ? absent : bytesToCode(endpoint, writer)],
      ["topics", topics === undefined ? absent : listToCode(topics, writer)],
      ["data", data === undefined ? absent : listToCode(data, writer)],
    ]),
  );
  return list([...written, ...(logs.moreAllowed ? [text("+")] : [])]);
}
