// DeleteUserName: takes an account's name away. Mirrors deleteUserName.go.
import type { VmOutput } from "@mxvm/protocol-hooks";
import { noBytes } from "../state/account.js";
import { subtractGas, type BuiltInCall } from "./call.js";
import { checkUserNameCall, forwardUserNameCall, replaceUserName } from "./user-name.js";

export function deleteUserName(call: BuiltInCall): VmOutput {
  const { input, cost } = call;
  checkUserNameCall(call, 0);
  const remaining = subtractGas(input.gasProvided, cost);
  if (call.destination === undefined) return forwardUserNameCall(call, remaining);
  return replaceUserName(call, noBytes, call.sender === undefined ? input.gasProvided : remaining);
}
