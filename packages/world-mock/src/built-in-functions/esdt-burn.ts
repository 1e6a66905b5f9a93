// ESDTBurn: destroys fungible tokens by sending them to the token-issuing contract. Mirrors esdtBurn.go.
import { bytesToUnsigned, equalBytes, esdtSystemContractAddress } from "@mxvm/codec";
import type { VmOutput } from "@mxvm/protocol-hooks";
import { addToFungibleBalance } from "../esdt/fungible-balance.js";
import { tokenKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { checkBasicEsdtArguments, checkGas, isContractCaller, type BuiltInCall } from "./call.js";
import { createOutput, createTokenLog, setFollowingCall } from "./output.js";

export function esdtBurn(call: BuiltInCall): VmOutput {
  const { context, input, sender, cost } = call;
  checkBasicEsdtArguments(input);
  if (input.arguments.length !== 2) fail("invalidArguments");
  const tokenIdentifier = input.arguments[0]!;
  const value = bytesToUnsigned(input.arguments[1]!);
  if (value === 0n) fail("negativeValue");
  if (!equalBytes(input.recipientAddress, esdtSystemContractAddress)) fail("addressIsNotEsdtSystemContract");
  if (sender === undefined) fail("nilUserAccount");
  checkGas(call, cost);
  addToFungibleBalance(context, sender, tokenKey(tokenIdentifier), -value, input.returnCallAfterError);
  const output = createOutput(input.gasProvided - cost);
  if (isContractCaller(call)) setFollowingCall(output, input, input.recipientAddress, input.function, input.arguments);
  output.logs.push(createTokenLog(call, input.callerAddress, { tokenIdentifier, nonce: 0n, value }));
  return output;
}
