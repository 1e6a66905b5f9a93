// Call graphs: which endpoint calls which, with what gas and to what end. Contracts are made from them, and what a run must give.

/** How one endpoint calls another. */
export interface CallEdge {
  readonly kind: "sync" | "local" | "cross";
  /** `contract.function` */
  readonly from: string;
  readonly to: string;
  /** Gas that the call gets. */
  readonly gas: number;
  /** Gas that the called endpoint itself uses. */
  readonly uses: number;
  /** The called endpoint fails before it does anything. */
  readonly fails: boolean;
  /** Function of the caller's contract; none if empty. */
  readonly callback: string;
  readonly callbackUses: number;
  readonly callbackFails: boolean;
  /** Gas set aside for the callback beyond what is always set aside. */
  readonly lock: number;
}

export interface CallGraph {
  readonly name: string;
  /** The endpoint that the transaction calls. */
  readonly start: string;
  readonly gas: number;
  readonly uses: number;
  /** In the order in which an endpoint makes its calls. */
  readonly edges: readonly CallEdge[];
}

interface Figures {
  readonly gas: number;
  readonly uses: number;
  readonly fails?: true;
}

interface AsyncFigures extends Figures {
  readonly callback?: string;
  readonly callbackUses?: number;
  readonly callbackFails?: true;
  readonly lock?: number;
}

function edge(kind: CallEdge["kind"], from: string, to: string, figures: AsyncFigures): CallEdge {
  return { fails: false, callback: "", callbackUses: 0, callbackFails: false, lock: 0, ...figures, kind, from, to };
}

/** A call that the caller waits for. */
export const sync = (from: string, to: string, figures: Figures): CallEdge => edge("sync", from, to, figures);
/** A promise whose destination is in the caller's shard. */
export const local = (from: string, to: string, figures: AsyncFigures): CallEdge => edge("local", from, to, figures);
/** A promise to another shard. */
export const cross = (from: string, to: string, figures: AsyncFigures): CallEdge => edge("cross", from, to, figures);

export function graph(name: string, start: string, gas: number, uses: number, ...edges: readonly CallEdge[]): CallGraph {
  return { name, start, gas, uses, edges };
}

export const contractOf = (endpoint: string): string => endpoint.split(".")[0]!;
export const functionOf = (endpoint: string): string => endpoint.split(".")[1]!;

/** The endpoint that a promise calls back. */
export const callbackOf = ({ from, callback }: CallEdge): string => `${contractOf(from)}.${callback}`;

/** Contracts with their shards: what is called across shards lives one further than its caller. */
export function shardsOf({ start, edges }: CallGraph): ReadonlyMap<string, number> {
  const shards = new Map([[contractOf(start), 0]]);
  for (let found = 0; found < shards.size; ) {
    found = shards.size;
    for (const { kind, from, to } of edges) {
      const shard = shards.get(contractOf(from));
      if (shard !== undefined && !shards.has(contractOf(to))) shards.set(contractOf(to), kind === "cross" ? shard + 1 : shard);
    }
  }
  return shards;
}
