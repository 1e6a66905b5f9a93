// The tree of calls that explains what a transaction did, as text and as data.
import { address, addressToBytes, esdtSystemContractAddress, utf8ToBytes } from "@mxvm/codec";
import { callback, contract, type Context, endpoint, event, fail, init, mapper, payable, t, view } from "@mxvm/contract-api";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { gasSchedules } from "@mxvm/gas-schedules";
import { CallType, type ObservedCall, ReturnCode } from "@mxvm/protocol-hooks";
import { callLines, type CallTree, createTestWorld, describeCalls, isTransactionFailure, type TransactionFailure } from "@mxvm/scenario";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { describe, expect, it } from "vitest";
import { storageKeyExpression } from "../src/calls/storage-key.js";

const egld = 10n ** 18n;

const bank = contract(
  "Bank",
  { storage: { held: mapper.value("held", t.bigUint, t.address) }, events: { deposited: event("deposited", { indexed: { owner: t.address }, data: { amount: t.bigUint } }) } },
  {
    init: init({}, () => undefined),
    upgrade: init({}, () => undefined),
    endpoints: {
      deposit: payable(
        endpoint({ owner: t.address }, t.bigUint, (sc, { owner }) => {
          const amount = sc.callValue.all().reduce((sum, one) => sum + one.amount, 0n);
          sc.storage.held(owner).update((held) => held + amount);
          sc.events.deposited({ owner, amount });
          if (amount > 100n) fail("the bank is full");
          return sc.storage.held(owner).get();
        }),
      ),
      held: view({ owner: t.address }, t.bigUint, (sc, { owner }) => sc.storage.held(owner).get()),
    },
  },
);

const state = { storage: { last: mapper.value("last", t.string) }, events: {} };
type Sc = Context<typeof state>;

const answered = callback({ note: t.string }, t.bigUint, (sc: Sc, result, { note }) => sc.storage.last.set(result.ok ? note : result.message));

const shop = contract("Shop", state, {
  init: init({}, () => undefined),
  callbacks: { answered },
  endpoints: {
    sell: payable(
      endpoint({ bank: t.address }, t.bigUint, (sc, { bank: to }) => {
        sc.storage.last.set("sold");
        return sc.send.sync(to, bank, "deposit", { owner: sc.blockchain.caller() }, { payments: sc.callValue.all() });
      }),
    ),
    sellLater: payable(
      endpoint({ bank: t.address }, (sc, { bank: to }) => {
        const options = { gas: 20_000_000n, callbackGas: 20_000_000n, payments: sc.callValue.all(), callback: answered.with({ note: "later" }) };
        sc.send.promise(to, bank, "deposit", { owner: sc.blockchain.caller() }, options);
      }),
    ),
    payOut: endpoint({ to: t.address, amount: t.bigUint }, (sc, { to, amount }) => {
      sc.send.egld(to, amount);
    }),
  },
});

const vm = createVm({ executor: createDebugExecutor({ contracts: [bank, shop] }) });

function town(onTransaction?: (text: string) => void) {
  const world = createTestWorld(createMockWorld({ gasSchedule: gasSchedules.default, vm }), onTransaction === undefined ? {} : { onTransaction });
  const alice = world.account("alice", { balance: 10n * egld, tokens: { "TOK-123456": 1_000n } });
  const theBank = world.deploy(bank, { from: alice, name: "bank" });
  const theShop = world.deploy(shop, { from: alice, name: "shop" });
  return { world, alice, theBank, theShop };
}

/** The text without figures of gas, which are the VM's to test. */
function withoutGas(text: string): string {
  return text.replace(/gas [\d,]*\d(?:, own [\d,]*\d)?/gu, "gas …");
}

function failureOf(action: () => unknown): TransactionFailure {
  try {
    action();
  } catch (thrown) {
    if (isTransactionFailure(thrown)) return thrown;
    throw thrown;
  }
  throw new TypeError("it did not fail");
}

