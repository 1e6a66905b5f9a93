// Calls between shards through world and VM: what is sent, what arrives, what returns.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToByteString, bytesToHex, concatBytes, hexToBytes, systemAccountAddress } from "@mxvm/codec";
import { type MockEndpoint, type MockVm, codeOf, createMockExecutor, mockContract } from "@mxvm/executor-mock";
import { gasSchedules } from "@mxvm/gas-schedules";
import { CallType, ReturnCode } from "@mxvm/protocol-hooks";
import type { CallTransaction, PendingCall, TransactionResult } from "@mxvm/protocol-hooks";
import { type PortableShardedWorld, createMockWorld } from "@mxvm/world-mock";
import { describe, expect, test } from "vitest";
import { createVm } from "../src/index.js";
import { buffer, bytesOf, fail, finish, payments, store, text, tokenIdentifier, vector, type Endpoints } from "./support/mock-world.js";

/** The last byte of an address tells its shard. */
function inShard(shard: number, name: string, isContract = true): Uint8Array {
  const address = text(`0123456789${name.padEnd(22, "_")}`);
  if (isContract) address.fill(0, 0, 10);
  if (isContract) address[8] = 5;
  address[31] = shard;
  return address;
}

const alice = inShard(0, "alice", false);
const parent = inShard(0, "parent");
const child = inShard(1, "child");
const txHash = new Uint8Array(32).fill(0x77);
const hexOf = (value: string): string => bytesToHex(text(value));

interface Fixture {
  readonly world: PortableShardedWorld;
  run(overrides?: Partial<CallTransaction>): TransactionResult;
  stored(address: Uint8Array, key: string): string;
  tokens(address: Uint8Array): bigint;
  balance(address: Uint8Array): bigint;
}

function createFixture(endpoints: Endpoints, gasPrice = 0n): Fixture {
  const addresses: Readonly<Record<string, Uint8Array>> = { parent, child };
  const contracts = Object.entries(endpoints).map(([name, own]) => mockContract({ name, endpoints: { init: () => undefined, ...own } }));
  const vm = createVm({ executor: createMockExecutor({ contracts }) });
  const world = createMockWorld({ vm, gasSchedule: gasSchedules.default, compatibility: "production", shards: 3 });
  world.setAccount({ address: alice, balance: 10n ** 18n });
  for (const contract of contracts) {
    const esdt = [{ tokenIdentifier, instances: [{ nonce: 0n, balance: 1000n }], lastNonce: 0n, roles: [] }];
    world.setAccount({ address: addresses[contract.name] ?? expect.fail(contract.name), balance: 1000n, code: codeOf(contract), ownerAddress: alice, esdt });
  }
  return {
    world,
    run: (overrides) =>
      world.execute({
        kind: "call",
        txHash,
        sender: alice,
        receiver: parent,
        function: "run",
        arguments: [],
        value: 0n,
        esdt: [],
        gasLimit: 100_000_000n,
        gasPrice,
        ...overrides,
      }),
    stored: (address, key) => bytesToByteString(world.getStorage(address, text(key))),
    tokens: (address) => world.getEsdt(address)[0]?.instances[0]?.balance ?? 0n,
    balance: (address) => world.getAccount(address)?.balance ?? 0n,
  };
}

function asyncHandles(vm: MockVm, to: Uint8Array, data: string, value: bigint): [number, number, number, number] {
  const [name = "", ...args] = data.split("@");
  return [buffer(vm, to), vm.hooks.bigIntNew(value), buffer(vm, name), vector(vm, ...args.map(hexToBytes))];
}

/** The legacy call, after which the contract ends. */
const callAsync =
  (data: string, value = 0n, to = child): MockEndpoint =>
  (vm) => {
    vm.hooks.managedAsyncCall(...asyncHandles(vm, to, data, value));
  };

const callPromise =
  (data: string, value = 0n, to = child): MockEndpoint =>
  (vm) => {
    vm.memory.store(1000, text("done"));
    vm.hooks.managedCreateAsyncCall(...asyncHandles(vm, to, data, value), 1000, 4, 1000, 4, 20_000_000n, 0n, buffer(vm, "closure"));
  };

