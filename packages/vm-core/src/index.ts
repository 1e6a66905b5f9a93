// The MultiversX VM: contexts, VM hooks, asynchronous calls and metering over any executor.
export { mainnetTransactionLimits } from "./execution/transaction-limits.js";
export type { TransactionLimits } from "./execution/transaction-limits.js";
export type { GasTraceEntry } from "./metering/gas-trace.js";
export { createVm } from "./vm.js";
export type { VmOptions } from "./vm.js";
export { hooksOfFlag } from "./validation/contract-code.js";
