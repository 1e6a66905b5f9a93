// Shards: which address lives where, what runs in each, and what waits between them. Calls of contracts are tested with the VM.
import { bytesToHex, byteStringToBytes, hexToBytes, esdtSystemContractAddress, systemAccountAddress } from "@mxvm/codec";
import { blake2b } from "@noble/hashes/blake2.js";
import { gasSchedules } from "@mxvm/gas-schedules";
import { CallType, ReturnCode } from "@mxvm/protocol-hooks";
import { describe, expect, it } from "vitest";
import { createMockWorld, type Compatibility, type PortableShardedWorld } from "../src/index.js";
import { shardFromAddress } from "../src/shards/shard-from-address.js";
import { createResult } from "../src/shards/smart-contract-result.js";
import type { Shard } from "../src/shards/shards.js";
import { alice, bob, call, contractAddress, deploy, transfer, userAddress } from "./support/fixtures.js";
import { codeOf, createScriptedVm, outputAccount, writeStorage, type Script, type ScriptedVm } from "./support/scripted-vm.js";

const bytes = byteStringToBytes;
const metachain = 0xffff_ffff;

function at(shard: number, address: Uint8Array): Uint8Array {
  return Uint8Array.from(address, (byte, index) => (index === 31 ? shard : byte));
}

const near = at(0, alice);
const far = at(1, bob);
const nearContract = at(0, contractAddress("near"));
const farContract = at(1, contractAddress("far"));

interface Fixture {
  readonly world: PortableShardedWorld;
  readonly vm: ScriptedVm;
  balances(): (bigint | undefined)[];
}

function createShards(scripts: Readonly<Record<string, Script>> = {}, compatibility: Compatibility = "production"): Fixture {
  const vm = createScriptedVm(scripts);
  const world = createMockWorld({ vm: vm.factory, gasSchedule: gasSchedules.default, compatibility, shards: 2 });
  world.setAccount({ address: near, balance: 1000n, shard: 0 });
  world.setAccount({ address: far, balance: 5n, shard: 1 });
  world.setAccount({ address: nearContract, code: codeOf("near"), ownerAddress: near, shard: 0 });
  world.setAccount({ address: farContract, code: codeOf("far"), ownerAddress: near, shard: 1 });
  return { world, vm, balances: () => [near, far, farContract].map((address) => world.getAccount(address)?.balance) };
}

describe("the shard of an address", () => {
  it.each([
    [0b101, 3, 1],
    [0b110, 3, 2],
    [0b111, 3, 1],
    [0b111, 2, 1],
    [0xff, 1, 0],
    [0b1101, 5, 1],
    [0b1100, 5, 4],
  ])("with the last byte %s of %s shards is %s", (last, shards, expected) => {
    expect(shardFromAddress(at(last, alice), shards)).toBe(expected);
  });

  it("is the metachain's for system contracts", () => {
    expect(shardFromAddress(esdtSystemContractAddress, 3)).toBe(metachain);
    expect(createShards().world.shardOf(esdtSystemContractAddress)).toBe(metachain);
  });

  it("is fixed by the address in a production world, by the account in a scenario world", () => {
    const production = createShards().world;
    expect([near, far].map((address) => production.shardOf(address))).toEqual([0, 1]);
    expect(() => {
      production.setAccount({ address: near, shard: 1 });
    }).toThrow(expect.objectContaining({ code: "ACCOUNT_INVALID" }));
    const scenario = createShards({}, "scenario").world;
    const carol = at(0, userAddress("carol"));
    scenario.setAccount({ address: carol, shard: 1 });
    expect([scenario.shardOf(carol), scenario.getAccount(carol)?.shard, scenario.shardOf(userAddress("nobody"))]).toEqual([1, 1, 0]);
    expect(() => {
      scenario.updateAccount({ address: carol, shard: 0 });
    }).toThrow(expect.objectContaining({ code: "ACCOUNT_INVALID" }));
    expect(() => {
      scenario.setAccount({ address: at(2, carol), shard: 7 });
    }).toThrow(TypeError);
  });

  it("is each for the system account", () => {
    const { world } = createShards();
    world.setAccount({ address: systemAccountAddress, storage: new Map([["k", Uint8Array.of(1)]]) });
    world.updateAccount({ address: systemAccountAddress, shard: 1, storage: new Map([["k", Uint8Array.of(2)]]) });
    const values = [0, 1, metachain].map((shard) => world.getAccountInShard(systemAccountAddress, shard)?.storage.get("k")?.[0]);
    expect(values).toEqual([1, 2, 1]);
    expect(world.addresses().filter((address) => address[0] === 0xff)).toHaveLength(1);
  });
});

