// Tokens that arrive at and leave from an account, as single and multi transfers share it. Mirrors baseComponentsHolder.go and the shared
// parts of esdtNFTTransfer.go.
import { byteStringToBytes, equalBytes, type ByteString } from "@mxvm/codec";
import { EsdtType, type Address, type VmOutput } from "@mxvm/protocol-hooks";
import {
  addToLiquidity,
  checkFrozenAndPaused,
  findToken,
  readFromSystemAccount,
  saveToken,
  type SaveOptions,
} from "../esdt/data-storage.js";
import { METACHAIN_SHARD, type TokenAccount } from "../esdt/environment.js";
import { roleKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { mergeMetadata } from "../esdt/metadata-version.js";
import { encodeToken } from "../esdt/protobuf.js";
import { includesRole, readRoles, Role } from "../esdt/roles.js";
import { createToken, isMetadataOnUserAccount, valueOf, type TokenData } from "../esdt/token.js";
import { isFreeReturn, type BuiltInCall, type BuiltInContext } from "./call.js";
import { callData, createTransfer, setTransfer } from "./output.js";

// Production compares with the function's name here, not with the role's, so that this role never counts.
const recreateFunction = byteStringToBytes("ESDTMetaDataRecreate");

/** A token on its way. */
export interface TokenMove {
  readonly senderAddress: Address;
  readonly destinationAddress: Address;
  readonly tokenIdentifier: Uint8Array;
  readonly key: ByteString;
  readonly nonce: bigint;
  readonly isReturnWithError: boolean;
}

/** Fails unless the destination that the sender names is another account, and none of the metachain. */
export function checkDestination({ context, input }: BuiltInCall, destinationAddress: Address): void {
  if (destinationAddress.length !== input.callerAddress.length) fail("invalidArguments", ", not a valid destination address");
  if (equalBytes(destinationAddress, input.callerAddress)) fail("invalidArguments", ", can not transfer to self");
  if (context.shardOf(destinationAddress) === METACHAIN_SHARD) fail("invalidReceiverAddress");
}

/** How both ends of a transfer save a token. */
export function transferSaveOptions(isReturnWithError: boolean): SaveOptions {
  return { mustUpdateAllFields: false, isReturnWithError, keepMetadataOnZeroLiquidity: false };
}

/**
 * Adds a token that was transferred to the destination's holding. Afterwards `token` is that holding: production computes the gas of the
 * payload from it.
 */
export function addToDestination(context: BuiltInContext, destination: TokenAccount, token: TokenData, move: TokenMove): void {
  const { senderAddress, destinationAddress, key, nonce, isReturnWithError } = move;
  const held = findToken(context, destination, key, nonce);
  const current = held ?? createToken(EsdtType.fungible, 0n);
  checkFrozenAndPaused(context, destinationAddress, key, current, isReturnWithError);
  const transferredValue = valueOf(token);
  token.value = transferredValue + valueOf(current);
  if (held === undefined && !isMetadataOnUserAccount(token.type)) {
    const onSystemAccount = readFromSystemAccount(context, key, nonce);
    current.metadata = onSystemAccount?.metadata;
    current.reserved = onSystemAccount?.reserved;
  }
  mergeMetadata(context, current, token);
  saveToken(context, senderAddress, destination, key, nonce, token, transferSaveOptions(isReturnWithError));
  if (context.shardOf(senderAddress) !== context.shardOf(destinationAddress)) {
    addToLiquidity(context, key, token.type, nonce, transferredValue, false);
  }
}

/** Takes a token that leaves the shard out of the shard's liquidity. */
export function removeFromShard(context: BuiltInContext, sender: TokenAccount, type: number, value: bigint, move: TokenMove): void {
  const keepsMetadata =
    type === EsdtType.dynamicSft || type === EsdtType.dynamicMeta || hasDynamicRole(context, sender, move.tokenIdentifier);
  addToLiquidity(context, move.key, type, move.nonce, -value, keepsMetadata);
}

/** Whether the account may change metadata of the token later on. */
function hasDynamicRole({ flags }: BuiltInContext, account: TokenAccount, tokenIdentifier: Uint8Array): boolean {
  const roles = readRoles(account, roleKey(tokenIdentifier));
  const dynamicRoles = [recreateFunction, Role.nftUpdate, Role.modifyCreator, Role.modifyRoyalties, Role.setNewUri];
  if (flags.DynamicEsdtFlag) dynamicRoles.push(Role.nftAddUri, Role.nftUpdateAttributes);
  return dynamicRoles.some((role) => includesRole(roles, role));
}

/** The token as the payload of a call to another shard; takes its gas from the output. */
export function payloadOf(call: BuiltInCall, output: VmOutput, token: TokenData): Uint8Array {
  const payload = encodeToken(token);
  if (isFreeReturn(call)) return payload;
  const gas = BigInt(payload.length) * call.context.costs.DataCopyPerByte;
  if (gas > output.gasRemaining) fail("notEnoughGas");
  output.gasRemaining -= gas;
  return payload;
}

/** The call that goes on in the destination's shard. It carries gas only where a contract call follows. */
export function setTransferToShard(
  { input }: BuiltInCall,
  output: VmOutput,
  destination: Address,
  args: readonly Uint8Array[],
  isContractCall: boolean,
): void {
  const { callerAddress, callValue: value, gasLocked, callType } = input;
  const gasLimit = isContractCall ? output.gasRemaining : 0n;
  if (isContractCall) output.gasRemaining = 0n;
  const data = callData(input.function, args);
  setTransfer(output, destination, createTransfer(callerAddress, { value, gasLimit, gasLocked, data, callType }));
}
