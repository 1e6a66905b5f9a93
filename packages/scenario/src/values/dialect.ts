// Where production's tools and the Rust framework's read the same text differently.

/** Whose reading counts: that of production's `mx-chain-scenario-go`, or that of the Rust framework. */
export type Dialect = "go" | "rust";

/** A place in an expression, counted from 0, that the other dialect reads differently, and how. */
export interface Difference {
  readonly index: number;
  readonly message: string;
}