/** Stores arguments and payment. */
const recording: MockEndpoint = (vm) => {
  const items = Array.from({ length: vm.hooks.getNumArguments() }, (_, index) => {
    vm.hooks.mBufferGetArgument(index, 950);
    return bytesToHex(bytesOf(vm, 950));
  });
  vm.hooks.bigIntGetCallValue(951);
  store(vm, "arguments", items.join());
  store(vm, "value", String(vm.hooks.bigIntGetInt64(951)));
  store(vm, "tokens", String(vm.hooks.getNumESDTTransfers()));
};

const only = (world: PortableShardedWorld): PendingCall => {
  const calls = world.pendingCalls();
  expect(calls).toHaveLength(1);
  return calls[0] ?? expect.fail("nothing is pending");
};

const asyncKeys = (world: PortableShardedWorld): string[] =>
  [...(world.getAccount(parent)?.storage.keys() ?? [])].filter((key) => key.startsWith("ELRONDVM@ASYNC"));

describe("an asynchronous call to another shard", () => {
  test("waits there, runs with its gas and value, and answers with code and results", () => {
    const { world, run, stored, balance } = createFixture({
      parent: { run: callAsync("work@0102", 7n), callBack: recording },
      child: { work: (vm) => { recording(vm); finish(vm, "result"); } },
    });
    expect(run()).toMatchObject({ returnCode: ReturnCode.ok });
    expect([balance(parent), balance(child)]).toEqual([993n, 1000n]);
    const sent = only(world);
    const callId = sha256(concatBytes(txHash, Uint8Array.of(1)));
    expect(sent).toMatchObject({ id: 1, kind: "smartContractResult", sender: parent, receiver: child, senderShard: 0, receiverShard: 1, value: 7n });
    expect(sent).toMatchObject({ callType: CallType.asynchronousCall, originalTxHash: txHash, prevTxHash: txHash, originalSender: alice });
    const gasLocked = bytesToByteString(sent.data).split("@").at(-1) ?? "";
    expect(bytesToByteString(sent.data)).toBe(`work@0102@${bytesToHex(callId)}@${bytesToHex(txHash)}@${gasLocked}`);
    expect(BigInt(`0x${gasLocked}`)).toBeGreaterThan(0n);
    expect(asyncKeys(world)).toHaveLength(1);

    expect(world.deliver(sent.id)).toMatchObject({ returnCode: ReturnCode.ok, returnData: [text("result")] });
    expect([balance(child), stored(child, "arguments"), stored(child, "value")]).toEqual([1007n, "0102", "7"]);
    const answer = only(world);
    expect(answer).toMatchObject({ id: 2, sender: child, receiver: parent, value: 0n, callType: CallType.asynchronousCallBack, prevTxHash: sent.hash });
    const callbackId = sha256(concatBytes(callId, Uint8Array.of(0)));
    expect(bytesToByteString(answer.data)).toBe(`@00@${hexOf("result")}@${bytesToHex(callbackId)}@${bytesToHex(callId)}@${bytesToHex(txHash)}@00`);
    expect(answer.gasLimit).toBeGreaterThan(BigInt(`0x${gasLocked}`));

    expect(world.deliver(answer.id)).toMatchObject({ returnCode: ReturnCode.ok });
    expect(stored(parent, "arguments")).toBe(`00,${hexOf("result")}`);
    expect([world.pendingCalls(), asyncKeys(world)]).toEqual([[], []]);
  });

  test("that fails changes nothing there, and answers with code and message, the value and the locked gas", () => {
    const { world, run, stored, balance } = createFixture({
      parent: { run: callAsync("work", 7n), callBack: recording },
      child: { work: (vm) => { store(vm, "changed", "yes"); fail(vm, "not today"); } },
    });
    run();
    const { id, data } = only(world);
    expect(world.deliver(id)).toMatchObject({ returnCode: ReturnCode.userError, returnMessage: "not today", gasRemaining: 0n });
    expect([balance(child), stored(child, "changed")]).toEqual([1000n, ""]);
    const answer = only(world);
    expect(answer).toMatchObject({ value: 7n, returnMessage: "not today", gasLimit: BigInt(`0x${bytesToByteString(data).split("@").at(-1) ?? ""}`) });
    world.deliver(answer.id);
    expect(balance(parent)).toBe(1000n);
    expect([stored(parent, "arguments"), stored(parent, "value")]).toEqual([`04,${hexOf("not today")}`, "7"]);
  });

  test("that sends value back answers by that transfer", () => {
    const { world, run, stored, balance } = createFixture({
      parent: { run: callAsync("work", 7n), callBack: recording },
      child: { work: (vm) => { vm.memory.store(0, parent); vm.memory.store(100, hexToBytes("05".padStart(64, "0"))); vm.hooks.transferValue(0, 100, 0, 0); } },
    });
    run();
    world.deliver(1);
    const answer = only(world);
    expect(answer).toMatchObject({ value: 5n, callType: CallType.asynchronousCallBack });
    world.deliver(answer.id);
    expect([balance(parent), balance(child), stored(parent, "value")]).toEqual([998n, 1002n, "5"]);
    expect([world.pendingCalls(), asyncKeys(world)]).toEqual([[], []]);
  });

  test("keeps its value in the caller when the callback fails", () => {
    const { world, run, balance } = createFixture({
      parent: { run: callAsync("work", 7n), callBack: (vm) => { fail(vm, "no"); } },
      child: { work: (vm) => { fail(vm, "not today"); } },
    });
    run();
    expect(world.deliverAll().map(({ returnCode }) => returnCode)).toEqual([ReturnCode.userError, ReturnCode.userError]);
    expect([balance(parent), balance(child), world.pendingCalls()]).toEqual([1000n, 1000n, []]);
  });

  test("to an account without code fails and answers", () => {
    const { world, run, stored } = createFixture({ parent: { run: callAsync("work", 0n, inShard(2, "nobody")), callBack: recording } });
    run();
    world.deliverAll();
    expect(stored(parent, "arguments")).toBe(`04,${hexOf("invalid contract code (not found)")}`);
  });
});

