// Checks that guarding functions share. Mirrors baseAccountGuarder.go.
import { equalBytes } from "@mxvm/codec";
import type { TokenAccount } from "../esdt/environment.js";
import { fail } from "../esdt/messages.js";
import { checkGas, checkNoValue, type BuiltInCall } from "./call.js";

/** The account that calls, which has to be of this shard. */
export function guardedAccount({ sender }: BuiltInCall): TokenAccount {
  return sender ?? fail("nilUserAccount", " for sender");
}

export function checkArgumentCount({ input }: BuiltInCall, expected: number): void {
  const count = input.arguments.length;
  // Production's message ends in a space.
  if (count !== expected) fail("invalidNumberOfArguments", `, expected ${expected}, got ${count} `);
}

/** Called on oneself without value, with so many arguments and enough gas. */
export function checkGuardianCall(call: BuiltInCall, argumentCount: number): void {
  const { input, cost } = call;
  if (!equalBytes(input.callerAddress, input.recipientAddress)) fail("operationNotPermitted");
  checkNoValue(input);
  checkArgumentCount(call, argumentCount);
  checkGas(call, cost);
}
