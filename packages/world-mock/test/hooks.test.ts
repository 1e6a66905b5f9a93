// Blockchain Hooks: what the VM is told.
import { byteStringToBytes, contractAddressFromCreator, esdtSystemContractAddress, systemAccountAddress } from "@mxvm/codec";
import { BlockchainHookError, type BlockchainHooks, type World } from "@mxvm/protocol-hooks";
import { describe, expect, it } from "vitest";
import type { Compatibility } from "../src/index.js";
import { adder, alice, bob, contractAddress, createWorld, userAddress } from "./support/fixtures.js";
import { codeOf, emptyOutput } from "./support/scripted-vm.js";

const bytes = byteStringToBytes;
const none = new Uint8Array(0);
const vmType = Uint8Array.of(5, 0);

function createHooks(compatibility?: Compatibility): { readonly world: World; readonly hooks: BlockchainHooks } {
  const { world, vm } = createWorld({}, compatibility);
  return { world, hooks: vm.hooks[0] ?? expect.fail("the world made no VM") };
}

describe("blocks", () => {
  it("are empty before one is set, and have a seed of 48 bytes then", () => {
    const { world, hooks } = createHooks();
    expect([hooks.currentNonce(), hooks.currentRound(), hooks.currentEpoch(), hooks.currentTimeStampMs()]).toEqual([0n, 0n, 0, 0n]);
    expect([hooks.currentRandomSeed(), hooks.lastRandomSeed(), hooks.getStateRootHash()]).toEqual([none, none, none]);
    world.setCurrentBlock({});
    expect(hooks.currentRandomSeed()).toEqual(new Uint8Array(48));
    world.setCurrentBlock({ randomSeed: Uint8Array.of(1) });
    expect(hooks.currentRandomSeed()).toEqual(Uint8Array.of(1, ...new Uint8Array(47)));
    world.setCurrentBlock({ randomSeed: new Uint8Array(50).fill(2) });
    expect(hooks.currentRandomSeed()).toEqual(new Uint8Array(48).fill(2));
  });

  it("are seen with their time in seconds and milliseconds", () => {
    const { world, hooks } = createHooks();
    world.setCurrentBlock({ nonce: 11n, round: 12n, epoch: 13, timestampMs: 14_999n });
    world.setPreviousBlock({ nonce: 21n, round: 22n, epoch: 23, timestampMs: 24_999n });
    expect([hooks.currentNonce(), hooks.currentRound(), hooks.currentEpoch(), hooks.currentTimeStamp(), hooks.currentTimeStampMs()]).toEqual([11n, 12n, 13, 14n, 14_999n]);
    expect([hooks.lastNonce(), hooks.lastRound(), hooks.lastEpoch(), hooks.lastTimeStamp(), hooks.lastTimeStampMs()]).toEqual([21n, 22n, 23, 24n, 24_999n]);
    expect(world.getCurrentBlock()).toMatchObject({ nonce: 11n, epoch: 13 });
    expect(world.getPreviousBlock()).toMatchObject({ round: 22n });
  });

  it("keep what is not set anew", () => {
    const { world } = createHooks();
    world.setCurrentBlock({ nonce: 1n, randomSeed: new Uint8Array(48).fill(7) });
    world.setCurrentBlock({ epoch: 2 });
    expect(world.getCurrentBlock()).toMatchObject({ nonce: 1n, epoch: 2, randomSeed: new Uint8Array(48).fill(7) });
  });

  it("have hashes counted back from the current one", () => {
    const { world, hooks } = createHooks();
    world.setCurrentBlock({ nonce: 10n });
    world.setBlockHashes([bytes("ten"), bytes("nine")]);
    expect([11n, 10n, 9n, 8n].map((nonce) => hooks.getBlockhash(nonce))).toEqual([undefined, bytes("ten"), bytes("nine"), undefined]);
    world.setBlockHashes([]);
    expect(hooks.getBlockhash(10n)).toBeUndefined();
  });

  it("start an epoch at the current one in a scenario world, at the first of the epoch in a production world", () => {
    const starts = (["scenario", "production"] as const).map((compatibility) => {
      const { world, hooks } = createHooks(compatibility);
      world.setCurrentBlock({ nonce: 5n, round: 6n, epoch: 1, timestampMs: 7n });
      world.setCurrentBlock({ nonce: 8n, round: 9n, timestampMs: 10n });
      return [hooks.epochStartBlockNonce(), hooks.epochStartBlockRound(), hooks.epochStartBlockTimeStampMs(), hooks.roundTime()];
    });
    expect(starts).toEqual([
      [8n, 9n, 10n, 0n],
      [5n, 6n, 7n, 6000n],
    ]);
  });
});

