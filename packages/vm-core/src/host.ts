// Host: what hook bodies and contexts see of the VM while it runs. Each context holds rules over the current frame; the state is in the frame.
// Method names are production's (vm-go vmhost/interface.go). Where Go returns an error, a method here throws a `ContractFailure`.
import type { BreakpointValue, Instance } from "@mxvm/executor-api";
import type {
  BlockchainHooks,
  CallTypeValue,
  ContractCallInput,
  EsDigitalToken,
  EsdtTransfer,
  Flags,
  OutputAccount,
  ReturnCodeValue,
  UserAccount,
  VmOutput,
} from "@mxvm/protocol-hooks";
import type { AsyncContext } from "./async/async-context.js";
import type { ManagedTypesContext } from "./contexts/managed-types.js";
import type { ContractFailure } from "./failures.js";
import type { GasCosts } from "./metering/gas-keys.js";

/** Charges gas on the running instance. Amounts are whole numbers of gas units, not negative. */
export interface MeteringContext {
  /** Charges, or uses all that is left and throws `notEnoughGas`. (Go: UseGasBounded) */
  useGas(gas: number): void;
  /** Like `useGas`, but with flag UseGasBoundedShouldFailExecutionFlag off a shortage is not a failure: all gas is used, the run goes on. */
  useGasCompatible(gas: number): void;
  /** Charges `perUnit * units`; a negative `units` is a huge unsigned number, as in production, so it throws `notEnoughGas`. */
  useGasPerUnit(perUnit: number, units: number): void;
  /** `useGasPerUnit` with the leniency of `useGasCompatible`. */
  useGasPerUnitCompatible(perUnit: number, units: number): void;
  /** `useGasCompatible` for a gas limit that a contract hands on, unsigned 64 bits: charged to the unit, since it is accounted for again. */
  useGasLimitCompatible(gasLimit: bigint): void;
  /** Gas refunded to the caller at the end (released storage). (Go: FreeGas) */
  freeGas(gas: number): void;
  restoreGas(gas: bigint): void;
  gasLeft(): bigint;
  getGasProvided(): bigint;
  getGasForExecution(): bigint;
  getGasLocked(): bigint;
  /** Gas limit that a contract asked for, bounded by what is left; a negative one asks for all. */
  boundGasLimit(value: bigint): bigint;
  blockGasLimit(): bigint;
  useGasForAsyncStep(): void;
  computeExtraGasLockedForAsync(): bigint;
}

/** Facts of the running call, and how it ends. */
export interface RuntimeContext {
  /** Input of the running call. Arguments may not be changed. */
  getVmInput(): ContractCallInput;
  /** Address of the running contract. (Go: GetContextAddress) */
  getContextAddress(): Uint8Array;
  getOriginalCallerAddress(): Uint8Array;
  /** Name as the contract's bytes read one by one (`bytesToByteString`), as all function names inside the VM. */
  functionName(): string;
  arguments(): readonly Uint8Array[];
  getCurrentTxHash(): Uint8Array;
  getOriginalTxHash(): Uint8Array;
  getPrevTxHash(): Uint8Array;
  readOnly(): boolean;
  setReadOnly(readOnly: boolean): void;
  getInstance(): Instance;
  getVmType(): Uint8Array;
  /** Ends the run as a user error with the contract's message, its bytes read one by one. */
  signalUserError(message: string): void;
  /** Stops the contract before its next instruction, with no message of its own. */
  setRuntimeBreakpointValue(value: BreakpointValue): void;
  isReservedFunctionName(name: string): boolean;
  hasFunction(name: string): boolean;
  validateCallbackName(name: string): void;
  countSameContractInstancesOnStack(address: Uint8Array): number;
}

/** 0 unchanged, 1 modified, 2 added, 3 deleted. (Go: StorageStatus) */
export type StorageStatus = 0 | 1 | 2 | 3;

/** A value read from storage, with what prices the read. */
export interface StorageRead {
  readonly value: Uint8Array;
  readonly trieDepth: number;
  readonly usedCache: boolean;
}

/** Storage of the running contract and of others. */
export interface StorageContext {
  getStorage(key: Uint8Array): StorageRead;
  getStorageUnmetered(key: Uint8Array): StorageRead;
  getStorageFromAddress(address: Uint8Array, key: Uint8Array): StorageRead;
  getStorageFromAddressNoChecks(address: Uint8Array, key: Uint8Array): StorageRead;
  setStorage(key: Uint8Array, value: Uint8Array): StorageStatus;
  setProtectedStorage(key: Uint8Array, value: Uint8Array): StorageStatus;
  /** Charges a load by trie depth or cache, raised to the static cost. (Go: UseGasForStorageLoad) */
  useGasForStorageLoad(read: StorageRead, staticCost: number): void;
  /** Key under the VM's protected prefix. */
  getVmProtectedPrefix(suffix: string): Uint8Array;
}

/** Tokens to move, and the call that follows. (Go: ESDTTransfersArgs) */
export interface EsdtTransfersArguments {
  readonly destination: Uint8Array;
  readonly originalCaller: Uint8Array;
  readonly sender: Uint8Array;
  readonly transfers: readonly EsdtTransfer[];
  readonly function: string;
  readonly arguments: readonly Uint8Array[];
  readonly senderForExecution: Uint8Array;
  readonly returnAfterError: boolean;
}

