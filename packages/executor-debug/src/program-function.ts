// What an exported function runs on: an instance, as the function sees it.
import { type AnyContract, createContext, type Emitter } from "@mxvm/contract-api";

export interface ProgramHost {
  readonly emitter: Emitter;
  /** What the program keeps for this instance, such as its context. */
  kept: unknown;
}

/** An exported function. */
export type ProgramFunction = (host: ProgramHost) => void;

/** The context of an instance, which serves all its runs. */
export function contextOf(host: ProgramHost, contract: AnyContract): unknown {
  host.kept ??= createContext(host.emitter, contract);
  return host.kept;
}
