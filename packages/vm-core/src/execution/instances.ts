// Instances: warm ones are used again, cold ones are made and freed. Mirrors vm-go contexts/instanceTracker.go.
import { bytesToByteString, equalBytes } from "@mxvm/codec";
import type { Instance } from "@mxvm/executor-api";
import { Breakpoint } from "@mxvm/executor-api";
import { failureWithMessage, failures } from "../failures.js";
import { createInstanceState } from "../frame/frame.js";
import type { Frame } from "../frame/frame.js";
import type { Machine } from "../machine.js";
import type { CompilationLimits } from "../metering/gas-costs.js";
import type { PointsCap } from "../metering/points-cap.js";

const WARM_INSTANCES = 100;
const MAX_WAITING_CALLS = 10;
const TOO_MANY_INSTANCES = WARM_INSTANCES - 1;

/** The instances of one VM. */
export interface Instances {
  /** Starts an instance of the code in the current frame. Throws a `ContractFailure` if it cannot. */
  start(code: Uint8Array, isNewCode: boolean): void;
  /** Keeps the current frame's instance for later calls of its code, unless the code runs further out. New code is verified before. */
  keepWarm(): void;
  /** Frees what a frame that was left held alone. */
  release(frame: Frame): void;
  /** Frees the frame's instance, warm or not: after a failure it is not used again. */
  discard(frame: Frame): void;
  clear(): void;
}

export function createInstances(machine: Machine, pointsCap: PointsCap, limits: () => CompilationLimits): Instances {
  return new TrackedInstances(machine, pointsCap, limits);
}

class TrackedInstances implements Instances {
  /** By the code's array, which the world keeps the same for the same code; the one used longest ago first. */
  readonly #warm = new Map<Uint8Array, Instance>();
  readonly #machine: Machine;
  readonly #pointsCap: PointsCap;
  readonly #limits: () => CompilationLimits;

  constructor(machine: Machine, pointsCap: PointsCap, limits: () => CompilationLimits) {
    this.#machine = machine;
    this.#pointsCap = pointsCap;
    this.#limits = limits;
  }

  start(accountCode: Uint8Array, isNewCode: boolean): void {
    const { frames, run } = this.#machine;
    const frame = frames.current;
    frame.instance = createInstanceState();
    frame.instance.codeSize = accountCode.length;
    const code = isNewCode ? accountCode : this.#codeToRun(accountCode, frame.input.codeAddress);
    if (frames.waiting.length >= MAX_WAITING_CALLS) throw failures.maxInstancesReached;
    const pointsLimit = this.#pointsCap.limitOf(frame.gas.forExecution);
    const mayBeWarm = !isNewCode && run.metering === "fast" && !this.#isOnStack(code, frame.input.codeAddress);
    const warm = mayBeWarm ? this.#takeWarm(code) : undefined;
    const instance = warm ?? this.#createInstance(code, pointsLimit);
    if (warm !== undefined) {
      warm.setPointsUsed(0n);
      warm.setPointsLimit(pointsLimit);
      warm.setBreakpointValue(Breakpoint.none);
    }
    frame.instance.instance = instance;
    frame.instance.code = code;
    frame.gas.limitIsExact = pointsLimit === frame.gas.forExecution;
    run.instances.add(mayBeWarm ? code : instance.id);
    if (run.instances.size >= TOO_MANY_INSTANCES) throw failureWithMessage("too many instances");
    if (!isNewCode && warm === undefined) this.keepWarm();
  }

  /**
   * Production finds compiled code by the hash that the world has of the account's code. An account that this transaction upgraded
   * therefore goes on with its old code until the transaction ends.
   */
  #codeToRun(accountCode: Uint8Array, address: Uint8Array): Uint8Array {
    const { blockchainHooks, run } = this.#machine;
    if (run.codeUpdates.size === 0 || !run.codeUpdates.has(bytesToByteString(address))) return accountCode;
    const account = blockchainHooks.getUserAccount(address);
    const worldCode = account && blockchainHooks.getCode(account);
    return worldCode === undefined || worldCode.length === 0 ? accountCode : worldCode;
  }

  keepWarm(): void {
    const { frames, run } = this.#machine;
    const { instance, code } = frames.current.instance;
    if (instance === undefined || code === undefined || run.metering !== "fast" || this.#isCodeOnStack(code)) return;
    this.#removeWarm(code)?.clean();
    this.#warm.set(code, instance);
    if (this.#warm.size <= WARM_INSTANCES) return;
    for (const [oldestCode, oldest] of this.#warm) {
      this.#warm.delete(oldestCode);
      oldest.clean();
      return;
    }
  }

  /** A warm instance, brought back to its beginning. One that cannot be (its memory grew) is freed. */
  #takeWarm(code: Uint8Array): Instance | undefined {
    const instance = this.#removeWarm(code);
    if (instance === undefined) return undefined;
    if (!instance.reset()) {
      instance.clean();
      return undefined;
    }
    this.#warm.set(code, instance);
    return instance;
  }

  /**
   * The warm instance of the code, no longer among the warm ones; none that runs further out. A deployment knew its code by another array
   * than the world does, so that the first call after it compares bytes.
   */
  #removeWarm(code: Uint8Array): Instance | undefined {
    const warmCode = this.#warm.has(code) ? code : [...this.#warm.keys()].find((other) => equalBytes(other, code));
    const instance = warmCode && this.#warm.get(warmCode);
    if (warmCode === undefined || this.#machine.frames.waiting.some((frame) => frame.instance.instance === instance)) return undefined;
    this.#warm.delete(warmCode);
    return instance;
  }

  #createInstance(code: Uint8Array, pointsLimit: bigint): Instance {
    const { executor, run } = this.#machine;
    const result = executor.newInstance(code, { ...this.#limits(), pointsLimit, metering: run.metering });
    if (!result.ok) throw failureWithMessage(`could not create wasmer instance: ${result.reason}`);
    return result.instance;
  }

  /** An instance that waits for this call cannot run, and its like must not be reset. */
  #isOnStack(code: Uint8Array, address: Uint8Array): boolean {
    return this.#isCodeOnStack(code) || this.#machine.frames.waiting.some((frame) => equalBytes(frame.input.codeAddress, address));
  }

  #isCodeOnStack(code: Uint8Array): boolean {
    return this.#machine.frames.waiting.some((frame) => frame.instance.code === code);
  }

  release(frame: Frame): void {
    const { instance, code } = frame.instance;
    if (instance === undefined || code === undefined || this.#machine.frames.current.instance.instance === instance) return;
    if (this.#warm.get(code) !== instance) instance.clean();
  }

  discard(frame: Frame): void {
    const { instance, code } = frame.instance;
    if (instance === undefined) return;
    if (code !== undefined && this.#warm.get(code) === instance) this.#warm.delete(code);
    instance.clean();
  }

  clear(): void {
    for (const instance of this.#warm.values()) instance.clean();
    this.#warm.clear();
  }
}
