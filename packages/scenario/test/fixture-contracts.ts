// Contracts for tests of the fluent world: one in TypeScript with values of all kinds, and a compiled one with an ABI as a constant.
import { readFileSync } from "node:fs";
import { contract, defaultIssueCallback, endpoint, event, init, mapper, payable, require, t, view } from "@mxvm/contract-api";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { VmFactory, World } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import wabt from "wabt";

const Offer = t.struct("Offer", { seller: t.address, price: t.bigUint, tags: t.list(t.string), until: t.option(t.u64) });
const Status = t.enum("Status", "Open", "Closed");

/** Keeps offers that were paid for. */
export const market = contract(
  "Market",
  {
    storage: { offers: mapper.vec("offers", Offer), status: mapper.value("status", Status) },
    events: { offered: event("offered", { indexed: { seller: t.address }, data: { offer: Offer } }), closed: event("closed") },
  },
  {
    init: init({}, (sc) => sc.storage.status.set("Open")),
    upgrade: init({ status: Status }, (sc, { status }) => sc.storage.status.set(status)),
    endpoints: {
      offer: payable(
        endpoint({ offer: Offer }, t.u32, (sc, { offer }) => {
          require(sc.storage.status.get() === "Open", "the market is closed");
          sc.storage.offers.push(offer);
          sc.events.offered({ seller: offer.seller, offer });
          return sc.storage.offers.length();
        }),
      ),
      close: endpoint({}, (sc) => {
        sc.storage.status.set("Closed");
        sc.events.closed();
      }),
      payOut: endpoint({ to: t.address, amount: t.bigUint }, (sc, { to, amount }) => sc.send.egld(to, amount)),
      statusAndCount: view({}, t.multi(Status, t.u32), (sc) => [sc.storage.status.get(), sc.storage.offers.length()] as const),
      sumOf: view({ first: t.u8, rest: t.variadic(t.multi(t.u32, t.bigUint)) }, t.bigUint, (_sc, { first, rest }) =>
        rest.reduce((sum, [count, price]) => sum + BigInt(count) * price, BigInt(first)),
      ),
      greet: view({ name: t.optional(t.string) }, t.string, (_sc, { name }) => `hello ${name ?? "you"}`),
    },
  },
);

/** Issues a token. */
export const mint = contract("Mint", { storage: { coin: mapper.fungibleToken("coin") } }, {
  init: init({}, () => undefined),
  callbacks: { default_issue_cb: defaultIssueCallback },
  endpoints: {
    issue: payable(endpoint({}, (sc) => {
      sc.storage.coin.issueAndSetAllRoles(sc.send, { cost: sc.callValue.egld(), name: "CoinToken", ticker: "COIN", decimals: 18 }, { gas: 60_000_000n });
    })),
    coin: view({}, t.string, (sc) => sc.storage.coin.tokenId()),
  },
});

/** The ABI of the compiled adder, as its file writes it. */
export const adderAbi = {
  name: "Adder",
  constructor: { inputs: [{ name: "initial_value", type: "BigUint" }], outputs: [] },
  endpoints: [
    { name: "getSum", mutability: "readonly", inputs: [], outputs: [{ type: "BigUint" }] },
    { name: "add", mutability: "mutable", inputs: [{ name: "value", type: "BigUint" }], outputs: [] },
  ],
  esdtAttributes: [],
  hasCallback: false,
  types: {},
} as const;

const wat = readFileSync(new URL("../../../examples/adder/src/adder.wat", import.meta.url), "utf8");
const wasm = (await wabt()).parseWat("adder.wat", wat);

/** The compiled adder. */
export const adder = { abi: adderAbi, code: wasm.toBinary({}).buffer, path: "adder.wasm" };

const vmOfTypeScript = createVm({ executor: createDebugExecutor({ contracts: [market, mint] }) });
export const vmOfWasm: VmFactory = createVm({ executor: createWasmExecutor() });

/** A world that runs contracts in TypeScript. */
export function createMarketWorld(): World {
  return createMockWorld({ gasSchedule: gasSchedules.default, vm: vmOfTypeScript });
}

/** A world that runs compiled contracts. */
export function createWasmWorld(): World {
  return createMockWorld({ gasSchedule: gasSchedules.default, vm: vmOfWasm });
}