describe("a world of shards", () => {
  it("says so, and refuses a number of shards that cannot be", () => {
    const { world } = createShards();
    expect([world.supports.shards, world.numberOfShards]).toEqual([true, 2]);
    const vm = createScriptedVm({}).factory;
    expect(() => createMockWorld({ vm, gasSchedule: gasSchedules.default, shards: 0 })).toThrow(TypeError);
    expect(createMockWorld({ vm, gasSchedule: gasSchedules.default }).supports.shards).toBe(false);
  });

  it("shows contracts the accounts of their own shard only", () => {
    const seen: unknown[] = [];
    const look: Script = ({ hooks }) => {
      seen.push([near, far].map((address) => hooks.getUserAccount(address)?.balance));
      seen.push([hooks.getShardOfAddress(far), hooks.isPayable(near, farContract)]);
    };
    const { world } = createShards({ near: look, far: look });
    world.execute(call({ sender: near, receiver: nearContract, gasLimit: 0n }));
    world.query({ receiver: farContract, function: "look", arguments: [] });
    expect(seen).toEqual([
      [1000n, undefined],
      [1, true],
      [undefined, 5n],
      [1, true],
    ]);
  });

  it("deploys into the shard of the sender", () => {
    const { world } = createShards();
    const { deployedAddress } = world.execute(deploy({ sender: far, gasLimit: 0n }));
    expect(world.getAccount(deployedAddress ?? expect.fail("no address"))).toMatchObject({ shard: 1, code: codeOf("deployed"), ownerAddress: far });
  });

  it("goes back to snapshots and forks with what waits between shards", () => {
    const { world, balances } = createShards();
    world.execute(transfer({ sender: near, receiver: far, value: 10n }));
    const snapshot = world.snapshot();
    const fork = world.fork();
    world.deliverAll();
    expect([balances(), fork.pendingCalls().length, fork.getAccount(far)?.balance]).toEqual([[990n, 15n, 0n], 1, 5n]);
    world.revert(snapshot);
    expect([balances(), world.pendingCalls().length]).toEqual([[990n, 5n, 0n], 1]);
    fork.deliverAll();
    expect([fork.getAccount(far)?.balance, world.pendingCalls().length]).toEqual([15n, 1]);
  });

  it("leaves everything as it was when a delivery meets a fault of the engine", () => {
    const { world } = createShards({
      far: ({ output }) => {
        writeStorage(output, farContract, "k", Uint8Array.of(1));
        throw new RangeError("engine");
      },
    });
    world.execute(call({ sender: near, receiver: farContract, gasLimit: 0n }));
    const [pending] = world.pendingCalls();
    expect(() => world.deliver(1)).toThrow(RangeError);
    expect(world.pendingCalls()).toEqual([pending]);
  });
});

describe("a transaction to another shard", () => {
  it("leaves with nonce, fee and value, and is delivered as it was", () => {
    const { world, vm, balances } = createShards({ far: ({ output }) => { writeStorage(output, farContract, "k", Uint8Array.of(1)); } });
    const txHash = new Uint8Array(32).fill(7);
    const sent = world.execute(call({ sender: near, receiver: farContract, arguments: [Uint8Array.of(1, 2)], value: 3n, gasLimit: 100n, txHash, guardian: far }));
    expect(sent).toMatchObject({ returnCode: ReturnCode.ok, gasUsed: 0n, gasRemaining: 100n });
    expect([vm.inputs, balances(), world.getAccount(near)?.nonce]).toEqual([[], [897n, 5n, 0n], 1n]);
    expect(world.pendingCalls()).toMatchObject([
      { id: 1, kind: "transaction", nonce: 0n, sender: near, receiver: farContract, senderShard: 0, receiverShard: 1, data: bytes("add@0102"), callType: CallType.directCall },
    ]);
    expect(world.deliver(1)).toMatchObject({ returnCode: ReturnCode.ok, gasUsed: 100n });
    expect(vm.inputs).toMatchObject([
      { callerAddress: near, recipientAddress: farContract, function: "add", arguments: [Uint8Array.of(1, 2)], callValue: 3n, gasProvided: 100n, gasLocked: 0n, currentTxHash: txHash, originalTxHash: txHash, originalCallerAddress: near, txGuardian: far, asyncArguments: undefined },
    ]);
    expect([balances(), world.getStorage(farContract, bytes("k"))]).toEqual([[897n, 5n, 3n], Uint8Array.of(1)]);
  });

  it("returns its value by a result if it fails", () => {
    const { world, balances } = createShards({
      far: ({ output }) => {
        output.outputAccounts.clear();
        Object.assign(output, { returnCode: ReturnCode.userError, returnMessage: "no" });
      },
    });
    world.execute(call({ sender: near, receiver: farContract, value: 3n, gasLimit: 0n }));
    expect(world.deliver(1)).toMatchObject({ returnCode: ReturnCode.userError, returnMessage: "no" });
    expect(world.pendingCalls()).toMatchObject([
      { kind: "smartContractResult", sender: farContract, receiver: near, value: 3n, returnMessage: "no", data: bytes(`@${bytesToHex(bytes("user error"))}`) },
    ]);
    expect(world.deliver(2)).toMatchObject({ returnCode: ReturnCode.ok });
    expect([balances(), world.pendingCalls()]).toEqual([[1000n, 5n, 0n], []]);
  });

  it("that pays a contract which takes no payments returns the value", () => {
    const { world, balances } = createShards();
    world.updateAccount({ address: farContract, codeMetadata: Uint8Array.of(5, 0) });
    world.execute(transfer({ sender: near, receiver: farContract, value: 3n }));
    const results = world.deliverAll();
    expect(results).toMatchObject([{ returnCode: ReturnCode.userError, returnMessage: "sending value to non payable contract" }, { returnCode: ReturnCode.ok }]);
    expect(balances()).toEqual([1000n, 5n, 0n]);
  });

  it("is refused where its sender cannot pay, and not sent", () => {
    const { world } = createShards();
    expect(world.execute(transfer({ sender: near, receiver: far, value: 1001n }))).toMatchObject({ returnCode: ReturnCode.outOfFunds });
    expect(() => world.execute(transfer({ sender: near, receiver: far, gasLimit: 1001n, gasPrice: 1n }))).toThrow(expect.objectContaining({ code: "FEE_NOT_COVERED" }));
    expect(() => world.execute(transfer({ sender: far, receiver: near, value: -1n }))).toThrow(TypeError);
    expect([world.pendingCalls(), world.getAccount(near)?.nonce]).toEqual([[], 1n]);
  });

  it("whose tokens the sender does not have is not sent", () => {
    const { world } = createShards();
    const esdt = [{ tokenIdentifier: bytes("TOK-123456"), nonce: 0n, value: 1n }];
    expect(world.execute(transfer({ sender: near, receiver: far, esdt, gasLimit: 1n, gasPrice: 0n }))).toMatchObject({ returnCode: ReturnCode.userError });
    expect(world.pendingCalls()).toEqual([]);
  });

  it("of a built-in function runs one half in each shard", () => {
    const { world } = createShards();
    world.execute(call({ sender: near, receiver: farContract, function: "ChangeOwnerAddress", arguments: [far], gasLimit: 10_000_000n, gasPrice: 0n }));
    expect(world.getAccount(farContract)?.ownerAddress).toEqual(near);
    expect(world.deliverAll()).toMatchObject([{ returnCode: ReturnCode.ok }]);
    expect(world.getAccount(farContract)?.ownerAddress).toEqual(far);
  });
});

