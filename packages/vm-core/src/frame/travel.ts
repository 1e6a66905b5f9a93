// What travels when contracts call each other: one row per call form, one column per part of a frame. The Go VM does the same by pushing and
// popping seven context stacks in step (vm-go hostCore/execution.go).
import type { Frame } from "./frame.js";

export type FramePart = keyof Frame;

/**
 * How the callee gets a part.
 *
 * - `fresh`: a new one, made from the call's input.
 * - `copied`: a copy of the caller's; what the callee changes does not show there.
 * - `censored`: a copy without what the callee may not see: return data, logs, refund and asynchronous transfers.
 * - `shared`: the caller's own.
 */
export type OnEntry = "fresh" | "copied" | "censored" | "shared";

/**
 * What becomes of the callee's part when the call ends.
 *
 * - `merged`: it is merged into the caller's.
 * - `replaced`: the caller's is replaced by it.
 * - `kept`: it is the caller's own, and stays as the callee left it.
 * - `dropped`: the caller's is as it was before the call.
 */
export type OnExit = "merged" | "replaced" | "kept" | "dropped";

export interface Travel {
  readonly entry: OnEntry;
  readonly success: OnExit;
  readonly failure: OnExit;
}

export type CallForm =
  | "destination"
  | "callback"
  | "create"
  | "upgrade"
  | "builtInThenCall"
  | "sameContext"
  | "otherVm";

/** Call forms that run in a frame of their own. Another VM has its own frames. */
export type FrameForm = Exclude<CallForm, "otherVm">;

function travel(entry: OnEntry, success: OnExit, failure: OnExit): Travel {
  return Object.freeze({ entry, success, failure });
}

type Row = Readonly<Record<FramePart, Travel>>;

const destination: Row = {
  input: travel("fresh", "dropped", "dropped"),
  // A call made in read-only mode is read-only, and so are its own.
  readOnly: travel("copied", "dropped", "dropped"),
  // Gas used is summed by account; what the caller was provided with and may use is its own.
  gas: travel("fresh", "merged", "dropped"),
  // Refund, balance deltas and gas used are replaced by the merge, not added (`mergeOutput`).
  output: travel("censored", "merged", "dropped"),
  managedTypes: travel("fresh", "dropped", "dropped"),
  storageAddress: travel("fresh", "dropped", "dropped"),
  // Only accumulated gas is merged, and it is even if the call failed.
  async: travel("fresh", "merged", "merged"),
  // The caller's instance pays until the callee's has started.
  instance: travel("copied", "dropped", "dropped"),
  state: travel("shared", "kept", "dropped"),
};

/**
 * The table. A transaction's own frame is fresh in every part and has nobody to go back to, so it has no row.
 *
 * What is not in a frame belongs to the transaction and is never rolled back: transfer indices, code updates, collected errors, the
 * number of instances, and the random stream.
 */
export const callForms: Readonly<Record<CallForm, Row>> = {
  destination,
  // The callee starts with a copy of what was sent back to the caller (`enter` in `frame-stack.ts`).
  callback: { ...destination, managedTypes: travel("copied", "dropped", "dropped") },
  // The new code is in the creator's output before `init` runs, and is taken out again if it fails.
  create: destination,
  upgrade: destination,
  // The built-in function's output is in the caller's before the call: it survives the call's failure, while the state, marked before the
  // built-in function, does not.
  builtInThenCall: destination,
  sameContext: {
    ...destination,
    output: travel("copied", "replaced", "dropped"),
    storageAddress: travel("shared", "kept", "kept"),
    async: travel("shared", "kept", "kept"),
  },
  // No frame: the other VM has its own. Its output is added to the caller's.
  otherVm: {
    input: travel("shared", "kept", "kept"),
    readOnly: travel("shared", "kept", "kept"),
    gas: travel("shared", "kept", "kept"),
    output: travel("shared", "merged", "kept"),
    managedTypes: travel("shared", "kept", "kept"),
    storageAddress: travel("shared", "kept", "kept"),
    async: travel("shared", "kept", "kept"),
    instance: travel("shared", "kept", "kept"),
    state: travel("shared", "kept", "dropped"),
  },
};
