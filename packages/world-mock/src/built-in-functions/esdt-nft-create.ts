// ESDTNFTCreate: makes a token with the next nonce. Arguments: token, quantity, name, royalties, hash, attributes, URIs; where the call is
// made on behalf of the caller, last the contract that has the role. Mirrors esdtNFTCreate.go.
import { bytesToUnsigned, equalBytes, magnitudeToBytes } from "@mxvm/codec";
import { CallType, EsdtType, type EsdtTypeValue, type VmOutput } from "@mxvm/protocol-hooks";
import { addToLiquidity, saveToken } from "../esdt/data-storage.js";
import type { TokenAccount } from "../esdt/environment.js";
import { tokenTypeOf } from "../esdt/global-settings.js";
import { tokenKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { readLatestNonce, writeLatestNonce } from "../esdt/latest-nonce.js";
import { encodeToken } from "../esdt/protobuf.js";
import { checkAllowedToExecute, Role } from "../esdt/roles.js";
import { createToken } from "../esdt/token.js";
import { checkGas, checkOwnCall, checkQuantityLength, lengthOf, royaltiesFromBytes, senderOf, type BuiltInCall } from "./call.js";
import { createOutput, createTokenLog } from "./output.js";

const MIN_ARGUMENTS = 7;
const FIRST_URI = 6;

export function esdtNftCreate(call: BuiltInCall): VmOutput {
  const { context, input, cost } = call;
  const { creator, uris } = readCreator(call);
  const tokenIdentifier = input.arguments[0]!;
  checkAllowedToExecute(creator, tokenIdentifier, Role.nftCreate);
  const nonce = BigInt.asUintN(64, readLatestNonce(creator, tokenIdentifier) + 1n);
  const usedGas = BigInt(lengthOf(input.arguments)) * context.costs.StorePerByte + cost;
  checkGas(call, usedGas);
  const royalties = royaltiesFromBytes(input.arguments[3]!);
  const quantity = checkQuantity(call, creator);

  const token = createToken(typeOfNewToken(call), quantity);
  token.metadata = {
    nonce,
    name: input.arguments[2]!,
    creator: input.callerAddress,
    royalties,
    hash: input.arguments[4]!,
    uris,
    attributes: input.arguments[5]!,
  };
  const key = tokenKey(tokenIdentifier);
  const options = { mustUpdateAllFields: true, isReturnWithError: input.returnCallAfterError, keepMetadataOnZeroLiquidity: false };
  saveToken(context, creator.address, creator, key, nonce, token, options);
  addToLiquidity(context, key, token.type, nonce, quantity, false);
  writeLatestNonce(creator, tokenIdentifier, nonce);

  const log = createTokenLog(call, input.callerAddress, { tokenIdentifier, nonce, value: quantity }, [encodeToken(token)]);
  const output = createOutput(input.gasProvided - usedGas, [log]);
  output.returnData.push(magnitudeToBytes(nonce));
  return output;
}

/** Whose roles and holding count: the sender's, or those of the contract that the last argument names. */
function readCreator(call: BuiltInCall): { readonly creator: TokenAccount; readonly uris: readonly Uint8Array[] } {
  const { context, input, sender, cost } = call;
  const isOnBehalf = input.callType === CallType.execOnDestByCaller;
  checkOwnCall(call);
  if (sender === undefined && !isOnBehalf) fail("nilUserAccount");
  checkGas(call, cost);
  const count = input.arguments.length;
  if (count < (isOnBehalf ? MIN_ARGUMENTS + 1 : MIN_ARGUMENTS)) fail("invalidArguments", ", wrong number of arguments");
  if (!isOnBehalf) return { creator: senderOf(call), uris: input.arguments.slice(FIRST_URI) };
  const creatorAddress = input.arguments[count - 1]!;
  if (creatorAddress.length !== input.callerAddress.length) fail("invalidAddressLength");
  if (equalBytes(creatorAddress, input.callerAddress)) fail("invalidReceiverAddress");
  return { creator: context.loadAccount(creatorAddress), uris: input.arguments.slice(FIRST_URI, count - 1) };
}

function checkQuantity({ context, input }: BuiltInCall, creator: TokenAccount): bigint {
  const quantity = bytesToUnsigned(input.arguments[1]!);
  if (quantity === 0n) fail("invalidArguments", ", invalid quantity");
  if (quantity > 1n) checkAllowedToExecute(creator, input.arguments[0]!, Role.nftAddQuantity);
  checkQuantityLength(context, input.arguments[1]!, "quantity in nft create");
  return quantity;
}

function typeOfNewToken({ context, input }: BuiltInCall): EsdtTypeValue {
  return context.flags.DynamicEsdtFlag ? tokenTypeOf(context.systemAccount, tokenKey(input.arguments[0]!)) : EsdtType.nonFungible;
}
