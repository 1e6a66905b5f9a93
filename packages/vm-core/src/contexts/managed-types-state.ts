// Managed types of one frame as plain data. Mirrors managedTypesState of vm-go contexts/managedType.go.
import type { ByteString, EsdtTransfer } from "@mxvm/protocol-hooks";
import type { BigFloat } from "../numeric/big-float.js";
import type { EllipticCurve } from "../numeric/elliptic-curve.js";

/** What callees sent back since it was last read. */
export interface BackTransfersState {
  esdtTransfers: EsdtTransfer[];
  callValue: bigint;
  /** Index of the last output transfer that was counted in. */
  lastIndex: number;
}

/** Values by handle, one map per type. */
export interface ManagedTypesState {
  readonly bigInts: Map<number, bigint>;
  readonly bigFloats: Map<number, BigFloat>;
  readonly curves: Map<number, EllipticCurve>;
  readonly buffers: Map<number, Uint8Array>;
  /** Larger arrays behind buffers that have been appended to, with the room that Go's append makes. */
  readonly backings: Map<number, Uint8Array>;
  readonly maps: Map<number, Map<ByteString, Uint8Array>>;
  backTransfers: BackTransfersState;
}

export function createManagedTypesState(): ManagedTypesState {
  return {
    bigInts: new Map(),
    bigFloats: new Map(),
    curves: new Map(),
    buffers: new Map(),
    backings: new Map(),
    maps: new Map(),
    backTransfers: { esdtTransfers: [], callValue: 0n, lastIndex: 0 },
  };
}

/** A copy that can be changed alone; the transfers themselves are immutable and shared. */
export function cloneBackTransfers(state: BackTransfersState): BackTransfersState {
  return { esdtTransfers: [...state.esdtTransfers], callValue: state.callValue, lastIndex: state.lastIndex };
}
