// Tokens that travel with transactions, and built-in functions that users call.
import { byteStringToBytes, magnitudeToBytes } from "@mxvm/codec";
import { ReturnCode, type World } from "@mxvm/protocol-hooks";
import { describe, expect, it } from "vitest";
import { adder, alice, bob, call, contractAddress, createWorld, dump, transfer } from "./support/fixtures.js";
import { codeOf, type Script } from "./support/scripted-vm.js";

const bytes = byteStringToBytes;
const fungible = bytes("TOK-123456");
const nft = bytes("NFT-123456");
const egld = bytes("EGLD-000000");
const gas = { gasLimit: 10_000_000n, gasPrice: 0n };

function createTokenWorld(scripts: Readonly<Record<string, Script>> = {}): ReturnType<typeof createWorld> {
  const created = createWorld(scripts);
  created.world.updateAccount({
    address: alice,
    esdt: [
      { tokenIdentifier: fungible, instances: [{ nonce: 0n, balance: 100n }], lastNonce: 0n, roles: [] },
      { tokenIdentifier: nft, instances: [{ nonce: 3n, balance: 1n, creator: bob }], lastNonce: 0n, roles: [] },
    ],
  });
  return created;
}

function balances(world: World, address: Uint8Array): Record<string, bigint> {
  const entries = world.getEsdt(address).flatMap(({ tokenIdentifier, instances }) =>
    instances.map(({ nonce, balance }) => [`${String.fromCharCode(...tokenIdentifier)} ${nonce}`, balance] as const),
  );
  return Object.fromEntries(entries);
}

describe("tokens of a call", () => {
  it("have moved when the endpoint runs, and the VM is told of them", () => {
    const seen: bigint[] = [];
    const { world, vm } = createTokenWorld({ adder: ({ hooks }) => void seen.push(hooks.getEsdtToken(adder, fungible, 0n).value) });
    const result = world.execute(call({ ...gas, esdt: [{ tokenIdentifier: fungible, nonce: 0n, value: 40n }], value: 7n }));
    expect(result.returnCode).toBe(ReturnCode.ok);
    expect(seen).toEqual([40n]);
    expect(vm.inputs[0]).toMatchObject({ callValue: 7n, function: "add", esdtTransfers: [{ tokenIdentifier: fungible, nonce: 0n, value: 40n, tokenType: 0 }] });
    expect([balances(world, alice)["TOK-123456 0"], balances(world, adder)["TOK-123456 0"]]).toEqual([60n, 40n]);
    expect(world.getAccount(adder)?.balance).toBe(7n);
  });

  it("of one nonce and of several kinds move as well", () => {
    const { world, vm } = createTokenWorld();
    world.execute(call({ ...gas, esdt: [{ tokenIdentifier: nft, nonce: 3n, value: 1n }] }));
    expect(balances(world, adder)).toEqual({ "NFT-123456 3": 1n });
    expect(vm.inputs[0]?.esdtTransfers).toEqual([{ tokenIdentifier: nft, nonce: 3n, value: 1n, tokenType: 1 }]);
    const { world: second } = createTokenWorld();
    const both = [
      { tokenIdentifier: fungible, nonce: 0n, value: 1n },
      { tokenIdentifier: nft, nonce: 3n, value: 1n },
      { tokenIdentifier: egld, nonce: 0n, value: 5n },
    ];
    expect(second.execute(call({ ...gas, esdt: both }))).toMatchObject({ returnCode: ReturnCode.ok, returnMessage: "" });
    expect(balances(second, adder)).toEqual({ "TOK-123456 0": 1n, "NFT-123456 3": 1n });
    expect([second.getAccount(alice)?.balance, second.getAccount(adder)?.balance]).toEqual([999_995n, 5n]);
  });

  it("that the sender does not have are a user error in the built-in function's words", () => {
    const { world, vm } = createTokenWorld();
    const before = dump(world);
    const result = world.execute(call({ ...gas, esdt: [{ tokenIdentifier: fungible, nonce: 0n, value: 101n }] }));
    expect(result).toMatchObject({ returnCode: ReturnCode.userError, returnMessage: "insufficient funds", gasRemaining: 0n });
    expect(vm.inputs).toEqual([]);
    world.updateAccount({ address: alice, nonce: 7n });
    expect(dump(world)).toEqual(before);
  });

  it("come back when the endpoint fails", () => {
    const { world } = createTokenWorld({ adder: ({ output }) => void (output.returnCode = ReturnCode.userError) });
    world.execute(call({ ...gas, esdt: [{ tokenIdentifier: fungible, nonce: 0n, value: 40n }] }));
    expect([balances(world, alice)["TOK-123456 0"], balances(world, adder)]).toEqual([100n, {}]);
  });

  it("in EGLD that the value needs too leave the sender out of funds, not in debt", () => {
    const { world } = createTokenWorld();
    const esdt = [{ tokenIdentifier: egld, nonce: 0n, value: 600_000n }];
    expect(world.execute(call({ ...gas, esdt, value: 600_000n })).returnCode).toBe(ReturnCode.outOfFunds);
    expect([world.getAccount(alice)?.balance, world.getAccount(adder)?.balance]).toEqual([1_000_000n, 0n]);
  });
});

