// What the suites have in common: behaviours by name, skips by manifest, a report that counts, and comparisons without a test library.
import type { ObservedCall } from "../call-observation.js";
import type { VmHandler } from "../vm-handler.js";
import type { World } from "../world.js";

/** Registers one test, as `test` and `it` of common runners do. */
export type RegisterTest = (name: string, run: () => void) => void;

/** One behaviour. `needs` names what an implementation has to support. */
export interface Behaviour<Fixture, Need extends string> {
  readonly name: string;
  readonly needs?: readonly Need[];
  readonly run: (fixture: Fixture) => void;
}

/** A behaviour that was left out. */
export interface SkippedBehaviour {
  readonly name: string;
  /** What the implementation declares not to support. */
  readonly needs: readonly string[];
}

/** What a suite registered. `ran` and `passed` count up while the runner works. */
export interface ConformanceReport {
  readonly registered: number;
  readonly skipped: readonly SkippedBehaviour[];
  readonly ran: number;
  readonly passed: number;
}

/** An implementation does not behave as the boundary says. */
export class ConformanceFailure extends Error {
  override readonly name: string = "ConformanceFailure";
}

/** Registers the behaviours that the implementation supports. */
export function registerBehaviours<Fixture, Need extends string>(
  test: RegisterTest,
  behaviours: readonly Behaviour<Fixture, Need>[],
  isSupported: (need: Need) => boolean,
  createFixture: () => Fixture,
): ConformanceReport {
  const skipped: SkippedBehaviour[] = [];
  const counts = { registered: 0, ran: 0, passed: 0 };
  for (const { name, needs = [], run } of behaviours) {
    const missing = needs.filter((need) => !isSupported(need));
    if (missing.length > 0) {
      skipped.push({ name, needs: missing });
      continue;
    }
    counts.registered += 1;
    test(name, () => {
      counts.ran += 1;
      run(createFixture());
      counts.passed += 1;
    });
  }
  return {
    skipped,
    get registered() {
      return counts.registered;
    },
    get ran() {
      return counts.ran;
    },
    get passed() {
      return counts.passed;
    },
  };
}

/** Throws unless both say the same: numbers, texts, bytes, lists, maps and plain objects, by content. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [describeValue(actual), describeValue(expected)];
  if (found !== wanted) throw new ConformanceFailure(`${what}: expected ${wanted}, found ${found}`);
}

/** Throws unless the action throws an error with that `code`. */
export function expectCode(action: () => unknown, code: string, what: string): void {
  try {
    action();
  } catch (error) {
    expectEqual((error as { readonly code?: unknown } | undefined)?.code, code, `code of the error: ${what}`);
    return;
  }
  throw new ConformanceFailure(`${what}: expected an error with code ${code}, found none`);
}

/** The value, which must be there. */
export function present<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new ConformanceFailure(`${what}: expected a value, found none`);
  return value;
}

/** Observes a world or a VM; answers what it has told of so far, run by run. */
export function observed(told: Pick<World, "observeCalls"> | Pick<VmHandler, "observeCalls">): readonly (readonly ObservedCall[])[] {
  const runs: (readonly ObservedCall[])[] = [];
  told.observeCalls?.((calls) => runs.push(calls));
  return runs;
}

function describeValue(value: unknown): string {
  if (value instanceof Uint8Array) return `0x${Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(describeValue).join(", ")}]`;
  if (value instanceof Map) return `Map ${describeValue([...(value as Map<unknown, unknown>)])}`;
  if (typeof value === "object" && value !== null) {
    return `{ ${Object.entries(value).map(([key, part]) => `${key}: ${describeValue(part)}`).join(", ")} }`;
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
