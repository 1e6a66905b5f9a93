// What `setState` sets, as what the fluent world takes.
import { bytesToByteString, isSmartContractAddress, textFromBytes } from "@mxvm/codec";
import type { AccountSetup } from "../model/account.js";
import type { EsdtInstanceSetup, EsdtPayment, EsdtSetup } from "../model/esdt.js";
import type { BlockInfoSetup } from "../model/scenario.js";
import type { UintValue } from "../model/values.js";
import { bigint, type Code, type Field, list, object, text } from "./code.js";
import type { ExpectationWriter } from "./expectations.js";

function number(value: UintValue | undefined): Code | undefined {
  return value && bigint(value.value);
}

/** The setup of an account that is put, or the parts of one that is updated. */
export function setupToCode(account: AccountSetup, writer: ExpectationWriter): Code {
  const { update, nonce, balance, esdt, username, storage, code, codeMetadata, owner, developerRewards, shard, asyncCallData } = account;
  const isContract = isSmartContractAddress(account.address.bytes);
  // An update of a contract that names no code is refused.
  const codeField: Code | undefined = code === undefined ? (update && isContract ? text("") : undefined) : code.bytes.length === 0 && !update ? undefined : writer.code(code, code.bytes);
  const fields: readonly Field[] = [
    ["nonce", number(nonce)],
    ["balance", number(balance)],
    ["tokens", esdt.length === 0 ? undefined : object(esdt.map((token): Field => [textFromBytes(token.tokenIdentifier.bytes), tokenToCode(token, writer)]))],
    ["username", username && text(textFromBytes(username.bytes))],
    ["storage", storage.length === 0 ? undefined : object(storage.map(({ key, value }): Field => [writer.bytes(key, key.bytes), writer.code(value, value.bytes)]))],
    ["code", codeField],
    // An update leaves these two alone.
    ["codeMetadata", update ? undefined : codeMetadata && text(writer.bytes(codeMetadata, codeMetadata.bytes))],
    ["developerRewards", update ? undefined : number(developerRewards)],
    ["owner", owner && writer.addressOrBytes(owner, owner.bytes)],
    ["shard", shard && BigInt.asUintN(32, shard.value).toString()],
    ["asyncCallData", asyncCallData ? text(asyncCallData.text) : update && isContract ? text("") : undefined],
  ];
  return object(fields);
}

function tokenToCode({ instances, lastNonce, roles, frozen }: EsdtSetup, writer: ExpectationWriter): Code {
  const isFrozen = (frozen?.value ?? 0n) > 0n;
  const [only, ...more] = instances;
  const hasMore = (lastNonce?.value ?? 0n) > 0n || roles.length > 0 || isFrozen;
  if (only !== undefined && more.length === 0 && isPlain(only)) {
    const balance = bigint(only.balance?.value ?? 0n);
    return hasMore ? object([["balance", balance], ...tokenFields()]) : balance;
  }
  return object([["instances", instances.length === 0 ? undefined : list(instances.map((instance) => instanceToCode(instance, writer)))], ...tokenFields()]);

  function tokenFields(): readonly Field[] {
    return [
      ["lastNonce", number(lastNonce)],
      ["roles", roles.length === 0 ? undefined : list(roles.map((role) => text(role.text)))],
      ["frozen", isFrozen ? "true" : undefined],
    ];
  }
}

function isPlain({ nonce, creator, royalties, hash, uri, attributes }: EsdtInstanceSetup): boolean {
  return (nonce?.value ?? 0n) === 0n && creator === undefined && royalties === undefined && hash === undefined && uri === undefined && attributes === undefined;
}

function instanceToCode({ nonce, balance, creator, royalties, hash, uri, attributes }: EsdtInstanceSetup, writer: ExpectationWriter): Code {
  return object([
    ["nonce", bigint(nonce?.value ?? 0n)],
    ["balance", bigint(balance?.value ?? 0n)],
    ["creator", creator && text(writer.bytes(creator, creator.bytes))],
    ["royalties", royalties?.value.toString()],
    ["hash", hash && writer.code(hash, hash.bytes)],
    ["uris", uri && list(uri.map((item) => writer.code(item, item.bytes)))],
    ["attributes", attributes && writer.code(attributes, attributes.bytes)],
  ]);
}

const millisecondsPerSecond = 1000n;

export function blockToCode(block: BlockInfoSetup, writer: ExpectationWriter): Code {
  const { blockTimestamp, blockTimestampMs, blockNonce, blockRound, blockEpoch, blockRandomSeed } = block;
  const timestampMs = blockTimestampMs?.value ?? (blockTimestamp && blockTimestamp.value * millisecondsPerSecond);
  return object([
    ["timestampMs", timestampMs === undefined ? undefined : bigint(BigInt.asUintN(64, timestampMs))],
    ["nonce", number(blockNonce)],
    ["round", number(blockRound)],
    ["epoch", blockEpoch && BigInt.asUintN(32, blockEpoch.value).toString()],
    ["randomSeed", blockRandomSeed && text(writer.bytes(blockRandomSeed, blockRandomSeed.bytes))],
  ]);
}

/** Payments by identifier, or in order. */
export function paymentsToCode(payments: readonly EsdtPayment[]): Code | undefined {
  if (payments.length === 0) return undefined;
  const parts = payments.map(({ tokenIdentifier, nonce, value }) => ({
    identifier: tokenIdentifier?.bytes ?? new Uint8Array(),
    nonce: nonce?.value ?? 0n,
    amount: value?.value ?? 0n,
  }));
  const names = new Set(parts.map(({ identifier }) => bytesToByteString(identifier)));
  // Keys that are whole numbers would come first, whatever their order.
  const isPlain = parts.every(({ nonce, identifier }) => nonce === 0n && /\D/.test(textFromBytes(identifier)));
  if (isPlain && names.size === parts.length) return object(parts.map(({ identifier, amount }): Field => [textFromBytes(identifier), bigint(amount)]));
  return list(
    parts.map(({ identifier, nonce, amount }) =>
      object([
        ["token", text(textFromBytes(identifier))],
        ["nonce", nonce === 0n ? undefined : bigint(nonce)],
        ["amount", bigint(amount)],
      ]),
    ),
  );
}
