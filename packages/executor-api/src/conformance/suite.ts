// What the behaviours have in common: names, skips by manifest, a report that counts, and comparisons without a test library.
import type { ExecutorSupports } from "../executor.js";

/** Registers one test, as `test` and `it` of common runners do. */
export type RegisterTest = (name: string, run: () => void) => void;

/** What a behaviour may need: something optional of an executor, or one of the forms that contracts have. */
export type Need = keyof ExecutorSupports | "wasm" | "closures";

/** One behaviour. */
export interface Behaviour<Fixture> {
  readonly name: string;
  readonly needs?: readonly Need[];
  readonly run: (fixture: Fixture) => void;
}

/** A behaviour that was left out. */
export interface SkippedBehaviour {
  readonly name: string;
  /** What the executor does without: parts of `ExecutorSupports`, or `wasm` or `closures` for contracts that it cannot hold. */
  readonly needs: readonly Need[];
}

/** What the suite registered. `ran` and `passed` count up while the runner works. */
export interface ConformanceReport {
  readonly registered: number;
  readonly skipped: readonly SkippedBehaviour[];
  readonly ran: number;
  readonly passed: number;
}

/** An executor does not behave as the boundary says. */
export class ConformanceFailure extends Error {
  override readonly name: string = "ConformanceFailure";
}

/** Registers the behaviours whose needs are met. */
export function registerBehaviours<Fixture>(
  test: RegisterTest,
  behaviours: readonly Behaviour<Fixture>[],
  isMet: (need: Need) => boolean,
  fixture: Fixture,
): ConformanceReport {
  const skipped: SkippedBehaviour[] = [];
  const counts = { registered: 0, ran: 0, passed: 0 };
  for (const { name, needs = [], run } of behaviours) {
    const missing = needs.filter((need) => !isMet(need));
    if (missing.length > 0) {
      skipped.push({ name, needs: missing });
      continue;
    }
    counts.registered += 1;
    test(name, () => {
      counts.ran += 1;
      run(fixture);
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

/** Throws unless both say the same: numbers, texts, bytes, lists and plain objects, by content. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [describeValue(actual), describeValue(expected)];
  if (found !== wanted) throw new ConformanceFailure(`${what}: expected ${wanted}, found ${found}`);
}

/** Throws unless the condition holds. */
export function expectTrue(condition: boolean, what: string): void {
  if (!condition) throw new ConformanceFailure(what);
}

/** What the action throws. Throws itself if that is nothing. */
export function thrownBy(action: () => unknown, what: string): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new ConformanceFailure(`${what}: expected an error, found none`);
}

function describeValue(value: unknown): string {
  if (value instanceof Uint8Array) return describeBytes(value);
  if (typeof value === "bigint") return `${String(value)}n`;
  if (Array.isArray(value)) return `[${value.map(describeValue).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{ ${Object.entries(value).map(([key, part]) => `${key}: ${describeValue(part)}`).join(", ")} }`;
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/** Whole memories are compared too, so that what is zero is only counted. */
function describeBytes(bytes: Uint8Array): string {
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  const written = Array.from(bytes.subarray(0, end), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `0x${written}${end < bytes.length ? ` and ${bytes.length - end} bytes of zero` : ""}`;
}
