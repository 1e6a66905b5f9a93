// ESDTFreeze and ESDTUnFreeze: stop a holder's token, or let it go. Mirrors esdtFreezeWipe.go.
import type { VmOutput } from "@mxvm/protocol-hooks";
import { readTokenAt } from "../esdt/data-storage.js";
import { writeFungibleToken } from "../esdt/fungible-balance.js";
import { tokenKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { tokenAndNonceOf } from "../esdt/token-and-nonce.js";
import { userProperties, valueOf } from "../esdt/token.js";
import type { BuiltInCall } from "./call.js";
import { createOutput, createTokenLog } from "./output.js";
import { checkSystemCall } from "./system-call.js";

/** The function that freezes, or the one that unfreezes. */
export function esdtFreeze(isFrozen: boolean): (call: BuiltInCall) => VmOutput {
  return (call) => {
    const { input, destination } = call;
    checkSystemCall(call, 1);
    if (destination === undefined) fail("nilUserAccount");
    const tokenAndNonce = input.arguments[0]!;
    const key = tokenKey(tokenAndNonce);
    const token = readTokenAt(destination, key);
    token.properties = userProperties(isFrozen);
    writeFungibleToken(destination, key, token);
    const topicToken = { ...tokenAndNonceOf(tokenAndNonce), value: valueOf(token) };
    return createOutput(0n, [createTokenLog(call, input.callerAddress, topicToken, [destination.address])]);
  };
}
