// What the current call gives back, and how its transfers are made. Mirrors vm-go contexts/output.go.
import { byteStringToBytes, bytesToByteString, equalBytes, isSmartContractAddress, magnitudeToBytes, parseCallData, utf8ToBytes } from "@mxvm/codec";
import { CallType } from "@mxvm/protocol-hooks";
import type { ByteString, CallTypeValue, ContractCallInput, OutputAccount, ReturnCodeValue, VmOutput } from "@mxvm/protocol-hooks";
import { executeEsdtTransfer } from "../execution/esdt-transfer.js";
import { callTexts, completeLogEntriesWithCallType, logDataForCall, transferValueOnlyIdentifier } from "../execution/call-texts.js";
import { failureFromCause, failureWithMessage, failures } from "../failures.js";
import type { ContractFailure } from "../failures.js";
import { addOutput, appendOutputTransfers, createOutputAccount, createVmOutput } from "../frame/output-state.js";
import type { EsdtTransfersArguments, OutputContext } from "../host.js";
import type { Machine, OutputRules } from "../machine.js";

const noBytes: Uint8Array = new Uint8Array(0);
const asyncParams = failureWithMessage("async parameters error");
const transfersNotIndexed = failureWithMessage("unindexed transfers found");

type Transfer = Parameters<OutputContext["transfer"]>[0];

export function createOutput(machine: Machine): OutputRules {
  return new FrameOutput(machine);
}

