// ESDTLocalMint: makes fungible tokens. Mirrors esdtLocalMint.go.
import { bytesToUnsigned } from "@mxvm/codec";
import type { VmOutput } from "@mxvm/protocol-hooks";
import { addToFungibleBalance } from "../esdt/fungible-balance.js";
import { tokenKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { checkAllowedToExecute, Role } from "../esdt/roles.js";
import { checkLocalAction, checkValueLength, MAX_VALUE_LENGTH, type BuiltInCall } from "./call.js";
import { createOutput, createTokenLog } from "./output.js";

export function esdtLocalMint(call: BuiltInCall): VmOutput {
  const { context, input, cost } = call;
  const sender = checkLocalAction(call);
  const tokenIdentifier = input.arguments[0]!;
  checkAllowedToExecute(sender, tokenIdentifier, Role.localMint);
  const valueBytes = input.arguments[1]!;
  checkValueLength(context, valueBytes, "esdt local mint");
  if (valueBytes.length > MAX_VALUE_LENGTH) fail("invalidArguments", ` max length for esdt issue is ${MAX_VALUE_LENGTH}`);
  const value = bytesToUnsigned(valueBytes);
  addToFungibleBalance(context, sender, tokenKey(tokenIdentifier), value, input.returnCallAfterError);
  const log = createTokenLog(call, input.callerAddress, { tokenIdentifier, nonce: 0n, value });
  return createOutput(input.gasProvided - cost, [log]);
}