describe("new addresses", () => {
  it("follow the scenario runner's pattern", () => {
    const { hooks } = createHooks();
    const creator = Uint8Array.from({ length: 32 }, (_, index) => 100 + index);
    const expected = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0x11, 0x11, 0x11, 0x11, ...creator.subarray(0, 15), 0x02, 130, 131);
    expect(hooks.newAddress(creator, 0x102n, vmType)).toEqual(expected);
  });

  it("are production's in a production world", () => {
    const { hooks } = createHooks("production");
    expect(hooks.newAddress(alice, 3n, vmType)).toEqual(contractAddressFromCreator(alice, 3n, vmType));
  });

  it("are those that were fixed, of which the first stands", () => {
    const { world, hooks } = createHooks();
    world.setNewAddress({ creatorAddress: alice, creatorNonce: 3n, newAddress: contractAddress("first") });
    world.setNewAddress({ creatorAddress: alice, creatorNonce: 3n, newAddress: contractAddress("second") });
    expect(hooks.newAddress(alice, 3n, vmType)).toEqual(contractAddress("first"));
    expect(hooks.newAddress(alice, 4n, vmType)).not.toEqual(contractAddress("first"));
  });

  it("cannot be a user's", () => {
    const { world } = createHooks();
    expect(() => {
      world.setNewAddress({ creatorAddress: alice, creatorNonce: 3n, newAddress: bob });
    }).toThrow(expect.objectContaining({ code: "ACCOUNT_INVALID" }));
  });
});

describe("accounts", () => {
  it("of other shards are not there, but their storage and shard are", () => {
    const { world, hooks } = createHooks();
    world.setAccount({ address: contractAddress("far"), shard: 1, code: codeOf("far"), storage: new Map([["k", Uint8Array.of(1)]]) });
    const view = hooks.getUserAccount(adder) ?? expect.fail("no account");
    expect(hooks.getUserAccount(contractAddress("far"))).toBeUndefined();
    expect(hooks.getCode({ ...view, address: contractAddress("far") })).toEqual(none);
    expect(hooks.getShardOfAddress(contractAddress("far"))).toBe(1);
    expect(hooks.getStorageData(contractAddress("far"), bytes("k"))).toEqual({ value: Uint8Array.of(1), trieDepth: 0 });
  });

  it("answer the same array for the same code", () => {
    const { world, hooks } = createHooks();
    world.setAccount({ address: contractAddress("twin"), code: codeOf("adder") });
    const [code, twin] = [adder, contractAddress("twin")].map((address) => hooks.getCode(hooks.getUserAccount(address) ?? expect.fail("no account")));
    expect(code).toBe(twin);
    expect(code).toEqual(codeOf("adder"));
  });

  it("keep their code when the caller's array changes", () => {
    const { world, hooks } = createHooks();
    const code = codeOf("mutable");
    world.setAccount({ address: contractAddress("a"), code });
    code[0] = 0;
    world.setAccount({ address: contractAddress("b"), code });
    const [first, second] = ["a", "b"].map((name) => hooks.getCode(hooks.getUserAccount(contractAddress(name)) ?? expect.fail("no account")));
    expect(first).toEqual(codeOf("mutable"));
    expect(second).toEqual(code);
  });

  it("show all their storage", () => {
    const { world, hooks } = createHooks();
    world.updateAccount({ address: bob, storage: new Map([["k", Uint8Array.of(1)]]) });
    expect(hooks.getAllState(bob)).toEqual(new Map([["k", Uint8Array.of(1)]]));
    expect(() => hooks.getAllState(userAddress("nobody"))).toThrow(BlockchainHookError);
    expect(hooks.getStorageData(userAddress("nobody"), bytes("k")).value).toEqual(none);
  });

  it("are contracts if they have code in a scenario world, by address in a production world", () => {
    const { world, hooks } = createHooks();
    const production = createHooks("production");
    for (const { setAccount } of [world, production.world].map((each) => ({ setAccount: each.setAccount.bind(each) }))) {
      setAccount({ address: contractAddress("empty") });
    }
    const addresses = [alice, adder, contractAddress("empty"), contractAddress("unknown"), userAddress("unknown")];
    expect(addresses.map((address) => hooks.isSmartContract(address))).toEqual([false, true, false, true, false]);
    expect(addresses.map((address) => production.hooks.isSmartContract(address))).toEqual([false, true, true, true, false]);
  });
});

