// A run of the fuzzer: batches in a pool of processes, so that a crash or a hang of the production library costs a process and is named.
import { join } from "node:path";
import { pool as createPool } from "workerpool";
import type { BatchReport, BatchRequest, FoundDifference, GrowthReport } from "./batch.js";

export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
  readonly first: number;
  readonly workers: number;
  /** Whether the growth of our executor is measured as well. */
  readonly growth: boolean;
  readonly log: (line: string) => void;
}

/** A module that ended its process, or did not end. */
export interface LostModule {
  readonly index: number;
  readonly cause: string;
  /** Whether our executor alone runs it: then it is production's library that does not. */
  readonly isProductions: boolean;
}

export interface FuzzReport {
  readonly modules: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly differences: readonly FoundDifference[];
  readonly lost: readonly LostModule[];
  readonly growth: GrowthReport | undefined;
  readonly seconds: number;
}

const BATCH = 250;
/** Generous: a batch takes about a second, a module some milliseconds. */
const BATCH_MILLISECONDS = 180_000;
const MODULE_MILLISECONDS = 30_000;
const GROWTH_MILLISECONDS = 600_000;
/** Modules by which growth is measured: the first half fills the cache, which keeps 1,000 codes, and lets the engine warm up. */
const GROWTH_MODULES = 8_000;

const workerScript = join(import.meta.dirname, "worker.ts");
const execArgv = ["--expose-gc", "--import", import.meta.resolve("tsx"), "--conditions=@mxvm/source"];

export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const start = performance.now();
  const pool = createPool(workerScript, { workerType: "process", maxWorkers: options.workers, forkOpts: { execArgv } });
  try {
    const run = new FuzzRun(options, {
      both: (request, milliseconds) => pool.exec<(request: BatchRequest) => BatchReport>("runBatch", [request]).timeout(milliseconds),
      ours: (request, milliseconds) => pool.exec<(request: BatchRequest) => number>("runOurs", [request]).timeout(milliseconds),
    });
    const growthRequest = { seed: options.seed, first: options.first, count: Math.min(options.runs, GROWTH_MODULES) };
    const measure = async (): Promise<GrowthReport> =>
      pool.exec<(request: BatchRequest) => GrowthReport>("measureGrowth", [growthRequest]).timeout(GROWTH_MILLISECONDS);
    // The measurement comes first, in a process that has done nothing else.
    const [growth] = await Promise.all([options.growth ? measure() : undefined, run.runAll()]);
    return { ...run.totals(), growth, seconds: (performance.now() - start) / 1000 };
  } finally {
    await pool.terminate(true);
  }
}

type Execute<Result> = (request: BatchRequest, milliseconds: number) => PromiseLike<Result>;

interface Executions {
  readonly both: Execute<BatchReport>;
  readonly ours: Execute<number>;
}

class FuzzRun {
  private readonly options: FuzzOptions;
  private readonly executions: Executions;
  private readonly counts = new Map<string, number>();
  private readonly differences: FoundDifference[] = [];
  private readonly lost: LostModule[] = [];
  private modules = 0;

  constructor(options: FuzzOptions, executions: Executions) {
    this.options = options;
    this.executions = executions;
  }

  async runAll(): Promise<void> {
    const { seed, first, runs } = this.options;
    const requests = Array.from({ length: Math.ceil(runs / BATCH) }, (_, batch): BatchRequest => {
      const from = first + batch * BATCH;
      return { seed, first: from, count: Math.min(BATCH, first + runs - from) };
    });
    await Promise.all(requests.map((request) => this.runBatch(request)));
  }

  totals(): Omit<FuzzReport, "growth" | "seconds"> {
    const { modules, counts } = this;
    const differences = this.differences.toSorted((one, other) => one.index - other.index);
    return { modules, counts, differences, lost: this.lost.toSorted((one, other) => one.index - other.index) };
  }

  /** A batch that ends its process is run again in halves, until the module is alone. */
  private async runBatch(request: BatchRequest): Promise<void> {
    try {
      this.add(await this.executions.both(request, request.count === 1 ? MODULE_MILLISECONDS : BATCH_MILLISECONDS));
    } catch (error) {
      const cause = causeOf(error);
      if (request.count === 1) {
        await this.lose(request, cause);
        return;
      }
      this.options.log(`modules ${String(request.first)} to ${String(request.first + request.count - 1)}: ${cause}; running them in halves`);
      const half = Math.ceil(request.count / 2);
      await this.runBatch({ ...request, count: half });
      await this.runBatch({ ...request, first: request.first + half, count: request.count - half });
    }
  }

  private async lose(request: BatchRequest, cause: string): Promise<void> {
    const isProductions = await this.executions.ours(request, MODULE_MILLISECONDS).then(
      () => true,
      () => false,
    );
    this.modules++;
    this.lost.push({ index: request.first, cause, isProductions });
    this.options.log(`module ${String(request.first)} ends ${isProductions ? "production's library" : "our executor"}: ${cause}`);
  }

  private add(report: BatchReport): void {
    const before = Math.floor(this.modules / 10_000);
    this.modules += report.modules;
    for (const [name, count] of Object.entries(report.counts)) this.counts.set(name, (this.counts.get(name) ?? 0) + count);
    this.differences.push(...report.differences);
    for (const { index, kind } of report.differences) this.options.log(`module ${String(index)} differs: ${kind}`);
    if (Math.floor(this.modules / 10_000) > before) this.options.log(`${String(this.modules)} of ${String(this.options.runs)} modules`);
  }
}

/** The first line of the pool's message, and the signal among the others. */
function causeOf(error: unknown): string {
  const lines = error instanceof Error ? error.message.split("\n") : [String(error)];
  const signal = lines.find((line) => line.includes("signalCode"));
  return [lines[0], ...(signal === undefined ? [] : [signal.trim()])].join(" ");
}