describe("a call that succeeded", () => {
  it("is told with nested calls, payments, events, storage and results, in the words of the ABIs", () => {
    const { alice, theBank, theShop } = town();
    const { calls } = theShop.call.sell({ bank: theBank.address }, { from: alice, tokens: { "TOK-123456": 40n } });
    expect(withoutGas(callLines(calls).join("\n"))).toMatchInlineSnapshot(`
      "alice calls shop.sell(bank: bank), paying 40 TOK-123456
      │ (gas …)
      ├─ transfers 40 TOK-123456 to bank by ESDTTransfer (gas …)
      ├─ calls bank.deposit(owner: alice), paying 40 TOK-123456 (gas …)
      │  ├─ logs deposited(owner: alice, amount: 40n)
      │  ├─ stores str:held|address:alice: nothing → 40
      │  └─ answers 40n
      ├─ stores str:last: nothing → str:sold
      └─ answers 40n"
    `);
  });

  it("is told with its asynchronous calls and their callbacks", () => {
    const { alice, theBank, theShop } = town();
    const result = theShop.call.sellLater({ bank: theBank.address }, { from: alice, egld: 50n });
    expect(withoutGas(result.explain())).toMatchInlineSnapshot(`
      "alice calls shop.sellLater(bank: bank), paying 50 EGLD (10^-18)
      │ (gas …)
      ├─ calls bank.deposit(owner: alice), paying 50 EGLD (10^-18), asynchronously
      │  │ (gas …)
      │  ├─ logs deposited(owner: alice, amount: 50n)
      │  ├─ stores str:held|address:alice: nothing → 50
      │  └─ answers 50n
      ├─ bank calls back shop.answered(0x00, 50) (gas …)
      │  └─ stores str:last: nothing → str:later
      └─ answers 50"
    `);
  });

  it("is told with addresses that have no name as expressions", () => {
    const { alice, theShop } = town();
    const to = address("erd1mdr55wsxt5lscznz4e5qaajrteywkjpgn8f2uv8l0gaykrh3n3sqs8wxd5");
    const [head] = callLines(theShop.call.payOut({ to, amount: 0n }, { from: alice }).calls, { width: 120 });
    expect(head).toMatch(/^alice calls shop\.payOut\(to: bech32:erd1mdr55wsxt5lscznz4e5qaajrteywkjpgn8f2uv8l0gaykrh3n3sqs8wxd5, amount: 0n\)/u);
  });

  it("adds up its gas: what each call used itself, and all of it", () => {
    const { alice, theBank, theShop } = town();
    const { calls, gasUsed } = theShop.call.sell({ bank: theBank.address }, { from: alice, egld: 40n });
    const own = (tree: CallTree): bigint => tree.steps.reduce((gas, step) => (step.kind === "call" ? gas + own(step.call) : gas), BigInt(tree.ownGas));
    expect(calls.map(own)).toEqual([gasUsed]);
    expect(callLines(calls)[0]).toContain("paying 40 EGLD (10^-18)");
    expect(callLines(calls).join("\n")).toMatch(new RegExp(`\\(gas ${gasUsed.toLocaleString("en-US")}, own [\\d,]+\\)`, "u"));
  });
});

