// ESDTTransfer: moves a fungible token. Mirrors esdtTransfer.go.
import { bytesToUnsigned } from "@mxvm/codec";
import { CallType, type VmOutput } from "@mxvm/protocol-hooks";
import { METACHAIN_SHARD } from "../esdt/environment.js";
import { addToFungibleBalance } from "../esdt/fungible-balance.js";
import { tokenKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import {
  checkBasicEsdtArguments,
  checkGas,
  checkValueLength,
  gasRemaining,
  isContractCaller,
  isFreeReturn,
  type BuiltInCall,
} from "./call.js";
import { checkLimitedTransfer } from "./limited-transfer.js";
import { createOutput, createTransferLog, setFollowingCall, setFollowingCallAt } from "./output.js";
import { checkPayable, isContractCallAfter } from "./payable.js";

const FUNCTION_INDEX = 2;

export function esdtTransfer(call: BuiltInCall): VmOutput {
  const { context, input, sender, destination, cost } = call;
  const { callerAddress, recipientAddress, returnCallAfterError: isReturnWithError } = input;
  checkBasicEsdtArguments(input);
  if (context.shardOf(recipientAddress) === METACHAIN_SHARD) fail("invalidReceiverAddress");
  const tokenIdentifier = input.arguments[0]!;
  const valueBytes = input.arguments[1]!;
  checkValueLength(context, valueBytes, "esdt transfer");
  const value = bytesToUnsigned(valueBytes);
  if (value === 0n) fail("negativeValue");

  const key = tokenKey(tokenIdentifier);
  const isFree = isFreeReturn(call);
  checkLimitedTransfer(context, {
    tokenIdentifier,
    key,
    senderAddress: callerAddress,
    destinationAddress: recipientAddress,
    sender,
    destination,
    isReturnWithError,
  });
  if (sender !== undefined) {
    if (!isFree) checkGas(call, cost);
    addToFungibleBalance(context, sender, key, -value, isReturnWithError);
  }
  const output = createOutput(isFree ? input.gasProvided : gasRemaining(call, cost));
  if (destination !== undefined) {
    checkPayable(context, input, recipientAddress, FUNCTION_INDEX);
    addToFungibleBalance(context, destination, key, value, isReturnWithError);
    setGasAndCallInDestinationShard(call, output);
  } else if (isContractCaller(call)) {
    setFollowingCall(output, input, recipientAddress, input.function, input.arguments);
  }
  output.logs.push(createTransferLog(call, recipientAddress, [{ tokenIdentifier, nonce: 0n, value }]));
  return output;
}

function setGasAndCallInDestinationShard({ context, input, sender, cost }: BuiltInCall, output: VmOutput): void {
  if (isContractCallAfter(context, input, input.recipientAddress, FUNCTION_INDEX)) {
    output.gasRemaining = input.gasProvided < cost ? 0n : input.gasProvided - cost;
    setFollowingCallAt(output, input, input.recipientAddress, FUNCTION_INDEX);
  } else if (input.callType === CallType.asynchronousCallBack && sender === undefined) {
    // The sender's shard has taken the gas.
    output.gasRemaining = input.gasProvided;
  }
}
