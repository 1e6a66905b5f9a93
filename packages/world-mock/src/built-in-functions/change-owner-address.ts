// ChangeOwnerAddress: gives a contract to another owner. Mirrors changeOwnerAddress.go.
import { equalBytes } from "@mxvm/codec";
import type { VmOutput } from "@mxvm/protocol-hooks";
import { fail } from "../esdt/messages.js";
import { checkGas, checkNoValue, gasRemaining, isContractCaller, type BuiltInCall } from "./call.js";
import { createLog, createOutput, setFollowingCall } from "./output.js";

export function changeOwnerAddress(call: BuiltInCall): VmOutput {
  const { context, input, cost } = call;
  const [newOwner] = input.arguments;
  if (newOwner === undefined) fail("invalidArguments");
  checkNoValue(input);
  if (newOwner.length !== input.callerAddress.length) fail("invalidAddressLength");
  checkGas(call, cost);
  const output = createOutput(gasRemaining(call, cost));
  if (call.destination === undefined) {
    if (context.flags.IsChangeOwnerAddressCrossShardThroughSCFlag && isContractCaller(call)) {
      setFollowingCall(output, input, input.recipientAddress, input.function, input.arguments);
    }
    return output;
  }
  const contract = context.state.loadAccount(input.recipientAddress);
  if (!equalBytes(input.callerAddress, contract.ownerAddress)) fail("operationNotPermitted", " not the owner of the account");
  context.state.setOwnerAddress(input.recipientAddress, newOwner.slice());
  output.logs.push(createLog(call.identifier, input.recipientAddress, [newOwner]));
  return output;
}