describe("a call that failed", () => {
  it("is told as far as it came, with the message at the call where it arose, and what was undone", () => {
    const { alice, theBank, theShop } = town();
    const failure = failureOf(() => theShop.call.sell({ bank: theBank.address }, { from: alice, egld: egld / 2n }));
    expect(failure.returnMessage).toBe("error signalled by smartcontract");
    expect(withoutGas(failure.message)).toMatchInlineSnapshot(`
      "alice calls shop.sell(bank: bank), paying 0.5 EGLD
      │ (gas …)
      ├─ calls bank.deposit(owner: alice), paying 0.5 EGLD (gas …)
      │  ├─ logs deposited(owner: alice, amount: 500000000000000000n)
      │  ├─ stores str:held|address:alice: nothing → 500000000000000000 (undone)
      │  └─ failed with user error: the bank is full
      ├─ stores str:last: nothing → str:sold (undone)
      └─ failed with execution failed: error signalled by smartcontract"
    `);
  });

  it("is told as data, too, which is no field of the error's report", () => {
    const { alice, theBank, theShop } = town();
    const failure = failureOf(() => theShop.call.sell({ bank: theBank.address }, { from: alice, egld: 1_000n }));
    const [root] = failure.calls;
    const [nested] = root?.steps.flatMap((step) => (step.kind === "call" ? [step.call] : [])) ?? [];
    expect(root).toMatchObject({ kind: "call", from: "alice", to: "shop", function: "sell", egld: "1000", status: 10, isUndone: true, isQuery: false });
    expect(nested).toMatchObject({ from: "shop", to: "bank", arguments: [{ name: "owner", value: "alice" }], status: 4, statusText: "user error", message: "the bank is full" });
    expect(nested?.storage).toEqual([{ address: "", key: "str:held|address:alice", from: "", to: "1000" }]);
    expect(JSON.parse(JSON.stringify(failure.calls))).toEqual(failure.calls);
    expect(Object.keys(failure)).not.toContain("calls");
    expect(theShop.fails.sell({ bank: theBank.address }, { from: alice, egld: 1_000n }).calls[0]?.status).toBe(10);
  });

  it("survives in its caller's tree, while what it did itself is undone", () => {
    const { alice, theBank, theShop } = town();
    const result = theShop.call.sellLater({ bank: theBank.address }, { from: alice, egld: 1_000n });
    expect(withoutGas(result.explain())).toMatchInlineSnapshot(`
      "alice calls shop.sellLater(bank: bank), paying 1000 EGLD (10^-18)
      │ (gas …)
      ├─ calls bank.deposit(owner: alice), paying 1000 EGLD (10^-18), asynchronously
      │  │ (gas …)
      │  ├─ logs deposited(owner: alice, amount: 1000n)
      │  ├─ stores str:held|address:alice: nothing → 1000 (undone)
      │  └─ failed with user error: the bank is full
      └─ bank calls back shop.answered(4, str:the bank is full) (gas …)
         └─ stores str:last: nothing → str:the bank is full"
    `);
  });

  it("for lack of tokens is told as the transfer that failed", () => {
    const { alice, theBank, theShop } = town();
    const failure = failureOf(() => theShop.call.sell({ bank: theBank.address }, { from: alice, tokens: { "TOK-123456": 5_000n } }));
    expect(withoutGas(failure.message)).toMatchInlineSnapshot(`
      "alice transfers 5000 TOK-123456 to shop for shop.sell(bank: bank) by
      │ ESDTTransfer (gas …)
      └─ failed with user error: insufficient funds"
    `);
  });

  it("for lack of EGLD, though nothing was called, is told as what was asked", () => {
    const { alice, theShop } = town();
    const failure = failureOf(() => theShop.call.payOut({ to: alice.address, amount: 1n }, { from: alice, egld: 11n * egld }));
    expect(withoutGas(failure.message)).toMatchInlineSnapshot(`
      "alice calls shop.payOut(to: alice, amount: 1n), paying 11 EGLD (gas …)
      └─ failed with out of funds"
    `);
  });

  it("of a transfer inside is told with what is missing", () => {
    const { alice, theShop } = town();
    const failure = failureOf(() => theShop.call.payOut({ to: alice.address, amount: 3n * egld }, { from: alice }));
    expect(withoutGas(failure.message)).toMatchInlineSnapshot(`
      "alice calls shop.payOut(to: alice, amount: 3000000000000000000n)
      │ (gas …)
      └─ failed with execution failed: failed transfer (insufficient funds)"
    `);
  });
});