describe("promises to other shards", () => {
  test("are delivered in the order that is chosen, each with its callback", () => {
    const order: string[] = [];
    const { world, run } = createFixture({
      parent: {
        run: (vm) => { callPromise("work@01")(vm); callPromise("work@02")(vm); },
        done: (vm) => { vm.hooks.mBufferGetArgument(1, 950); order.push(bytesToHex(bytesOf(vm, 950))); },
      },
      child: { work: (vm) => { vm.hooks.mBufferGetArgument(0, 950); finish(vm, bytesOf(vm, 950)); } },
    });
    run();
    expect(world.pendingCalls().map(({ id }) => id)).toEqual([1, 2]);
    world.deliver(2);
    world.deliver(3);
    expect(order).toEqual(["02"]);
    expect(asyncKeys(world)).toHaveLength(1);
    expect(() => world.deliver(2)).toThrow(expect.objectContaining({ code: "PENDING_CALL_NOT_FOUND" }));
    world.deliverAll();
    expect(order).toEqual(["02", "01"]);
    expect([world.pendingCalls(), asyncKeys(world)]).toEqual([[], []]);
  });

  test("give their closure to the callback", () => {
    const { world, run, stored } = createFixture({
      parent: { run: callPromise("work"), done: (vm) => { vm.hooks.managedGetCallbackClosure(950); store(vm, "closure", bytesToByteString(bytesOf(vm, 950))); } },
      child: { work: () => undefined },
    });
    run();
    world.deliverAll();
    expect(stored(parent, "closure")).toBe("closure");
  });
});

