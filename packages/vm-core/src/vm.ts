// The VM: a VM Handler over any executor. Mirrors RunSmartContractCreate and RunSmartContractCall of vm-go hostCore/host.go.
import { bytesToByteString, utf8ToBytes, wasmVmType } from "@mxvm/codec";
import { isExecutorError } from "@mxvm/executor-api";
import type { ExecutorFactory } from "@mxvm/executor-api";
import { VmError, isVmError } from "@mxvm/protocol-hooks";
import type {
  Address,
  BlockchainHooks,
  ByteString,
  CallObserver,
  ContractCallInput,
  ContractCreateInput,
  Flags,
  GasSchedule,
  VmFactory,
  VmHandler,
  VmOutput,
  VmSettings,
} from "@mxvm/protocol-hooks";
import { edgeText } from "./execution/edge-text.js";
import { internalVmErrorsLog } from "./execution/errors-log.js";
import { functionNames } from "./execution/function-names.js";
import { runCall, runCreate, runDelete, runUpgrade } from "./execution/top-level.js";
import { limitBlockchainHooks } from "./execution/transaction-limits.js";
import type { LimitedBlockchainHooks, TransactionLimits } from "./execution/transaction-limits.js";
import { createGasTracer } from "./metering/gas-trace.js";
import type { GasTraceEntry, GasTracer } from "./metering/gas-trace.js";
import type { Machine } from "./machine.js";
import { createCallRecorder } from "./observation/call-recorder.js";
import { VmMachine } from "./vm-machine.js";

const VERSION = "v1.5";
const MAX_INT64 = 0x7fff_ffff_ffff_ffffn;
const UNBOUNDED_BLOCK_GAS = 0xffff_ffff_ffff_ffffn;
const LOG_FUNCTION_OF_CREATE = "_init";

/** How a VM is made. */
export interface VmOptions {
  /** Makes the executor that runs the contracts. */
  readonly executor: ExecutorFactory;
  /**
   * Gas units that an instance may really use, while contracts see what production would show them; reaching it throws
   * `MAX_POINTS_REACHED`. For queries, whose gas is practically unlimited. No cap if it is not given.
   */
  readonly maxPoints?: bigint;
  /** What one transaction may ask of the protocol, as the node limits it. No limits if it is not given, as in production's simulators. */
  readonly transactionLimits?: TransactionLimits;
  /** Contracts that may use an opcode which needs permission (`managedMultiTransferESDTNFTExecuteByUser`), by opcode. */
  readonly opcodeAddressIsAllowed?: Readonly<Record<string, readonly Address[]>>;
  /** Gas that a block may use, which contracts cannot see but some checks need. Unbounded if it is not given. */
  readonly blockGasLimit?: bigint;
  /** Receives what each hook cost, after each run. Tracing costs time; nothing is traced if it is not given. */
  readonly onGasTrace?: (trace: readonly GasTraceEntry[]) => void;
}

/**
 * Makes VMs over an executor. Each call of the factory makes a VM of its own; compiled code is shared as far as the executor shares it.
 * The factory throws `SPECIFICATION_MISMATCH` for an executor of another version, and `GAS_SCHEDULE_INCOMPLETE`.
 */
export function createVm(options: VmOptions): VmFactory {
  return (hooks, settings) => new MachineVm(hooks, settings, options);
}

class MachineVm implements VmHandler {
  readonly #machine: VmMachine;
  readonly #limited: LimitedBlockchainHooks | undefined;
  readonly #tracer: GasTracer | undefined;
  readonly #options: VmOptions;
  /** The world's own: looking something up for an observer counts towards no limit. */
  readonly #hooks: BlockchainHooks;
  #observer: CallObserver | undefined;
  #isClosed = false;

