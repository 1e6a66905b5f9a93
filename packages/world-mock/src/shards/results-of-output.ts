// What the output of a run sends to other shards. Mirrors createSmartContractResults and createAsyncCallBackSCRFromVMOutput of mx-chain-go
// process/smartContract/processorV2/processV2.go.
import { bytesToByteString, concatBytes, equalBytes, isSmartContractAddress, magnitudeToBytes, parseCallArguments, utf8ToBytes } from "@mxvm/codec";
import {
  CallType,
  ReturnCode,
  type AsyncArguments,
  type OutputAccount,
  type OutputTransfer,
  type ReturnCodeValue,
  type VmOutput,
} from "@mxvm/protocol-hooks";
import { METACHAIN_SHARD } from "../esdt/environment.js";
import type { SentCall } from "../pending-calls.js";
import { noBytes } from "../state/account.js";
import { parseEsdtTransfers } from "../transactions/esdt-transfers.js";
import type { Shard } from "./shards.js";
import { callbackArguments, callFrom, createResult, dataFrom, withAsyncData, type Cause } from "./smart-contract-result.js";

/** A run, as far as its results depend on it. */
export interface RunSource {
  readonly shard: Shard;
  readonly cause: Cause;
  /** Of the leg of an asynchronous call. */
  readonly asyncArguments: AsyncArguments | undefined;
}

export interface OutputResults {
  /** In order of transfer index. */
  readonly sent: readonly SentCall[];
  /** One of them is the answer to the asynchronous call. */
  readonly answersCaller: boolean;
}

/** The results that leave the shard. */
export function resultsOfOutput(source: RunSource, output: VmOutput): OutputResults {
  const indexed: { readonly index: number; readonly sent: SentCall }[] = [];
  let answersCaller = false;
  for (const account of output.outputAccounts.values()) {
    if (source.shard.isHere(account.address)) continue;
    account.outputTransfers.forEach((transfer, position) => {
      const answer = answersCaller ? undefined : answerFrom(source, output, account, transfer, position);
      answersCaller ||= answer !== undefined;
      indexed.push({ index: transfer.index, sent: answer ?? resultFrom(source, account, transfer, position) });
    });
  }
  const sent = indexed.sort((a, b) => a.index - b.index).map((each) => each.sent);
  return { sent: sent.filter((call) => isSentOn(source.shard, call)), answersCaller };
}

/** The answer to an asynchronous call, made of what the run returned. */
export function callbackResult({ shard, cause, asyncArguments }: RunSource, output: VmOutput): SentCall {
  const { returnCode, returnMessage, returnData, gasRemaining } = output;
  const message = returnCode === ReturnCode.ok ? [] : [utf8ToBytes(returnMessage)];
  const args = [returnCodeByte(returnCode), ...message, ...returnData];
  return createResult(shard, cause, {
    nonce: 0n,
    sender: cause.receiver,
    receiver: cause.sender,
    value: 0n,
    data: dataFrom("", [...args, ...callIdsOf(asyncArguments)]),
    gasLimit: gasRemaining,
    gasPrice: cause.gasPrice,
    callType: CallType.asynchronousCallBack,
    returnMessage,
    originalSender: cause.originalSender,
    isRelayed: true,
  });
}

function callIdsOf(asyncArguments: AsyncArguments | undefined): readonly Uint8Array[] {
  return asyncArguments === undefined ? [] : callbackArguments(asyncArguments.callId, asyncArguments.callerCallId);
}

/** A return code as one byte. */
export function returnCodeByte(returnCode: ReturnCodeValue): Uint8Array {
  return Uint8Array.of(returnCode);
}

/** Whether anybody is to execute it: what moves nothing and calls nobody only informs. */
export function isSentOn({ builtInFunctions }: Shard, call: SentCall): boolean {
  if (call.value > 0n) return true;
  const { functionName, args } = callFrom(call.data);
  const isForgottenByMetachain =
    call.receiverShard === METACHAIN_SHARD &&
    call.gasLimit === 0n &&
    parseEsdtTransfers(call.sender, call.receiver, functionName, args) === undefined;
  if (isForgottenByMetachain) return false;
  if (call.callType === CallType.asynchronousCallBack) return true;
  if (functionName === "") return false;
  return isSmartContractAddress(call.receiver) || builtInFunctions.names().has(functionName);
}

function resultFrom(source: RunSource, account: OutputAccount, transfer: OutputTransfer, position: number): SentCall {
  const isCall = transfer.callType === CallType.asynchronousCall;
  const data = withAsyncData(transfer.data, transfer.asyncData);
  return transferResult(source, account, transfer, position, {
    data: isCall ? concatBytes(data, dataFrom("", [magnitudeToBytes(transfer.gasLocked)])) : data,
    gasLimit: transfer.gasLimit + (isCall ? transfer.gasLocked : 0n),
    callType: transfer.callType,
  });
}

/** The last transfer back to the caller of an asynchronous call, if it carries no call, is the callback itself. */
function answerFrom(
  source: RunSource,
  output: VmOutput,
  account: OutputAccount,
  transfer: OutputTransfer,
  position: number,
): SentCall | undefined {
  const { cause, asyncArguments } = source;
  const isAnswer =
    asyncArguments !== undefined &&
    cause.callType === CallType.asynchronousCall &&
    position === account.outputTransfers.length - 1 &&
    equalBytes(account.address, cause.sender) &&
    equalBytes(senderOf(source, transfer), cause.receiver) &&
    carriesNoCall(account, transfer);
  if (!isAnswer) return undefined;
  const { functionName, args } = argumentsFrom(transfer.data);
  const returnCode = magnitudeToBytes(BigInt(output.returnCode));
  return transferResult(source, account, transfer, position, {
    data: dataFrom(functionName, [...args, returnCode, ...callIdsOf(asyncArguments)]),
    gasLimit: transfer.gasLimit + output.gasRemaining,
    callType: CallType.asynchronousCallBack,
  });
}

function transferResult(
  source: RunSource,
  account: OutputAccount,
  transfer: OutputTransfer,
  position: number,
  parts: Pick<SentCall, "data" | "gasLimit" | "callType">,
): SentCall {
  const { shard, cause } = source;
  return createResult(shard, cause, {
    ...parts,
    nonce: account.nonce + BigInt(position),
    sender: senderOf(source, transfer),
    receiver: account.address,
    value: transfer.value,
    code: account.code,
    gasPrice: cause.gasPrice,
    originalSender: cause.originalSender,
    isRelayed: true,
  });
}

function senderOf({ shard, cause }: RunSource, { senderAddress }: OutputTransfer): Uint8Array {
  return senderAddress.length === cause.sender.length && shard.isHere(senderAddress) ? senderAddress : cause.receiver;
}

function carriesNoCall(account: OutputAccount, { senderAddress, data }: OutputTransfer): boolean {
  if (data.length === 0) return true;
  const { functionName, args } = callFrom(data);
  return parseEsdtTransfers(senderAddress, account.address, functionName, args)?.callFunction.length === 0;
}

/** As `callFrom`, but arguments without a function count too. */
function argumentsFrom(data: Uint8Array): { readonly functionName: string; readonly args: readonly Uint8Array[] } {
  const call = callFrom(data);
  if (call.functionName !== "") return call;
  const parsed = parseCallArguments(bytesToByteString(data));
  return { functionName: "", args: parsed.ok ? parsed.value : [noBytes] };
}
