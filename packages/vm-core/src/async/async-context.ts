// Asynchronous context of a call: its groups of asynchronous calls and its place in the tree. Mirrors vm-go contexts/async.go.
import type { AsyncArguments } from "@mxvm/protocol-hooks";

/** Asynchronous calls, as hooks register them. */
export interface AsyncContext {
  /** Registers a promise. (Go: RegisterAsyncCall with a call built by the hook) */
  registerAsyncCall(call: {
    readonly destination: Uint8Array;
    /** Big-endian, as the contract gave it: it is persisted byte for byte, leading zeros included. */
    readonly value: Uint8Array;
    readonly data: Uint8Array;
    readonly successCallback: string;
    readonly errorCallback: string;
    /** Unsigned 64 bits. */
    readonly gas: bigint;
    /** Unsigned 64 bits. */
    readonly extraGasForCallback: bigint;
    readonly callbackClosure: Uint8Array;
  }): void;
  /** Registers the one legacy call and stops the contract at breakpoint `asyncCall`. */
  registerLegacyAsyncCall(destination: Uint8Array, data: Uint8Array, value: Uint8Array): void;
  getCallbackClosure(): Uint8Array;
  /** Counts one more child and names it. (Go: SetAsyncArgumentsForCall, which writes them into the input) */
  newAsyncArgumentsForCall(): AsyncArguments;
  /** `callId` is `undefined` for a synchronous child, which belongs to no group. */
  completeChildConditional(isChildComplete: boolean, callId: Uint8Array | undefined, gasToAccumulate: bigint): void;
}
