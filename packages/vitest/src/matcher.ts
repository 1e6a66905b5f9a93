// What all matchers are: functions that `expect.extend` takes, on accounts among other things.
import type { AccountView } from "@mxvm/scenario";
import type { MatcherResult, MatcherState } from "vitest";

// What each takes is said by its interface; a table of functions with different parameters has no narrower type.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Matcher = (this: MatcherState, received: unknown, ...expected: any[]) => MatcherResult;

export function accountOf(received: unknown): AccountView {
  if (typeof received === "object" && received !== null && "mismatches" in received) return received as AccountView;
  throw new TypeError("expected an account or a contract of a test world");
}
