// ESDTNFTBurn: destroys a quantity of a token that one holds. Mirrors esdtNFTBurn.go.
import { bytesToUnsigned } from "@mxvm/codec";
import type { VmOutput } from "@mxvm/protocol-hooks";
import { addToLiquidity, saveToken, tokenOfSender } from "../esdt/data-storage.js";
import { tokenKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { Role } from "../esdt/roles.js";
import { valueOf } from "../esdt/token.js";
import { bytesToUint64, checkAllowedToBurn, checkNftInput, type BuiltInCall } from "./call.js";
import { createOutput, createTokenLog } from "./output.js";
import { transferSaveOptions } from "./token-move.js";

export function esdtNftBurn(call: BuiltInCall): VmOutput {
  const { context, input, cost } = call;
  const sender = checkNftInput(call);
  if (input.arguments.length < 3) fail("invalidArguments");
  const tokenIdentifier = input.arguments[0]!;
  checkAllowedToBurn(context, sender, tokenIdentifier, Role.nftBurn);
  const key = tokenKey(tokenIdentifier);
  const nonce = bytesToUint64(input.arguments[1]!);
  const token = tokenOfSender(context, sender, key, nonce);
  if (nonce === 0n) fail("nftDoesNotHaveMetadata");
  const value = bytesToUnsigned(input.arguments[2]!);
  const held = valueOf(token);
  if (held < value) fail("invalidNftQuantity");
  token.value = held - value;
  saveToken(context, sender.address, sender, key, nonce, token, transferSaveOptions(input.returnCallAfterError));
  addToLiquidity(context, key, token.type, nonce, -value, false);
  return createOutput(input.gasProvided - cost, [createTokenLog(call, input.callerAddress, { tokenIdentifier, nonce, value })]);
}