/** What the run gives back. */
export interface OutputContext {
  getOutputAccount(address: Uint8Array): OutputAccount;
  writeLog(address: Uint8Array, topics: Uint8Array[], data: Uint8Array[]): void;
  writeLogWithIdentifier(address: Uint8Array, topics: Uint8Array[], data: Uint8Array[], identifier: Uint8Array): void;
  transferValueOnly(destination: Uint8Array, sender: Uint8Array, value: bigint, checkPayable: boolean): void;
  transfer(transfer: {
    readonly destination: Uint8Array;
    readonly sender: Uint8Array;
    readonly gasLimit: bigint;
    readonly gasLocked: bigint;
    readonly value: bigint;
    readonly asyncData: Uint8Array;
    readonly input: Uint8Array;
    readonly callType: CallTypeValue;
  }): void;
  /** Moves tokens; answers the gas left for the call that follows, 0 if none does. (Go: TransferESDT) */
  transferEsdt(transfer: EsdtTransfersArguments, callInput: ContractCallInput | undefined): bigint;
  returnData(): readonly Uint8Array[];
  clearReturnData(): void;
  removeReturnData(index: number): void;
  finish(data: Uint8Array): void;
  getReturnCode(): ReturnCodeValue;
  setReturnCode(code: ReturnCodeValue): void;
  getReturnMessage(): string;
  setReturnMessage(message: string): void;
}

/** The protocol, with what this run has changed on top. */
export interface BlockchainContext {
  newAddress(creatorAddress: Uint8Array): Uint8Array;
  accountExists(address: Uint8Array): boolean;
  /** Balance with the changes of this run. */
  getBalance(address: Uint8Array): bigint;
  getNonce(address: Uint8Array): bigint;
  increaseNonce(address: Uint8Array): void;
  getCodeHash(address: Uint8Array): Uint8Array;
  getCode(address: Uint8Array): Uint8Array;
  /** Owner of the running contract. Throws during its deployment, when it has no account yet. */
  getOwnerAddress(): Uint8Array;
  getShardOfAddress(address: Uint8Array): number;
  isSmartContract(address: Uint8Array): boolean;
  isPayable(sender: Uint8Array, receiver: Uint8Array): boolean;
  blockHash(nonce: bigint): Uint8Array;
  getEsdtToken(address: Uint8Array, tokenIdentifier: Uint8Array, nonce: bigint): EsDigitalToken;
  getUserAccount(address: Uint8Array): UserAccount | undefined;
  /** The account; throws in the protocol's words where there is none. */
  getExistingAccount(address: Uint8Array): UserAccount;
  processBuiltInFunction(input: ContractCallInput): VmOutput;
  getSnapshot(): number;
  revertToSnapshot(snapshot: number): void;
}

/** A contract to be created by a contract. (Go: ContractCreateInput of CreateNewContract) */
export interface IndirectDeployInput {
  readonly callValue: bigint;
  readonly gasProvided: bigint;
  readonly code: Uint8Array;
  readonly codeMetadata: Uint8Array;
  readonly arguments: readonly Uint8Array[];
  /** What the log of the value transfer says. */
  readonly callType: "DeploySmartContract" | "DeployFromSource";
}

/** What one finished nested call answers. */
export interface NestedCallResult {
  readonly output: VmOutput | undefined;
  /** Set if the call failed; production's error. */
  readonly failure: ContractFailure | undefined;
  readonly isChildComplete: boolean;
}

/** Calls between contracts. (Go: VMHost) */
export interface NestedExecution {
  executeOnDestContext(input: ContractCallInput): NestedCallResult;
  /** Throws on failure. */
  executeOnSameContext(input: ContractCallInput): void;
  /** Answers the new address. */
  createNewContract(input: IndirectDeployInput): Uint8Array;
  isBuiltinFunctionName(name: string): boolean;
  areInSameShard(left: Uint8Array, right: Uint8Array): boolean;
  /** Fills in the call type in transfer logs that have none yet; the entries are shared with the output that the call was merged into. */
  completeLogEntriesWithCallType(output: VmOutput, callType: string): void;
  /** Whether an opcode that needs permission is allowed to the running contract. */
  isAllowedToExecute(opcode: string): boolean;
}

/** The VM, as seen from inside a run. */
export interface Host extends NestedExecution {
  readonly blockchainHooks: BlockchainHooks;
  readonly flags: Flags;
  readonly costs: GasCosts;
  readonly metering: MeteringContext;
  readonly runtime: RuntimeContext;
  readonly storage: StorageContext;
  readonly output: OutputContext;
  readonly blockchain: BlockchainContext;
  readonly managedTypes: ManagedTypesContext;
  readonly async: AsyncContext;

  /** Copies bytes from the running contract's memory. Throws `MemoryAccessError`. */
  memLoad(pointer: number, length: number): Uint8Array;
  /** Copies consecutive ranges. */
  memLoadMultiple(pointer: number, lengths: readonly number[]): Uint8Array[];
  /** Copies bytes into the running contract's memory. Throws `MemoryAccessError`. */
  memStore(pointer: number, data: Uint8Array): void;

  /**
   * Fails the run as a hook does: uses all gas, stores the message and sets the breakpoint. `cause` is a `ContractFailure`, a
   * `MemoryAccessError` or a `BlockchainHookError`; anything else is a fault of the engine and is thrown again.
   */
  failExecution(cause: unknown): void;
}
