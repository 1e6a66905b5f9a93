// Observation of calls: what a run did, call by call, also where it failed. Production tells as much in its debug log only.
import type { Address } from "./bytes.js";
import type { CallTypeValue } from "./call-type.js";
import type { EsdtTransfer } from "./esdt.js";
import type { LogEntry } from "./output.js";
import type { ReturnCodeValue } from "./return-code.js";

/**
 * What a call is, in production's terms.
 *
 * - `deploy`, `upgrade`, `delete`: of a contract, by a user or by a contract. Runs `init`, `upgrade`, nothing.
 * - `call`: code on the destination's own context; `callType` tells whether it is the leg of an asynchronous call.
 * - `callback`: the leg back of an asynchronous call.
 * - `callOnSameContext`: code of another contract on the caller's storage.
 * - `builtInFunction`: a function of the protocol, at the top or called by a contract; every transfer of tokens is one.
 * - `callOnOtherVm`: a contract that another VM runs, or one that is part of the protocol.
 * - `transfer`: nothing but EGLD that moved, or tokens that did not.
 */
export type ObservedCallKind =
  | "deploy"
  | "upgrade"
  | "delete"
  | "call"
  | "callback"
  | "callOnSameContext"
  | "builtInFunction"
  | "callOnOtherVm"
  | "transfer";

/** A storage entry that a call changed: the value before its first write, and the value of its last. Empty where there is none. */
export interface ObservedStorageChange {
  /** The account; differs from the call's recipient only for what the VM keeps of asynchronous calls. */
  readonly address: Address;
  readonly key: Uint8Array;
  readonly oldValue: Uint8Array;
  readonly newValue: Uint8Array;
}

/** EGLD, or a call with or without it, that leaves the run: to an account without code here, or to another shard. */
export interface ObservedTransfer {
  readonly receiver: Address;
  readonly value: bigint;
  /** Call data `function@hex@…`, or empty. */
  readonly data: Uint8Array;
  /** Gas that goes along. */
  readonly gasLimit: bigint;
  /** Gas kept aside for the callback. */
  readonly gasLocked: bigint;
  readonly callType: CallTypeValue;
}

/** Something that a call did, besides changing storage. */
export type ObservedStep =
  | { readonly kind: "call"; readonly call: ObservedCall }
  | { readonly kind: "log"; readonly log: LogEntry }
  | { readonly kind: "transfer"; readonly transfer: ObservedTransfer };

/** How a call ended. */
export interface ObservedOutcome {
  readonly returnCode: ReturnCodeValue;
  /** The contract's or production's words; empty on success. */
  readonly returnMessage: string;
  readonly returnData: readonly Uint8Array[];
  /** What the executor said where the code ended by a trap, which production's message does not tell. */
  readonly trapMessage: string | undefined;
}

/**
 * One call with all that it did. What a failed call did is here although it was undone, as was what those that it called did, whether they
 * succeeded or not.
 */
export interface ObservedCall {
  readonly kind: ObservedCallKind;
  readonly callType: CallTypeValue;
  /** Whether it could change nothing. */
  readonly isReadOnly: boolean;
  readonly callerAddress: Address;
  /** Account whose storage and balance the call works on. Empty for a deployment that came to no address. */
  readonly recipientAddress: Address;
  /** Account whose code runs; another than the recipient only for `callOnSameContext`. */
  readonly codeAddress: Address;
  /** Name of the endpoint or built-in function, `init`, `upgrade` or `deleteContract`; empty for a `transfer`. */
  readonly function: string;
  /** Of the function; those of an upgrade are without code and metadata. */
  readonly arguments: readonly Uint8Array[];
  /** EGLD that came along, in 10^-18. */
  readonly callValue: bigint;
  /** Tokens that came along; of a built-in function that moves tokens those that it moves. */
  readonly esdtTransfers: readonly EsdtTransfer[];
  /** Who receives the tokens of a built-in function that moves tokens. */
  readonly esdtReceiver: Address | undefined;
  /** Gas units, with those unlocked for a callback. */
  readonly gasProvided: bigint;
  /**
   * Gas units that the call cost its caller, all that it called included: gas provided minus gas remaining, and all of it where the call
   * failed. What it used itself is this minus `gasUsed` of the calls among its steps; gas sent to another shard counts as its own.
   */
  readonly gasUsed: bigint;
  /** In the order in which it did them. */
  readonly steps: readonly ObservedStep[];
  /** What its own code changed, in the order of first writes. What built-in functions change is told by their arguments only. */
  readonly storageChanges: readonly ObservedStorageChange[];
  /** `undefined` if the call did not end, since the engine could not go on. */
  readonly outcome: ObservedOutcome | undefined;
}

/**
 * Hears of calls once the run that they belong to is over. The calls, and all bytes in them, are the observer's own. It should not
 * throw: whoever asked for the run gets that error in place of its result, though the run stands.
 *
 * A VM tells of a run by one call. A world tells of a transaction, query or delivery by one call after the other, as many as it took: a
 * payment of tokens comes before the call that it pays for. What a run did that was only tried is not told. A run inside a run is told of
 * by itself, and earlier. What is refused by an exception before anything was called is not told of; where the engine cannot go on, what
 * was called until then is.
 */
export type CallObserver = (calls: readonly ObservedCall[]) => void;
