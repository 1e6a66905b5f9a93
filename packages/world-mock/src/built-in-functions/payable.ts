// Who may be paid, and whether a transfer goes on as a call. Mirrors payable.go.
import { equalBytes, esdtSystemContractAddress, isSmartContractAddress } from "@mxvm/codec";
import { CallType, type Address, type ContractCallInput } from "@mxvm/protocol-hooks";
import { fail } from "../esdt/messages.js";
import type { BuiltInContext } from "./call.js";

/** Fails if the destination has to be payable and is not. Arguments from `functionIndex` on are the call that follows. */
export function checkPayable(context: BuiltInContext, input: ContractCallInput, destination: Address, functionIndex: number): void {
  if (mustVerifyPayable(context, input, functionIndex) && !context.isPayable(input.callerAddress, destination)) {
    fail("accountNotPayable");
  }
}

function mustVerifyPayable({ flags }: BuiltInContext, input: ContractCallInput, functionIndex: number): boolean {
  if (flags.FixAsyncCallbackCheckFlag && input.returnCallAfterError) return false;
  const exemptCallType = flags.FixAsyncCallbackCheckFlag ? CallType.asynchronousCallBack : CallType.asynchronousCall;
  if (input.callType === exemptCallType || input.callType === CallType.esdtTransferAndExecute) return false;
  if (equalBytes(input.callerAddress, esdtSystemContractAddress)) return false;
  return !hasFunctionArgument(flags.CheckFunctionArgumentFlag, input, functionIndex);
}

/** Whether the transfer goes on as a call of a contract. */
export function isContractCallAfter(
  { flags }: BuiltInContext,
  input: ContractCallInput,
  destination: Address,
  functionIndex: number,
): boolean {
  if (input.returnCallAfterError && input.callType !== CallType.asynchronousCallBack) return false;
  return hasFunctionArgument(flags.CheckFunctionArgumentFlag, input, functionIndex) && isSmartContractAddress(destination);
}

function hasFunctionArgument(mustHaveName: boolean, input: ContractCallInput, functionIndex: number): boolean {
  const functionName = input.arguments[functionIndex];
  return functionName !== undefined && (!mustHaveName || functionName.length > 0);
}
