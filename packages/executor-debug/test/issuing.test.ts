// Contracts issue tokens and give roles for real: the system contract answers, callbacks included. Among shards the call goes to the
// metachain and its answer comes back; in the framework's and in scenario worlds both happen within the transaction.
import { type Address, addressFromBytes, bytesToUtf8, esdtSystemContractAddress, utf8ToBytes } from "@mxvm/codec";
import { callback, codeOf, type Context, contract, defaultIssueCallback, endpoint, init, mapper, payable, proxy, signature, t } from "@mxvm/contract-api";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { ShardedWorld, TransactionResult, World } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { describe, expect, it } from "vitest";
import { bytes } from "./support.js";

const owner = new Uint8Array(32).fill(0x10);
const issuingCost = 50_000_000_000_000_000n;
const options = { gas: 60_000_000n, callbackGas: 10_000_000n };
const SYSTEM: Address = addressFromBytes(esdtSystemContractAddress);
const systemContract = proxy({ getTokenProperties: signature({ token: t.string }, t.variadic(t.string)) });

const state = {
  storage: {
    coin: mapper.fungibleToken("coin"),
    picture: mapper.nonFungibleToken("picture", t.u32),
    answer: mapper.value("answer", t.string),
  },
};
type Sc = Context<typeof state>;

const answered = callback({}, t.variadic(t.string), (sc: Sc, result) => {
  sc.storage.answer.set(result.ok ? [0, 1, 7].map((index) => result.value[index]).join(" ") : `${String(result.code)} ${result.message}`);
});

const mint = contract("Mint", state, {
  init: init({}, () => undefined),
  callbacks: { default_issue_cb: defaultIssueCallback, answered },
  endpoints: {
    issueCoin: payable(endpoint({ supply: t.bigUint }, (sc, { supply }) => {
      sc.storage.coin.issue(sc.send, { cost: sc.callValue.egld(), name: "CoinToken", ticker: "COIN", initialSupply: supply, decimals: 2 }, options);
    })),
    issueCoinWithRoles: payable(endpoint({}, (sc) => {
      sc.storage.coin.issueAndSetAllRoles(sc.send, { cost: sc.callValue.egld(), name: "CoinToken", ticker: "COIN", decimals: 18 }, options);
    })),
    issuePicture: payable(endpoint({ type: t.explicitEnum("Type", "nonFungible", "semiFungible", "meta") }, (sc, { type }) => {
      sc.storage.picture.issue(sc.send, { cost: sc.callValue.egld(), type, name: "Picture", ticker: "PIC", decimals: 3 }, options);
    })),
    issuePictureWithRoles: payable(endpoint({}, (sc) => {
      sc.storage.picture.issueAndSetAllRoles(sc.send, { cost: sc.callValue.egld(), type: "nonFungible", name: "Picture", ticker: "PIC" }, options);
    })),
    overpay: endpoint({ cost: t.bigUint }, (sc, { cost }) => {
      sc.storage.coin.issueAndSetAllRoles(sc.send, { cost, name: "CoinToken", ticker: "COIN", decimals: 18 }, options);
    }),
    setRoles: endpoint({}, (sc) => { sc.storage.coin.setRoles(sc.send, ["mint", "burn"], options); }),
    mint: endpoint({ amount: t.bigUint }, (sc, { amount }) => { sc.storage.coin.mint(amount); }),
    create: endpoint({}, (sc) => { sc.storage.picture.create(1n, 7); }),
    askNow: endpoint({ token: t.string }, t.variadic(t.string), (sc, { token }) => sc.send.sync(SYSTEM, systemContract, "getTokenProperties", { token }, { gas: options.gas })),
    ask: endpoint({ token: t.string }, (sc, { token }) => {
      sc.send.promise(SYSTEM, systemContract, "getTokenProperties", { token }, { ...options, callback: answered.with({}) });
    }),
  },
});

const vm = createVm({ executor: createDebugExecutor({ contracts: [mint] }) });
const settings = { gasSchedule: gasSchedules.default, vm, flags: { GlobalMintBurnFlag: false } } as const;

