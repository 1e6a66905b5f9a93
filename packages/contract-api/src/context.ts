// What a handler sees of its contract and of the chain: `sc`.
import type { Blockchain } from "./blockchain.js";
import type { CallValue } from "./call-value.js";
import type { Crypto } from "./crypto.js";
import type { AnyEvent, Emit } from "./event.js";
import type { Nothing } from "./nothing.js";
import type { Random } from "./random.js";
import type { Send } from "./send.js";
import type { AnyStored, Bound } from "./stored.js";

/** What a contract or a module declares: the second argument of `contract`. */
export interface State {
  readonly storage?: Readonly<Record<string, AnyStored>>;
  readonly events?: Readonly<Record<string, AnyEvent>>;
}

/** The storage items of a state, as `sc.storage` has them. */
export type StorageOf<D> = D extends { readonly storage: infer S } ? { readonly [K in keyof S]: Bound<S[K]> } : Nothing;

/** The events of a state, as `sc.events` has them: functions that log. */
export type EventsOf<D> = D extends { readonly events: infer E } ? { readonly [K in keyof E]: Emit<E[K]> } : Nothing;

/**
 * The context of a contract that declares `D`, and of modules that declare less. The variance is written out: without it a host that lacks
 * a module's storage would type-check.
 */
export interface Context<out D extends State = Nothing> {
  /** The declared items: a mapper, or a function of the item's keys. Each use forms the storage key anew. */
  readonly storage: StorageOf<D>;
  /** The declared events, each a function that logs one. */
  readonly events: EventsOf<D>;
  /** This account, its caller, other accounts, the block. */
  readonly blockchain: Blockchain;
  /** What the caller paid. */
  readonly callValue: CallValue;
  /** Calls, transfers, deployments, token functions. */
  readonly send: Send;
  readonly crypto: Crypto;
  readonly random: Random;
}