  constructor(hooks: BlockchainHooks, settings: VmSettings, options: VmOptions) {
    this.#options = options;
    this.#hooks = hooks;
    this.#limited = options.transactionLimits && limitBlockchainHooks(hooks, options.transactionLimits);
    this.#tracer = options.onGasTrace && createGasTracer();
    const allowed = Object.entries(options.opcodeAddressIsAllowed ?? {});
    this.#machine = new VmMachine(this.#limited?.hooks ?? hooks, settings, {
      executor: options.executor,
      vmType: wasmVmType,
      maxPoints: options.maxPoints,
      blockGasLimit: options.blockGasLimit ?? UNBOUNDED_BLOCK_GAS,
      opcodeAddressIsAllowed: new Map(allowed.map(([opcode, addresses]) => [opcode, new Set(addresses.map(bytesToByteString))])),
      tracer: this.#tracer,
    });
  }

  runSmartContractCreate(input: ContractCreateInput): VmOutput {
    const { callerAddress } = input;
    return this.#run(input.gasProvided, (machine) => {
      const output = runCreate(machine, input);
      return withErrorsLog(machine, output, callerAddress, callerAddress, LOG_FUNCTION_OF_CREATE);
    });
  }

  runSmartContractCall(input: ContractCallInput): VmOutput {
    const functionName = bytesToByteString(utf8ToBytes(input.function));
    const call = functionName === input.function ? input : { ...input, function: functionName };
    return this.#run(input.gasProvided, (machine) => {
      const output = runContract(machine, call);
      return withErrorsLog(machine, output, input.callerAddress, input.recipientAddress, functionName);
    });
  }

  /**
   * Runs a transaction. Where some contract trapped or ran out of gas in its own code, the transaction runs again from where it began, on
   * code that is metered as production meters it: which of the two comes first decides code and message.
   */
  #run(gasProvided: bigint, transaction: (machine: Machine) => VmOutput): VmOutput {
    if (this.#isClosed) throw new VmError("VM_IS_CLOSING", "the VM was closed");
    if (gasProvided < 0n || gasProvided > MAX_INT64) {
      throw new VmError("INVALID_GAS_PROVIDED", "invalid gas provided", { gasProvided });
    }
    const machine = this.#machine;
    const snapshot = machine.blockchainHooks.getSnapshot();
    try {
      machine.beginRun("fast");
      this.#limited?.reset();
      let output = this.#transact(transaction);
      if (machine.run.endedInCode && machine.executor.supports.exactMetering) {
        machine.endRun(output);
        machine.blockchainHooks.revertToSnapshot(snapshot);
        machine.beginRun("exact");
        this.#limited?.reset();
        this.#tracer?.take();
        output = this.#transact(transaction);
      }
      machine.endRun(output);
      return atTheEdge(output);
    } catch (fault) {
      machine.abandonRun();
      throw vmFaultOf(fault);
    } finally {
      const trace = this.#tracer?.take();
      if (trace !== undefined) this.#options.onGasTrace?.(trace);
      this.#observer?.(machine.calls?.take() ?? []);
    }
  }

  #transact(transaction: (machine: Machine) => VmOutput): VmOutput {
    const { calls } = this.#machine;
    calls?.beginRun();
    const output = transaction(this.#machine);
    calls?.end(output);
    return output;
  }

  observeCalls(observer: CallObserver | undefined): void {
    this.#observer = observer;
    this.#machine.calls = observer && createCallRecorder(this.#hooks);
  }

  gasScheduleChange(gasSchedule: GasSchedule): void {
    this.#machine.setGasSchedule(gasSchedule);
  }

  flagsChange(flags: Flags): void {
    this.#machine.setFlags(flags);
  }

  getVersion(): string {
    return VERSION;
  }

  close(): void {
    this.#isClosed = true;
    this.#machine.instances.clear();
  }
}

function runContract(machine: Machine, input: ContractCallInput): VmOutput {
  switch (input.function) {
    case functionNames.upgradeContract:
      return runUpgrade(machine, input);
    case functionNames.deleteContract:
      return runDelete(machine, input);
    default:
      return runCall(machine, input);
  }
}

function withErrorsLog(machine: Machine, output: VmOutput, sender: Address, receiver: Address, functionName: ByteString): VmOutput {
  const entry = internalVmErrorsLog(machine.run, sender, receiver, functionName);
  if (entry !== undefined) output.logs.push(entry);
  return output;
}

function atTheEdge(output: VmOutput): VmOutput {
  output.returnMessage = edgeText(output.returnMessage);
  return output;
}

/** A fault of the VM that came through an executor is the VM's own. */
function vmFaultOf(fault: unknown): unknown {
  return isExecutorError(fault) && isVmError(fault.cause) ? fault.cause : fault;
}
