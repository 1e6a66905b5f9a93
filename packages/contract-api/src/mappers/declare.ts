// How a mapper is declared: its storage key, the codecs of what it stores, and the codecs of its own keys.
import type { AnyCodec } from "@mxvm/codec";
import { keyPart, storageKey } from "../boundary/storage.js";
import type { Emitter, Handle } from "../emitter.js";
import type { KeyCodecs, Stored } from "../stored.js";

/** Makes a mapper over the storage key that it begins with. */
export type MakeMapper<M> = (emitter: Emitter, key: Handle) => M;

// Reached from other declarations only: to contracts a declaration is plain data.
const makers = new WeakMap<object, MakeMapper<unknown>>();

/** Declares a mapper. */
export function declareMapper<M, const K extends KeyCodecs>(
  mapper: string,
  key: string,
  codecs: readonly AnyCodec[],
  keys: K,
  make: MakeMapper<M>,
): Stored<M, K> {
  const base = keyPart(key);
  const declared: Stored<M, K> = Object.freeze({
    mapper,
    key,
    keys,
    codecs,
    bind: (emitter: Emitter, values: readonly unknown[]) => make(emitter, storageKey(emitter, base, keys, values)),
  });
  makers.set(declared, make);
  return declared;
}

/** How a declaration's mapper is made over another storage key. */
export function makerOf<M>(declared: Stored<M>): MakeMapper<M> {
  const make = makers.get(declared);
  if (make === undefined) throw new TypeError("not a storage declaration: use the functions of `mapper`");
  return make as MakeMapper<M>;
}