describe("tokens to another shard", () => {
  const transfer = `ESDTTransfer@${bytesToHex(tokenIdentifier)}@64@${hexOf("work")}@0102`;

  test("arrive with the asynchronous call that carries them", () => {
    const { world, run, stored, tokens } = createFixture({ parent: { run: callAsync(transfer), callBack: recording }, child: { work: recording } });
    expect(run()).toMatchObject({ returnCode: ReturnCode.ok, returnMessage: "" });
    expect([tokens(parent), tokens(child)]).toEqual([900n, 1000n]);
    world.deliver(only(world).id);
    expect([tokens(child), stored(child, "arguments"), stored(child, "tokens")]).toEqual([1100n, "0102", "1"]);
    world.deliver(only(world).id);
    expect([stored(parent, "arguments"), stored(parent, "tokens"), world.pendingCalls()]).toEqual(["00", "0", []]);
  });

  test("return with the answer of a call that failed", () => {
    const { world, run, stored, tokens } = createFixture({
      parent: { run: callAsync(transfer), callBack: recording },
      child: { work: (vm) => { fail(vm, "no tokens please"); } },
    });
    run();
    world.deliver(only(world).id);
    expect([tokens(parent), tokens(child)]).toEqual([900n, 1000n]);
    const answer = only(world);
    expect(bytesToByteString(answer.data).split("@").slice(0, 5)).toEqual(["ESDTTransfer", bytesToHex(tokenIdentifier), "64", "04", hexOf("no tokens please")]);
    world.deliver(answer.id);
    expect([tokens(parent), stored(parent, "arguments"), stored(parent, "tokens")]).toEqual([1000n, `04,${hexOf("no tokens please")}`, "1"]);
    expect(asyncKeys(world)).toEqual([]);
  });

  test("that the destination sends back are the answer", () => {
    const { world, run, stored, tokens } = createFixture({
      parent: { run: callAsync(transfer), callBack: recording },
      child: {
        work: (vm) => { vm.hooks.managedMultiTransferESDTNFTExecute(buffer(vm, parent), payments(vm, { value: 40n }), 0n, buffer(vm, ""), vector(vm)); },
      },
    });
    run();
    world.deliver(only(world).id);
    world.deliver(only(world).id);
    expect([tokens(parent), tokens(child), stored(parent, "tokens"), stored(parent, "arguments")]).toEqual([940n, 1060n, "1", "00"]);
    expect(world.pendingCalls()).toEqual([]);
  });

  test("arrive by a transfer that executes, and return if it fails", () => {
    const send: MockEndpoint = (vm) => {
      vm.hooks.managedMultiTransferESDTNFTExecute(buffer(vm, child), payments(vm, { value: 5n }), 20_000_000n, buffer(vm, "work"), vector(vm, "x"));
    };
    const accepting = createFixture({ parent: { run: send }, child: { work: recording } });
    accepting.run();
    accepting.world.deliverAll();
    expect([accepting.tokens(parent), accepting.tokens(child), accepting.stored(child, "arguments")]).toEqual([995n, 1005n, hexOf("x")]);
    const refusing = createFixture({ parent: { run: send }, child: { work: (vm) => { fail(vm, "no"); } } });
    refusing.run();
    expect(refusing.world.deliverAll().map(({ returnCode }) => returnCode)).toEqual([ReturnCode.userError, ReturnCode.ok]);
    expect([refusing.tokens(parent), refusing.tokens(child)]).toEqual([1000n, 1000n]);
  });

  test("come from users by the transaction itself", () => {
    const { world, run, stored, tokens } = createFixture({ child: { work: recording } });
    world.updateAccount({ address: alice, esdt: [{ tokenIdentifier, instances: [{ nonce: 0n, balance: 10n }], lastNonce: 0n, roles: [] }] });
    run({ receiver: child, function: "work", esdt: [{ tokenIdentifier, nonce: 0n, value: 4n }] });
    expect(only(world)).toMatchObject({ kind: "transaction", sender: alice, receiver: child, hash: txHash });
    expect(world.deliverAll()).toMatchObject([{ returnCode: ReturnCode.ok, returnMessage: "" }]);
    expect([tokens(alice), tokens(child), stored(child, "tokens")]).toEqual([6n, 1004n, "1"]);
  });

  test("with a nonce travel with their metadata, which each shard keeps while it has some", () => {
    const { world, run, stored } = createFixture({ child: { work: recording } });
    const sft = text("SFT-123456");
    const semiFungible = Uint8Array.of(0, 5);
    world.setAccount({ address: systemAccountAddress, storage: new Map([["ELRONDesdtSFT-123456", semiFungible]]) });
    world.updateAccount({ address: alice, esdt: [{ tokenIdentifier: sft, instances: [], lastNonce: 0n, roles: ["ESDTRoleNFTCreate", "ESDTRoleNFTAddQuantity"] }] });
    const create = [sft, Uint8Array.of(5), text("name"), Uint8Array.of(1), text("hash"), text("attributes"), text("uri")];
    expect(run({ receiver: alice, function: "ESDTNFTCreate", arguments: create })).toMatchObject({ returnCode: ReturnCode.ok, returnMessage: "" });
    const held = (shard: number): bigint | undefined =>
      decodedValue(world.getAccountInShard(systemAccountAddress, shard)?.storage.get("ELRONDesdtSFT-123456\x01"));
    expect([held(0), held(1)]).toEqual([5n, undefined]);
    run({ receiver: child, function: "work", esdt: [{ tokenIdentifier: sft, nonce: 1n, value: 2n }] });
    expect(only(world)).toMatchObject({ kind: "smartContractResult", callType: CallType.directCall, sender: alice, receiver: child });
    expect(world.deliverAll()).toMatchObject([{ returnCode: ReturnCode.ok, returnMessage: "" }]);
    expect([held(0), held(1), stored(child, "tokens")]).toEqual([3n, 2n, "1"]);
    const holdings = world.getEsdt(child).flatMap(({ instances }) => instances.filter(({ nonce }) => nonce === 1n));
    expect(holdings).toMatchObject([{ balance: 2n }]);
  });
});

