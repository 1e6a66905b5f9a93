// The one stack of the VM: enters and leaves frames as the table in `travel.ts` says.
import { createAsyncState } from "../async/async-state.js";
import { cloneBackTransfers, createManagedTypesState } from "../contexts/managed-types-state.js";
import type { ManagedTypesState } from "../contexts/managed-types-state.js";
import { addUint64 } from "../metering/uint64.js";
import { createGasState } from "./frame.js";
import type { Frame, FrameInput, GasState } from "./frame.js";
import { censoredOutput, copyOutput, mergeOutput } from "./output-state.js";
import { callForms } from "./travel.js";
import type { FrameForm, OnEntry, OnExit } from "./travel.js";

/** What a frame is entered with. */
export interface FrameEntry {
  readonly input: FrameInput;
  readonly storageAddress: Uint8Array;
  /** Mark of the world's state before the call. */
  readonly state: number;
}

/** What a stack tells of itself. */
export interface FrameListener {
  /** Another frame is the current one. */
  activate(frame: Frame): void;
  /** A frame was left; what it alone holds may be freed. */
  release(frame: Frame): void;
  /** A failed call goes back to the mark. */
  revertState(state: number): void;
}

/** Calls that run, the outermost first. */
export interface FrameStack {
  /** The innermost call. */
  readonly current: Frame;
  /** Calls that wait for the current one, the outermost first. */
  readonly waiting: readonly Frame[];
  /** Drops everything and begins a transaction. */
  begin(frame: Frame): void;
  /** Makes the frame of a nested call and makes it current. */
  enter(form: FrameForm, entry: FrameEntry): Frame;
  /** Ends the current call and goes back to its caller. */
  leave(form: FrameForm, succeeded: boolean): void;
  /** Leaves all frames at once, after a fault; answers them. */
  abandon(): readonly Frame[];
}

export function createFrameStack(listener: FrameListener, idle: Frame): FrameStack {
  return new ListeningFrameStack(listener, idle);
}

class ListeningFrameStack implements FrameStack {
  current: Frame;
  readonly waiting: Frame[] = [];
  readonly #listener: FrameListener;
  readonly #idle: Frame;

  constructor(listener: FrameListener, idle: Frame) {
    this.#listener = listener;
    this.#idle = idle;
    this.current = idle;
  }

  begin(frame: Frame): void {
    this.waiting.length = 0;
    this.current = frame;
    this.#listener.activate(frame);
  }

  enter(form: FrameForm, entry: FrameEntry): Frame {
    const caller = this.current;
    const row = callForms[form];
    const frame: Frame = {
      input: entry.input,
      readOnly: caller.readOnly,
      gas: createGasState(),
      output: outputOnEntry(row.output.entry, caller),
      managedTypes: managedTypesOnEntry(row.managedTypes.entry, caller.managedTypes),
      storageAddress: row.storageAddress.entry === "shared" ? caller.storageAddress : entry.storageAddress,
      async: row.async.entry === "shared" ? caller.async : createAsyncState(),
      instance: { ...caller.instance },
      state: entry.state,
    };
    this.waiting.push(caller);
    this.current = frame;
    this.#listener.activate(frame);
    return frame;
  }

  leave(form: FrameForm, succeeded: boolean): void {
    const callee = this.current;
    const caller = this.waiting.pop();
    if (caller === undefined) throw new TypeError("there is no call to go back to");
    const row = callForms[form];
    const exit = succeeded ? "success" : "failure";
    gasOnExit(row.gas[exit], caller.gas, callee.gas);
    outputOnExit(row.output[exit], caller, callee);
    if (row.async[exit] === "merged") {
      caller.async.gasAccumulated = addUint64(callee.async.gasAccumulated, caller.async.gasAccumulated);
    }
    // Production's stack has no place for it: a caller reads what is left of those it has called, and of their callbacks.
    caller.async.callbackParentCall = callee.async.callbackParentCall;
    if (row.state[exit] === "dropped") this.#listener.revertState(callee.state);
    this.current = caller;
    this.#listener.release(callee);
    this.#listener.activate(caller);
  }

  abandon(): readonly Frame[] {
    const frames = [...this.waiting, this.current];
    this.begin(this.#idle);
    return frames;
  }
}

function outputOnEntry(entry: OnEntry, caller: Frame): Frame["output"] {
  if (entry === "shared") return caller.output;
  return entry === "censored" ? censoredOutput(caller.output) : copyOutput(caller.output);
}

/** Values by handle are never seen by others; only what was sent back is. */
function managedTypesOnEntry(entry: OnEntry, caller: ManagedTypesState): ManagedTypesState {
  const state = createManagedTypesState();
  if (entry === "copied") state.backTransfers = cloneBackTransfers(caller.backTransfers);
  return state;
}

function gasOnExit(exit: OnExit, caller: GasState, callee: GasState): void {
  if (exit !== "merged") return;
  for (const [address, gas] of callee.usedByAccounts) {
    caller.usedByAccounts.set(address, gas + (caller.usedByAccounts.get(address) ?? 0n));
  }
}

function outputOnExit(exit: OnExit, caller: Frame, callee: Frame): void {
  if (exit === "merged") mergeOutput(caller.output, callee.output);
  if (exit === "replaced") caller.output = callee.output;
}
