// Call types. Mirrors vm.CallType of mx-chain-core-go.

/** How a call came about, in terms of asynchronicity. */
export const CallType: {
  /** A call by a user, or a synchronous call by a contract. */
  readonly directCall: 0;
  /** The destination leg of an asynchronous call. */
  readonly asynchronousCall: 1;
  /** The callback leg of an asynchronous call. */
  readonly asynchronousCallBack: 2;
  /** A call that follows an ESDT transfer in the same step; skips the payable check. */
  readonly esdtTransferAndExecute: 3;
  /** A call by a contract on behalf of its own caller. */
  readonly execOnDestByCaller: 4;
} = {
  directCall: 0,
  asynchronousCall: 1,
  asynchronousCallBack: 2,
  esdtTransferAndExecute: 3,
  execOnDestByCaller: 4,
};

/** One of the values of `CallType`. */
export type CallTypeValue = (typeof CallType)[keyof typeof CallType];
