// What a call graph must do, worked out from the rules of calls alone and without a VM.
import { callbackOf, type CallEdge, type CallGraph } from "./call-graph.js";

/** Gas set aside for each callback. */
export const GAS_LOCK = 150;

export const failureMessages = { ownFailure: "the graph says so", multiLevel: "multi-level async calls are not allowed yet" } as const;

/** An endpoint that came to its end, in the order in which that happened. */
export interface FinishedCall {
  readonly endpoint: string;
  readonly gasProvided: number;
  /** What it left; `failed` if it did not succeed, which leaves nothing. */
  readonly gasRemaining: number | "failed";
}

export interface ExpectedRun {
  readonly finished: readonly FinishedCall[];
  /** Whether the transaction succeeds, then each delivery: legs in other shards, each with its answer. */
  readonly succeeds: readonly boolean[];
  /** What the transaction leaves in the shard where it began. */
  readonly gasRemaining: number;
  /** What went wrong, wherever it did. */
  readonly errors: ReadonlySet<string>;
}

interface Call {
  readonly endpoint: string;
  readonly gas: number;
  readonly uses: number;
  readonly fails: boolean;
  /** The leg or callback of an asynchronous call, or called by one: it makes no asynchronous calls. */
  readonly isAsync: boolean;
}

const lockOf = ({ callback, lock }: CallEdge): number => (callback === "" ? 0 : GAS_LOCK + lock);

export function expectedRun(graph: CallGraph): ExpectedRun {
  const finished: FinishedCall[] = [];
  const sent: CallEdge[] = [];
  const errors = new Set<string>();

  /** Gas that a call leaves, with all that it called in its shard; `undefined` if it fails. */
  function run(call: Call): number | undefined {
    const { endpoint, uses, isAsync } = call;
    const sentBefore = sent.length;
    const promises: CallEdge[] = [];
    const end = (gasRemaining: number | undefined): number | undefined => {
      finished.push({ endpoint, gasProvided: call.gas, gasRemaining: gasRemaining ?? "failed" });
      if (gasRemaining === undefined) sent.length = sentBefore;
      return gasRemaining;
    };
    if (call.fails) {
      errors.add(failureMessages.ownFailure);
      return end(undefined);
    }

    let gas = call.gas;
    for (const edge of graph.edges.filter(({ from }) => from === endpoint)) {
      gas -= edge.gas;
      if (edge.kind === "sync") {
        const left = run({ ...edge, endpoint: edge.to, isAsync });
        if (left === undefined) return end(undefined);
        gas += left;
      } else {
        gas -= lockOf(edge);
        if (isAsync) {
          errors.add(failureMessages.multiLevel);
          return end(undefined);
        }
        promises.push(edge);
      }
    }
    gas -= uses;
    end(gas);
    for (const edge of promises) if (edge.kind === "local") gas += answer(edge, leg(edge)) ?? 0;
    sent.push(...promises.filter(({ kind }) => kind === "cross"));
    return gas;
  }

  function leg(edge: CallEdge): number | undefined {
    return run({ ...edge, endpoint: edge.to, isAsync: true });
  }

  /** Gas that is left when the caller of a promise has been told. */
  function answer(edge: CallEdge, leftByLeg = 0): number | undefined {
    if (edge.callback === "") return leftByLeg;
    const { callbackUses: uses, callbackFails: fails } = edge;
    return run({ endpoint: callbackOf(edge), gas: leftByLeg + lockOf(edge), uses, fails, isAsync: true });
  }

  const left = run({ ...graph, endpoint: graph.start, fails: false, isAsync: false });
  const succeeds = [left !== undefined];
  for (const edge of sent) {
    const leftByLeg = leg(edge);
    succeeds.push(leftByLeg !== undefined, answer(edge, leftByLeg) !== undefined);
  }
  return { finished, succeeds, gasRemaining: left ?? 0, errors };
}
