// Changes to metadata by their role alone, as the functions for dynamic tokens share them. Mirrors checkUpdateArguments, getEsdtInfo and
// saveESDTMetaDataInfo of esdtMetaDataRecreate.go.
import { equalBytes, type ByteString } from "@mxvm/codec";
import { EsdtType } from "@mxvm/protocol-hooks";
import { findToken, readFromSystemAccount, saveToken, writeToSystemAccount } from "../esdt/data-storage.js";
import type { TokenAccount } from "../esdt/environment.js";
import { tokenTypeOf } from "../esdt/global-settings.js";
import { tokenKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { setMetadataVersion } from "../esdt/metadata-version.js";
import { checkAllowedToExecute } from "../esdt/roles.js";
import { createMetadata, createToken, type MetadataVersion, type TokenData } from "../esdt/token.js";
import { bytesToUint64, checkNoValue, type BuiltInCall } from "./call.js";

/** A token whose metadata change, and where they are stored. */
export interface DynamicToken {
  readonly token: TokenData;
  readonly key: ByteString;
  readonly nonce: bigint;
  readonly isOnSystemAccount: boolean;
}

/** Called on oneself, with the role for the token in the first argument. Answers the caller. */
export function checkMetadataUpdate(call: BuiltInCall, argumentCount: number, role: Uint8Array): TokenAccount {
  const { context, input, sender } = call;
  checkNoValue(input);
  if (!equalBytes(input.callerAddress, input.recipientAddress)) fail("invalidReceiverAddress");
  if (sender === undefined) fail("nilUserAccount");
  if (!context.flags.DynamicEsdtFlag) fail("builtInFunctionIsNotActive");
  if (input.arguments.length < argumentCount) fail("invalidNumberOfArguments");
  checkAllowedToExecute(sender, input.arguments[0]!, role);
  return sender;
}

/** The token and nonce of the first two arguments. Dynamic tokens that are not there yet are made. */
export function loadDynamicToken({ context, input }: BuiltInCall, sender: TokenAccount): DynamicToken {
  const key = tokenKey(input.arguments[0]!);
  const nonce = bytesToUint64(input.arguments[1]!);
  const type = tokenTypeOf(context.systemAccount, key);
  if (type === EsdtType.dynamicSft || type === EsdtType.dynamicMeta) {
    const token = readFromSystemAccount(context, key, nonce) ?? createToken(EsdtType.fungible, undefined);
    token.metadata ??= createMetadata(nonce);
    return { token, key, nonce, isOnSystemAccount: true };
  }
  const held = findToken(context, sender, key, nonce);
  if (type === EsdtType.dynamicNft) {
    return { token: held ?? createDynamicNft(nonce), key, nonce, isOnSystemAccount: false };
  }
  if (held === undefined) fail("nilEsdtData");
  if (held.value === undefined || held.value === 0n) fail("invalidEsdtValue");
  held.metadata ??= createMetadata(nonce);
  return { token: held, key, nonce, isOnSystemAccount: false };
}

function createDynamicNft(nonce: bigint): TokenData {
  const token = createToken(EsdtType.dynamicNft, 0n);
  token.metadata = createMetadata(nonce);
  return token;
}

/** Stores changed metadata with their version. */
export function saveDynamicToken(call: BuiltInCall, sender: TokenAccount, dynamicToken: DynamicToken, version: MetadataVersion): void {
  const { context, input } = call;
  const { token, key, nonce, isOnSystemAccount } = dynamicToken;
  setMetadataVersion(context, token, version);
  if (isOnSystemAccount) {
    writeToSystemAccount(context, key, nonce, token);
  } else {
    const options = { mustUpdateAllFields: true, isReturnWithError: input.returnCallAfterError, keepMetadataOnZeroLiquidity: true };
    saveToken(context, sender.address, sender, key, nonce, token, options);
  }
}

/** Gas of metadata that grow by a number of bytes; nothing is given back for those that shrink. */
export function growthCost({ context, cost }: BuiltInCall, growth: number): bigint {
  return BigInt(Math.max(0, growth)) * context.costs.StorePerByte + cost;
}
