// Layouts of the mappers that the compiled feature contract does not have. Sources: keys of `user` are those in the scenarios of
// ping-pong-egld and multisig (`str:user_address_to_id|address:…`, `str:user_id_to_address|u32:1`, `str:user_count`); those of `biDi` and
// what the other mappers do beyond the feature contract are in mx-sdk-rs framework/base storage/mappers.
import { bytesToHex, utf8ToBytes } from "@mxvm/codec";
import { codeOf, contract, defaultIssueCallback, endpoint, init, mapper, t, view } from "@mxvm/contract-api";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { expect, it } from "vitest";
import { replay, type ReplayCall, type ReplayOutcome } from "./replay.js";

const layouts = contract(
  "Layouts",
  {
    storage: {
      users: mapper.user("user"),
      pairs: mapper.biDi("pair", t.u32, t.bytes),
      vec: mapper.vec("vec", t.u16, t.string),
      queue: mapper.queue("queue", t.u8),
      set: mapper.unorderedSet("set", t.u8),
      token: mapper.fungibleToken("token"),
      other: mapper.nonFungibleToken("other", t.u8),
    },
  },
  {
    init: init({}, () => undefined),
    endpoints: {
      idOrCreate: endpoint({ address: t.address }, t.usize, (sc, { address }) => sc.storage.users.idOrCreate(address)),
      idsOrCreate: endpoint({ addresses: t.variadic(t.address) }, t.variadic(t.multi(t.usize, t.bool)), (sc, { addresses }) => {
        const ids: (readonly [number, boolean])[] = [];
        sc.storage.users.idsOrCreate(addresses, (id, isNew) => ids.push([id, isNew]));
        return ids;
      }),
      users: view({}, t.variadic(t.address), (sc) => [...sc.storage.users.values()]),
      addressOf: view({ id: t.usize }, t.optional(t.address), (sc, { id }) => sc.storage.users.addressOf(id)),
      addPair: endpoint({ id: t.u32, value: t.bytes }, t.bool, (sc, { id, value }) => sc.storage.pairs.add(id, value)),
      deleteId: endpoint({ id: t.u32 }, t.bool, (sc, { id }) => sc.storage.pairs.deleteId(id)),
      deleteValue: endpoint({ value: t.bytes }, t.bool, (sc, { value }) => sc.storage.pairs.deleteValue(value)),
      pairs: view({}, t.variadic(t.multi(t.u32, t.bytes)), (sc) => [...sc.storage.pairs.entries()]),
      idOf: view({ value: t.bytes }, t.u32, (sc, { value }) => sc.storage.pairs.idOf(value)),
      extend: endpoint({ key: t.string, items: t.variadic(t.u16) }, t.usize, (sc, { key, items }) => sc.storage.vec(key).extend(items)),
      setItem: endpoint({ key: t.string, position: t.usize, item: t.u16 }, (sc, { key, position, item }) => sc.storage.vec(key).set(position, item)),
      swapRemove: endpoint({ key: t.string, position: t.usize }, (sc, { key, position }) => sc.storage.vec(key).swapRemove(position)),
      clearItem: endpoint({ key: t.string, position: t.usize }, (sc, { key, position }) => sc.storage.vec(key).clearItem(position)),
      isItemEmpty: view({ key: t.string, position: t.usize }, t.bool, (sc, { key, position }) => sc.storage.vec(key).isItemEmpty(position)),
      clearVec: endpoint({ key: t.string }, (sc, { key }) => sc.storage.vec(key).clear()),
      pushFront: endpoint({ item: t.u8 }, (sc, { item }) => sc.storage.queue.pushFront(item)),
      popBack: endpoint({}, t.optional(t.u8), (sc) => sc.storage.queue.popBack()),
      back: view({}, t.optional(t.u8), (sc) => sc.storage.queue.back()),
      clearQueue: endpoint({}, (sc) => sc.storage.queue.clear()),
      addAll: endpoint({ items: t.variadic(t.u8) }, (sc, { items }) => { for (const item of items) sc.storage.set.add(item); }),
      swap: endpoint({ a: t.usize, b: t.usize }, t.bool, (sc, { a, b }) => sc.storage.set.swap(a, b)),
      clearSet: endpoint({}, (sc) => sc.storage.set.clear()),
      issue: endpoint({}, (sc) =>
        sc.storage.token.issue(sc.send, { cost: 0n, name: "Token", ticker: "TOK", initialSupply: 0n, decimals: 18 }, { gas: 50_000_000n }),
      ),
      forget: endpoint({}, (sc) => sc.storage.token.clear()),
      tokenId: view({}, t.tokenIdentifier, (sc) => sc.storage.token.tokenId()),
      setRoles: endpoint({}, (sc) => sc.storage.token.setRoles(sc.send, ["mint"], { gas: 50_000_000n })),
      issueOther: endpoint({}, (sc) =>
        sc.storage.other.issueAndSetAllRoles(sc.send, { type: "semiFungible", cost: 0n, name: "Other", ticker: "OTH" }, { gas: 50_000_000n }),
      ),
    },
    callbacks: { default_issue_cb: defaultIssueCallback },
  },
);

