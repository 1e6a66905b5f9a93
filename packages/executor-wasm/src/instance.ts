// Instance: a contract's code, memory, points and breakpoint, ready to be called. Mirrors vm-executor-rs wasmer_instance.rs.
import type { BreakpointValue, CallOutcome, Instance } from "@mxvm/executor-api";
import { Breakpoint, ExecutorError } from "@mxvm/executor-api";
import type { RunningInstance, RunState } from "./imports.js";
import { hookFault, isStackExhaustion, stackFault, stopped } from "./imports.js";
import { MeteredExport } from "./module/module-rewriter.js";
import { NESTED_CALL_BYTES, PRODUCTION_STACK_BYTES } from "./module/production-stack.js";
import type { NativeContract } from "./native-contract.js";
import { nativeWasm } from "./native-wasm.js";
import type { PointsAccount } from "./points-register.js";

/** Where instances come from and go to. */
export interface InstanceHome {
  readonly state: RunState;
  /** Takes back what a cleaned instance has used. */
  recycle(contract: NativeContract): void;
}

const MAX_POINTS = 2n ** 63n - 1n;

const returned: CallOutcome = Object.freeze({ status: "returned" });
const stoppedOutcome: CallOutcome = Object.freeze({ status: "stopped" });
const missing: CallOutcome = Object.freeze({ status: "missing" });

export class WasmInstance implements Instance {
  readonly id: string;
  readonly account: PointsAccount;
  breakpoint: BreakpointValue = Breakpoint.none;

  private readonly home: InstanceHome;
  private native: NativeContract | undefined;
  private running = false;
  /** Points that hooks have charged in this call, taken or not. */
  private hookPoints = 0;

  constructor(id: string, native: NativeContract, pointsLimit: bigint, home: InstanceHome) {
    checkPoints(pointsLimit);
    this.id = id;
    this.native = native;
    this.home = home;
    this.account = { left: pointsLimit, limit: pointsLimit };
  }

  callFunction(name: string): CallOutcome {
    const contract = this.contract();
    const endpoint = contract.module.endpoints.get(name);
    if (endpoint === undefined) return missing;
    if (endpoint.meteredName !== undefined) return this.run(contract, endpoint.meteredName);
    this.takeAllPoints();
    return { status: "trapped", message: "parameters do not match the signature of the function" };
  }

  /** Runs the start function, if there is one. */
  start(): CallOutcome {
    const contract = this.contract();
    return contract.module.hasStart ? this.run(contract, MeteredExport.start) : returned;
  }

  hasFunction(name: string): boolean {
    return this.contract().module.endpoints.has(name);
  }

  functionNames(): readonly string[] {
    return this.contract().module.functionNames;
  }

  checkFunctionArities(): boolean {
    return this.contract().module.hasEndpointArities;
  }

  isFunctionImported(name: string): boolean {
    return this.contract().module.imports.has(name);
  }

  getPointsLimit(): bigint {
    this.contract();
    return this.account.limit;
  }

  setPointsLimit(points: bigint): void {
    checkPoints(points);
    this.setAccount(points, this.getPointsUsed());
  }

  getPointsUsed(): bigint {
    this.contract();
    const { register } = this.home.state;
    if (register.owner === this.account) register.release();
    return this.account.limit - this.account.left;
  }

  setPointsUsed(points: bigint): void {
    this.contract();
    checkPoints(points);
    this.setAccount(this.account.limit, points);
  }

  useGas(points: number): boolean {
    this.hookPoints += points;
    return this.register().use(points) !== 0;
  }

  restoreGas(points: number): void {
    this.register().restore(points);
  }

  pointsLeft(): number {
    return Math.max(0, this.register().left());
  }

  setBreakpointValue(value: BreakpointValue): void {
    this.contract();
    this.breakpoint = value;
  }

  getBreakpointValue(): BreakpointValue {
    this.contract();
    return this.breakpoint;
  }

  memLength(): number {
    return this.contract().memory.length;
  }

