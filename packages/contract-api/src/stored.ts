// What a storage declaration is to a contract: plain data, and how it becomes the mapper that `sc.storage` has.
import type { AnyCodec, ValueOf } from "@mxvm/codec";
import type { Emitter } from "./emitter.js";

declare const phantom: unique symbol;

/** The codecs of what follows an item's name in its key. */
export type KeyCodecs = readonly AnyCodec[];

/** A declared storage item; `M` is its mapper, behind a call where the item has keys. */
export interface Stored<out M, out K extends KeyCodecs = readonly []> {
  readonly mapper: string;
  /** The storage key, before the nested encodings of the item's keys. */
  readonly key: string;
  readonly keys: K;
  readonly codecs: readonly AnyCodec[];
  /** The mapper for these values of the keys: it forms the storage key, with hooks, and reads nothing else. */
  readonly bind: (emitter: Emitter, keys: readonly unknown[]) => unknown;
  readonly [phantom]?: () => M;
}

/** A declared storage item of whatever mapper. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- mappers and keys of any item
export type AnyStored = Stored<any, any>;

/** A declared item as `sc.storage` has it. */
export type Bound<S> =
  S extends Stored<infer M, infer K> ? (K extends readonly [] ? M : (...keys: { [I in keyof K]: ValueOf<K[I]> }) => M) : never;