/** Storage entries by key: what is quoted is text, what is not is hexadecimal. */
const entries = (storage: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(storage).map(([key, value]) => [key.replaceAll(/'[^']*'/g, (text) => hex(text.slice(1, -1))), value]));
const hex = (text: string): string => bytesToHex(utf8ToBytes(text));

const A = "0a".repeat(32);
const B = "0b".repeat(32);

const run = (...calls: readonly ReplayCall[]): ReplayOutcome[] =>
  replay(createDebugExecutor({ contracts: [layouts] }), codeOf(layouts), calls);
const done = (storage: Readonly<Record<string, string>>, ...results: readonly string[]): ReplayOutcome => ({ message: "", results, storage: entries(storage) });
const failed = (message: string): ReplayOutcome => ({ message, results: [], storage: {} });

it("users are numbered, and found by number and by address", () => {
  expect(run(["idOrCreate", A], ["idOrCreate", A], ["idsOrCreate", B, A], ["users"], ["addressOf", "02"], ["addressOf", "03"])).toEqual([
    done({ [`'user_address_to_id'${A}`]: "01", "'user_id_to_address'00000001": A, "'user_count'": "01" }, "01"),
    done({}, "01"),
    done({ [`'user_address_to_id'${B}`]: "02", "'user_id_to_address'00000002": B, "'user_count'": "02" }, "02", "01", "01", ""),
    done({}, A, B),
    done({}, B),
    done({}),
  ]);
});

it("pairs are found by both halves", () => {
  const first = {
    "'pair_value_to_id'00000001aa": "05",
    "'pair_id_to_value'00000005": "aa",
    "'pair_id.len'": "01",
    "'pair_id.item'00000001": "05",
    "'pair_id.index'00000005": "01",
    "'pair_value.len'": "01",
    "'pair_value.item'00000001": "aa",
    "'pair_value.index'00000001aa": "01",
  };
  const gone = Object.fromEntries(Object.keys(first).map((key) => [key, ""]));
  expect(run(["addPair", "05", "aa"], ["addPair", "05", "bb"], ["addPair", "06", "aa"], ["pairs"], ["idOf", "aa"], ["idOf", "cc"], ["deleteId", "05"])).toEqual([
    done(first, "01"),
    done({}, ""),
    done({}, ""),
    done({}, "05", "aa"),
    done({}, "05"),
    done({}, ""),
    done(gone, "01"),
  ]);
  expect(run(["addPair", "05", "aa"], ["deleteValue", "aa"], ["deleteValue", "aa"])).toEqual([done(first, "01"), done(gone, "01"), done({}, "")]);
});

it("a vec keeps its items under positions from 1, behind its own key", () => {
  const key = "'vec'00000001'k'";
  const calls: ReplayCall[] = [
    ["extend", "6b", "07", "08", "09"],
    ["setItem", "6b", "02", ""],
    ["isItemEmpty", "6b", "02"],
    ["swapRemove", "6b", "01"],
    ["clearItem", "6b", "01"],
    ["setItem", "6b", "03", "01"],
    ["setItem", "6b", "", "01"],
    ["swapRemove", "6b", "02"],
    ["clearVec", "6b"],
  ];
  expect(run(...calls)).toEqual([
    done({ [`${key}'.item'00000001`]: "07", [`${key}'.item'00000002`]: "08", [`${key}'.item'00000003`]: "09", [`${key}'.len'`]: "03" }, "03"),
    done({ [`${key}'.item'00000002`]: "" }),
    done({}, "01"),
    done({ [`${key}'.item'00000001`]: "09", [`${key}'.item'00000003`]: "", [`${key}'.len'`]: "02" }),
    done({ [`${key}'.item'00000001`]: "" }),
    failed("index out of range"),
    failed("index out of range"),
    done({ [`${key}'.len'`]: "01" }),
    done({ [`${key}'.len'`]: "" }),
  ]);
});

it("a queue grows at the front and shrinks at the back", () => {
  const links = "'queue.node_links'";
  const value = "'queue.value'";
  expect(run(["pushFront", "07"], ["pushFront", "08"], ["back"], ["popBack"], ["clearQueue"], ["popBack"])).toEqual([
    done({ "'queue.info'": "00000001000000010000000100000001", [`${links}00000001`]: "0000000000000000", [`${value}00000001`]: "07" }),
    done({
      "'queue.info'": "00000002000000020000000100000002",
      [`${links}00000001`]: "0000000200000000",
      [`${links}00000002`]: "0000000000000001",
      [`${value}00000002`]: "08",
    }),
    done({}, "07"),
    done({ "'queue.info'": "00000001000000020000000200000002", [`${links}00000001`]: "", [`${links}00000002`]: "0000000000000000", [`${value}00000001`]: "" }, "07"),
    done({ "'queue.info'": "", [`${links}00000002`]: "", [`${value}00000002`]: "" }),
    done({}),
  ]);
});

it("positions of an unordered set can be exchanged, and all of it cleared", () => {
  expect(run(["addAll", "07", "08"], ["swap", "01", "02"], ["swap", "", "01"], ["swap", "01", "03"], ["clearSet"])).toEqual([
    done({ "'set.item'00000001": "07", "'set.item'00000002": "08", "'set.len'": "02", "'set.index'07": "01", "'set.index'08": "02" }),
    done({ "'set.item'00000001": "08", "'set.item'00000002": "07", "'set.index'07": "02", "'set.index'08": "01" }, "01"),
    done({}, ""),
    failed("index out of range"),
    done({ "'set.item'00000001": "", "'set.item'00000002": "", "'set.len'": "", "'set.index'07": "", "'set.index'08": "" }),
  ]);
});

it("a token is pending while it is issued, until that is forgotten", () => {
  const [roles, unset, first, again, pending, forgotten, other] = run(["setRoles"], ["tokenId"], ["issue"], ["issue"], ["tokenId"], ["forget"], ["issueOther"]);
  expect([roles, unset]).toEqual([failed("Must issue or set token ID first"), failed("Invalid token ID")]);
  expect([first, other].map((outcome) => outcome?.message)).toEqual(["", ""]);
  expect(first?.storage).toMatchObject(entries({ "'token'": hex("pending") }));
  expect([again, pending]).toEqual([failed("Issue was already called"), failed("Invalid token ID")]);
  expect(forgotten?.storage).toMatchObject(entries({ "'token'": "" }));
  expect(other?.storage).toMatchObject(entries({ "'other'": hex("pending") }));
});
