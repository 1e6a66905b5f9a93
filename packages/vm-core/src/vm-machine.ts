// The machine: contexts, hooks and executor of one VM, put together. Mirrors NewVMHost of vm-go hostCore/host.go.
import { bytesToByteString } from "@mxvm/codec";
import type { Executor, ExecutorFactory, MeteringMode } from "@mxvm/executor-api";
import { SPECIFICATION_VERSION } from "@mxvm/executor-api";
import { ReturnCode, VmError } from "@mxvm/protocol-hooks";
import type { BlockchainHooks, ByteString, ContractCallInput, Flags, GasSchedule, VmOutput, VmSettings } from "@mxvm/protocol-hooks";
import { createAsync } from "./async/host-async.js";
import { createBlockchain } from "./contexts/blockchain.js";
import { createManagedTypes } from "./contexts/managed-types-context.js";
import type { ManagedTypes } from "./contexts/managed-types-context.js";
import { createMetering } from "./contexts/metering.js";
import { createOutput } from "./contexts/output.js";
import { createRuntime } from "./contexts/runtime.js";
import { createStorage } from "./contexts/storage.js";
import { completeLogEntriesWithCallType } from "./execution/call-texts.js";
import { createInstances } from "./execution/instances.js";
import type { Instances } from "./execution/instances.js";
import { createNewContract, executeOnDestContext, executeOnSameContext } from "./execution/nested.js";
import { failureFromCause } from "./failures.js";
import { createTopLevelFrame } from "./frame/frame.js";
import { createFrameStack } from "./frame/frame-stack.js";
import type { FrameStack } from "./frame/frame-stack.js";
import { bindAllHooks } from "./hooks/index.js";
import type { IndirectDeployInput, NestedCallResult } from "./host.js";
import type { AsyncRules, BlockchainRules, Machine, MeteringRules, OutputRules, Run, RuntimeRules, StorageRules } from "./machine.js";
import { createFlatCosts, fillFlatCosts, resolveSchedule, slotOfFlatCost } from "./metering/gas-costs.js";
import type { ResolvedSchedule } from "./metering/gas-costs.js";
import type { GasCosts } from "./metering/gas-keys.js";
import type { CallRecorder } from "./observation/call-recorder.js";
import type { GasTracer } from "./metering/gas-trace.js";
import { createPointsCap } from "./metering/points-cap.js";
import { createReservedNames } from "./validation/function-names.js";
import type { ReservedNames } from "./validation/function-names.js";

const noBytes: Uint8Array = new Uint8Array(0);
const MAX_INT32 = 0x7fff_ffff;

/** What a machine is made with, beyond the world's settings. */
export interface MachineOptions {
  readonly executor: ExecutorFactory;
  readonly vmType: Uint8Array;
  readonly maxPoints: bigint | undefined;
  readonly blockGasLimit: bigint;
  readonly opcodeAddressIsAllowed: ReadonlyMap<string, ReadonlySet<ByteString>>;
  readonly tracer: GasTracer | undefined;
}

const idleInput: ContractCallInput = {
  callerAddress: noBytes,
  arguments: [],
  asyncArguments: undefined,
  callValue: 0n,
  callType: 0,
  gasPrice: 0n,
  gasProvided: 0n,
  gasLocked: 0n,
  originalTxHash: noBytes,
  currentTxHash: noBytes,
  prevTxHash: noBytes,
  esdtTransfers: [],
  returnCallAfterError: false,
  txGuardian: noBytes,
  originalCallerAddress: noBytes,
  relayerAddress: noBytes,
  recipientAddress: noBytes,
  function: "",
  allowInitFunction: false,
};

function createRun(metering: MeteringMode): Run {
  return { metering, nextTransferIndex: 1, codeUpdates: new Set(), errors: [], instances: new Set(), endedInCode: false };
}

/** A pointer moved on; beyond 32 bits it stays at their end, as in production. */
function advance(pointer: number, length: number): number {
  const sum = pointer + length;
  return sum === (sum | 0) ? sum : MAX_INT32;
}

/** A machine that can be set anew and that ends its runs. */
export class VmMachine implements Machine {
  readonly blockchainHooks: BlockchainHooks;
  readonly executor: Executor;
  readonly frames: FrameStack;
  readonly metering: MeteringRules;
  readonly runtime: RuntimeRules;
  readonly storage: StorageRules;
  readonly output: OutputRules;
  readonly blockchain: BlockchainRules;
  readonly async: AsyncRules;
  readonly managedTypes: ManagedTypes;
  readonly instances: Instances;
  run: Run = createRun("fast");
  flags: Flags;
  calls: CallRecorder | undefined;
  readonly #options: MachineOptions;
  readonly #flatCosts: Float64Array = createFlatCosts();
  #gasSchedule: GasSchedule;
  #schedule: ResolvedSchedule;
  #reservedNames: ReservedNames | undefined;
  #builtInNames: ReadonlySet<string> | undefined;

