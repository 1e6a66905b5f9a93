// What a call graph must do, worked out from the rules of calls alone and without a VM.
import { callbackOf, contractOf, type CallEdge, type CallGraph } from "./call-graph.js";

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

/** Gas that contracts used, by name; those that used none are left out. */
export type GasUsed = Readonly<Record<string, number>>;

export interface ExpectedRun {
  readonly finished: readonly FinishedCall[];
  /** Of the transaction, then of each delivery (legs in other shards, each with its answer): gas used, or that it fails. */
  readonly outcomes: readonly (GasUsed | "failed")[];
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
  const expectation = new Expectation(graph.edges);
  const left = expectation.run({ ...graph, endpoint: graph.start, fails: false, isAsync: false });
  const outcomes = [expectation.outcomeOf(left)];
  for (const edge of expectation.sent) {
    const leftByLeg = expectation.leg(edge);
    outcomes.push(expectation.outcomeOf(leftByLeg));
    outcomes.push(expectation.outcomeOf(expectation.answer(edge, leftByLeg)));
  }
  const { finished, errors } = expectation;
  return { finished, outcomes, gasRemaining: left ?? 0, errors };
}

class Expectation {
  readonly finished: FinishedCall[] = [];
  readonly errors = new Set<string>();
  /** Promises that leave the shard, unless who made them fails. */
  readonly sent: CallEdge[] = [];
  private readonly edges: readonly CallEdge[];
  private used: GasUsed = {};

  constructor(edges: readonly CallEdge[]) {
    this.edges = edges;
  }

  /** What one run in one shard used. */
  outcomeOf(left: number | undefined): GasUsed | "failed" {
    const outcome = left === undefined ? "failed" : this.used;
    this.used = {};
    return outcome;
  }

  /** Gas that a call leaves, with all that it called in its shard; `undefined` if it fails, of which nothing stays. */
  run(call: Call): number | undefined {
    const [sentBefore, usedBefore] = [this.sent.length, this.used];
    const promises: CallEdge[] = [];
    let gas = this.runEndpoint(call, promises);
    this.finished.push({ endpoint: call.endpoint, gasProvided: call.gas, gasRemaining: gas ?? "failed" });
    if (gas === undefined) {
      this.sent.length = sentBefore;
      this.used = usedBefore;
      return undefined;
    }
    this.use(call.endpoint, call.uses);
    for (const edge of promises) if (edge.kind === "local") gas += this.answeredHere(edge);
    this.sent.push(...promises.filter(({ kind }) => kind === "cross"));
    return gas;
  }

  leg(edge: CallEdge): number | undefined {
    return this.run({ ...edge, endpoint: edge.to, isAsync: true });
  }

  /** Gas that is left when the caller of a promise has been told. */
  answer(edge: CallEdge, leftByLeg = 0): number | undefined {
    if (edge.callback === "") return leftByLeg;
    const { callbackUses: uses, callbackFails: fails } = edge;
    return this.run({ endpoint: callbackOf(edge), gas: leftByLeg + lockOf(edge), uses, fails, isAsync: true });
  }

  /** Gas that an endpoint leaves when it has come to its end, its promises not yet kept. */
  private runEndpoint({ endpoint, uses, fails, isAsync, gas: gasProvided }: Call, promises: CallEdge[]): number | undefined {
    if (fails) {
      this.errors.add(failureMessages.ownFailure);
      return undefined;
    }
    let gas = gasProvided;
    for (const edge of this.edges.filter(({ from }) => from === endpoint)) {
      gas -= edge.gas;
      if (edge.kind === "sync") {
        const left = this.run({ ...edge, endpoint: edge.to, isAsync });
        if (left === undefined) return undefined;
        gas += left;
      } else {
        if (isAsync) {
          this.errors.add(failureMessages.multiLevel);
          return undefined;
        }
        gas -= lockOf(edge);
        promises.push(edge);
      }
    }
    return gas - uses;
  }

  /** Gas that a promise in this shard leaves; what failures cost is its caller's. */
  private answeredHere(edge: CallEdge): number {
    const leftByLeg = this.leg(edge);
    if (leftByLeg === undefined) this.use(edge.from, edge.gas);
    const left = this.answer(edge, leftByLeg);
    if (left === undefined) this.use(edge.from, (leftByLeg ?? 0) + lockOf(edge));
    return left ?? 0;
  }

  private use(endpoint: string, gas: number): void {
    const contract = contractOf(endpoint);
    if (gas > 0) this.used = { ...this.used, [contract]: (this.used[contract] ?? 0) + gas };
  }
}
