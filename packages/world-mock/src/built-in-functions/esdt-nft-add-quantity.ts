// ESDTNFTAddQuantity: makes more of a token that one holds. Mirrors esdtNFTAddQuantity.go.
import { bytesToUnsigned } from "@mxvm/codec";
import type { VmOutput } from "@mxvm/protocol-hooks";
import { addToLiquidity, saveToken, tokenOfSender } from "../esdt/data-storage.js";
import { tokenKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { checkAllowedToExecute, Role } from "../esdt/roles.js";
import { valueOf } from "../esdt/token.js";
import { bytesToUint64, checkNftInput, checkQuantityLength, type BuiltInCall } from "./call.js";
import { createOutput, createTokenLog } from "./output.js";
import { transferSaveOptions } from "./token-move.js";

export function esdtNftAddQuantity(call: BuiltInCall): VmOutput {
  const { context, input, cost } = call;
  const sender = checkNftInput(call);
  if (input.arguments.length < 3) fail("invalidArguments");
  const tokenIdentifier = input.arguments[0]!;
  checkAllowedToExecute(sender, tokenIdentifier, Role.nftAddQuantity);
  const key = tokenKey(tokenIdentifier);
  const nonce = bytesToUint64(input.arguments[1]!);
  const token = tokenOfSender(context, sender, key, nonce);
  if (nonce === 0n) fail("nftDoesNotHaveMetadata");
  checkQuantityLength(context, input.arguments[2]!, "add nft quantity");
  const value = bytesToUnsigned(input.arguments[2]!);
  token.value = valueOf(token) + value;
  saveToken(context, sender.address, sender, key, nonce, token, transferSaveOptions(input.returnCallAfterError));
  addToLiquidity(context, key, token.type, nonce, value, false);
  return createOutput(input.gasProvided - cost, [createTokenLog(call, input.callerAddress, { tokenIdentifier, nonce, value })]);
}