describe("a test world", () => {
  it("tells of every transaction and query", () => {
    const said: string[] = [];
    const { alice, theBank, theShop } = town((text) => said.push(text));
    alice.transfer({ to: theShop, egld: 3n * egld });
    theShop.call.payOut({ to: alice.address, amount: egld }, { from: alice });
    theBank.query.held({ owner: alice.address });
    theBank.upgrade(bank, { from: alice });
    expect(withoutGas(said.join("\n"))).toMatchInlineSnapshot(`
      "alice deploys Bank() at sc:bank (gas …)
      alice deploys Shop() at sc:shop (gas …)
      alice transfers 3 EGLD to shop (gas …)
      alice calls shop.payOut(to: alice, amount: 1000000000000000000n) (gas …)
      └─ transfers 1 EGLD to alice
      query bank.held(owner: alice) (gas …)
      └─ answers 0n
      alice upgrades bank to Bank() (gas …)"
    `);
  });

  it("tells what was called where something succeeds that must fail", () => {
    const { alice, theBank, theShop } = town();
    expect(() => theShop.fails.sell({ bank: theBank.address }, { from: alice, egld: 5n })).toThrow(/^shop\.sell was expected to fail, but succeeded\n\nalice calls shop\.sell\(bank: bank\)/u);
  });

  it("tells of one call, without those below it, where the world does not tell of calls", () => {
    const observable = createMockWorld({ gasSchedule: gasSchedules.default, vm });
    const silent = new Proxy(observable, { get: (target, name) => (name === "observeCalls" ? undefined : bound(target, Reflect.get(target, name, target))) });
    const world = createTestWorld(silent);
    const alice = world.account("alice", { balance: egld });
    const theBank = world.deploy(bank, { from: alice, name: "bank" });
    expect(withoutGas(theBank.call.deposit({ owner: alice.address }, { from: alice, egld: 5n }).explain())).toMatchInlineSnapshot(`
      "alice calls bank.deposit(owner: alice), paying 5 EGLD (10^-18) (gas …)
      ├─ logs deposited(owner: alice, amount: 5n)
      ├─ stores str:held|address:alice: 5
      └─ answers 5n"
    `);
    expect(withoutGas(failureOf(() => theBank.call.deposit({ owner: alice.address }, { from: alice, egld: 500n })).message)).toMatchInlineSnapshot(`
      "alice calls bank.deposit(owner: alice), paying 500 EGLD (10^-18)
      │ (gas …)
      ├─ logs internalVMErrors(bank, str:deposit) with data "vm [error signalled by
      │    smartcontract] [deposit] vm [error signalled by smartcontract] [deposit] vm
      │    [the bank is full]"
      └─ failed with user error: the bank is full"
    `);
  });
});

function bound(target: object, value: unknown): unknown {
  return typeof value === "function" ? (value as (...args: unknown[]) => unknown).bind(target) : value;
}

describe("calls of each kind", () => {
  const named = (name: string): Uint8Array => utf8ToBytes(name.padEnd(32, "_"));
  const nobody = { nameOf: () => undefined, abiOf: () => undefined };
  const plain: ObservedCall = {
    kind: "call",
    callType: CallType.directCall,
    isReadOnly: false,
    callerAddress: named("alice"),
    recipientAddress: named("shop"),
    codeAddress: named("shop"),
    function: "sell",
    arguments: [Uint8Array.of(7)],
    callValue: 0n,
    esdtTransfers: [],
    esdtReceiver: undefined,
    gasProvided: 9n,
    gasUsed: 5n,
    steps: [],
    storageChanges: [],
    outcome: { returnCode: 0, returnMessage: "", returnData: [], trapMessage: undefined },
  };
  const tokens = [{ tokenIdentifier: utf8ToBytes("NFT-123456"), nonce: 3n, value: 2n, tokenType: 1 }];
  const failed = { returnCode: ReturnCode.executionFailed, returnMessage: "execution failed", returnData: [], trapMessage: "unreachable" } as const;

  it.each<readonly [Partial<ObservedCall>, string]>([
    [{ callType: CallType.asynchronousCall }, "address:alice calls address:shop.sell(7), asynchronously (gas 5)"],
    [{ isReadOnly: true }, "address:alice calls address:shop.sell(7), read-only (gas 5)"],
    [{ kind: "deploy", function: "init", recipientAddress: new Uint8Array() }, "address:alice deploys a contract(7) (gas 5)"],
    [{ kind: "upgrade", function: "upgrade" }, "address:alice upgrades address:shop to a contract(7) (gas 5)"],
    [{ kind: "delete", function: "deleteContract" }, "address:alice deletes address:shop (gas 5)"],
    [{ kind: "callback", function: "answered" }, "address:alice calls back address:shop.answered(7) (gas 5)"],
    [{ kind: "callOnSameContext", codeAddress: named("lib") }, "address:alice runs address:lib.sell(7) on the storage of address:shop (gas 5)"],
    [{ kind: "callOnOtherVm", recipientAddress: esdtSystemContractAddress, function: "issue" }, "address:alice calls the ESDT system contract.issue(7) (gas 5)"],
    [{ kind: "builtInFunction", function: "SaveKeyValue", recipientAddress: named("alice") }, "address:alice calls SaveKeyValue(7) (gas 5)"],
    [{ kind: "builtInFunction", function: "ChangeOwnerAddress" }, "address:alice calls ChangeOwnerAddress(7) of address:shop (gas 5)"],
    [{ kind: "builtInFunction", function: "ESDTNFTTransfer", esdtReceiver: named("bob"), esdtTransfers: tokens }, "address:alice transfers 2 NFT-123456 (nonce 3) to address:bob by ESDTNFTTransfer (gas 5)"],
    [{ kind: "transfer", function: "", callValue: 5n, gasUsed: 0n }, "address:alice transfers 5 EGLD (10^-18) to address:shop"],
    [{ kind: "transfer", function: "", callValue: 1_234_500_000_000_000_000_000n, gasUsed: 0n, callerAddress: new Uint8Array() }, "the protocol transfers 1,234.5 EGLD to address:shop"],
    [{ outcome: undefined }, "address:alice calls address:shop.sell(7) (gas 5)\n└─ does not end: the engine could not go on"],
    [{ outcome: failed }, "address:alice calls address:shop.sell(7) (gas 5)\n└─ failed with execution failed (unreachable)"],
  ])("are told as what they are, %#", (parts, text) => {
    expect(callLines(describeCalls([{ ...plain, ...parts }], nobody), { width: 120 }).join("\n")).toBe(text);
  });

  it("that pay by tokens are told once, the payment that went well not by itself", () => {
    const payment = { ...plain, kind: "builtInFunction", function: "ESDTNFTTransfer", esdtReceiver: named("shop"), esdtTransfers: tokens } as const;
    const lines = callLines(describeCalls([payment, { ...plain, esdtTransfers: tokens }], nobody));
    expect(lines).toEqual(["address:alice calls address:shop.sell(7), paying 2 NFT-123456 (nonce 3) (gas 5)"]);
  });
});

