// Checks of functions that only the token-issuing contract calls.
import { equalBytes, esdtSystemContractAddress, isSystemAccountAddress } from "@mxvm/codec";
import { fail } from "../esdt/messages.js";
import { checkNoValue, type BuiltInCall } from "./call.js";

export function checkSystemCaller({ input }: BuiltInCall): void {
  if (!equalBytes(input.callerAddress, esdtSystemContractAddress)) fail("addressIsNotEsdtSystemContract");
}

/** The system account has to be the recipient, under any of its addresses. */
export function checkSystemAccount({ input }: BuiltInCall): void {
  if (!isSystemAccountAddress(input.recipientAddress)) fail("onlySystemAccountAccepted");
}

/** A call without value by the token-issuing contract, with so many arguments. */
export function checkSystemCall(call: BuiltInCall, argumentCount: number): void {
  checkNoValue(call.input);
  if (call.input.arguments.length !== argumentCount) fail("invalidArguments");
  checkSystemCaller(call);
}