  memLoad(pointer: number, length: number): Uint8Array {
    return this.contract().memory.load(pointer, length);
  }

  memStore(pointer: number, data: Uint8Array): void {
    this.contract().memory.store(pointer, data);
  }

  memGrow(pages: number): number {
    return this.contract().memory.grow(pages);
  }

  memDump(): Uint8Array {
    return this.contract().memory.dump();
  }

  reset(): boolean {
    return this.native !== undefined && !this.running && this.native.reset();
  }

  clean(): boolean {
    if (this.native === undefined) return false;
    if (this.running) throw new TypeError("an instance cannot be cleaned while it runs");
    const { register } = this.home.state;
    if (register.owner === this.account) register.release();
    this.home.recycle(this.native);
    this.native = undefined;
    return true;
  }

  /** Of the running instance, for one that a hook of it calls. */
  stackLeft(): number | undefined {
    return this.native?.stack?.value;
  }

  isAlreadyCleaned(): boolean {
    return this.native === undefined;
  }

  private contract(): NativeContract {
    if (this.native === undefined) throw new ExecutorError("INSTANCE_CLEANED", `instance ${this.id} was used after it was cleaned`);
    return this.native;
  }

  private register(): RunState["register"] {
    const { register } = this.home.state;
    if (register.owner !== this.account) {
      this.contract();
      register.take(this.account);
    }
    return register;
  }

  private run(contract: NativeContract, meteredName: string): CallOutcome {
    if (this.running) throw new TypeError("an instance cannot be called while it runs");
    // With a breakpoint set, production stops at the first control-flow operator, before anything can be seen from outside.
    if (this.breakpoint !== Breakpoint.none) return stoppedOutcome;
    const { state } = this.home;
    const caller = state.running;
    const callerInHook = state.inHook;
    state.running = this;
    state.inHook = false;
    state.register.take(this.account);
    if (contract.stack !== undefined) contract.stack.value = Math.max(0, stackLeftBelow(caller));
    this.running = true;
    this.hookPoints = 0;
    const left = state.register.left();
    try {
      contract.function(meteredName)();
      if (left - state.register.left() - this.hookPoints > contract.module.heavyPoints) contract.module.isHeavy = true;
      return returned;
    } catch (thrown) {
      return this.outcomeOf(contract, thrown);
    } finally {
      this.running = false;
      state.running = caller;
      state.inHook = callerInHook;
    }
  }

  private outcomeOf(contract: NativeContract, thrown: unknown): CallOutcome {
    if (thrown === stopped) return stoppedOutcome;
    if (this.home.state.inHook) throw hookFault(thrown);
    if (thrown instanceof nativeWasm.RuntimeError) return this.trapOutcome(contract, thrown);
    if (isStackExhaustion(thrown)) throw stackFault(thrown);
    throw hookFault(thrown);
  }

  private trapOutcome(contract: NativeContract, trap: Error): CallOutcome {
    const breakpoint = contract.breakpoint.value as BreakpointValue;
    contract.breakpoint.value = Breakpoint.none;
    // The counter is in a register of the machine when code traps, so what the global holds is old: all points count as used.
    this.takeAllPoints();
    if (breakpoint === Breakpoint.none) return { status: "trapped", message: trap.message };
    this.breakpoint = breakpoint;
    return stoppedOutcome;
  }

  private takeAllPoints(): void {
    this.setAccount(this.account.limit, this.account.limit);
  }

  private setAccount(limit: bigint, used: bigint): void {
    const { register } = this.home.state;
    if (register.owner === this.account) register.release();
    this.account.limit = limit;
    this.account.left = limit - used;
  }
}

function stackLeftBelow(caller: RunningInstance): number {
  const left = caller.stackLeft();
  return left === undefined ? PRODUCTION_STACK_BYTES : left - NESTED_CALL_BYTES;
}

function checkPoints(points: bigint): void {
  if (points < 0n || points > MAX_POINTS) throw new TypeError(`points must be between 0 and 2^63 - 1, not ${String(points)}`);
}
