// Hooks that answer by a fixed rule and write down who called them with what, at which gas. Some read or write memory, charge gas, set a
// breakpoint, or call a second instance: all that a hook of the VM does to an instance.
import { Breakpoint, hooks as hookRows, type BreakpointValue, type VmHooks } from "@mxvm/executor-api";
import type { EngineInstance } from "./engine.js";
import { Journal } from "./journal.js";

type Argument = number | bigint;

/** What hooks see: the instance that runs, which is unknown while a start function does. */
export class HookHost {
  readonly journal: Journal = new Journal();
  /** Whether a hook has set a breakpoint in this run. */
  stoppedByHook = false;
  /** Makes a call of another instance of the same code, if there may be one. */
  callNested: (() => string) | undefined = undefined;
  private instance: EngineInstance | undefined = undefined;
  private answers = 0;

  /** Before each run. */
  begin(): void {
    this.journal.clear();
    this.stoppedByHook = false;
    this.answers = 0;
  }

  /** Lets `work` run with hooks that see this instance, or none. */
  within<Result>(instance: EngineInstance | undefined, work: () => Result): Result {
    const before = this.instance;
    this.instance = instance;
    try {
      return work();
    } finally {
      this.instance = before;
    }
  }

  call(name: string, args: readonly Argument[], result: "i32" | "i64" | undefined): Argument | undefined {
    const { instance } = this;
    const used = instance === undefined ? "" : `@${String(instance.getPointsUsed())}`;
    this.journal.add(`${name}(${args.join()})${used}`);
    this.answers++;
    const answer = instance === undefined ? 0 : (effects[name]?.(this, instance, args) ?? this.answers);
    if (result === undefined) return undefined;
    return result === "i64" ? BigInt.asIntN(64, BigInt(answer)) : Number(BigInt.asIntN(32, BigInt(answer)));
  }

  stop(instance: EngineInstance, breakpoint: BreakpointValue): void {
    this.stoppedByHook = true;
    instance.setBreakpointValue(breakpoint);
  }

  get answered(): number {
    return this.answers;
  }
}

type Effect = (host: HookHost, instance: EngineInstance, args: readonly Argument[]) => Argument | undefined;

/** A range for memory hooks: small, and outside of memory only now and then. */
function rangeOf(pointer: Argument | undefined, length: Argument | undefined): readonly [number, number] {
  return [Number(pointer) & 0x1_ffff, Number(length) & 0x3f];
}

function sumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => (Math.imul(sum, 31) + byte) | 0, 7);
}

const effects: Readonly<Record<string, Effect>> = {
  getGasLeft: (_host, instance) => BigInt(instance.pointsLeft()),
  getArgumentLength: (_host, _instance, [index]) => Math.imul(Number(index), 0x9e37_79b1) >>> 24,
  getBlockTimestamp: (host) => 0x1234_5678_9abcn * BigInt(host.answered),
  int64finish: (host, instance, [value]) => {
    if (!instance.useGas(Number(BigInt.asUintN(10, BigInt(value ?? 0))))) host.stop(instance, Breakpoint.outOfGas);
    return undefined;
  },
  storageStore: (host, instance, [pointer, length]) => {
    const [at, count] = rangeOf(pointer, length);
    if (at + count <= instance.memLength()) return sumOf(instance.memLoad(at, count));
    host.stop(instance, Breakpoint.executionFailed);
    return 0;
  },
  storageLoad: (host, instance, [pointer, length, destination]) => {
    const [at, count] = rangeOf(destination, length);
    if (at + count > instance.memLength()) host.stop(instance, Breakpoint.executionFailed);
    else instance.memStore(at, Uint8Array.from({ length: count }, (_, index) => Number(pointer) + index * host.answered));
    return count;
  },
  signalError: (host, instance) => {
    host.stop(instance, Breakpoint.signalError);
    return undefined;
  },
  asyncCall: (host, instance, [destination]) => {
    if ((Number(destination) & 3) === 0) host.stop(instance, Breakpoint.asyncCall);
    return undefined;
  },
  executeReadOnly: (host) => {
    const outcome = host.callNested?.();
    if (outcome !== undefined) host.journal.add(`nested ${outcome}`);
    return outcome === undefined ? -1 : outcome.length;
  },
};

/** All hooks, at the host's. */
export function hooksOf(host: HookHost): VmHooks {
  const table = Object.fromEntries(
    hookRows.map(({ name, result }) => [name, (...args: Argument[]) => host.call(name, args, result)] as const),
  );
  return table as unknown as VmHooks;
}
