// Instance: what the VM calls and hooks work with. Mirrors vm-go wasmer2/wasmer2Instance.go.
import type { BreakpointValue, CallOutcome, Instance } from "@mxvm/executor-api";
import { Breakpoint, ExecutorError, hooks as hookRows } from "@mxvm/executor-api";
import type { CodeCache, CompiledCode } from "./compiled-code.js";
import { faultOf } from "./errors.js";
import type { HookListener, HookValue } from "./library.js";
import type { NativeInstance } from "./native-instance.js";
import { PointsCounter } from "./points-counter.js";

/** A hook as the library calls it: arguments as `VmHooks` says. */
export type HookFunction = (...args: (number | bigint)[]) => HookValue;

/** What an instance needs of its executor. */
export interface InstanceHome {
  /** In the order of the hook table. */
  readonly hooks: readonly HookFunction[];
  readonly compiled: CompiledCode;
  /** Takes back what a cleaned instance has used. */
  readonly cache: CodeCache;
}

const MAX_POINTS: bigint = 2n ** 63n - 1n;

const returned: CallOutcome = Object.freeze({ status: "returned" });
const stopped: CallOutcome = Object.freeze({ status: "stopped" });
const missing: CallOutcome = Object.freeze({ status: "missing" });

/** What a hook answers that has failed: nobody looks at it. */
export function nothing(row: number): HookValue {
  const { result } = hookRows[row]!;
  if (result === undefined) return undefined;
  return result === "i64" ? 0n : 0;
}

export class WasmerInstance implements Instance, HookListener {
  readonly id: string;
  private readonly home: InstanceHome;
  private native: NativeInstance | undefined;
  private readonly points: PointsCounter;
  private breakpoint: BreakpointValue = Breakpoint.none;
  /** The breakpoint that the library knows of. */
  private nativeBreakpoint: BreakpointValue = Breakpoint.none;
  private isRunning = false;
  private fault: ExecutorError | undefined;

  constructor(id: string, native: NativeInstance, pointsLimit: bigint, home: InstanceHome) {
    checkPoints(pointsLimit);
    this.id = id;
    this.home = home;
    this.native = native;
    this.points = new PointsCounter(native, pointsLimit);
    native.breakpoint = Breakpoint.none;
  }

  callFunction(name: string): CallOutcome {
    const native = this.used();
    if (!native.hasFunction(name)) return missing;
    if (this.isRunning) throw new TypeError("an instance cannot be called while it runs");
    // With a breakpoint set, production stops at the first control-flow operator, before anything can be seen from outside.
    if (this.breakpoint !== Breakpoint.none) return stopped;
    const { library } = native;
    const caller = library.listener;
    library.listener = this;
    this.isRunning = true;
    this.enterCode(native);
    let succeeded = false;
    try {
      succeeded = native.call(name);
    } catch (thrown) {
      // Of koffi: the stack of JavaScript ended on the way into a hook.
      this.fault ??= faultOf(thrown);
    } finally {
      this.leaveCode(native);
      this.isRunning = false;
      library.listener = caller;
    }
    const { fault } = this;
    this.fault = undefined;
    if (fault !== undefined) throw fault;
    return succeeded ? this.outcome() : this.failure(native);
  }

  onHook(row: number, args: (number | bigint)[]): HookValue {
    const native = this.used();
    this.leaveCode(native);
    let result: HookValue;
    try {
      result = this.home.hooks[row]!(...args);
    } catch (thrown) {
      // An exception cannot pass through compiled code: the breakpoint ends the run, `callFunction` throws.
      this.fault ??= faultOf(thrown);
      result = nothing(row);
    }
    this.enterCode(native);
    return result;
  }

  hasFunction(name: string): boolean {
    return this.used().hasFunction(name);
  }

  functionNames(): readonly string[] {
    return this.used().functionNames();
  }

  checkFunctionArities(): boolean {
    return this.used().hasEndpointArities();
  }