  constructor(hooks: BlockchainHooks, settings: VmSettings, options: MachineOptions) {
    this.blockchainHooks = hooks;
    this.#options = options;
    this.flags = settings.flags;
    this.#gasSchedule = settings.gasSchedule;
    this.#schedule = this.#resolved(settings.gasSchedule, settings.flags);

    const pointsCap = createPointsCap(options.maxPoints);
    const idleFrame = createTopLevelFrame({ vmInput: idleInput, codeAddress: noBytes, functionName: "" });
    this.managedTypes = createManagedTypes(this);
    this.instances = createInstances(this, pointsCap, () => this.#schedule.compilation);
    this.frames = createFrameStack(
      {
        activate: (frame) => (this.managedTypes.state = frame.managedTypes),
        release: (frame) => this.instances.release(frame),
        revertState: (state) => hooks.revertToSnapshot(state),
      },
      idleFrame,
    );
    this.metering = createMetering(this, {
      blockGasLimit: options.blockGasLimit,
      tracer: options.tracer,
      pointsCap,
      dynamicStorageLoad: () => this.#schedule.dynamicStorageLoad,
    });
    this.runtime = createRuntime(this, {
      vmType: options.vmType,
      instances: this.instances,
      reservedNames: () => this.#reserved(),
    });
    this.storage = createStorage(this);
    this.output = createOutput(this);
    this.blockchain = createBlockchain(this);
    this.async = createAsync(this);
    this.executor = this.#createExecutor();
  }

  #createExecutor(): Executor {
    const { tracer } = this.#options;
    const vmHooks = bindAllHooks({
      host: this,
      slotOf: slotOfFlatCost,
      flatCosts: this.#flatCosts,
      beginHook: tracer === undefined ? undefined : (name) => this.#traceHook(tracer, name),
    });
    const executor = this.#options.executor(vmHooks, this.#schedule.opcodeCosts);
    const { specificationVersion } = executor;
    if ((specificationVersion as number) !== SPECIFICATION_VERSION) {
      const message = `the executor implements version ${specificationVersion} of its interface, this VM needs ${SPECIFICATION_VERSION}`;
      throw new VmError("SPECIFICATION_MISMATCH", message, { expected: SPECIFICATION_VERSION, actual: specificationVersion });
    }
    return executor;
  }

  #traceHook(tracer: GasTracer, name: string): void {
    const address = this.runtime.getContextAddress();
    tracer.beginHook(address, bytesToByteString(address), this.runtime.functionName(), name);
  }

  #resolved(gasSchedule: GasSchedule, flags: Flags): ResolvedSchedule {
    const schedule = resolveSchedule(gasSchedule, flags);
    fillFlatCosts(this.#flatCosts, schedule.costs);
    return schedule;
  }

  get costs(): GasCosts {
    return this.#schedule.costs;
  }

  setGasSchedule(gasSchedule: GasSchedule): void {
    this.#schedule = this.#resolved(gasSchedule, this.flags);
    this.#gasSchedule = gasSchedule;
    this.executor.setOpcodeCosts(this.#schedule.opcodeCosts);
    this.instances.clear();
  }

  setFlags(flags: Flags): void {
    this.#schedule = this.#resolved(this.#gasSchedule, flags);
    this.flags = flags;
    this.#reservedNames = undefined;
  }

  /** Begins a transaction. */
  beginRun(metering: MeteringMode): void {
    this.run = createRun(metering);
    this.#builtInNames = undefined;
    this.managedTypes.resetRandomness();
  }

  /** Ends a transaction. After a failed execution its instance is not used again, as in production. */
  endRun(output: VmOutput): void {
    const [frame] = this.frames.abandon();
    if (frame === undefined) return;
    if (output.returnCode === ReturnCode.executionFailed) this.instances.discard(frame);
    else this.instances.release(frame);
  }

  /** Ends a transaction after a fault: nothing that ran is used again. */
  abandonRun(): void {
    for (const frame of this.frames.abandon()) this.instances.discard(frame);
  }

  #reserved(): ReservedNames {
    this.#reservedNames ??= createReservedNames(this.executor.functionNames(), this.blockchainHooks.getBuiltinFunctionNames());
    return this.#reservedNames;
  }

  isBuiltinFunctionName(name: ByteString): boolean {
    this.#builtInNames ??= this.blockchainHooks.getBuiltinFunctionNames();
    return this.#builtInNames.has(name);
  }

  areInSameShard(left: Uint8Array, right: Uint8Array): boolean {
    return this.blockchain.getShardOfAddress(left) === this.blockchain.getShardOfAddress(right);
  }

  isAllowedToExecute(opcode: string): boolean {
    const allowed = this.#options.opcodeAddressIsAllowed.get(opcode);
    return allowed?.has(bytesToByteString(this.runtime.getContextAddress())) ?? false;
  }

  completeLogEntriesWithCallType(output: VmOutput, callType: string): void {
    completeLogEntriesWithCallType(output, callType);
  }

  executeOnDestContext(input: ContractCallInput): NestedCallResult {
    return executeOnDestContext(this, input);
  }

  executeOnSameContext(input: ContractCallInput): void {
    executeOnSameContext(this, input);
  }

  createNewContract(input: IndirectDeployInput): Uint8Array {
    return createNewContract(this, input);
  }

  memLoad(pointer: number, length: number): Uint8Array {
    return this.runtime.getInstance().memLoad(pointer, length);
  }

  memLoadMultiple(pointer: number, lengths: readonly number[]): Uint8Array[] {
    const instance = this.runtime.getInstance();
    let offset = pointer;
    return lengths.map((length) => {
      const bytes = instance.memLoad(offset, length);
      offset = advance(offset, length);
      return bytes;
    });
  }

  memStore(pointer: number, data: Uint8Array): void {
    this.runtime.getInstance().memStore(pointer, data);
  }

  failExecution(cause: unknown): void {
    const failure = failureFromCause(cause);
    this.metering.useAllGas();
    this.runtime.failExecution(failure);
  }
}
