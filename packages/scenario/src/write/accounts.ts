// Accounts of a world as the `accounts` of a `setState` step. Mirrors mx-chain-scenario-go executor stepDumpWorld.go.

import { byteStringToBytes, compareBytes } from "@mxvm/codec";
import type { AccountState, EsdtInstanceState, EsdtState, World } from "@mxvm/protocol-hooks";
import { expressionFromBytes } from "./expression.js";
import type { JsonValue } from "./json.js";
import { writeJson } from "./json.js";

const protectedPrefix = "ELROND";

/** All accounts of a world, as JSON. Storage of the protocol is left out: tokens are written as tokens. */
export function writeAccounts(world: World): string {
  const accounts = new Map<string, JsonValue>();
  for (const address of world.addresses()) {
    const account = world.getAccount(address);
    if (account !== undefined) accounts.set(expressionFromBytes(address, "address"), accountToJson(account, world.getEsdt(address), writeCode));
  }
  return writeJson(accounts);
}

function writeCode(code: Uint8Array): string {
  return expressionFromBytes(code, "hex");
}

/** An account as a `setState` step writes it; code by the expression that the caller has for it. */
export function accountToJson(
  account: AccountState,
  tokens: readonly EsdtState[],
  codeExpression: (code: Uint8Array) => string,
): ReadonlyMap<string, JsonValue> {
  const storage = [...account.storage]
    .filter(([key]) => !key.startsWith(protectedPrefix))
    .map(([key, value]) => ({ key: byteStringToBytes(key), value }))
    .sort((a, b) => compareBytes(a.key, b.key));
  return fields({
    shard: numberOrNothing(BigInt(account.shard)),
    nonce: account.nonce.toString(),
    balance: account.balance.toString(),
    esdt: new Map(tokens.map((token) => [expressionFromBytes(token.tokenIdentifier, "text"), tokenToJson(token)])),
    username: expressionFromBytes(account.username, "text"),
    storage: new Map(storage.map(({ key, value }) => [expressionFromBytes(key), expressionFromBytes(value)])),
    code: account.code.length === 0 ? "" : codeExpression(account.code),
    codeMetadata: account.code.length === 0 ? "" : expressionFromBytes(account.codeMetadata, "hex"),
    owner: expressionFromBytes(account.ownerAddress, "address"),
    developerRewards: numberOrNothing(account.developerReward),
  });
}

function tokenToJson(token: EsdtState): JsonValue {
  const [first, ...more] = token.instances;
  const isPlain = first?.nonce === 0n && more.length === 0 && token.lastNonce === 0n && token.roles.length === 0;
  if (isPlain && first.frozen !== true) return first.balance.toString();
  return fields({
    instances: token.instances.map(instanceToJson),
    lastNonce: numberOrNothing(token.lastNonce),
    roles: token.roles,
    frozen: token.instances.some(({ frozen }) => frozen === true) ? "true" : "",
  });
}

function instanceToJson(instance: EsdtInstanceState): JsonValue {
  const nothing = new Uint8Array();
  return fields({
    nonce: instance.nonce.toString(),
    balance: instance.balance.toString(),
    creator: expressionFromBytes(instance.creator ?? nothing, "address"),
    royalties: numberOrNothing(BigInt(instance.royalties ?? 0)),
    hash: expressionFromBytes(instance.hash ?? nothing),
    uri: (instance.uris ?? []).map((uri) => expressionFromBytes(uri, "text")),
    attributes: expressionFromBytes(instance.attributes ?? nothing),
  });
}

function numberOrNothing(value: bigint): string {
  return value === 0n ? "" : value.toString();
}

/** Fields that say something: what is empty is not written. */
function fields(values: Readonly<Record<string, JsonValue>>): ReadonlyMap<string, JsonValue> {
  return new Map(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: JsonValue): boolean {
  return value instanceof Map ? value.size === 0 : value === "" || (Array.isArray(value) && value.length === 0);
}