const kinds = {
  "a production world of one shard": () => createMockWorld({ ...settings, compatibility: "production", shards: 1 }),
  "a production world of three shards": () => createMockWorld({ ...settings, compatibility: "production", shards: 3 }),
  "a framework world": () => createMockWorld({ ...settings, compatibility: "framework" }),
  "a scenario world": () => createMockWorld(settings),
  "a scenario world of two shards": () => createMockWorld({ ...settings, shards: 2 }),
} as const satisfies Readonly<Record<string, () => World>>;

function isSharded(world: World): world is ShardedWorld {
  return world.supports.shards === true;
}

function createScene(world: World) {
  world.setAccount({ address: owner, balance: 10n ** 20n });
  world.setNewTokenIdentifiers?.(["OTHER-000000", "COIN-123456", "PIC-abcdef"]);
  const common = { txHash: new Uint8Array(32), sender: owner, gasLimit: 600_000_000n, gasPrice: 0n, esdt: [] };
  const { deployedAddress } = world.execute({ ...common, kind: "deploy", value: 0n, code: codeOf(mint), codeMetadata: Uint8Array.of(5, 0), arguments: [] });
  if (deployedAddress === undefined) throw new TypeError("the contract does not deploy");
  const run = (receiver: Uint8Array, name: string, args: readonly Uint8Array[], value: bigint): readonly TransactionResult[] => {
    const result = world.execute({ ...common, kind: "call", receiver, function: name, arguments: args, value });
    return [result, ...(isSharded(world) ? world.deliverAll() : [])];
  };
  /** What went wrong. */
  const call = (name: string, args: readonly Uint8Array[] = [], value = 0n): string =>
    run(deployedAddress, name, args, value).map(({ returnMessage }) => returnMessage).join("");
  return {
    world,
    address: deployedAddress,
    call,
    run,
    stored: (key: string) => bytesToUtf8(world.getStorage(deployedAddress, utf8ToBytes(key))),
    tokens: () => world.getEsdt(deployedAddress).map(({ tokenIdentifier, instances, roles }) =>
      [bytesToUtf8(tokenIdentifier), instances.map(({ balance }) => balance), roles.map((role) => role.replace("ESDTRole", "")).join(" ")] as const),
    balances: () => [owner, deployedAddress, esdtSystemContractAddress].map((each) => world.getAccount(each)?.balance ?? 0n),
  };
}

describe.each(Object.entries(kinds))("in %s", (kind, createWorld) => {
  const isProduction = kind.startsWith("a production");
  const leaves = kind.includes("shard");

  it("a contract issues a fungible token, gets roles and mints", () => {
    const { balances, call, stored, tokens } = createScene(createWorld());
    expect(call("issueCoin", [bytes(1000)], issuingCost)).toBe("");
    expect(stored("coin")).toBe("COIN-123456");
    expect(balances()).toEqual([10n ** 20n - issuingCost, 0n, issuingCost]);
    // The framework's contract gives all roles at once, and never the supply.
    const before = isProduction ? [[1000n], ""] : [[], "LocalMint LocalBurn LocalTransfer"];
    expect(tokens()).toEqual([["COIN-123456", ...before]]);
    expect(call("setRoles")).toBe("");
    expect(call("mint", [bytes(5)])).toBe("");
    expect(tokens()).toEqual([["COIN-123456", ...(isProduction ? [[1005n], "LocalMint LocalBurn"] : [[5n], before[1]])]]);
  });

  it("a contract issues tokens with all roles, each under an identifier of its ticker", () => {
    const { call, stored, tokens } = createScene(createWorld());
    expect(call("issueCoinWithRoles", [], issuingCost)).toBe("");
    expect(call("issuePictureWithRoles", [], issuingCost)).toBe("");
    expect([stored("coin"), stored("picture")]).toEqual(["COIN-123456", "PIC-abcdef"]);
    expect(call("mint", [bytes(5)])).toBe("");
    expect(call("create")).toBe("");
    expect(tokens().map(([token, balances]) => [token, balances])).toEqual([["COIN-123456", [5n]], ["PIC-abcdef", [1n]]]);
  });

  it.each(["nonFungible", "semiFungible"])("a contract issues %s tokens", (type) => {
    const { call, stored } = createScene(createWorld());
    expect(call("issuePicture", [bytes(type)], issuingCost)).toBe("");
    expect(stored("picture")).toBe("PIC-abcdef");
  });

  it("a callback gets what a view answers", () => {
    const { call, stored } = createScene(createWorld());
    call("issueCoinWithRoles", [], issuingCost);
    call("ask", [bytes("COIN-123456")]);
    expect(stored("answer")).toBe("CoinToken FungibleESDT CanUpgrade-true");
  });

  it("a callback gets why a view refuses", () => {
    const { call, stored } = createScene(createWorld());
    call("ask", [bytes("NONE-123456")]);
    expect(stored("answer")).toBe(leaves ? "4 no ticker with given name" : "10 no ticker with given name");
  });

  it("a snapshot takes a token back, and frees its identifier", () => {
    const { call, stored, world } = createScene(createWorld());
    const snapshot = world.snapshot();
    call("issueCoinWithRoles", [], issuingCost);
    world.revert(snapshot);
    expect(stored("coin")).toBe("");
    call("issueCoinWithRoles", [], issuingCost);
    expect(stored("coin")).toBe("COIN-123456");
  });

  it("a contract cannot pay more than it has", () => {
    const { balances, call, stored } = createScene(createWorld());
    // Within the transaction the callback hears of it; what cannot leave ends the transaction.
    expect(call("overpay", [bytes(issuingCost)])).toMatch(leaves ? /insufficient funds/u : /^$/u);
    expect([stored("coin"), ...balances()]).toEqual(["", 10n ** 20n, 0n, 0n]);
  });
});

