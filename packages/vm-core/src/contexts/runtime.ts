// Facts of the running call, its instance, and how it ends. Mirrors vm-go contexts/runtime.go and hostCore/breakpoints.go.
import { equalBytes } from "@mxvm/codec";
import { Breakpoint } from "@mxvm/executor-api";
import type { BreakpointValue, Instance } from "@mxvm/executor-api";
import { ReturnCode } from "@mxvm/protocol-hooks";
import type { ByteString, ContractCallInput } from "@mxvm/protocol-hooks";
import { failureWithMessage, failures } from "../failures.js";
import type { ContractFailure } from "../failures.js";
import { functionNames } from "../execution/function-names.js";
import type { Instances } from "../execution/instances.js";
import type { Machine, RuntimeRules } from "../machine.js";
import { verifyContractCode } from "../validation/contract-code.js";
import { isCallableName, verifyFunctionName } from "../validation/function-names.js";
import type { ReservedNames } from "../validation/function-names.js";

const UPGRADE_ARGUMENTS = 2;

export interface RuntimeOptions {
  readonly vmType: Uint8Array;
  readonly instances: Instances;
  /** Names that are reserved now. */
  reservedNames(): ReservedNames;
}

export function createRuntime(machine: Machine, options: RuntimeOptions): RuntimeRules {
  return new FrameRuntime(machine, options);
}

class FrameRuntime implements RuntimeRules {
  readonly #machine: Machine;
  readonly #options: RuntimeOptions;

  constructor(machine: Machine, options: RuntimeOptions) {
    this.#machine = machine;
    this.#options = options;
  }

  getVmInput(): ContractCallInput {
    return this.#machine.frames.current.input.vmInput;
  }

  getContextAddress(): Uint8Array {
    return this.getVmInput().recipientAddress;
  }

  getOriginalCallerAddress(): Uint8Array {
    return this.getVmInput().originalCallerAddress;
  }

  functionName(): ByteString {
    return this.#machine.frames.current.input.functionName;
  }

  arguments(): readonly Uint8Array[] {
    return this.getVmInput().arguments;
  }

  getCurrentTxHash(): Uint8Array {
    return this.getVmInput().currentTxHash;
  }

  getOriginalTxHash(): Uint8Array {
    return this.getVmInput().originalTxHash;
  }

  getPrevTxHash(): Uint8Array {
    return this.getVmInput().prevTxHash;
  }

  readOnly(): boolean {
    return this.#machine.frames.current.readOnly;
  }

  setReadOnly(readOnly: boolean): void {
    this.#machine.frames.current.readOnly = readOnly;
  }

  getVmType(): Uint8Array {
    return this.#options.vmType;
  }

  getInstance(): Instance {
    const { instance } = this.#machine.frames.current.instance;
    if (instance === undefined) throw new TypeError("no instance runs");
    return instance;
  }

  codeSize(): number {
    return this.#machine.frames.current.instance.codeSize;
  }

  startInstance(code: Uint8Array, isNewCode: boolean): void {
    this.#options.instances.start(code, isNewCode);
    if (!isNewCode) return;
    verifyContractCode(this.getInstance(), this.#options.reservedNames(), this.#machine.flags);
    this.#options.instances.keepWarm();
  }

  /** Runs a function of the current instance. Throws if it did not end well; a registered legacy call is a good end. */
  callFunction(name: ByteString): void {
    const { instance } = this.#machine.frames.current;
    const outcome = this.getInstance().callFunction(name);
    switch (outcome.status) {
      case "returned":
        return;
      case "missing":
        throw failures.funcNotFound;
      case "trapped":
        this.#machine.run.endedInCode = true;
        this.#machine.calls?.trapped(outcome.message);
        this.addError(failureWithMessage(outcome.message), this.functionName());
        throw failures.executionFailed;
      case "stopped": {
        if (!instance.stoppedByVm) {
          this.#machine.run.endedInCode = true;
          this.#machine.metering.checkPointsCap();
        }
        const failure = this.#handleBreakpoint(this.getInstance().getBreakpointValue());
        if (failure === undefined) return;
        this.addError(failure, this.functionName());
        throw failure;
      }
    }
  }

  #handleBreakpoint(value: BreakpointValue): ContractFailure | undefined {
    switch (value) {
      case Breakpoint.asyncCall: {
        this.getInstance().setBreakpointValue(Breakpoint.none);
        const group = this.#machine.async.legacyGroup();
        if (group === undefined) return failures.legacyAsyncCallNotFound;
        return group.asyncCalls.length === 0 ? failures.legacyAsyncCallInvalid : undefined;
      }
      case Breakpoint.executionFailed:
        return failures.executionFailed;
      case Breakpoint.signalError:
        return failures.signalError;
      case Breakpoint.outOfGas:
        return failures.notEnoughGas;
      case Breakpoint.memoryLimit:
        return failures.memoryLimit;
      case Breakpoint.none:
        return failures.unhandledRuntimeBreakpoint;
    }
  }

