// Frame: everything that belongs to one running call, as one record. Contexts are rules over the current frame.
import type { Instance } from "@mxvm/executor-api";
import type { ByteString, ContractCallInput, VmOutput } from "@mxvm/protocol-hooks";
import type { AsyncState } from "../async/async-state.js";
import { createAsyncState } from "../async/async-state.js";
import type { ManagedTypesState } from "../contexts/managed-types-state.js";
import { createManagedTypesState } from "../contexts/managed-types-state.js";
import { createVmOutput } from "./output-state.js";

/** What a call is told: its input, and the code and function that it runs. */
export interface FrameInput {
  readonly vmInput: ContractCallInput;
  /** Account whose code runs; differs from the recipient on the caller's own context. */
  readonly codeAddress: Uint8Array;
  /** Function to run; a callback's own name replaces the one in the input. */
  readonly functionName: ByteString;
}

/** Gas of a call, in units. What the code has used is in the instance. */
export interface GasState {
  provided: bigint;
  /** Charged before the code runs, for getting or compiling it. */
  initialCost: bigint;
  /** Gas that the code may use. */
  forExecution: bigint;
  /** Gas used by this call and by those it made, by account. */
  usedByAccounts: Map<ByteString, bigint>;
  restoreEnabled: boolean;
  /** Whether the instance's own limit is `forExecution`, so that it alone can tell what is left. */
  limitIsExact: boolean;
  /** Gas set aside on the instance for calls that have not been made; what it really used is without it. */
  reserved: bigint;
}

/** The code that runs, and its instance. */
export interface InstanceState {
  /** Absent where no instance could be started. */
  instance: Instance | undefined;
  /** The code's array identifies it; absent until the frame starts its own instance. */
  code: Uint8Array | undefined;
  /** Length of the account's code, which is not the code that runs if this transaction upgraded the account. */
  codeSize: number;
  /** Whether the VM itself, not the contract's code, set the breakpoint that stopped the instance. */
  stoppedByVm: boolean;
}

/** One call. Parts that are shared with the caller are the same objects. */
export interface Frame {
  input: FrameInput;
  readOnly: boolean;
  gas: GasState;
  output: VmOutput;
  managedTypes: ManagedTypesState;
  storageAddress: Uint8Array;
  async: AsyncState;
  instance: InstanceState;
  /** Mark of the world's state, to go back to if the call fails. */
  state: number;
}

export function createGasState(): GasState {
  return {
    provided: 0n,
    initialCost: 0n,
    forExecution: 0n,
    usedByAccounts: new Map(),
    restoreEnabled: true,
    limitIsExact: false,
    reserved: 0n,
  };
}

export function createInstanceState(): InstanceState {
  return { instance: undefined, code: undefined, codeSize: 0, stoppedByVm: false };
}

/** The frame of a transaction: everything fresh. */
export function createTopLevelFrame(input: FrameInput): Frame {
  return {
    input,
    readOnly: false,
    gas: createGasState(),
    output: createVmOutput(),
    managedTypes: createManagedTypesState(),
    storageAddress: input.vmInput.recipientAddress,
    async: createAsyncState(),
    instance: createInstanceState(),
    state: 0,
  };
}
