// ClaimDeveloperRewards: pays a contract's owner what the contract has earned. Mirrors claimDeveloperRewards.go.
import { equalBytes, isSmartContractAddress, magnitudeToBytes } from "@mxvm/codec";
import { CallType, type VmOutput } from "@mxvm/protocol-hooks";
import { fail } from "../esdt/messages.js";
import { checkGas, checkNoValue, gasRemaining, type BuiltInCall } from "./call.js";
import { createLog, createOutput, createTransfer, setTransfer } from "./output.js";

export function claimDeveloperRewards(call: BuiltInCall): VmOutput {
  const { context, input, cost } = call;
  const { state } = context;
  const caller = input.callerAddress;
  checkNoValue(input);
  const output = createOutput(gasRemaining(call, cost));
  if (call.destination === undefined) return output;

  const contract = state.loadAccount(input.recipientAddress);
  if (!equalBytes(caller, contract.ownerAddress)) fail("operationNotPermitted");
  checkGas(call, cost);
  const reward = contract.developerReward;
  state.setDeveloperReward(input.recipientAddress, 0n);

  // A contract of this shard learns of the reward by its balance alone.
  if (call.sender === undefined || !isSmartContractAddress(caller)) setRewardTransfer(call, output, reward);
  else if (input.callType === CallType.asynchronousCall) output.gasRemaining = 0n;
  if (call.sender !== undefined) state.setBalance(caller, state.loadAccount(caller).balance + reward);
  output.logs.push(createLog(call.identifier, input.recipientAddress, [magnitudeToBytes(reward), caller]));
  return output;
}

function setRewardTransfer({ input }: BuiltInCall, output: VmOutput, reward: bigint): void {
  const caller = input.callerAddress;
  if (input.callType === CallType.asynchronousCall) {
    const { gasLocked } = input;
    const callBack = { value: reward, gasLocked, gasLimit: output.gasRemaining, callType: CallType.asynchronousCallBack };
    setTransfer(output, caller, createTransfer(caller, callBack));
    output.gasRemaining = 0n;
  } else {
    setTransfer(output, caller, createTransfer(caller, { value: reward }));
  }
}
