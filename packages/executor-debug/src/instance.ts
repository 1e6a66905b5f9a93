// Instance of a TypeScript contract: its exported functions, its gas, its breakpoint, and its memory for hooks.
import { Breakpoint, type BreakpointValue, type CallOutcome, ExecutorError, type Instance } from "@mxvm/executor-api";
import { DebugEmitter, type EmitterHost } from "./emitter.js";
import { endByError } from "./errors.js";
import type { Machine, RunningInstance } from "./machine.js";
import { DebugMemory } from "./memory.js";
import { Points } from "./points.js";
import type { FailureReport } from "./report.js";
import { reportOf } from "./report.js";
import type { Program } from "./program.js";
import type { ProgramFunction, ProgramHost } from "./program-function.js";
import { Run } from "./run.js";

export interface InstanceSettings {
  readonly maxHookCalls: number;
  readonly onFailure: ((report: FailureReport) => void) | undefined;
}

const noBytes = new Uint8Array(0);

export class DebugInstance implements Instance, ProgramHost, EmitterHost, RunningInstance {
  readonly id: string;
  readonly memory: DebugMemory = new DebugMemory();
  readonly emitter: DebugEmitter;
  readonly program: Program;
  kept: unknown;
  readonly machine: Machine;
  private readonly settings: InstanceSettings;
  private readonly points: Points;
  private run: Run | undefined;
  private breakpoint: BreakpointValue = Breakpoint.none;
  private cleaned = false;
  /** Whether a value moves between JavaScript and the VM: hooks then cost nothing, and their memory is `moving`. */
  private isTransporting = false;
  private moving: Uint8Array = noBytes;
  private message: string | undefined;

  constructor(id: string, program: Program, machine: Machine, settings: InstanceSettings, pointsLimit: bigint) {
    this.id = id;
    this.program = program;
    this.machine = machine;
    this.settings = settings;
    this.points = new Points(pointsLimit);
    this.emitter = new DebugEmitter(machine.vmHooks, machine.hooks, this);
  }

  callFunction(name: string): CallOutcome {
    this.requireUncleaned();
    const exported = this.program.functionOf(name);
    if (exported === undefined) return { status: "missing" };
    if (this.breakpoint !== Breakpoint.none) return { status: "stopped" };
    return this.execute(name, exported);
  }

  private execute(name: string, exported: ProgramFunction): CallOutcome {
    const outer = this.machine.running;
    const run = new Run(name, this.settings.maxHookCalls);
    this.run = run;
    this.message = undefined;
    this.machine.running = this;
    this.emitter.begin();
    try {
      exported(this);
    } catch (thrown) {
      if (run.getEnding() === undefined) endByError(this, run, thrown);
    } finally {
      this.machine.running = outer;
      this.run = undefined;
    }
    return this.outcomeOf(run);
  }

  private outcomeOf(run: Run): CallOutcome {
    const ending = run.getEnding();
    if (ending === undefined) return { status: "returned" };
    if (ending.type === "fault") throw ending.error;
    if (ending.type === "trapped") {
      this.points.useAll();
      return { status: "trapped", message: ending.message };
    }
    if (this.breakpoint !== Breakpoint.asyncCall) {
      this.settings.onFailure?.(reportOf(this.program.name, run.functionName, this.message, ending.at));
    }
    return { status: "stopped" };
  }

  currentRun(): Run {
    if (this.run === undefined) throw new TypeError(`${this.id} does not run`);
    return this.run;
  }

  signalError(message: string, signal: () => void): never {
    this.currentRun().begin();
    this.message = message;
    signal();
    throw new TypeError("signalError returned");
  }

  transport(hook: () => unknown): void {
    const run = this.currentRun();
    run.begin();
    this.isTransporting = true;
    try {
      hook();
    } catch (thrown) {
      run.fault(thrown);
    } finally {
      this.isTransporting = false;
    }
    if (this.breakpoint !== Breakpoint.none) run.stop("a value could not be read");
  }

  taken(hook: () => unknown): Uint8Array {
    this.moving = noBytes;
    this.transport(hook);
    return this.moving;
  }

  given(bytes: Uint8Array, hook: () => unknown): void {
    this.moving = bytes;
    this.transport(hook);
  }

  hasFunction(name: string): boolean {
    this.requireUncleaned();
    return this.program.functionOf(name) !== undefined;
  }

  functionNames(): readonly string[] {
    this.requireUncleaned();
    return this.program.functionNames;
  }

  checkFunctionArities(): boolean {
    this.requireUncleaned();
    return true;
  }

  isFunctionImported(name: string): boolean {
    this.requireUncleaned();
    return this.program.imports.has(name);
  }

  getPointsLimit(): bigint {
    this.requireUncleaned();
    return this.points.getLimit();
  }

  setPointsLimit(points: bigint): void {
    this.requireUncleaned();
    this.points.setLimit(points);
  }

  getPointsUsed(): bigint {
    this.requireUncleaned();
    return this.points.getUsed();
  }

  setPointsUsed(points: bigint): void {
    this.requireUncleaned();
    this.points.setUsed(points);
  }

  useGas(points: number): boolean {
    this.requireUncleaned();
    return this.isTransporting || this.points.use(points);
  }

  restoreGas(points: number): void {
    this.requireUncleaned();
    if (!this.isTransporting) this.points.restore(points);
  }

  pointsLeft(): number {
    this.requireUncleaned();
    return this.points.left();
  }

  setBreakpointValue(value: BreakpointValue): void {
    this.requireUncleaned();
    this.breakpoint = value;
  }

  getBreakpointValue(): BreakpointValue {
    this.requireUncleaned();
    return this.breakpoint;
  }

  memLength(): number {
    this.requireUncleaned();
    return this.memory.length;
  }

  memLoad(pointer: number, length: number): Uint8Array {
    this.requireUncleaned();
    return this.isTransporting ? this.moving.slice() : this.memory.load(pointer, length);
  }

  memStore(pointer: number, data: Uint8Array): void {
    this.requireUncleaned();
    if (this.isTransporting) this.moving = data.slice();
    else this.memory.store(pointer, data);
  }

  memGrow(pages: number): number {
    this.requireUncleaned();
    return this.memory.grow(pages);
  }

  memDump(): Uint8Array {
    this.requireUncleaned();
    return this.memory.dump();
  }

  reset(): boolean {
    if (this.cleaned) return false;
    this.memory.reset();
    return true;
  }

  clean(): boolean {
    if (this.cleaned) return false;
    this.cleaned = true;
    return true;
  }

  isAlreadyCleaned(): boolean {
    return this.cleaned;
  }

  private requireUncleaned(): void {
    if (this.cleaned) throw new ExecutorError("INSTANCE_CLEANED", `instance ${this.id} was used after it was cleaned`);
  }
}
