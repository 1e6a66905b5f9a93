// Opcode costs: section WASMOpcodeCost of a gas schedule, as the VM hands it to an executor.

/**
 * Gas per Wasm operator, under the keys of the gas schedule (`Block`, `I32Add`, `LocalGet`, …), and the limits that the same section
 * carries: `LocalAllocate` (per local above `LocalsUnmetered`), `LocalsUnmetered`, `MaxMemoryGrow` (number of run-time `memory.grow`)
 * and `MaxMemoryGrowDelta` (pages per grow).
 *
 * Non-negative integers up to 2^32 - 1. An operator without a key is forbidden in contracts, except that operators which have a cost
 * in production but no key in the schedule cost 0.
 *
 * Source: vm-go executor/gasCostWASM.go; vm-executor-rs opcode_cost.rs.
 */
export type OpcodeCosts = Readonly<Record<string, number>>;
