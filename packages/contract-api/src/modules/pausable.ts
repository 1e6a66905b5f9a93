// A contract that its owner can pause. Mirrors PauseModule of mx-sdk-rs contracts/modules: the same endpoints, events and storage.
import { t } from "@mxvm/codec";
import type { Context } from "../context.js";
import { endpoint, type Endpoint, ownerOnly, view } from "../endpoint.js";
import { event, type EventDeclaration } from "../event.js";
import { require } from "../failure.js";
import { mapper } from "../mappers/mapper.js";
import type { ValueMapper } from "../mappers/value.js";
import type { Nothing } from "../nothing.js";
import type { Stored } from "../stored.js";

/** What the module stores and logs in the contract that includes it. */
export interface PausableState {
  readonly storage: { readonly paused: Stored<ValueMapper<boolean>> };
  readonly events: { readonly pauseContract: EventDeclaration<Nothing, Nothing>; readonly unpauseContract: EventDeclaration<Nothing, Nothing> };
}

type Sc = Context<PausableState>;

/** Spread `state` into the contract's own, and `endpoints` among its endpoints. */
export interface Pausable {
  readonly state: PausableState;
  readonly endpoints: {
    readonly pause: Endpoint<Sc, Nothing, void, never>;
    readonly unpause: Endpoint<Sc, Nothing, void, never>;
    readonly isPaused: Endpoint<Sc, Nothing, boolean, "bool">;
  };
  readonly isPaused: (sc: Sc) => boolean;
  /** Fails with "Contract is paused". */
  readonly requireNotPaused: (sc: Sc) => void;
  /** Fails with "Contract is not paused". */
  readonly requirePaused: (sc: Sc) => void;
}

const isPaused = (sc: Sc): boolean => sc.storage.paused.get();

/** The module. */
export const pausable: Pausable = {
  state: {
    storage: { paused: mapper.value("pause_module:paused", t.bool) },
    events: { pauseContract: event("pauseContract"), unpauseContract: event("unpauseContract") },
  },
  endpoints: {
    pause: ownerOnly(
      endpoint({}, (sc: Sc) => {
        sc.storage.paused.set(true);
        sc.events.pauseContract();
      }),
    ),
    unpause: ownerOnly(
      endpoint({}, (sc: Sc) => {
        sc.storage.paused.set(false);
        sc.events.unpauseContract();
      }),
    ),
    isPaused: view({}, t.bool, isPaused),
  },
  isPaused,
  requireNotPaused: (sc) => require(!isPaused(sc), "Contract is paused"),
  requirePaused: (sc) => require(isPaused(sc), "Contract is not paused"),
};