describe("lines of calls", () => {
  it("fit the width that they are given", () => {
    const { alice, theBank, theShop } = town();
    const { calls } = failureOf(() => theShop.call.sell({ bank: theBank.address }, { from: alice, egld: egld / 2n }));
    for (const width of [40, 60, 80, 120]) expect(Math.max(...callLines(calls, { width }).map(({ length }) => length))).toBeLessThanOrEqual(width);
  });

  it("are painted by what they tell", () => {
    const { alice, theShop } = town();
    const { calls } = failureOf(() => theShop.call.payOut({ to: alice.address, amount: egld }, { from: alice }));
    const paint = { call: (text: string) => `<b>${text}</b>`, failure: (text: string) => `<red>${text}</red>`, faint: (text: string) => `<dim>${text}</dim>` };
    const lines = callLines(calls, { paint });
    expect(lines[0]).toMatch(/^<dim><\/dim><b>alice calls shop\.payOut/u);
    expect(lines.at(-1)).toBe("<dim>└─ </dim><red>failed with execution failed: failed transfer (insufficient funds)</red>");
  });
});

describe("a storage key", () => {
  const bytes = (...parts: (string | number[] | Uint8Array)[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...utf8ToBytes(part)] : [...part])));
  const user = addressToBytes("erd1mdr55wsxt5lscznz4e5qaajrteywkjpgn8f2uv8l0gaykrh3n3sqs8wxd5");
  const named = bytes("alice".padEnd(32, "_"));

  it.each([
    [bytes("sum"), "str:sum"],
    [bytes("list.item", [0, 0, 0, 7]), "str:list.item|u32:7"],
    [bytes("by_nonce", [0, 0, 0, 0, 0, 0, 0, 9]), "str:by_nonce|u64:9"],
    [bytes("price", [0, 0, 0, 10], "TOK-123456"), "str:price|nested:str:TOK-123456"],
    [bytes("price", [0, 0, 0, 4], "EGLD"), "str:price|nested:str:EGLD"],
    [bytes("price", [0, 0, 0, 4], "EGLD", [0, 0, 0, 1]), "str:price|nested:str:EGLD|u32:1"],
    [bytes("held", user), "str:held|bech32:erd1mdr55wsxt5lscznz4e5qaajrteywkjpgn8f2uv8l0gaykrh3n3sqs8wxd5"],
    [bytes("held", named), "str:held|address:alice"],
    [bytes("odd", [0xff, 0, 0xee, 1, 2]), "str:odd|0xff00ee0102"],
    [bytes([0xff, 1, 2, 3, 4, 5, 6, 7, 8]), "0xff0102030405060708"],
  ])("is written by its parts, %#", (key, expression) => {
    expect(storageKeyExpression(key, [named])).toBe(expression);
  });
});
