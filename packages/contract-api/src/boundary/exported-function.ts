// What the VM calls of a contract.
import type { Emitter } from "../emitter.js";

/** An exported function, over an emitter and the context that belongs to it. */
export type ExportedFunction = (emitter: Emitter, sc: unknown) => void;
