// Instance of one of several executors, under an id that tells them apart: each executor numbers its own.
import type { BreakpointValue, CallOutcome, Instance } from "@mxvm/executor-api";

export class RoutedInstance implements Instance {
  readonly id: string;
  private readonly inner: Instance;

  constructor(route: string, inner: Instance) {
    this.id = `${route}/${inner.id}`;
    this.inner = inner;
  }

  callFunction(name: string): CallOutcome {
    return this.inner.callFunction(name);
  }

  hasFunction(name: string): boolean {
    return this.inner.hasFunction(name);
  }

  functionNames(): readonly string[] {
    return this.inner.functionNames();
  }

  checkFunctionArities(): boolean {
    return this.inner.checkFunctionArities();
  }

  isFunctionImported(name: string): boolean {
    return this.inner.isFunctionImported(name);
  }

  getPointsLimit(): bigint {
    return this.inner.getPointsLimit();
  }

  setPointsLimit(points: bigint): void {
    this.inner.setPointsLimit(points);
  }

  getPointsUsed(): bigint {
    return this.inner.getPointsUsed();
  }

  setPointsUsed(points: bigint): void {
    this.inner.setPointsUsed(points);
  }

  useGas(points: number): boolean {
    return this.inner.useGas(points);
  }

  restoreGas(points: number): void {
    this.inner.restoreGas(points);
  }

  pointsLeft(): number {
    return this.inner.pointsLeft();
  }

  setBreakpointValue(value: BreakpointValue): void {
    this.inner.setBreakpointValue(value);
  }

  getBreakpointValue(): BreakpointValue {
    return this.inner.getBreakpointValue();
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
    return this.inner.reset();
  }

  clean(): boolean {
    return this.inner.clean();
  }

  isAlreadyCleaned(): boolean {
    return this.inner.isAlreadyCleaned();
  }
}
