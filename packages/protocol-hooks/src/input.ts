// Inputs of the VM. Mirrors vmcommon.VMInput, ContractCreateInput and ContractCallInput.
import type { Address } from "./bytes.js";
import type { CallTypeValue } from "./call-type.js";
import type { EsdtTransfer } from "./esdt.js";

/** Identity of a call within an asynchronous tree. Set by the VM on the legs that it sends out. */
export interface AsyncArguments {
  readonly callId: Uint8Array;
  readonly callerCallId: Uint8Array;
  readonly callbackAsyncInitiatorCallId: Uint8Array;
  readonly gasAccumulated: bigint;
}

/**
 * What creation and calls have in common. Bytes are borrowed for the duration of the call: the VM does not change them and copies what
 * it keeps.
 */
export interface VmInput {
  /** Who calls. */
  readonly callerAddress: Address;
  /** Arguments of the function, in order. */
  readonly arguments: readonly Uint8Array[];
  /** Present on the legs of asynchronous calls that crossed shards. */
  readonly asyncArguments: AsyncArguments | undefined;
  /** EGLD sent along, in 10^-18 EGLD; the protocol has taken it from the caller, the VM adds it to the contract. */
  readonly callValue: bigint;
  readonly callType: CallTypeValue;
  /** EGLD (10^-18) per unit of gas. */
  readonly gasPrice: bigint;
  /** Gas units the run may use. At most 2^63 - 1. */
  readonly gasProvided: bigint;
  /** Gas units kept aside for the callback of an asynchronous call. */
  readonly gasLocked: bigint;
  /** 32 bytes, or empty. */
  readonly originalTxHash: Uint8Array;
  /** 32 bytes, or empty. */
  readonly currentTxHash: Uint8Array;
  /** 32 bytes, or empty. */
  readonly prevTxHash: Uint8Array;
  /** Tokens sent along; the protocol has moved them already. */
  readonly esdtTransfers: readonly EsdtTransfer[];
  /** The call returns value after an error: payable, frozen and paused checks are skipped. */
  readonly returnCallAfterError: boolean;
  /** Guardian that signed the transaction; empty if none did. */
  readonly txGuardian: Address;
  /** User who sent the first transaction of the chain of calls. */
  readonly originalCallerAddress: Address;
  /** Relayer that paid the fee; empty if there was none. */
  readonly relayerAddress: Address;
}

/** Input of a deployment. */
export interface ContractCreateInput extends VmInput {
  readonly contractCode: Uint8Array;
  /** 2 bytes. */
  readonly contractCodeMetadata: Uint8Array;
}

/** Input of a call, an upgrade (function `upgradeContract`) or a deletion (`deleteContract`). */
export interface ContractCallInput extends VmInput {
  /** The contract. */
  readonly recipientAddress: Address;
  /** Name of the endpoint, or of a built-in function when the input is for `processBuiltInFunction`. */
  readonly function: string;
  readonly allowInitFunction: boolean;
}
