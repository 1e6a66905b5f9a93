// The same scenarios on two executors: every transaction and query has to come to the same, gas, logs and storage updates included.
import { bytesToHex } from "@mxvm/codec";
import type { ExecutorFactory } from "@mxvm/executor-api";
import type { TransactionResult, World } from "@mxvm/protocol-hooks";
import type { FileRun, RunOptions } from "./run.js";

/** A difference between two executors, in lines that name file and number of the transaction in its run. */
export interface ExecutorComparison {
  readonly runs: readonly FileRun[];
  readonly transactions: number;
  readonly differences: readonly string[];
}

interface Recorded {
  readonly place: string;
  /** Everything that the world answered. */
  readonly result: string;
  readonly summary: string;
}

/** Runs scenarios. */
type Play = (options: RunOptions) => FileRun[];

/** Plays every run on both. */
export function compareExecutors(play: Play, executor: ExecutorFactory, other: ExecutorFactory): ExecutorComparison {
  const [ours, theirs] = [record(play, executor), record(play, other)];
  const differences: string[] = [];
  for (let index = 0; index < Math.max(ours.results.length, theirs.results.length); index++) {
    const [left, right] = [ours.results[index], theirs.results[index]];
    if (left?.place === right?.place && left?.result === right?.result) continue;
    differences.push(`${left?.place ?? right?.place ?? ""}: ${left?.summary ?? "-"}, against ${right?.summary ?? "-"}`);
  }
  return { runs: theirs.runs, transactions: ours.results.length, differences };
}

function record(play: Play, executor: ExecutorFactory): { readonly runs: FileRun[]; readonly results: Recorded[] } {
  const results: Recorded[] = [];
  const runs = play({
    executor,
    onlooker: (path) => {
      let number = 0;
      const note = (result: TransactionResult): TransactionResult => {
        number++;
        results.push({ place: `${path}, transaction ${number}`, result: textOf(result), summary: summaryOf(result) });
        return result;
      };
      return { observer: {}, watch: (world) => noting(world, note) };
    },
  });
  return { runs, results };
}

function noting(world: World, note: (result: TransactionResult) => TransactionResult): World {
  const own: Partial<World> = {
    execute: (transaction) => note(world.execute(transaction)),
    query: (query, options) => note(world.query(query, options)),
  };
  return new Proxy(world, {
    get: (target, key) => {
      const value: unknown = Reflect.get(Object.hasOwn(own, key) ? own : target, key);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

function summaryOf({ returnCode, returnMessage, gasUsed, logs }: TransactionResult): string {
  return `code ${returnCode} "${returnMessage}", gas ${gasUsed}, ${logs.length} logs`;
}

function textOf(result: TransactionResult): string {
  return JSON.stringify(result, (_key, value: unknown) => {
    if (typeof value === "bigint") return value.toString();
    if (value instanceof Uint8Array) return bytesToHex(value);
    return value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>)] : value;
  });
}
