// Gas schedule: what each operation costs. Mirrors the TOML files of production.

/**
 * Costs by section (`BaseOperationCost`, `BaseOpsAPICost`, `BigIntAPICost`, `BigFloatAPICost`, `ManagedBufferAPICost`,
 * `ManagedMapAPICost`, `CryptoAPICost`, `WASMOpcodeCost`, `DynamicStorageLoad`, `BuiltInCost`, …) and key, spelled as in production.
 *
 * Whole numbers below 2^53. All are positive, except that `ManagedMapAPICost` may hold zeros and `DynamicStorageLoad` the signs of its
 * polynomial as production splits it.
 */
export type GasSchedule = Readonly<Record<string, Readonly<Record<string, number>>>>;