class FrameOutput implements OutputRules {
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  get #state(): VmOutput {
    return this.#machine.frames.current.output;
  }

  findOutputAccount(address: Uint8Array): OutputAccount | undefined {
    return this.#state.outputAccounts.get(bytesToByteString(address));
  }

  getOutputAccount(address: Uint8Array): OutputAccount {
    const accounts = this.#state.outputAccounts;
    const key = bytesToByteString(address);
    let account = accounts.get(key);
    if (account === undefined) {
      account = createOutputAccount(address);
      accounts.set(key, account);
    }
    return account;
  }

  deleteOutputAccount(address: Uint8Array): void {
    const key = bytesToByteString(address);
    this.#state.outputAccounts.delete(key);
    this.#machine.run.codeUpdates.delete(key);
  }

  returnData(): readonly Uint8Array[] {
    return this.#state.returnData;
  }

  clearReturnData(): void {
    this.#state.returnData = [];
  }

  removeReturnData(index: number): void {
    if (index >= 0) this.#state.returnData.splice(index, 1);
  }

  finish(data: Uint8Array): void {
    this.#state.returnData.push(data);
  }

  getReturnCode(): ReturnCodeValue {
    return this.#state.returnCode;
  }

  setReturnCode(code: ReturnCodeValue): void {
    this.#state.returnCode = code;
  }

  getReturnMessage(): ByteString {
    return this.#state.returnMessage;
  }

  setReturnMessage(message: ByteString): void {
    this.#state.returnMessage = message;
  }

  writeLog(address: Uint8Array, topics: Uint8Array[], data: Uint8Array[]): void {
    this.writeLogWithIdentifier(address, topics, data, byteStringToBytes(this.#machine.runtime.functionName()));
  }

  writeLogWithIdentifier(address: Uint8Array, topics: Uint8Array[], data: Uint8Array[], identifier: Uint8Array): void {
    if (this.#machine.runtime.readOnly()) return;
    const entry = { identifier, address, topics, data };
    this.#state.logs.push(entry);
    this.#machine.calls?.logged(entry);
  }

  transferValueOnly(destination: Uint8Array, sender: Uint8Array, value: bigint, checkPayable: boolean): void {
    const { blockchain, runtime } = this.#machine;
    if (value < 0n) throw failures.transferNegativeValue;
    if (blockchain.getBalance(sender) < value) throw failures.transferInsufficientFunds;
    const payable = blockchain.isPayable(sender, destination);
    const isAsyncCall = runtime.getVmInput().callType === CallType.asynchronousCall;
    if (checkPayable && !payable && value > 0n && !isAsyncCall) throw failures.accountNotPayable;
    // Deltas change before the read-only check, as in production: the caller sees them if it goes on.
    this.getOutputAccount(sender).balanceDelta -= value;
    this.getOutputAccount(destination).balanceDelta += value;
    if (value > 0n && runtime.readOnly()) throw failures.invalidCallOnReadOnlyMode;
  }

  transfer(transfer: Transfer): void {
    const { destination, sender, gasLimit, value, asyncData, input, callType } = transfer;
    const isBackTransfer = this.#isBackTransferWithoutExecution(sender, destination, input);
    const isCallThatIsNoCallback = gasLimit > 0n && callType !== CallType.asynchronousCallBack;
    this.transferValueOnly(destination, sender, value, isCallThatIsNoCallback || !isBackTransfer);
    const isAsynchronous = callType === CallType.asynchronousCall || callType === CallType.asynchronousCallBack;
    if (isAsynchronous && asyncData.length === 0) throw asyncParams;
    const account = this.getOutputAccount(destination);
    const outputTransfer = {
      index: this.nextOutputTransferIndex(),
      value,
      gasLimit,
      gasLocked: transfer.gasLocked,
      asyncData,
      data: input,
      callType,
      senderAddress: sender,
    };
    appendOutputTransfers(account, account.outputTransfers, [outputTransfer]);
    this.#machine.calls?.sent(destination, outputTransfer);
    this.#logTransfer(transfer, isBackTransfer);
  }

  #logTransfer({ destination, sender, gasLimit, value, input, callType }: Transfer, isBackTransfer: boolean): void {
    const topics = [magnitudeToBytes(value), destination];
    const call = parseCallData(bytesToByteString(input));
    const isSimpleTransfer = !call.ok || !isSmartContractAddress(destination) || gasLimit === 0n;
    if (!isBackTransfer && isSimpleTransfer) {
      const data = [utf8ToBytes(callTexts.directCall), input];
      this.writeLogWithIdentifier(sender, topics, data, transferValueOnlyIdentifier);
      return;
    }
    const executionType = callType === CallType.directCall ? CallType.esdtTransferAndExecute : callType;
    const functionName = call.ok ? byteStringToBytes(call.value.functionName) : noBytes;
    const args = call.ok ? call.value.arguments : [];
    const data = logDataForCall(executionTypeText(executionType, isBackTransfer), functionName, args);
    this.writeLogWithIdentifier(sender, topics, data, transferValueOnlyIdentifier);
  }

  /** Whether a contract sends something back to its caller without calling it. */
  #isBackTransferWithoutExecution(sender: Uint8Array, destination: Uint8Array, input: Uint8Array): boolean {
    if (input.length > 0 || !isSmartContractAddress(destination)) return false;
    const vmInput = this.#machine.runtime.getVmInput();
    const isCallback = vmInput.callType === CallType.asynchronousCallBack;
    const caller = isCallback ? this.#machine.async.getParentAddress() : vmInput.callerAddress;
    return equalBytes(caller, destination) && equalBytes(vmInput.recipientAddress, sender);
  }

  transferEsdt(transfer: EsdtTransfersArguments, callInput: ContractCallInput | undefined): bigint {
    if (transfer.transfers.length === 0) throw failures.transferValueOnESDTCall;
    const { blockchain, metering } = this.#machine;
    const { destination, sender } = transfer;
    const isSameShard = this.#machine.areInSameShard(sender, destination);
    const executionInput = blockchain.isSmartContract(destination) ? callInput : undefined;
    const isExecution = executionInput !== undefined;
    const isBackTransfer = !isExecution && this.#isBackTransferWithoutExecution(sender, destination, noBytes);
    const callType = callInput?.callType ?? CallType.directCall;
    const isDirect = callType === CallType.directCall;
    const executionType = isDirect && (isExecution || isBackTransfer) ? CallType.esdtTransferAndExecute : callType;
    const { output, gasUsed } = executeEsdtTransfer(
      this.#machine,
      callInput === undefined ? transfer : { ...transfer, function: callInput.function, arguments: callInput.arguments },
      executionType,
    );
    let gasRemaining = 0n;
    if (executionInput !== undefined) {
      if (gasUsed > executionInput.gasProvided) throw failures.notEnoughGas;
      gasRemaining = executionInput.gasProvided - gasUsed;
      if (gasRemaining > metering.gasLeft()) throw failures.notEnoughGas;
      if (!isSameShard) metering.useGasExactly(gasRemaining);
    }
    this.#appendEsdtTransfer(transfer, output, isSameShard ? 0n : gasRemaining, callType);
    completeLogEntriesWithCallType(output, executionTypeText(executionType, isBackTransfer));
    this.#state.logs.push(...output.logs);
    return gasRemaining;
  }

  #appendEsdtTransfer(transfer: EsdtTransfersArguments, output: VmOutput, gasLimit: bigint, callType: CallTypeValue): void {
    const account = this.getOutputAccount(transfer.destination);
    const transfers = output.outputAccounts.get(bytesToByteString(transfer.destination))?.outputTransfers ?? [];
    const [outTransfer] = transfers;
    if (outTransfer === undefined || transfers.length !== 1) return;
    const completed = { ...outTransfer, gasLimit, callType, senderAddress: transfer.senderForExecution };
    appendOutputTransfers(account, account.outputTransfers, [completed]);
  }

  addTxValueToAccount(address: Uint8Array, value: bigint): void {
    this.getOutputAccount(address).balanceDelta += value;
  }

  /** Drops what was only read. An entry whose key the contract has changed in place is not found under it, and stays. */
  removeNonUpdatedStorage(): void {
    for (const account of this.#state.outputAccounts.values()) {
      for (const { offset, written } of account.storageUpdates.values()) {
        if (!written) account.storageUpdates.delete(bytesToByteString(offset));
      }
    }
  }

  deployCode(address: Uint8Array, code: Uint8Array, codeMetadata: Uint8Array, deployer: Uint8Array): void {
    const account = this.getOutputAccount(address);
    account.code = code;
    account.codeMetadata = codeMetadata;
    account.codeDeployerAddress = deployer;
    this.#machine.run.codeUpdates.add(bytesToByteString(address));
  }

  addToActiveState(output: VmOutput): void {
    addOutput(this.#state, output);
  }

  nextOutputTransferIndex(): number {
    return this.#machine.run.nextTransferIndex++;
  }

  reindexTransfers(output: VmOutput): void {
    const { run } = this.#machine;
    const offset = run.nextTransferIndex - 1;
    for (const account of output.outputAccounts.values()) {
      for (const transfer of account.outputTransfers) {
        if (transfer.index === 0) throw transfersNotIndexed;
        transfer.index += offset;
        if (transfer.index >= run.nextTransferIndex) run.nextTransferIndex = transfer.index + 1;
      }
    }
  }

  getVmOutput(): VmOutput {
    const output = this.#state;
    for (const [key, account] of output.outputAccounts) {
      if (this.#machine.run.codeUpdates.has(key)) continue;
      account.code = noBytes;
      account.codeMetadata = noBytes;
      account.codeDeployerAddress = undefined;
    }
    output.gasRemaining = this.#machine.metering.gasLeft();
    try {
      this.#machine.metering.updateGasStateOnSuccess(output);
    } catch (cause) {
      return this.createVmOutputInCaseOfError(failureFromCause(cause));
    }
    return output;
  }

  createVmOutputInCaseOfError(failure: ContractFailure): VmOutput {
    const { metering, runtime } = this.#machine;
    runtime.addError(failure, runtime.functionName());
    const output = createVmOutput();
    output.returnCode = failure.returnCode;
    output.returnMessage = this.messageOf(failure);
    metering.updateGasStateOnFailure();
    return output;
  }

  /** The contract's own words go before the failure's. */
  messageOf(failure: ContractFailure): ByteString {
    const { returnMessage } = this.#state;
    if (failure.kind === failures.signalError) return returnMessage;
    if (failure.kind === failures.memoryLimit) return failures.executionFailed.message;
    return returnMessage === "" ? failure.message : returnMessage;
  }
}

function executionTypeText(callType: CallTypeValue, isBackTransfer: boolean): string {
  if (isBackTransfer) return callTexts.backTransfer;
  switch (callType) {
    case CallType.esdtTransferAndExecute:
      return callTexts.transferAndExecute;
    case CallType.asynchronousCall:
      return callTexts.asyncCall;
    case CallType.asynchronousCallBack:
      return callTexts.asyncCallback;
    default:
      return callTexts.directCall;
  }
}