describe("tokens of a transfer", () => {
  it("move without running code", () => {
    const { world, vm } = createTokenWorld();
    expect(world.execute(transfer({ ...gas, esdt: [{ tokenIdentifier: fungible, nonce: 0n, value: 40n }] })).returnCode).toBe(ReturnCode.ok);
    expect(world.execute(transfer({ ...gas, esdt: [{ tokenIdentifier: nft, nonce: 3n, value: 1n }] })).returnCode).toBe(ReturnCode.ok);
    expect(balances(world, bob)).toEqual({ "TOK-123456 0": 40n, "NFT-123456 3": 1n });
    expect(vm.inputs).toEqual([]);
  });

  it("to a contract need it to be payable", () => {
    const { world } = createTokenWorld();
    world.setAccount({ address: contractAddress("closed"), code: codeOf("closed"), codeMetadata: Uint8Array.of(0, 0) });
    const result = world.execute(transfer({ ...gas, receiver: contractAddress("closed"), esdt: [{ tokenIdentifier: fungible, nonce: 0n, value: 1n }] }));
    expect(result).toMatchObject({ returnCode: ReturnCode.userError, returnMessage: "sending value to non payable contract" });
  });
});

describe("a built-in function that a user calls", () => {
  it("runs without the VM and costs its gas", () => {
    const { world, vm } = createTokenWorld();
    const args = [fungible, Uint8Array.of(9)];
    const result = world.execute(call({ ...gas, receiver: bob, function: "ESDTTransfer", arguments: args }));
    expect(result).toMatchObject({ returnCode: ReturnCode.ok, gasUsed: 200_000n });
    expect(result.logs.map(({ identifier }) => identifier)).toEqual([bytes("ESDTTransfer")]);
    expect([balances(world, bob), vm.inputs]).toEqual([{ "TOK-123456 0": 9n }, []]);
  });

  it("refuses in production's words, and then only nonce and fee are gone", () => {
    const { world } = createTokenWorld();
    const result = world.execute(call({ ...gas, receiver: bob, function: "ESDTTransfer", arguments: [fungible, Uint8Array.of(9)], value: 1n }));
    expect(result).toMatchObject({ returnCode: ReturnCode.userError, returnMessage: "built in function called with tx value is not allowed" });
    expect([world.getAccount(alice)?.nonce, world.getAccount(alice)?.balance]).toEqual([8n, 1_000_000n]);
  });

  const followingCall = [bytes("add"), Uint8Array.of(3)];
  it.each([
    ["ESDTTransfer", adder, [fungible, Uint8Array.of(9)], [{ tokenIdentifier: fungible, nonce: 0n, value: 9n, tokenType: 0 }]],
    ["ESDTNFTTransfer", alice, [nft, Uint8Array.of(3), Uint8Array.of(1), adder], [{ tokenIdentifier: nft, nonce: 3n, value: 1n, tokenType: 1 }]],
    [
      "MultiESDTNFTTransfer",
      alice,
      [adder, magnitudeToBytes(2n), fungible, new Uint8Array(0), Uint8Array.of(9), nft, Uint8Array.of(3), Uint8Array.of(1)],
      [
        { tokenIdentifier: fungible, nonce: 0n, value: 9n, tokenType: 0 },
        { tokenIdentifier: nft, nonce: 3n, value: 1n, tokenType: 1 },
      ],
    ],
  ])("%s goes on as the call that it carries", (name, receiver, args, esdtTransfers) => {
    const { world, vm } = createTokenWorld({
      adder: ({ input, output }) => {
        output.gasRemaining = input.gasProvided - 1n;
        output.logs.push({ identifier: bytes("added"), address: adder, topics: [], data: [] });
      },
    });
    const result = world.execute(call({ ...gas, receiver, function: name, arguments: [...args, ...followingCall] }));
    expect(result).toMatchObject({ returnCode: ReturnCode.ok, returnMessage: "" });
    expect(vm.inputs).toHaveLength(1);
    expect(vm.inputs[0]).toMatchObject({ callerAddress: alice, recipientAddress: adder, function: "add", arguments: [Uint8Array.of(3)], callValue: 0n, esdtTransfers });
    expect(vm.inputs[0]?.gasProvided).toBeLessThan(gas.gasLimit);
    expect(result.logs.at(-1)?.identifier).toEqual(bytes("added"));
    expect(result.logs[0]?.identifier).toEqual(bytes(name));
  });

  it("is undone when the call that follows it fails", () => {
    const { world } = createTokenWorld({ adder: ({ output }) => void (output.returnCode = ReturnCode.executionFailed) });
    const args = [fungible, Uint8Array.of(9), ...followingCall];
    expect(world.execute(call({ ...gas, function: "ESDTTransfer", arguments: args })).returnCode).toBe(ReturnCode.executionFailed);
    expect([balances(world, alice)["TOK-123456 0"], balances(world, adder)]).toEqual([100n, {}]);
  });
});
