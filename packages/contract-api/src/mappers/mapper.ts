// `mapper`: the storage mappers by name, as contracts declare them. Mirrors storage/mappers of mx-sdk-rs framework/base.
import type { AnyCodec, Codec } from "@mxvm/codec";
import type { KeyCodecs, Stored } from "../stored.js";
import { AddressIdsAtKey, type AddressIds } from "./address-ids.js";
import { BiDiAtKey, type BiDiMapper } from "./bi-di.js";
import { declareMapper, makerOf } from "./declare.js";
import { FungibleTokenAtKey, type FungibleTokenMapper } from "./fungible-token.js";
import { LinkedListAtKey, nodeCodec, type LinkedListMapper } from "./linked-list.js";
import { MapAtKey, type MapMapper } from "./map.js";
import { MapStorageAtKey, type MapStorageMapper } from "./map-storage.js";
import { NonFungibleTokenAtKey, type NonFungibleTokenMapper } from "./non-fungible-token.js";
import { QueueAtKey, type QueueMapper } from "./queue.js";
import { SetAtKey, type OrderedSetMapper } from "./set.js";
import { UniqueIdsAtKey, type UniqueIdMapper } from "./unique-id.js";
import { UnorderedSetAtKey, type UnorderedSetMapper } from "./unordered-set.js";
import { UsersAtKey, type UserMapper } from "./user.js";
import { ValueAtKey, type ValueMapper } from "./value.js";
import { VecAtKey, type VecMapper } from "./vec.js";
import { WhitelistAtKey, type WhitelistMapper } from "./whitelist.js";

/** Declares mappers: the storage key, the codecs of what is stored, then the codecs of the item's own keys. */
export interface Mappers {
  /** One value. */
  readonly value: <V, const K extends KeyCodecs>(key: string, value: Codec<V>, ...keys: K) => Stored<ValueMapper<V>, K>;
  /** Numbered items. */
  readonly vec: <V, const K extends KeyCodecs>(key: string, item: Codec<V>, ...keys: K) => Stored<VecMapper<V>, K>;
  /** A set that keeps the order of insertion. */
  readonly set: <V, const K extends KeyCodecs>(key: string, item: Codec<V>, ...keys: K) => Stored<OrderedSetMapper<V>, K>;
  /** A set without an order, which needs less storage. */
  readonly unorderedSet: <V, const K extends KeyCodecs>(key: string, item: Codec<V>, ...keys: K) => Stored<UnorderedSetMapper<V>, K>;
  /** Values by keys. */
  readonly map: <A, V, const K extends KeyCodecs>(key: string, from: Codec<A>, to: Codec<V>, ...keys: K) => Stored<MapMapper<A, V>, K>;
  /** Mappers by keys: `inner` declares what each is; its own storage key is not used. */
  readonly mapStorage: <A, M extends { clear(): void }, const K extends KeyCodecs>(
    key: string,
    from: Codec<A>,
    inner: Stored<M>,
    ...keys: K
  ) => Stored<MapStorageMapper<A, M>, K>;
  /** A list whose nodes can be removed and added to anywhere. */
  readonly linkedList: <V, const K extends KeyCodecs>(key: string, item: Codec<V>, ...keys: K) => Stored<LinkedListMapper<V>, K>;
  /** A queue with two ends. */
  readonly queue: <V, const K extends KeyCodecs>(key: string, item: Codec<V>, ...keys: K) => Stored<QueueMapper<V>, K>;
  /** The numbers 1 to n, to be taken in any order. */
  readonly uniqueId: <const K extends KeyCodecs>(key: string, ...keys: K) => Stored<UniqueIdMapper, K>;
  /** Pairs that are found by either half. */
  readonly biDi: <A, V, const K extends KeyCodecs>(key: string, id: Codec<A>, value: Codec<V>, ...keys: K) => Stored<BiDiMapper<A, V>, K>;
  /** Short ids for addresses. */
  readonly addressIds: <const K extends KeyCodecs>(key: string, ...keys: K) => Stored<AddressIds, K>;
  /** Numbered users. */
  readonly user: <const K extends KeyCodecs>(key: string, ...keys: K) => Stored<UserMapper, K>;
  /** A fungible token that the contract issues or is given. */
  readonly fungibleToken: <const K extends KeyCodecs>(key: string, ...keys: K) => Stored<FungibleTokenMapper, K>;
  /** Another token, with attributes of a type. */
  readonly nonFungibleToken: <V, const K extends KeyCodecs>(key: string, attributes: Codec<V>, ...keys: K) => Stored<NonFungibleTokenMapper<V>, K>;
  /** Items that are allowed. */
  readonly whitelist: <V, const K extends KeyCodecs>(key: string, item: Codec<V>, ...keys: K) => Stored<WhitelistMapper<V>, K>;
}

const NO_CODECS: readonly AnyCodec[] = [];

/** The mappers. Every access reaches storage; nothing is cached. */
export const mapper: Mappers = Object.freeze<Mappers>({
  value: (key, value, ...keys) => declareMapper("value", key, [value], keys, (emitter, at) => new ValueAtKey(emitter, at, value)),
  vec: (key, item, ...keys) => declareMapper("vec", key, [item], keys, (emitter, at) => new VecAtKey(emitter, at, item)),
  set: (key, item, ...keys) => declareMapper("set", key, [item], keys, (emitter, at) => new SetAtKey(emitter, at, item)),
  unorderedSet: (key, item, ...keys) =>
    declareMapper("unorderedSet", key, [item], keys, (emitter, at) => new UnorderedSetAtKey(emitter, at, item)),
  map: (key, from, to, ...keys) => declareMapper("map", key, [from, to], keys, (emitter, at) => new MapAtKey(emitter, at, from, to)),
  mapStorage: (key, from, inner, ...keys) => {
    const make = makerOf(inner);
    return declareMapper("mapStorage", key, [from, ...inner.codecs], keys, (emitter, at) => new MapStorageAtKey(emitter, at, from, make));
  },
  linkedList: (key, item, ...keys) => {
    const node = nodeCodec(item);
    return declareMapper("linkedList", key, [item], keys, (emitter, at) => new LinkedListAtKey(emitter, at, node));
  },
  queue: (key, item, ...keys) => declareMapper("queue", key, [item], keys, (emitter, at) => new QueueAtKey(emitter, at, item)),
  uniqueId: (key, ...keys) => declareMapper("uniqueId", key, NO_CODECS, keys, (emitter, at) => new UniqueIdsAtKey(emitter, at)),
  biDi: (key, id, value, ...keys) => declareMapper("biDi", key, [id, value], keys, (emitter, at) => new BiDiAtKey(emitter, at, id, value)),
  addressIds: (key, ...keys) => declareMapper("addressIds", key, NO_CODECS, keys, (emitter, at) => new AddressIdsAtKey(emitter, at)),
  user: (key, ...keys) => declareMapper("user", key, NO_CODECS, keys, (emitter, at) => new UsersAtKey(emitter, at)),
  fungibleToken: (key, ...keys) => declareMapper("fungibleToken", key, NO_CODECS, keys, (emitter, at) => new FungibleTokenAtKey(emitter, at)),
  nonFungibleToken: (key, attributes, ...keys) =>
    declareMapper("nonFungibleToken", key, [attributes], keys, (emitter, at) => new NonFungibleTokenAtKey(emitter, at, attributes)),
  whitelist: (key, item, ...keys) => declareMapper("whitelist", key, [item], keys, (emitter, at) => new WhitelistAtKey(emitter, at, item)),
});

