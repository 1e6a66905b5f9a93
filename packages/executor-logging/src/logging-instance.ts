// Instance that logs how the VM uses it. Mirrors WrapperInstance of vm-go executor/wrapper, which leaves access to memory out.
import type { BreakpointValue, CallOutcome, Instance } from "@mxvm/executor-api";
import type { Log } from "./log.js";

export class LoggingInstance implements Instance {
  readonly id: string;
  private readonly inner: Instance;
  private readonly log: Log;
  private readonly running: Instance[];

  /** `running` holds the instances that run now, the innermost last. */
  constructor(inner: Instance, log: Log, running: Instance[]) {
    this.id = inner.id;
    this.inner = inner;
    this.log = log;
    this.running = running;
  }

  callFunction(name: string): CallOutcome {
    this.log(`CallFunction(${name}):`);
    this.running.push(this.inner);
    try {
      return this.inner.callFunction(name);
    } finally {
      this.running.pop();
    }
  }

  hasFunction(name: string): boolean {
    return this.logged(`HasFunction(${name})`, this.inner.hasFunction(name));
  }

  functionNames(): readonly string[] {
    const names = this.inner.functionNames();
    this.log(`GetFunctionNames: [${[...names].sort().join(" ")}]`);
    return names;
  }

  checkFunctionArities(): boolean {
    return this.logged("ValidateFunctionArities", this.inner.checkFunctionArities());
  }

  isFunctionImported(name: string): boolean {
    return this.inner.isFunctionImported(name);
  }

  getPointsLimit(): bigint {
    return this.inner.getPointsLimit();
  }

  setPointsLimit(points: bigint): void {
    this.logged("SetGasLimit", points);
    this.inner.setPointsLimit(points);
  }

  getPointsUsed(): bigint {
    return this.logged("GetPointsUsed", this.inner.getPointsUsed());
  }

  setPointsUsed(points: bigint): void {
    this.logged("SetPointsUsed", points);
    this.inner.setPointsUsed(points);
  }

  useGas(points: number): boolean {
    return this.logged(`UseGas(${points})`, this.inner.useGas(points));
  }

  restoreGas(points: number): void {
    this.log(`RestoreGas(${points})`);
    this.inner.restoreGas(points);
  }

  pointsLeft(): number {
    return this.logged("PointsLeft", this.inner.pointsLeft());
  }

  setBreakpointValue(value: BreakpointValue): void {
    this.logged("SetBreakpointValue", value);
    this.inner.setBreakpointValue(value);
  }

  getBreakpointValue(): BreakpointValue {
    return this.logged("GetBreakpointValue", this.inner.getBreakpointValue());
  }

  memLength(): number {
    return this.inner.memLength();
  }

  memLoad(pointer: number, length: number): Uint8Array {
    return this.inner.memLoad(pointer, length);
  }

  memStore(pointer: number, data: Uint8Array): void {
    this.inner.memStore(pointer, data);
  }

  memGrow(pages: number): number {
    return this.inner.memGrow(pages);
  }

  memDump(): Uint8Array {
    return this.inner.memDump();
  }

  reset(): boolean {
    return this.logged("Reset", this.inner.reset());
  }

  clean(): boolean {
    return this.logged("Clean", this.inner.clean());
  }

  isAlreadyCleaned(): boolean {
    return this.logged("IsAlreadyCleaned", this.inner.isAlreadyCleaned());
  }

  private logged<Value extends bigint | boolean | number>(call: string, value: Value): Value {
    this.log(`${call}: ${String(value)}`);
    return value;
  }
}
