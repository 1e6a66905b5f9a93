// ESDTWipe: destroys a holder's frozen token. Mirrors esdtFreezeWipe.go.
import type { VmOutput } from "@mxvm/protocol-hooks";
import { addToLiquidity, readTokenAt } from "../esdt/data-storage.js";
import { tokenKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { tokenAndNonceOf } from "../esdt/token-and-nonce.js";
import { isFrozen, valueOf } from "../esdt/token.js";
import { noBytes } from "../state/account.js";
import type { BuiltInCall } from "./call.js";
import { createOutput, createTokenLog } from "./output.js";
import { checkSystemCall } from "./system-call.js";

export function esdtWipe(call: BuiltInCall): VmOutput {
  const { context, input, destination } = call;
  checkSystemCall(call, 1);
  if (destination === undefined) fail("nilUserAccount");
  const key = tokenKey(input.arguments[0]!);
  const { tokenIdentifier, nonce } = tokenAndNonceOf(input.arguments[0]!);
  const token = readTokenAt(destination, key);
  if (!isFrozen(token.properties)) fail("cannotWipeAccountNotFrozen");
  destination.setStorage(key, noBytes);
  if (context.flags.WipeSingleNFTLiquidityDecreaseFlag) {
    addToLiquidity(context, tokenKey(tokenIdentifier), token.type, nonce, -valueOf(token), false);
  }
  const topicToken = { tokenIdentifier, nonce, value: token.value ?? 0n };
  return createOutput(0n, [createTokenLog(call, input.callerAddress, topicToken, [destination.address])]);
}
