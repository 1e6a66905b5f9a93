// Differential tests against the production executor library: same code, same limits, same hooks, same answers.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Executor, Instance, InstanceOptions, MeteringMode, OpcodeCosts } from "@mxvm/executor-api";
import { Breakpoint } from "@mxvm/executor-api";
import { createWasmerExecutor, isWasmerLibraryInstalled } from "@mxvm/executor-wasmer";
import { describe, expect, it } from "vitest";
import { createWasmExecutor } from "../src/index.js";
import { defaultOptions, distinctCosts, meteringModes, uniformCosts, vmHooks, wat } from "./support/harness.js";
import { generateModule, randomFromSeed } from "./support/module-generator.js";

const hasProduction = isWasmerLibraryInstalled();

/** Contracts that production ships for its own genesis. */
const realContracts = ["genesisContracts/delegation.wasm", "genesisContracts/dns.wasm", "upgradeContracts/dns/v3.0/dns.wasm"].map((name) => ({
  name,
  path: join(dirname(createRequire(import.meta.url).resolve("@xsuite/full-simulnet/package.json")), "config/node/config", name),
}));

/** How a run ended, in words that both executors share. */
interface Run {
  readonly end: "returned" | "out of gas" | "memory limit" | "trapped" | "stopped" | "rejected" | "missing";
  readonly points: bigint | undefined;
  /** Digest of the memory. */
  readonly memory: string | undefined;
  readonly hookCalls: string;
}

function digest(bytes: Uint8Array): string {
  return createHash("sha1").update(bytes).digest("hex");
}

const endByBreakpoint: Readonly<Record<number, Run["end"]>> = {
  [Breakpoint.none]: "trapped",
  [Breakpoint.outOfGas]: "out of gas",
  [Breakpoint.memoryLimit]: "memory limit",
};

/** Runs a function on an instance, then resets that; answers whether it can be used again. */
type Program = (name: string, pointsLimit: bigint) => readonly [run: Run, reusable: boolean];

interface Programs {
  readonly production: Program | undefined;
  readonly ours: ReadonlyMap<MeteringMode, Program | undefined>;
}

const rejected: Run = { end: "rejected", points: undefined, memory: undefined, hookCalls: "" };

/** Both executors with hooks that answer the same and write down their calls. */
class Pair {
  private readonly ours: Executor;
  private readonly production: Executor;
  private calls: string[] = [];

  constructor(costs: OpcodeCosts) {
    const bodies = {
      getGasLeft: () => this.hook("getGasLeft", 11n),
      mBufferNew: () => this.hook("mBufferNew", 5),
      mBufferGetLength: (handle: number) => this.hook(`mBufferGetLength ${String(handle)}`, handle % 97),
    };
    this.ours = createWasmExecutor()(vmHooks(bodies), costs);
    this.production = createWasmerExecutor()(vmHooks(bodies), costs);
  }

  /** Instances of a code under all three executors' modes; `undefined` where it is rejected. */
  programs(code: Uint8Array, options: InstanceOptions): Programs {
    const production = this.production.newInstance(code, options);
    const ours = meteringModes.map((metering) => {
      const result = this.ours.newInstance(code, { ...options, metering });
      return [metering, result.ok ? this.program(result.instance) : undefined] as const;
    });
    return { production: production.ok ? this.program(production.instance) : undefined, ours: new Map(ours) };
  }

  private program(instance: Instance): Program {
    const initialMemory = digest(instance.memDump());
    return (name, pointsLimit) => {
      this.calls = [];
      instance.setPointsLimit(pointsLimit);
      instance.setPointsUsed(0n);
      instance.setBreakpointValue(Breakpoint.none);
      const { status } = instance.callFunction(name);
      const end = status === "stopped" ? (endByBreakpoint[instance.getBreakpointValue()] ?? "stopped") : status;
      const run = this.run(end, instance.getPointsUsed(), instance.memDump());
      const isReset = instance.reset();
      if (isReset) expect(digest(instance.memDump()), "memory after a reset").toBe(initialMemory);
      return [run, isReset];
    };
  }

  private hook<Value>(call: string, value: Value): Value {
    this.calls.push(call);
    return value;
  }

  private run(end: Run["end"], points: bigint, memory: Uint8Array): Run {
    const succeeded = end === "returned";
    return { end, points: succeeded ? points : undefined, memory: succeeded ? digest(memory) : undefined, hookCalls: this.calls.join() };
  }
}

/** What must agree. Fast metering may mistake a trap for the end of gas, and the other way round. */
function comparable(run: Run, metering: MeteringMode): unknown {
  if (metering === "exact" || run.end === "returned" || run.end === "rejected" || run.end === "missing") return run;
  return { failed: true };
}

