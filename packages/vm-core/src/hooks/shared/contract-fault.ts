// Which thrown values are a contract's failure, for hooks that answer a code of their own instead of failing.
import { isMemoryAccessError } from "@mxvm/executor-api";
import { isBlockchainHookError } from "@mxvm/protocol-hooks";
import { ContractFailure, failures } from "../../failures.js";

/** Whether the contract is at fault: everything else is a fault of the engine and has to be thrown on. */
export function isContractFault(cause: unknown): boolean {
  return cause instanceof ContractFailure || isMemoryAccessError(cause) || isBlockchainHookError(cause);
}

export function isOutOfGas(cause: unknown): boolean {
  return cause instanceof ContractFailure && cause.kind === failures.notEnoughGas;
}
