// What setting and deleting user names share. Mirrors saveUserName.go and deleteUserName.go.
import { bytesToByteString } from "@mxvm/codec";
import { CallType, type VmOutput } from "@mxvm/protocol-hooks";
import { fail } from "../esdt/messages.js";
import { checkGas, checkNoValue, type BuiltInCall } from "./call.js";
import { callData, createLog, createOutput, createTransfer, setTransfer } from "./output.js";

/** Only DNS contracts may call; gas is the sender's to pay. */
export function checkUserNameCall(call: BuiltInCall, argumentCount: number): void {
  const { context, input } = call;
  checkNoValue(input);
  if (call.sender !== undefined) checkGas(call, call.cost);
  if (!context.dnsAddresses.has(bytesToByteString(input.callerAddress))) fail("callerIsNotTheDnsAddress");
  if (input.arguments.length !== argumentCount) fail("invalidArguments");
}

/** The call goes on in the shard of the account. */
export function forwardUserNameCall({ input }: BuiltInCall, gasLimit: bigint): VmOutput {
  const output = createOutput(0n);
  const data = callData(input.function, input.arguments);
  const { gasLocked, callerAddress, recipientAddress } = input;
  const transfer = createTransfer(callerAddress, { gasLimit, gasLocked, data, callType: CallType.asynchronousCall });
  setTransfer(output, recipientAddress, transfer);
  return output;
}

/** Gives the recipient its name; the event carries the one before. */
export function replaceUserName({ context, input, identifier }: BuiltInCall, userName: Uint8Array, gasRemaining: bigint): VmOutput {
  const oldUserName = context.state.loadAccount(input.recipientAddress).username;
  context.state.setUsername(input.recipientAddress, userName);
  return createOutput(gasRemaining, [createLog(identifier, input.recipientAddress, [oldUserName])]);
}