/** The value of a stored token: a length, a sign byte, the magnitude, after the type. */
function decodedValue(token: Uint8Array | undefined): bigint | undefined {
  if (token === undefined) return undefined;
  const start = token[0] === 0x08 ? 2 : 0;
  return BigInt(token[start + 3] ?? 0);
}

describe("developer rewards", () => {
  test("are 30 % of the fee of the gas that each contract used, and go to the owner who claims them", () => {
    const { world, run, balance } = createFixture({ parent: { run: callAsync("work"), callBack: recording }, child: { work: recording } }, 10n);
    const result = run();
    const sent = only(world);
    const earned = ((100_000_000n - sent.gasLimit - result.gasRemaining) * 10n * 30n) / 100n;
    expect(world.getAccount(parent)?.developerReward).toBe(earned);
    const delivery = world.deliver(sent.id);
    expect(world.getAccount(child)?.developerReward).toBe((delivery.gasUsed * 10n * 30n) / 100n);
    const callback = world.deliver(only(world).id);
    const total = earned + (callback.gasUsed * 10n * 30n) / 100n + callback.gasRemaining * 10n;
    expect(world.getAccount(parent)?.developerReward).toBe(total);

    const before = balance(alice);
    const claim = run({ function: "ClaimDeveloperRewards" });
    expect(claim).toMatchObject({ returnCode: ReturnCode.ok });
    expect(balance(alice)).toBe(before - 1_000_000_000n + total);
    expect(world.getAccount(parent)?.developerReward).toBe(0n);
  });

  test("of a contract in another shard come by a result", () => {
    const { world, run, balance } = createFixture({ child: { work: recording } });
    world.updateAccount({ address: child, developerReward: 500n });
    const before = balance(alice);
    run({ receiver: child, function: "ClaimDeveloperRewards" });
    world.deliverAll();
    expect([balance(alice) - before, world.getAccount(child)?.developerReward]).toEqual([500n, 0n]);
  });
});