  setRuntimeBreakpointValue(value: BreakpointValue): void {
    const { instance } = this.#machine.frames.current;
    instance.stoppedByVm = true;
    instance.instance?.setBreakpointValue(value);
  }

  failExecution(failure: ContractFailure): void {
    const { output } = this.#machine;
    output.setReturnCode(ReturnCode.executionFailed);
    this.addError(failure);
    output.setReturnMessage(failure.message);
    const isOutOfGas = failure.kind === failures.notEnoughGas;
    this.setRuntimeBreakpointValue(isOutOfGas ? Breakpoint.outOfGas : Breakpoint.executionFailed);
  }

  signalUserError(message: ByteString): void {
    const { output } = this.#machine;
    output.setReturnCode(ReturnCode.userError);
    output.setReturnMessage(message);
    this.setRuntimeBreakpointValue(Breakpoint.signalError);
    this.addError(failureWithMessage(message));
  }

  addError(failure: ContractFailure, place?: ByteString): void {
    this.#machine.run.errors.push({ message: failure.message, place });
  }

  extractCodeUpgradeFromArguments(): { readonly code: Uint8Array; readonly codeMetadata: Uint8Array } {
    const { frames } = this.#machine;
    const { vmInput } = frames.current.input;
    const [code, codeMetadata] = vmInput.arguments;
    if (code === undefined || codeMetadata === undefined) throw failures.invalidUpgradeArguments;
    const rest = vmInput.arguments.slice(UPGRADE_ARGUMENTS);
    frames.current.input = { ...frames.current.input, vmInput: { ...vmInput, arguments: rest } };
    return { code, codeMetadata };
  }

  setCustomCallFunction(name: ByteString): void {
    const { frames } = this.#machine;
    frames.current.input = { ...frames.current.input, functionName: name };
    this.#machine.calls?.running(name);
  }

  setGasProvidedOfInput(gas: bigint): void {
    const { frames } = this.#machine;
    const { input } = frames.current;
    frames.current.input = { ...input, vmInput: { ...input.vmInput, gasProvided: gas } };
  }

  functionNameChecked(): ByteString {
    const name = this.functionName();
    if (!isCallableName(name)) throw failures.funcNotFound;
    if (this.hasFunction(name)) return name;
    throw name === functionNames.callback ? failures.nilCallbackFunction : failures.funcNotFound;
  }

  hasFunction(name: ByteString): boolean {
    return this.getInstance().hasFunction(name);
  }

  isReservedFunctionName(name: ByteString): boolean {
    return this.#options.reservedNames().isReserved(name, this.#machine.flags);
  }

  validateCallbackName(name: ByteString): void {
    const { flags } = this.#machine;
    try {
      verifyFunctionName(name, this.#options.reservedNames(), flags);
    } catch {
      throw failures.invalidFunctionName;
    }
    if (name === functionNames.init) throw failures.invalidFunctionName;
    if (this.#machine.isBuiltinFunctionName(name)) throw failures.cannotUseBuiltinAsCallback;
    if (!this.hasFunction(name)) throw failures.funcNotFound;
  }

  countSameContractInstancesOnStack(address: Uint8Array): number {
    return this.#machine.frames.waiting.filter((frame) => equalBytes(frame.input.vmInput.recipientAddress, address)).length;
  }
}
