// Instance: a contract with memory, points and breakpoint of its own, ready to be called.
import { Breakpoint, type BreakpointValue, type CallOutcome, ExecutorError, type Instance, isExecutorError, type VmHooks } from "@mxvm/executor-api";
import type { Contract } from "./contract.js";
import { hookImports, stopped } from "./hook-imports.js";
import { ContractMemory } from "./memory.js";
import { Points } from "./points.js";

/** What a reset makes anew and `clean` gives up. */
interface Running {
  readonly exports: WebAssembly.Exports;
  readonly memory: ContractMemory;
}

export class PlainInstance implements Instance {
  readonly id: string;
  private readonly contract: Contract;
  private readonly imports: WebAssembly.Imports;
  private readonly points: Points;
  private breakpoint: BreakpointValue = Breakpoint.none;
  private running: Running | undefined;

  constructor(id: string, contract: Contract, hooks: VmHooks, pointsLimit: bigint) {
    this.id = id;
    this.contract = contract;
    this.imports = hookImports(contract.imports, hooks, () => this.breakpoint !== Breakpoint.none);
    this.points = new Points(pointsLimit);
    this.running = this.instantiate();
  }

  callFunction(name: string): CallOutcome {
    if (!this.hasFunction(name)) return { status: "missing" };
    if (this.breakpoint !== Breakpoint.none) return { status: "stopped" };
    const endpoint = this.function(name);
    if (endpoint.length > 0) return this.trap(`${name} takes arguments`);
    try {
      endpoint();
      return { status: "returned" };
    } catch (thrown) {
      return this.outcomeOf(thrown);
    }
  }

  hasFunction(name: string): boolean {
    this.uncleaned();
    return this.contract.functions.has(name);
  }

  functionNames(): readonly string[] {
    this.uncleaned();
    return [...this.contract.functions];
  }

  /** The platform tells how many arguments a function takes, and not whether it has results. */
  checkFunctionArities(): boolean {
    return this.functionNames().every((name) => this.function(name).length === 0);
  }

  isFunctionImported(name: string): boolean {
    this.uncleaned();
    return this.contract.imports.has(name);
  }

  getPointsLimit(): bigint {
    return this.uncleanedPoints().limit;
  }

  setPointsLimit(points: bigint): void {
    this.uncleanedPoints().limit = points;
  }

  getPointsUsed(): bigint {
    return this.uncleanedPoints().used;
  }

  setPointsUsed(points: bigint): void {
    this.uncleanedPoints().used = points;
  }

  useGas(points: number): boolean {
    return this.uncleanedPoints().use(points);
  }

  restoreGas(points: number): void {
    this.uncleanedPoints().restore(points);
  }

  pointsLeft(): number {
    return this.uncleanedPoints().left();
  }

  setBreakpointValue(value: BreakpointValue): void {
    this.uncleaned();
    this.breakpoint = value;
  }

  getBreakpointValue(): BreakpointValue {
    this.uncleaned();
    return this.breakpoint;
  }

  memLength(): number {
    return this.uncleaned().memory.length;
  }

  memLoad(pointer: number, length: number): Uint8Array {
    return this.uncleaned().memory.load(pointer, length);
  }

  memStore(pointer: number, data: Uint8Array): void {
    this.uncleaned().memory.store(pointer, data);
  }

  memGrow(pages: number): number {
    return this.uncleaned().memory.grow(pages);
  }

  memDump(): Uint8Array {
    return this.uncleaned().memory.dump();
  }

  reset(): boolean {
    if (this.running === undefined) return false;
    this.running = this.instantiate();
    return true;
  }

  clean(): boolean {
    if (this.running === undefined) return false;
    this.running = undefined;
    return true;
  }

  isAlreadyCleaned(): boolean {
    return this.running === undefined;
  }

  private instantiate(): Running {
    const { exports } = new WebAssembly.Instance(this.contract.module, this.imports);
    const exported = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
    return { exports, memory: new ContractMemory(exported ?? new WebAssembly.Memory({ initial: 0 })) };
  }

  private outcomeOf(thrown: unknown): CallOutcome {
    if (thrown === stopped) return { status: "stopped" };
    if (isExecutorError(thrown)) throw thrown;
    // A TypeError: the code imports a hook with other types than it has.
    if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof TypeError) return this.trap(thrown.message);
    throw new ExecutorError("NATIVE_STACK_EXHAUSTED", "the native stack is exhausted", { cause: thrown });
  }

  private trap(message: string): CallOutcome {
    this.points.useAll();
    return { status: "trapped", message };
  }

  private function(name: string): () => void {
    return this.uncleaned().exports[name] as () => void;
  }

  private uncleaned(): Running {
    if (this.running === undefined) throw new ExecutorError("INSTANCE_CLEANED", `instance ${this.id} was used after it was cleaned`);
    return this.running;
  }

  private uncleanedPoints(): Points {
    this.uncleaned();
    return this.points;
  }
}
