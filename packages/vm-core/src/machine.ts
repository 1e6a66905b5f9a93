// Machine: the host as the VM's own rules see it, with what hook bodies must not touch. Mirrors the wider context interfaces of vm-go
// vmhost/interface.go.
import type { Executor, MeteringMode } from "@mxvm/executor-api";
import type { ByteString, ContractCallInput, OutputAccount, VmOutput } from "@mxvm/protocol-hooks";
import type { AsyncContext } from "./async/async-context.js";
import type { AsyncCallGroup } from "./async/async-state.js";
import type { ManagedTypes } from "./contexts/managed-types-context.js";
import type { ContractFailure } from "./failures.js";
import type { FrameStack } from "./frame/frame-stack.js";
import type {
  BlockchainContext,
  Host,
  MeteringContext,
  OutputContext,
  RuntimeContext,
  StorageContext,
} from "./host.js";
import type { CallRecorder } from "./observation/call-recorder.js";
import type { GasTracer } from "./metering/gas-trace.js";
import type { DynamicStorageLoadCoefficients } from "./metering/gas-costs.js";

/** What belongs to one transaction and is never rolled back. */
export interface Run {
  /** How modules are metered. */
  readonly metering: MeteringMode;
  nextTransferIndex: number;
  /** Accounts whose code this transaction replaces. */
  readonly codeUpdates: Set<ByteString>;
  /** Failures on the way, the oldest first. */
  readonly errors: { readonly message: ByteString; readonly place: ByteString | undefined }[];
  /** Instances used: code where it may be warm, else an instance's id. */
  readonly instances: Set<Uint8Array | string>;
  /** Whether some contract trapped or ran out of gas in its own code, where fast metering may name the wrong one of the two. */
  endedInCode: boolean;
}

export interface MeteringRules extends MeteringContext {
  /** Begins the gas of a call, in a frame that is fresh. */
  initState(input: ContractCallInput): void;
  /** Charges in a running total without a check; what is above the limit shows when the call ends. */
  useGasUnchecked(gas: bigint): void;
  /** Charges, or uses all that is left and throws `notEnoughGas`. */
  useGasExactly(gas: bigint): void;
  /** `useGasExactly` for gas that is set aside and may come back. */
  reserveGas(gas: bigint): void;
  /** Charges a nested call to its caller's instance, whole. */
  useGasForContractInit(gas: bigint): void;
  /** Uses what is left. */
  useAllGas(): void;
  deductInitialGasForExecution(code: Uint8Array): void;
  deductInitialGasForDirectDeployment(code: Uint8Array): void;
  deductInitialGasForIndirectDeployment(code: Uint8Array): void;
  /** Charges a built-in function, or another VM, to the running contract. */
  trackGasUsedByOutOfVmFunction(input: ContractCallInput, output: VmOutput, followUp: ContractCallInput | undefined): void;
  /** Settles the gas of a call that succeeded. Throws if it does not add up. */
  updateGasStateOnSuccess(output: VmOutput): void;
  updateGasStateOnFailure(): void;
  checkFinalGasAfterExit(): void;
  /** Throws `MAX_POINTS_REACHED` if the running instance really used as much as `maxPoints` allows. */
  checkPointsCap(): void;
  readonly dynamicStorageLoad: DynamicStorageLoadCoefficients;
  readonly tracer: GasTracer | undefined;
}

export interface RuntimeRules extends RuntimeContext {
  /** Starts an instance of the code in the current frame. Throws a `ContractFailure` if it cannot. */
  startInstance(code: Uint8Array, isNewCode: boolean): void;
  codeSize(): number;
  callFunction(name: ByteString): void;
  functionNameChecked(): ByteString;
  /** Takes code and metadata from the arguments of an upgrade. */
  extractCodeUpgradeFromArguments(): { readonly code: Uint8Array; readonly codeMetadata: Uint8Array };
  setCustomCallFunction(name: ByteString): void;
  failExecution(failure: ContractFailure): void;
  addError(failure: ContractFailure, place?: ByteString): void;
  setGasProvidedOfInput(gas: bigint): void;
}

export interface StorageRules extends StorageContext {
  setProtectedStorageToAddressUnmetered(address: Uint8Array, key: Uint8Array, value: Uint8Array): void;
}

export interface OutputRules extends OutputContext {
  findOutputAccount(address: Uint8Array): OutputAccount | undefined;
  deleteOutputAccount(address: Uint8Array): void;
  deployCode(address: Uint8Array, code: Uint8Array, codeMetadata: Uint8Array, deployer: Uint8Array): void;
  addTxValueToAccount(address: Uint8Array, value: bigint): void;
  removeNonUpdatedStorage(): void;
  /** Adds the output of a built-in function or another VM. */
  addToActiveState(output: VmOutput): void;
  /** Moves the transfer indices of an output behind those given out. */
  reindexTransfers(output: VmOutput): void;
  nextOutputTransferIndex(): number;
  /** The output of the current frame, settled; an error output if its gas does not add up. */
  getVmOutput(): VmOutput;
  createVmOutputInCaseOfError(failure: ContractFailure): VmOutput;
  /** What the current call says of its failure. */
  messageOf(failure: ContractFailure): ByteString;
}

export interface AsyncRules extends AsyncContext {
  initStateFromInput(input: ContractCallInput): void;
  /** Runs what was registered: local calls at once, the others as transfers. */
  execute(): void;
  isComplete(): boolean;
  hasLegacyGroup(): boolean;
  legacyGroup(): AsyncCallGroup | undefined;
  setResults(output: VmOutput): void;
  save(): void;
  getParentAddress(): Uint8Array;
  /** The leg back of a remote call: which callback to run, and what to do afterwards. */
  beginCallback(): CallbackLeg;
}

/** A callback that came from another shard. */
export interface CallbackLeg {
  /** Empty if the call has none. */
  readonly callbackName: ByteString;
  /** Completes the call that was answered, and its parents. */
  complete(): void;
}

export interface BlockchainRules extends BlockchainContext {
  executeSmartContractCallOnOtherVm(input: ContractCallInput): VmOutput;
}

export interface Machine extends Host {
  readonly executor: Executor;
  /** Where somebody observes the VM. */
  readonly calls: CallRecorder | undefined;
  readonly frames: FrameStack;
  readonly run: Run;
  readonly metering: MeteringRules;
  readonly runtime: RuntimeRules;
  readonly storage: StorageRules;
  readonly output: OutputRules;
  readonly blockchain: BlockchainRules;
  readonly async: AsyncRules;
  readonly managedTypes: ManagedTypes;
}