  isFunctionImported(name: string): boolean {
    return this.used().isFunctionImported(name);
  }

  getPointsLimit(): bigint {
    this.used();
    return this.points.limit;
  }

  setPointsLimit(points: bigint): void {
    this.used();
    checkPoints(points);
    this.points.setLimit(points);
  }

  getPointsUsed(): bigint {
    this.used();
    return this.points.getUsed();
  }

  setPointsUsed(points: bigint): void {
    this.used();
    checkPoints(points);
    this.points.setUsed(points);
  }

  useGas(points: number): boolean {
    this.used();
    return this.points.use(BigInt(points));
  }

  restoreGas(points: number): void {
    this.used();
    this.points.restore(BigInt(points));
  }

  pointsLeft(): number {
    this.used();
    return Math.max(0, Number(this.points.left()));
  }

  setBreakpointValue(value: BreakpointValue): void {
    this.used();
    this.breakpoint = value;
  }

  getBreakpointValue(): BreakpointValue {
    this.used();
    return this.breakpoint;
  }

  memLength(): number {
    return this.used().bytes().length;
  }

  memLoad(pointer: number, length: number): Uint8Array {
    return this.used().load(pointer, length);
  }

  memStore(pointer: number, data: Uint8Array): void {
    this.used().store(pointer, data);
  }

  memGrow(pages: number): number {
    return this.used().grow(pages);
  }

  memDump(): Uint8Array {
    return this.used().bytes().slice();
  }

  reset(): boolean {
    if (this.native === undefined || this.isRunning || !this.home.compiled.isResettable) return false;
    // The library resets points and breakpoint too, which are the VM's.
    this.points.getUsed();
    const isReset = this.native.reset();
    this.points.rewrite();
    this.native.breakpoint = this.nativeBreakpoint;
    return isReset;
  }

  clean(): boolean {
    if (this.native === undefined) return false;
    if (this.isRunning) throw new TypeError("an instance cannot be cleaned while it runs");
    this.home.cache.put(this.home.compiled, this.native);
    this.native = undefined;
    return true;
  }

  isAlreadyCleaned(): boolean {
    return this.native === undefined;
  }

  private used(): NativeInstance {
    if (this.native === undefined) throw new ExecutorError("INSTANCE_CLEANED", `instance ${this.id} was used after it was cleaned`);
    return this.native;
  }

  /** Control goes to code: the library gets to know what hooks, or the VM, have changed. */
  private enterCode(native: NativeInstance): void {
    this.points.write();
    const breakpoint = this.fault === undefined ? this.breakpoint : Breakpoint.executionFailed;
    if (breakpoint === this.nativeBreakpoint) return;
    native.breakpoint = breakpoint;
    this.nativeBreakpoint = breakpoint;
  }

  /** Control comes back from code: points and memory may be others. */
  private leaveCode(native: NativeInstance): void {
    this.points.forget();
    native.codeRuns();
  }

  private outcome(): CallOutcome {
    return this.breakpoint === Breakpoint.none ? returned : stopped;
  }

  /** A run that did not return: stopped by a breakpoint of a hook or of its own, or a trap. */
  private failure(native: NativeInstance): CallOutcome {
    if (this.breakpoint !== Breakpoint.none) return stopped;
    const message = native.library.lastError();
    const breakpoint = native.breakpoint as BreakpointValue;
    this.breakpoint = breakpoint;
    this.nativeBreakpoint = breakpoint;
    if (breakpoint === Breakpoint.none || breakpoint === Breakpoint.outOfGas) this.points.setUsed(this.points.limit);
    return breakpoint === Breakpoint.none ? { status: "trapped", message } : stopped;
  }
}

function checkPoints(points: bigint): void {
  if (points < 0n || points > MAX_POINTS) throw new TypeError(`points must be between 0 and 2^63 - 1, not ${String(points)}`);
}
