// What built-in functions answer: outputs, transfers and logs. Mirrors logsAndEvents.go and the transfer helpers of vm-common-go.
import { buildCallData, byteStringToBytes, bytesToByteString, magnitudeToBytes } from "@mxvm/codec";
import {
  CallType,
  ReturnCode,
  type Address,
  type ContractCallInput,
  type LogEntry,
  type OutputAccount,
  type OutputTransfer,
  type VmOutput,
} from "@mxvm/protocol-hooks";
import { noBytes } from "../state/account.js";
import type { BuiltInCall } from "./call.js";

export function createOutput(gasRemaining: bigint, logs: LogEntry[] = []): VmOutput {
  return {
    returnData: [],
    returnCode: ReturnCode.ok,
    returnMessage: "",
    gasRemaining,
    gasRefund: 0n,
    outputAccounts: new Map(),
    deletedAccounts: [],
    touchedAccounts: [],
    logs,
  };
}

/** The transfer of a built-in function: number one, direct, without value, gas or data, unless said otherwise. */
export function createTransfer(senderAddress: Address, parts: Partial<OutputTransfer> = {}): OutputTransfer {
  return {
    index: 1,
    value: 0n,
    gasLimit: 0n,
    gasLocked: 0n,
    asyncData: noBytes,
    data: noBytes,
    callType: CallType.directCall,
    senderAddress,
    ...parts,
  };
}

/** Makes `transfer` the only one of the output. */
export function setTransfer(output: VmOutput, recipient: Address, transfer: OutputTransfer, balance?: bigint): void {
  const account: OutputAccount = {
    address: recipient,
    nonce: 0n,
    balance,
    balanceDelta: 0n,
    storageUpdates: new Map(),
    code: noBytes,
    codeMetadata: noBytes,
    codeDeployerAddress: undefined,
    outputTransfers: [transfer],
    gasUsed: 0n,
    bytesAddedToStorage: 0n,
    bytesDeletedFromStorage: 0n,
    bytesConsumedByTxAsNetworking: 0n,
  };
  output.outputAccounts = new Map([[bytesToByteString(recipient), account]]);
}

/** `function@hex@hex` as bytes. */
export function callData(functionName: string, args: readonly Uint8Array[]): Uint8Array {
  return byteStringToBytes(buildCallData(functionName, args));
}

/** A call that follows the built-in function, with all the gas that is left. */
export function setFollowingCall(
  output: VmOutput,
  input: ContractCallInput,
  recipient: Address,
  functionName: string,
  args: readonly Uint8Array[],
): void {
  const { callerAddress, gasLocked, callType } = input;
  const data = callData(functionName, args);
  setTransfer(output, recipient, createTransfer(callerAddress, { gasLimit: output.gasRemaining, gasLocked, data, callType }));
  output.gasRemaining = 0n;
}

/** A call whose function is an argument of the built-in function's, at `index`; its own arguments follow. */
export function setFollowingCallAt(output: VmOutput, input: ContractCallInput, recipient: Address, index: number): void {
  setFollowingCall(output, input, recipient, bytesToByteString(input.arguments[index]!), input.arguments.slice(index + 1));
}

/** One token in the topics of an event. */
export interface TopicToken {
  readonly tokenIdentifier: Uint8Array;
  readonly nonce: bigint;
  readonly value: bigint;
}

/** The event of a transfer: topics are the tokens and the destination, data repeat the call. Arrays are those of the input. */
export function createTransferLog({ identifier, input }: BuiltInCall, destination: Address, tokens: readonly TopicToken[]): LogEntry {
  return {
    identifier,
    address: input.callerAddress,
    topics: [...tokens.flatMap(topicsOf), destination],
    data: [noBytes, identifier, ...input.arguments],
  };
}

/** The event of any other ESDT function: topics are the token and what follows it. */
export function createTokenLog(
  { identifier }: BuiltInCall,
  address: Address,
  token: TopicToken,
  furtherTopics: readonly Uint8Array[] = [],
): LogEntry {
  return createLog(identifier, address, [...topicsOf(token), ...furtherTopics]);
}

/** An event without data. */
export function createLog(identifier: Uint8Array, address: Address, topics: readonly Uint8Array[]): LogEntry {
  return { identifier, address, topics: [...topics], data: [] };
}

function topicsOf({ tokenIdentifier, nonce, value }: TopicToken): Uint8Array[] {
  return [tokenIdentifier, magnitudeToBytes(nonce), magnitudeToBytes(value)];
}
