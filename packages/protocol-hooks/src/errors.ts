// Errors of this boundary, recognised by brand across duplicate installs.

const blockchainHookErrorBrand = Symbol.for("mxvm.blockchain-hook-error");
const vmErrorBrand = Symbol.for("mxvm.vm-error");
const worldErrorBrand = Symbol.for("mxvm.world-error");

function isBranded(value: unknown, brand: symbol): boolean {
  return typeof value === "object" && value !== null && brand in value;
}

/** The protocol refused what the VM asked for, in production's words: a failure of the contract, not of the engine. */
export class BlockchainHookError extends Error {
  override readonly name: string = "BlockchainHookError";

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    Object.defineProperty(this, blockchainHookErrorBrand, { value: true });
  }
}

/** Whether a value is a `BlockchainHookError`, also one of another copy of this package. */
export function isBlockchainHookError(value: unknown): value is BlockchainHookError {
  return isBranded(value, blockchainHookErrorBrand);
}

/**
 * Stable codes of VM faults.
 *
 * - `EXECUTION_PANICKED`: production's VM would have crashed here and answered no output; `message` is production's.
 * - `GAS_SCHEDULE_INCOMPLETE`: the gas schedule lacks keys that the VM or an enabled flag needs; `details.keys` names them.
 * - `HOOK_UNAVAILABLE`: a contract called a VM hook that this VM does not have; `details.hook` names it.
 * - `INVALID_GAS_PROVIDED`: the gas provided is negative or above 2^63 - 1.
 * - `MAX_POINTS_REACHED`: the run used as much as the option `maxPoints` allows; `details.maxPoints`.
 * - `SPECIFICATION_MISMATCH`: the executor implements another version of its interface.
 * - `VM_IS_CLOSING`: the VM was closed.
 */
export type VmErrorCode =
  | "EXECUTION_PANICKED"
  | "GAS_SCHEDULE_INCOMPLETE"
  | "HOOK_UNAVAILABLE"
  | "INVALID_GAS_PROVIDED"
  | "MAX_POINTS_REACHED"
  | "SPECIFICATION_MISMATCH"
  | "VM_IS_CLOSING";

/** The VM could not do its work; the transaction is to be abandoned. */
export class VmError extends Error {
  override readonly name: string = "VmError";
  readonly code: VmErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: VmErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.details = details;
    Object.defineProperty(this, vmErrorBrand, { value: true });
  }
}

/** Whether a value is a `VmError`, also one of another copy of this package. */
export function isVmError(value: unknown): value is VmError {
  return isBranded(value, vmErrorBrand);
}

/**
 * Stable codes of what a world refuses.
 *
 * - `ACCOUNT_INVALID`: account data contradict themselves (length of an address, code on an address that is no contract's, …).
 * - `ACCOUNT_NOT_FOUND`: an account that must exist does not; `details.address`.
 * - `BALANCE_MISMATCH`: a run created or destroyed EGLD; a fault of the VM.
 * - `DELIVERY_ENDLESS`: calls between shards send others without end; what was delivered stays so; `details.delivered`.
 * - `FEE_NOT_COVERED`: the sender cannot pay gas limit times gas price.
 * - `GAS_SCHEDULE_INCOMPLETE`: a flag was asked for whose gas keys the schedule lacks; `details.flag`, `details.keys`.
 * - `NOT_A_CONTRACT`: a call to an account without code.
 * - `PENDING_CALL_NOT_FOUND`: nothing of that number waits for delivery; `details.id`.
 * - `SNAPSHOT_INVALID`: a snapshot of another world, or one that was reverted.
 * - `STATE_INVALID`: data that are to be imported are not those of a world of this kind; `details.path`.
 * - `UNSUPPORTED`: the world declares in `supports` that it cannot do this.
 */
export type WorldErrorCode =
  | "ACCOUNT_INVALID"
  | "ACCOUNT_NOT_FOUND"
  | "BALANCE_MISMATCH"
  | "DELIVERY_ENDLESS"
  | "FEE_NOT_COVERED"
  | "GAS_SCHEDULE_INCOMPLETE"
  | "NOT_A_CONTRACT"
  | "PENDING_CALL_NOT_FOUND"
  | "SNAPSHOT_INVALID"
  | "STATE_INVALID"
  | "UNSUPPORTED";

/** The world refused a request; it is as it was before. */
export class WorldError extends Error {
  override readonly name: string = "WorldError";
  readonly code: WorldErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: WorldErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.details = details;
    Object.defineProperty(this, worldErrorBrand, { value: true });
  }
}

/** Whether a value is a `WorldError`, also one of another copy of this package. */
export function isWorldError(value: unknown): value is WorldError {
  return isBranded(value, worldErrorBrand);
}