describe("in a production world", () => {
  it("a contract learns why its token is not issued, and gives the money back", () => {
    const { balances, call, stored } = createScene(kinds["a production world of three shards"]());
    expect(call("issueCoin", [bytes(1000)], 1n)).toBe("callValue not equals with baseIssuingCost");
    expect([stored("coin"), ...balances()]).toEqual(["", 10n ** 20n, 0n, 0n]);
  });

  it("without shards the contract answers users, while calls of contracts leave", () => {
    const { call, run, stored, world } = createScene(createMockWorld({ ...settings, compatibility: "production" }));
    const args = ["GoldToken", "GOLD", 77, 2].map(bytes);
    const [{ returnCode } = expect.fail("no result")] = run(esdtSystemContractAddress, "issue", args, issuingCost);
    expect(returnCode).toBe(0);
    const [token] = world.getEsdt(owner);
    expect(bytesToUtf8(token?.tokenIdentifier ?? new Uint8Array())).toMatch(/^GOLD-[0-9a-f]{6}$/u);
    expect(token?.instances.map(({ balance }) => balance)).toEqual([77n]);
    expect(call("issueCoinWithRoles", [], issuingCost)).toBe("");
    expect(stored("coin")).toBe("pending");
  });
});

describe("a synchronous call", () => {
  it("reaches the contract in a scenario world", () => {
    const { address, call, run } = createScene(kinds["a scenario world"]());
    call("issueCoinWithRoles", [], issuingCost);
    const [result] = run(address, "askNow", [bytes("COIN-123456")], 0n);
    expect(result?.returnData.slice(-18, -16).map(bytesToUtf8)).toEqual(["CoinToken", "FungibleESDT"]);
    expect(call("askNow", [bytes("NONE-123456")])).toBe("no ticker with given name");
  });

  it.each(["a framework world", "a production world of one shard"] as const)("does not in %s, where the contract lives in another shard", (kind) => {
    const { call } = createScene(kinds[kind]());
    call("issueCoinWithRoles", [], issuingCost);
    expect(call("askNow", [bytes("COIN-123456")])).toContain("sync execution");
  });
});

describe("in a scenario world without identifiers", () => {
  it("calls of the system contract leave, as with the scenario runner", () => {
    const world = createMockWorld(settings);
    const { call, stored } = createScene(Object.assign(Object.create(world) as World, { setNewTokenIdentifiers: undefined }));
    expect(call("issueCoinWithRoles", [], issuingCost)).toBe("");
    expect(stored("coin")).toBe("pending");
  });
});
