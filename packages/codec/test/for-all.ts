// Properties, stated with the test runner's assertions so that it counts them.
import fc from "fast-check";
import { expect } from "vitest";

/** Expects that a property holds for all values that the arbitraries make; a counterexample is shrunk and shown. */
export function forAll<Values extends [unknown, ...unknown[]]>(
  arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  holds: (...values: Values) => boolean,
): void {
  fc.assert(
    fc.property<Values>(...arbitraries, (...values) => {
      expect(holds(...values)).toBe(true);
    }),
  );
}
