// ESDTLocalBurn: destroys fungible tokens of one's own. Mirrors esdtLocalBurn.go.
import { bytesToUnsigned } from "@mxvm/codec";
import type { VmOutput } from "@mxvm/protocol-hooks";
import { addToFungibleBalance } from "../esdt/fungible-balance.js";
import { tokenKey } from "../esdt/keys.js";
import { Role } from "../esdt/roles.js";
import { checkAllowedToBurn, checkLocalAction, checkValueLength, type BuiltInCall } from "./call.js";
import { createOutput, createTokenLog } from "./output.js";

export function esdtLocalBurn(call: BuiltInCall): VmOutput {
  const { context, input, cost } = call;
  const sender = checkLocalAction(call);
  const tokenIdentifier = input.arguments[0]!;
  checkAllowedToBurn(context, sender, tokenIdentifier, Role.localBurn);
  checkValueLength(context, input.arguments[1]!, "esdt local burn");
  const value = bytesToUnsigned(input.arguments[1]!);
  addToFungibleBalance(context, sender, tokenKey(tokenIdentifier), -value, input.returnCallAfterError);
  const log = createTokenLog(call, input.callerAddress, { tokenIdentifier, nonce: 0n, value });
  return createOutput(input.gasProvided - cost, [log]);
}
