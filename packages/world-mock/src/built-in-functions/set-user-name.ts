// SetUserName: gives an account a name. Mirrors saveUserName.go.
import type { VmOutput } from "@mxvm/protocol-hooks";
import { fail } from "../esdt/messages.js";
import { subtractGas, type BuiltInCall } from "./call.js";
import { checkUserNameCall, forwardUserNameCall, replaceUserName } from "./user-name.js";

export function setUserName(call: BuiltInCall): VmOutput {
  const { context, input, cost } = call;
  const isChangeable = context.flags.ChangeUsernameFlag;
  checkUserNameCall(call, 1);
  const remaining = subtractGas(input.gasProvided, cost);
  if (call.destination === undefined) return forwardUserNameCall(call, isChangeable ? remaining : input.gasProvided);
  if (!isChangeable && context.state.loadAccount(input.recipientAddress).username.length > 0) fail("userNameChangeIsDisabled");
  const isPaidInSenderShard = isChangeable && call.sender === undefined;
  return replaceUserName(call, input.arguments[0]!.slice(), isPaidInSenderShard ? input.gasProvided : remaining);
}