/** Runs a function at several gas limits on all programs; answers production's runs. Instances are reset and used again if they can be. */
function expectAgreement(pair: Pair, code: Uint8Array, options: InstanceOptions, names: readonly string[], limits: readonly bigint[]): Run[] {
  let programs = pair.programs(code, options);
  const runs: Run[] = [];
  for (const name of names) {
    for (const limit of limits) {
      const [production, reusable] = programs.production?.(name, limit) ?? [rejected, true];
      let allReusable = reusable;
      for (const [metering, program] of programs.ours) {
        const [ours, oursReusable] = program?.(name, limit) ?? [rejected, true];
        allReusable &&= oursReusable;
        expect(comparable(ours, metering), `${name}, ${metering}, limit ${String(limit)}`).toEqual(comparable(production, metering));
      }
      if (!allReusable) programs = pair.programs(code, options);
      runs.push(production);
    }
  }
  return runs;
}

/** Costs that differ per operator and per seed, some of them zero. */
function randomCosts(seed: number): OpcodeCosts {
  const random = randomFromSeed(seed);
  return Object.fromEntries(Object.keys(distinctCosts).map((key) => [key, random(5) === 0 ? 0 : random(300)]));
}

/** Counters up and down, in steps that hit their limit and steps that do not, from starts below, at and beyond it, by all comparisons. */
function tightLoops(): string[] {
  const conditions = [
    ...[1, 2, 4, -1, -4, 3].map((step) => [step, (next: string): string => `(i32.ne ${next} (local.get $limit))`] as const),
    ...[1, 2].map((step) => [step, (next: string): string => `(i32.lt_u ${next} (local.get $limit))`] as const),
    [1, (next: string): string => `(i32.lt_u ${next} (i32.const 9))`] as const,
    [-1, (next: string): string => next] as const,
    [-2, (next: string): string => next] as const,
    [1, (next: string): string => `(i32.lt_s ${next} (local.get $limit))`] as const,
  ];
  return conditions.flatMap(([step, condition]) =>
    [0, 1, 7, 8, 9, 20, -1, -4].map((start) => {
      const next = `(local.tee $counter (i32.add (local.get $counter) (i32.const ${String(step)})))`;
      return `(module (memory (export "memory") 1)
        (func $leaf (param i32) (result i32) (local i64 i64) (i32.mul (local.get 0) (i32.const 3)))
        (func (export "run") (local $counter i32) (local $limit i32)
          (local.set $limit (i32.const 8)) (local.set $counter (i32.const ${String(start)}))
          (loop (i32.store (i32.and (local.get $counter) (i32.const 0xff)) (i32.load (i32.const 64))) (br_if 0 ${condition(next)}))
          (i32.store (i32.const 512) (call $leaf (local.get $counter)))))`;
    }),
  );
}

const ample = 50_000_000n;

describe.skipIf(!hasProduction)("against the production library", () => {
  it("agrees on random modules with ample gas and at limits around what they use", () => {
    const ends = new Set<string>();
    for (let seed = 1; seed <= 400; seed++) {
      const code = wat(generateModule(seed).text);
      const pair = new Pair(seed % 3 === 0 ? uniformCosts(1) : randomCosts(seed));
      const options = { ...defaultOptions, unmeteredLocals: 2, maxMemoryGrow: 2 };
      const [run] = expectAgreement(pair, code, options, ["run"], [ample]);
      const used = run?.points ?? 5_000n;
      const random = randomFromSeed(seed);
      const limits = [used - 1n, used, used + 1n, used / 2n, ...Array.from({ length: 10 }, () => BigInt(random(Number(used) + 2)))];
      const runs = expectAgreement(pair, code, options, ["run"], limits.filter((limit) => limit >= 0n));
      for (const { end } of [run!, ...runs]) ends.add(end);
    }
    expect(ends).toEqual(new Set(["returned", "out of gas", "memory limit", "trapped"]));
  });

  it("agrees at every gas limit of short random modules", () => {
    const limits = Array.from({ length: 400 }, (_, limit) => BigInt(limit));
    for (let seed = 1000; seed < 1030; seed++) {
      const code = wat(generateModule(seed).text);
      const pair = new Pair(uniformCosts(1 + (seed % 3)));
      const runs = expectAgreement(pair, code, defaultOptions, ["run"], limits);
      expect(runs).toHaveLength(limits.length);
    }
  });

  it("agrees on tight loops of every kind at every gas limit", () => {
    const limits = Array.from({ length: 160 }, (_, limit) => BigInt(limit));
    const pair = new Pair(uniformCosts(1));
    for (const loop of tightLoops()) {
      const runs = expectAgreement(pair, wat(loop), defaultOptions, ["run"], limits);
      expect(runs).toHaveLength(limits.length);
    }
  });

  it.each(realContracts)("agrees on every endpoint of $name", ({ path }) => {
    const code = new Uint8Array(readFileSync(path));
    const pair = new Pair(distinctCosts);
    const result = createWasmerExecutor()(vmHooks(), distinctCosts).newInstance(code, defaultOptions);
    const names = result.ok ? result.instance.functionNames() : [];
    expect(names.length).toBeGreaterThan(5);
    const runs = expectAgreement(pair, code, defaultOptions, names, [40n, 1_000n, 20_000n, 100_000n, ample]);
    expect(runs.some(({ end }) => end === "returned")).toBe(true);
  });
});
