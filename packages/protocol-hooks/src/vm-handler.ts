// VM Handler: how the protocol calls the VM. Mirrors vmcommon.VMExecutionHandler.
import type { BlockchainHooks } from "./blockchain-hooks.js";
import type { CallObserver } from "./call-observation.js";
import type { Flags } from "./flags.js";
import type { GasSchedule } from "./gas-schedule.js";
import type { ContractCallInput, ContractCreateInput } from "./input.js";
import type { VmOutput } from "./output.js";

/**
 * A VM bound to one world. Synchronous and deterministic: the same inputs over the same Blockchain Hooks give the same output, byte for
 * byte. It keeps no state between runs other than caches.
 *
 * A contract's failure is a `VmOutput`. Faults of the engine are thrown (`VmError`); the caller then abandons the transaction.
 */
export interface VmHandler {
  /** Deploys a contract. The VM asks for the new address, runs `init`, and puts code and owner into the output. */
  runSmartContractCreate(input: ContractCreateInput): VmOutput;

  /** Calls, upgrades (`upgradeContract`) or deletes (`deleteContract`) a contract. Built-in functions are not for the VM. */
  runSmartContractCall(input: ContractCallInput): VmOutput;

  /** Replaces the gas schedule from the next run on; what was compiled for the old one is dropped. */
  gasScheduleChange(gasSchedule: GasSchedule): void;

  /** Replaces the flags from the next run on. */
  flagsChange(flags: Flags): void;

  /**
   * Tells the observer of each run from the next one on, in place of an observer before; `undefined` ends that. Changes no result. Left out
   * by a VM that cannot tell.
   */
  observeCalls?(observer: CallObserver | undefined): void;

  /** Version of the VM, for people. */
  getVersion(): string;

  /** Frees instances and caches. Afterwards every run throws `VM_IS_CLOSING`. */
  close(): void;
}

/** What a world decides and hands down to its VM. */
export interface VmSettings {
  readonly gasSchedule: GasSchedule;
  readonly flags: Flags;
}

/** Makes a VM for one world. Called once by the world that it is given to. */
export type VmFactory = (hooks: BlockchainHooks, settings: VmSettings) => VmHandler;
