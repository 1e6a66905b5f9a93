// Asynchronous context of a call: its groups of asynchronous calls and its place in the tree. Mirrors vm-go contexts/async.go.

/** Asynchronous calls, as hooks register them. */
export interface AsyncContext {
  /** Registers a promise. (Go: RegisterAsyncCall with a call built by the hook) */
  registerAsyncCall(call: {
    readonly destination: Uint8Array;
    readonly value: bigint;
    readonly data: Uint8Array;
    readonly successCallback: string;
    readonly errorCallback: string;
    readonly gas: bigint;
    readonly extraGasForCallback: bigint;
    readonly callbackClosure: Uint8Array;
  }): void;
  /** Registers the one legacy call and stops the contract at breakpoint `asyncCall`. */
  registerLegacyAsyncCall(destination: Uint8Array, data: Uint8Array, value: Uint8Array): void;
  getCallbackClosure(): Uint8Array;
  completeChildConditional(isChildComplete: boolean, callId: Uint8Array, gasToAccumulate: bigint): void;
}
