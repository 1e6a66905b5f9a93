// Runs one module on one engine, by its plan, and answers all that can be seen of it.
import { createHash } from "node:crypto";
import { Breakpoint, type BreakpointValue, type InstanceOptions } from "@mxvm/executor-api";
import { costTables } from "./costs.js";
import type { Engine, EngineInstance } from "./engine.js";
import type { HookHost } from "./fake-hooks.js";
import type { Plan } from "./plan.js";

export type End = "returned" | "out of gas" | "memory limit" | "trapped" | "stopped by a hook" | "missing";

/** One call, as seen from outside. */
export interface Run {
  readonly end: End;
  readonly endpoint: string;
  readonly limit: bigint;
  readonly breakpoint: BreakpointValue;
  /** Points and memory count where the contract's state does: on success, and when a hook has stopped the run. */
  readonly points: bigint | undefined;
  readonly memory: string | undefined;
  readonly hooks: string;
  readonly message: string | undefined;
}

export interface ModuleRuns {
  /** Why the code is rejected; `undefined` if it is accepted. */
  readonly rejection: string | undefined;
  readonly endpoints: readonly string[];
  readonly hasEndpointArities: boolean;
  /** What the start function has called. */
  readonly startHooks: string;
  readonly runs: readonly Run[];
}

const endByBreakpoint: Readonly<Record<number, End>> = {
  [Breakpoint.none]: "trapped",
  [Breakpoint.outOfGas]: "out of gas",
  [Breakpoint.memoryLimit]: "memory limit",
};

/** `limits` are those of the judge's runs, which follow from what its first runs use; the judge itself has none yet. */
export interface RunSettings {
  readonly plan: Plan;
  readonly limits?: readonly bigint[];
  /** Whether every run has an instance of its own, so that nothing depends on a reset. */
  readonly fresh?: boolean;
}

export function runModule(engine: Engine, host: HookHost, code: Uint8Array, settings: RunSettings): ModuleRuns {
  return new ModuleRunner(engine, host, code, settings).run();
}

/** Instances that hooks of one run call, and how deep they nest. */
const MAX_NESTED_CALLS = 4;
const MAX_NESTING = 2;

class ModuleRunner {
  private readonly engine: Engine;
  private readonly host: HookHost;
  private readonly code: Uint8Array;
  private readonly settings: RunSettings;
  private readonly options: InstanceOptions;
  private readonly runs: Run[] = [];
  private instance: EngineInstance | undefined = undefined;
  private nesting = 0;
  private nestedCalls = 0;

  constructor(engine: Engine, host: HookHost, code: Uint8Array, settings: RunSettings) {
    this.engine = engine;
    this.host = host;
    this.code = code;
    this.settings = settings;
    this.options = settings.plan.options;
  }

  run(): ModuleRuns {
    const { host } = this;
    host.callNested = undefined;
    host.begin();
    const result = this.engine.newInstance(this.code, this.options);
    const startHooks = host.journal.toString();
    if (!result.ok) return { rejection: result.reason, endpoints: [], hasEndpointArities: false, startHooks, runs: [] };
    this.instance = result.instance;
    const endpoints = result.instance.functionNames();
    const hasEndpointArities = result.instance.checkFunctionArities();
    try {
      this.runEndpoints(endpoints.slice(0, this.settings.plan.endpoints));
    } finally {
      host.callNested = undefined;
      this.drop();
    }
    return { rejection: undefined, endpoints, hasEndpointArities, startHooks, runs: this.runs };
  }

  private runEndpoints(endpoints: readonly string[]): void {
    const { plan } = this.settings;
    const ample = costTables[plan.costs]!.ample;
    this.host.callNested = () => this.callNested(endpoints[0] ?? "");
    for (const endpoint of endpoints) {
      const used = this.runOnce(endpoint, this.limitOr(ample)).points ?? ample;
      for (const limit of [used, used + 1n, ...plan.shares.map((share) => (used * BigInt(Math.round(share * 1000))) / 1000n)]) {
        this.runOnce(endpoint, this.limitOr(limit));
      }
    }
    if (!plan.carriesOn) return;
    for (const endpoint of [...endpoints, ...endpoints]) if (this.call(endpoint, this.limitOr(ample)).end !== "returned") this.renew();
  }

  /** The limit of the judge's run of the same place. */
  private limitOr(own: bigint): bigint {
    return this.settings.limits?.[this.runs.length] ?? own;
  }

  private runOnce(endpoint: string, limit: bigint): Run {
    const run = this.call(endpoint, limit);
    this.renew();
    return run;
  }

  private call(endpoint: string, limit: bigint): Run {
    const instance = (this.instance ??= this.newInstance());
    const { host } = this;
    host.begin();
    this.nestedCalls = 0;
    instance.setPointsLimit(limit);
    instance.setPointsUsed(0n);
    instance.setBreakpointValue(Breakpoint.none);
    const outcome = host.within(instance, () => instance.callFunction(endpoint));
    const breakpoint = outcome.status === "stopped" ? instance.getBreakpointValue() : Breakpoint.none;
    const byHook = outcome.status === "stopped" && host.stoppedByHook;
    const end = byHook ? "stopped by a hook" : outcome.status === "stopped" ? (endByBreakpoint[breakpoint] ?? "trapped") : outcome.status;
    const counts = end === "returned" || byHook;
    const run: Run = {
      end,
      endpoint,
      limit,
      breakpoint,
      points: counts ? instance.getPointsUsed() : undefined,
      memory: counts ? createHash("sha1").update(instance.memDump()).digest("hex") : undefined,
      hooks: host.journal.toString(),
      message: outcome.status === "trapped" ? outcome.message : undefined,
    };
    this.runs.push(run);
    return run;
  }

  /** A call from inside a hook, of an instance of its own with a tenth of the gas. */
  private callNested(endpoint: string): string {
    if (this.nesting >= MAX_NESTING || ++this.nestedCalls > MAX_NESTED_CALLS) return "too deep";
    const { stoppedByHook } = this.host;
    this.nesting++;
    try {
      const options = { ...this.options, pointsLimit: this.options.pointsLimit / 10n };
      const result = this.host.within(undefined, () => this.engine.newInstance(this.code, options));
      if (!result.ok) return "rejected";
      const { instance } = result;
      instance.setPointsUsed(0n);
      const { status } = this.host.within(instance, () => instance.callFunction(endpoint));
      const summary = status === "returned" ? `returned ${String(instance.getPointsUsed())}` : "failed";
      instance.clean();
      return summary;
    } finally {
      this.nesting--;
      this.host.stoppedByHook = stoppedByHook;
    }
  }

  /** Brings the instance back to its beginning, or takes a new one. */
  private renew(): void {
    if (this.settings.fresh === true || this.instance?.reset() !== true) this.drop();
  }

  private newInstance(): EngineInstance {
    const result = this.engine.newInstance(this.code, this.options);
    if (result.ok) return result.instance;
    throw new TypeError(`${this.engine.name} rejects code that it has accepted before: ${result.reason}`);
  }

  private drop(): void {
    this.instance?.clean();
    this.instance = undefined;
  }
}
