// A row of the benchmark table.

export interface BenchmarkRow {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly reference: number;
  readonly referenceName: string;
  /** How many times better ours is than the reference. */
  readonly ratio: number;
}