describe("what a run sends", () => {
  it("goes in the order of transfer indexes, without what only informs", () => {
    const { world, balances } = createShards({
      near: ({ output }) => {
        const common = { gasLimit: 0n, gasLocked: 0n, asyncData: new Uint8Array(0), callType: CallType.directCall, senderAddress: nearContract };
        writeStorage(output, far, "ignored", Uint8Array.of(1));
        const account = outputAccount(output, far);
        account.balanceDelta = 3n;
        account.outputTransfers.push({ ...common, index: 3, value: 2n, data: bytes("three") });
        account.outputTransfers.push({ ...common, index: 1, value: 1n, data: new Uint8Array(0) });
        account.outputTransfers.push({ ...common, index: 2, value: 0n, data: bytes("only@01") });
        outputAccount(output, nearContract).balanceDelta -= 3n;
      },
    });
    world.updateAccount({ address: nearContract, balance: 100n });
    world.execute(call({ sender: near, receiver: nearContract, gasLimit: 0n }));
    expect(world.pendingCalls().map(({ value }) => value)).toEqual([1n, 2n]);
    world.deliverAll();
    expect([balances()[1], world.getStorage(far, bytes("ignored"))]).toEqual([8n, new Uint8Array(0)]);
  });

  it("has the hash that production computes: BLAKE2b of the result as protobuf", () => {
    const cause = { kind: "smartContractResult" } as Parameters<typeof createResult>[1];
    const shard = { selfShard: 0, addressRules: { shardOf: () => 1 } } as unknown as Shard;
    const result = createResult(shard, { ...cause, hash: Uint8Array.of(1), originalTxHash: Uint8Array.of(2), relayer: new Uint8Array(0) }, {
      nonce: 1n,
      value: 0n,
      receiver: Uint8Array.of(3),
      sender: Uint8Array.of(4),
      data: bytes("d"),
      gasLimit: 300n,
      gasPrice: 5n,
      callType: CallType.asynchronousCallBack,
      returnMessage: "m",
      originalSender: Uint8Array.of(6),
      isRelayed: true,
    });
    // 0801 nonce; 12 value 0000; 1a receiver; 22 sender; 32 no relayed value; 42 data; 4a and 52 hashes; 58 gas; 60 price; 68 call type; …
    const encoded = "0801" + "12020000" + "1a0103" + "220104" + "320100" + "420164" + "4a0101" + "520102" + "58ac02" + "6005" + "6802" + "7a016d" + "82010106";
    expect(bytesToHex(result.hash)).toBe(bytesToHex(blake2b(hexToBytes(encoded), { dkLen: 32 })));
  });
});
