// One call of the ESDT system contract while it runs: gas, storage, what it sends, returns and logs. Mirrors
// vm/systemSmartContracts/eei.go of mx-chain-go.
import { byteStringToBytes, bytesToByteString, esdtSystemContractAddress, systemAccountAddress, type ByteString } from "@mxvm/codec";
import { CallType, ReturnCode, type Address, type ContractCallInput, type Flags, type LogEntry, type OutputAccount, type VmOutput } from "@mxvm/protocol-hooks";
import { callData } from "../built-in-functions/output.js";
import { noBytes } from "../state/account.js";
import { createEmptyOutput, createOutputAccount } from "../transactions/output.js";
import { refuse } from "./messages.js";

/** What a call costs. */
export interface SystemCosts {
  readonly issue: bigint;
  readonly operation: bigint;
}

/** What the contract knows of the protocol around it. */
export interface SystemEnvironment {
  readonly flags: Flags;
  readonly costs: SystemCosts;
  /** Borrowed; empty if there is no such entry. */
  readonly getStorage: (key: ByteString) => Uint8Array;
  readonly balance: bigint;
  /** Without the metachain. */
  readonly numberOfShards: number;
  /** Of the current block. */
  readonly randomSeed: Uint8Array;
  /** Identifiers that were fixed for tokens to come. */
  readonly newTokenIdentifiers: readonly string[];
}

/** A call in progress. Everything that it does is in its output; nothing has happened before that is applied. */
export interface SystemCall {
  readonly input: ContractCallInput;
  readonly environment: SystemEnvironment;
  /** Refuses the call if there is not so much gas. */
  useGas(cost: bigint): void;
  getStorage(key: Uint8Array): Uint8Array;
  setStorage(key: Uint8Array, value: Uint8Array): void;
  /** Calls a function at an address, without gas. */
  send(receiver: Address, functionName: string, args: readonly Uint8Array[]): void;
  sendValue(receiver: Address, value: bigint): void;
  /** Calls a function of the system account of every shard. */
  sendToAllShards(functionName: string, args: readonly Uint8Array[]): void;
  finish(value: Uint8Array): void;
  /** Logs an event of the caller, or of another address. */
  log(identifier: string, topics: readonly Uint8Array[], address?: Address): void;
  /** What came of it. */
  toOutput(): VmOutput;
}

export function createSystemCall(input: ContractCallInput, environment: SystemEnvironment): SystemCall {
  return new RunningCall(input, environment);
}

class RunningCall implements SystemCall {
  readonly input: ContractCallInput;
  readonly environment: SystemEnvironment;
  private gasRemaining: bigint;
  private readonly contract: OutputAccount;
  private readonly accounts = new Map<ByteString, OutputAccount>();
  private transferIndex = 1;
  private readonly returnData: Uint8Array[] = [];
  private readonly logs: LogEntry[] = [];

  constructor(input: ContractCallInput, environment: SystemEnvironment) {
    this.input = input;
    this.environment = environment;
    this.gasRemaining = input.gasProvided;
    this.contract = this.account(esdtSystemContractAddress);
    this.contract.balanceDelta += input.callValue;
  }

  useGas(cost: bigint): void {
    if (this.gasRemaining < cost) refuse("notEnoughGas", ReturnCode.outOfGas);
    this.gasRemaining -= cost;
  }

  getStorage(key: Uint8Array): Uint8Array {
    const name = bytesToByteString(key);
    return this.contract.storageUpdates.get(name)?.data ?? this.environment.getStorage(name);
  }

  setStorage(key: Uint8Array, value: Uint8Array): void {
    this.contract.storageUpdates.set(bytesToByteString(key), { offset: key.slice(), data: value, written: true });
  }

  send(receiver: Address, functionName: string, args: readonly Uint8Array[]): void {
    this.transfer(receiver, 0n, callData(functionName, args), esdtSystemContractAddress);
  }

  sendValue(receiver: Address, value: bigint): void {
    this.contract.balanceDelta -= value;
    this.account(receiver).balanceDelta += value;
    this.transfer(receiver, value, noBytes, esdtSystemContractAddress);
  }

  sendToAllShards(functionName: string, args: readonly Uint8Array[]): void {
    for (let shard = 0; shard < this.environment.numberOfShards; shard++) {
      const receiver = systemAccountAddress.slice();
      receiver[receiver.length - 1] = shard;
      this.transfer(receiver, 0n, callData(functionName, args), noBytes);
    }
  }

  finish(value: Uint8Array): void {
    this.returnData.push(value);
  }

  log(identifier: string, topics: readonly Uint8Array[], address: Address = this.input.callerAddress): void {
    this.logs.push({ identifier: byteStringToBytes(identifier), address, topics: [...topics], data: [] });
  }

  toOutput(): VmOutput {
    const output = createEmptyOutput(ReturnCode.ok);
    output.gasRemaining = this.gasRemaining;
    output.returnData = this.returnData;
    output.logs = this.logs;
    output.outputAccounts = this.accounts;
    return output;
  }

  private account(address: Address): OutputAccount {
    const key = bytesToByteString(address);
    const existing = this.accounts.get(key);
    if (existing !== undefined) return existing;
    const created = createOutputAccount(address, 0n);
    this.accounts.set(key, created);
    return created;
  }

  private transfer(receiver: Address, value: bigint, data: Uint8Array, senderAddress: Address): void {
    const index = this.transferIndex++;
    const rest = { gasLimit: 0n, gasLocked: 0n, asyncData: noBytes, callType: CallType.directCall };
    this.account(receiver).outputTransfers.push({ ...rest, index, value, data, senderAddress });
  }
}