describe("an account that is missing", () => {
  it("is named in the scenario runner's words or in the node's", () => {
    const messages = (["scenario", "production"] as const).map((compatibility) => createHooks(compatibility).hooks.accountNotFoundMessage?.(new Uint8Array(32).fill(0xab)));
    expect(messages).toEqual([`account not found: ${"ab".repeat(32)}`, "account was not found"]);
  });
});

describe("paying", () => {
  it.each([
    [Uint8Array.of(0, 0), false, false],
    [Uint8Array.of(0, 2), true, true],
    [Uint8Array.of(0, 4), false, true],
  ])("a contract with metadata %s is allowed to users: %s, to contracts: %s", (codeMetadata, byUsers, byContracts) => {
    const { world, hooks } = createHooks();
    world.updateAccount({ address: adder, codeMetadata });
    expect([hooks.isPayable(alice, adder), hooks.isPayable(contractAddress("x"), adder)]).toEqual([byUsers, byContracts]);
  });

  it("users and unknown accounts is allowed in a scenario world", () => {
    const { hooks } = createHooks();
    expect([bob, userAddress("nobody"), contractAddress("nobody"), systemAccountAddress].map((address) => hooks.isPayable(alice, address))).toEqual([true, true, true, true]);
  });

  it("the system account is refused and unknown contracts are not payable in a production world", () => {
    const { hooks } = createHooks("production");
    expect(hooks.isPayable(alice, systemAccountAddress)).toBe(false);
    expect(hooks.isPayable(alice, contractAddress("nobody"))).toBe(false);
  });
});

describe("tokens", () => {
  it("are paused and limited as far as a production world shows it", () => {
    const answers = (["scenario", "production"] as const).map((compatibility) => {
      const { world, hooks } = createHooks(compatibility);
      world.setAccount({ address: systemAccountAddress, storage: new Map([["ELRONDesdtTOK-123456", Uint8Array.of(3, 0)]]) });
      return [hooks.isPaused(bytes("TOK-123456")), hooks.isLimitedTransfer(bytes("TOK-123456")), hooks.isPaused(bytes("OTH-123456"))];
    });
    expect(answers).toEqual([
      [false, false, false],
      [true, true, false],
    ]);
  });

  it("are read from storage", () => {
    const { world, hooks } = createHooks();
    world.updateAccount({ address: bob, esdt: [{ tokenIdentifier: bytes("TOK-123456"), instances: [{ nonce: 1n, balance: 7n }], lastNonce: 1n, roles: [] }] });
    expect(hooks.getEsdtToken(bob, bytes("TOK-123456"), 1n).value).toBe(7n);
    expect(hooks.getEsdtToken(userAddress("nobody"), bytes("TOK-123456"), 1n).value).toBe(0n);
  });
});

describe("the rest", () => {
  it("keeps compiled code until it is cleared", () => {
    const { hooks } = createHooks();
    hooks.saveCompiledCode(bytes("hash"), bytes("compiled"));
    expect(hooks.getCompiledCode(bytes("hash"))).toEqual(bytes("compiled"));
    hooks.clearCompiledCodes();
    expect(hooks.getCompiledCode(bytes("hash"))).toBeUndefined();
  });

  it("knows the built-in functions by name", () => {
    expect(createHooks().hooks.getBuiltinFunctionNames().has("ESDTTransfer")).toBe(true);
  });

  it("answers calls of other VMs with an empty success in a scenario world, and knows none in a production world", () => {
    const input = { recipientAddress: esdtSystemContractAddress } as Parameters<BlockchainHooks["executeSmartContractCallOnOtherVM"]>[0];
    expect(createHooks().hooks.executeSmartContractCallOnOtherVM(input)).toEqual(emptyOutput());
    expect(() => createHooks("production").hooks.executeSmartContractCallOnOtherVM(input)).toThrow(BlockchainHookError);
  });

  it("puts system contracts on the metachain in a production world", () => {
    expect(createHooks().hooks.getShardOfAddress(esdtSystemContractAddress)).toBe(0);
    expect(createHooks("production").hooks.getShardOfAddress(esdtSystemContractAddress)).toBe(0xffff_ffff);
    expect(createHooks("production").hooks.getShardOfAddress(alice)).toBe(0);
  });
});
