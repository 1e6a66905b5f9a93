// Instance of a mock contract. Mirrors InstanceMock of vm-go mock/context/instanceMock.go.
import {
  Breakpoint,
  type BreakpointValue,
  type CallOutcome,
  ExecutorError,
  hooks as hookRows,
  type Instance,
  type VmHooks,
} from "@mxvm/executor-api";
import type { MockContract, MockVm } from "./contract.js";
import { MockMemory } from "./memory.js";
import { Run } from "./run.js";

export class MockInstance implements Instance {
  readonly id: string;
  private readonly contract: MockContract;
  private readonly hooks: VmHooks;
  private readonly memory = new MockMemory();
  private pointsLimit: bigint;
  private pointsUsed = 0n;
  private breakpoint: BreakpointValue = Breakpoint.none;
  private cleaned = false;

  constructor(id: string, contract: MockContract, hooks: VmHooks, pointsLimit: bigint) {
    this.id = id;
    this.contract = contract;
    this.hooks = hooks;
    this.pointsLimit = pointsLimit;
  }

  callFunction(name: string): CallOutcome {
    if (!this.hasFunction(name)) return { status: "missing" };
    if (this.breakpoint !== Breakpoint.none) return { status: "stopped" };
    const run = new Run({ isStopped: () => this.breakpoint !== Breakpoint.none });
    const vm = this.vmOf(run);
    const outcome = run.complete(() => this.contract.endpoints[name]!(vm));
    if (outcome.status === "trapped") this.pointsUsed = this.pointsLimit;
    return outcome;
  }

  hasFunction(name: string): boolean {
    this.requireUncleaned();
    return Object.hasOwn(this.contract.endpoints, name);
  }

  functionNames(): readonly string[] {
    this.requireUncleaned();
    return Object.keys(this.contract.endpoints);
  }

  checkFunctionArities(): boolean {
    this.requireUncleaned();
    return true;
  }

  isFunctionImported(name: string): boolean {
    this.requireUncleaned();
    return this.contract.imports.some((imported) => imported === name);
  }

  getPointsLimit(): bigint {
    this.requireUncleaned();
    return this.pointsLimit;
  }

  setPointsLimit(points: bigint): void {
    this.requireUncleaned();
    this.pointsLimit = points;
  }

  getPointsUsed(): bigint {
    this.requireUncleaned();
    return this.pointsUsed;
  }

  setPointsUsed(points: bigint): void {
    this.requireUncleaned();
    this.pointsUsed = points;
  }

  useGas(points: number): boolean {
    this.requireUncleaned();
    const used = this.pointsUsed + BigInt(points);
    if (used <= this.pointsLimit) {
      this.pointsUsed = used;
      return true;
    }
    if (this.pointsUsed < this.pointsLimit) this.pointsUsed = this.pointsLimit;
    return false;
  }

  restoreGas(points: number): void {
    this.requireUncleaned();
    const used = this.pointsUsed - BigInt(points);
    if (used >= 0n) this.pointsUsed = used;
  }

  pointsLeft(): number {
    this.requireUncleaned();
    return this.pointsUsed < this.pointsLimit ? Number(this.pointsLimit - this.pointsUsed) : 0;
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
    return this.memory.load(pointer, length);
  }

  memStore(pointer: number, data: Uint8Array): void {
    this.requireUncleaned();
    this.memory.store(pointer, data);
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
    return !this.cleaned && this.memory.reset();
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

  private vmOf(run: Run): MockVm {
    const requireInMemory = (pointer: number, length: number): void => {
      if (!this.memory.contains(pointer, length)) run.trap("out of bounds memory access");
    };
    return {
      hooks: hooksWithin(run, this.hooks),
      memory: {
        load: (pointer, length) =>
          run.step(() => {
            requireInMemory(pointer, length);
            return this.memory.load(pointer, length);
          }),
        store: (pointer, bytes) => {
          run.step(() => {
            requireInMemory(pointer, bytes.length);
            this.memory.store(pointer, bytes);
          });
        },
      },
      useGas: (points) => {
        if (!Number.isInteger(points) || points < 0) throw new TypeError(`points are whole and not negative, not ${points}`);
        run.step(() => {
          // Instructions that use the last point are out of gas; a hook may use it.
          if (!this.useGas(points) || this.pointsLeft() === 0) this.breakpoint = Breakpoint.outOfGas;
        });
      },
      trap: (message) => run.trap(message),
    };
  }
}

type AnyHook = (...args: readonly (number | bigint)[]) => number | bigint | undefined;

/** The hooks, each call of which is a step of the run. */
function hooksWithin(run: Run, hooks: VmHooks): VmHooks {
  const within = hookRows.map(({ name }) => {
    const hook = hooks[name] as AnyHook;
    return [name, (...args: readonly (number | bigint)[]) => run.step(() => hook(...args))];
  });
  return Object.fromEntries(within) as VmHooks;
}
