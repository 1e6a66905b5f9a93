// Checks that guarding functions share. Mirrors baseAccountGuarder.go.
import { equalBytes } from "@mxvm/codec";
import { fail } from "../esdt/messages.js";
import { checkGas, checkNoValue, type BuiltInCall } from "./call.js";

export function checkGuardedAccount({ sender }: BuiltInCall): void {
  if (sender === undefined) fail("nilUserAccount", " for sender");
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
