// What returns to the sender's shard when a run failed: value, tokens, and the answer to an asynchronous call. Mirrors createSCRsWhenError
// of mx-chain-go process/smartContract/processorV2/processV2.go.
import { utf8ToBytes } from "@mxvm/codec";
import { CallType, ReturnCode } from "@mxvm/protocol-hooks";
import type { SentCall } from "../pending-calls.js";
import { esdtNftTransfer, esdtTransfer, multiEsdtNftTransfer, parseEsdtTransfers } from "../transactions/esdt-transfers.js";
import { isSentOn, returnCodeByte } from "./results-of-output.js";
import type { Shard } from "./shards.js";
import { callbackArguments, callFrom, createResult, dataFrom, type Cause } from "./smart-contract-result.js";

/** Why a run failed. */
export interface Failure {
  /** What the protocol says of it; production's words for the return code, where a contract failed. */
  readonly errorText: string;
  /** The contract's or the protocol's words; `errorText` if empty. */
  readonly returnMessage: string;
  /** Gas that was kept aside for the callback. */
  readonly gasLocked: bigint;
}

/** Arguments that the leg of an asynchronous call ends with: call id, that of its caller, gas locked. */
const asyncArgumentCount = 3;

/** What returns to the sender, if anything does. The state is as before the run. A failed callback keeps its value. */
export function resultsOfFailure(shard: Shard, cause: Cause, failure: Failure): readonly SentCall[] {
  const { callType, sender, receiver, value } = cause;
  if (callType === CallType.asynchronousCallBack) {
    if (value > 0n) shard.state.setBalance(receiver, shard.state.loadAccount(receiver).balance + value);
    return [];
  }
  if (shard.isHere(sender)) return [];
  const isCall = callType === CallType.asynchronousCall;
  const result = createResult(shard, cause, {
    nonce: cause.nonce,
    sender: receiver,
    receiver: sender,
    value,
    data: returnData(shard, cause, failure),
    gasLimit: isCall && cause.gasLimit >= failure.gasLocked ? failure.gasLocked : 0n,
    gasPrice: isCall ? cause.gasPrice : 0n,
    callType: isCall ? CallType.asynchronousCallBack : CallType.directCall,
    returnMessage: messageOf(failure),
    ...(value > 0n ? { originalSender: sender } : {}),
    isRelayed: false,
  });
  return [result].filter((each) => isSentOn(shard, each));
}

function messageOf({ errorText, returnMessage }: Failure): string {
  return returnMessage === "" ? errorText : returnMessage;
}

/** The transfer of the tokens that return, then the answer: to an asynchronous call code and message, else what went wrong. */
function returnData(shard: Shard, cause: Cause, failure: Failure): Uint8Array {
  const { functionName, args } = callFrom(cause.data);
  const isCall = cause.callType === CallType.asynchronousCall;
  const callIdIndex = args.length - asyncArgumentCount;
  const ownArgs = isCall ? args.filter((_, index) => index !== callIdIndex && index !== callIdIndex + 1) : args;
  const transferArgs = shard.isHere(cause.sender) ? [] : transferArgumentsOf(cause, functionName, ownArgs);
  const transferFunction = transferArgs.length > 0 ? functionName : "";
  if (!isCall) return dataFrom(transferFunction, [...transferArgs, utf8ToBytes(failure.errorText)]);
  const answer = [returnCodeByte(ReturnCode.userError), utf8ToBytes(messageOf(failure))];
  const [callId, callerCallId] = args.slice(callIdIndex);
  const ids = callId === undefined || callerCallId === undefined ? [] : callbackArguments(callId, callerCallId);
  return dataFrom(transferFunction, [...transferArgs, ...answer, ...ids]);
}

/** The arguments of a transfer function that name its tokens; none for other functions. */
function transferArgumentsOf(cause: Cause, functionName: string, args: readonly Uint8Array[]): readonly Uint8Array[] {
  const parsed = parseEsdtTransfers(cause.sender, cause.receiver, functionName, args);
  if (parsed === undefined) return [];
  switch (functionName) {
    case esdtTransfer:
      return args.slice(0, 2);
    case esdtNftTransfer:
      return args.slice(0, 4);
    case multiEsdtNftTransfer:
      return args.slice(0, args.length - (parsed.callFunction.length > 0 ? parsed.callArguments.length + 1 : 0));
    default:
      return [];
  }
}
