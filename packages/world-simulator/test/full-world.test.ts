// The full simulator as a world: what the light one cannot tell.
import { utf8ToBytes } from "@mxvm/codec";
import { isWorldError, ReturnCode, type CallTransaction, type World } from "@mxvm/protocol-hooks";
import { createFullSimulatorWorld, isFullSimulatorInstalled } from "@mxvm/world-simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assemble, readAdder } from "./differential/support/contracts.js";

/** The last byte decides the shard: these are of shard 0, and of shard 1. */
const alice = new Uint8Array(32).fill(0xa0);
const bob = new Uint8Array(32).fill(0xb1);
const common = { txHash: new Uint8Array(32), sender: alice, value: 0n, gasLimit: 20_000_000n, gasPrice: 10n ** 9n, arguments: [], esdt: [] };
const token = { tokenIdentifier: utf8ToBytes("GOLD-123456"), instances: [{ nonce: 0n, balance: 1000n }], lastNonce: 0n, roles: [] };

const logger = assemble(`(module
  (import "env" "writeEventLog" (func $log (param i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\\05\\00\\00\\00")
  (data (i32.const 16) "topicdata")
  (func (export "init"))
  (func (export "log") (call $log (i32.const 1) (i32.const 0) (i32.const 16) (i32.const 21) (i32.const 4))))`);

describe.skipIf(!isFullSimulatorInstalled())("the full simulator as a world", () => {
  let world: World;
  let adder: Uint8Array;

  const deploy = (code: Uint8Array, args: Uint8Array[]): Uint8Array => {
    const { deployedAddress } = world.execute({ ...common, kind: "deploy", code, codeMetadata: Uint8Array.of(5, 6), arguments: args });
    if (deployedAddress === undefined) throw new TypeError("the contract does not deploy");
    return deployedAddress;
  };
  const call = (receiver: Uint8Array, name: string, change: Partial<CallTransaction> = {}): CallTransaction => ({
    ...common,
    kind: "call",
    receiver,
    function: name,
    ...change,
  });

  beforeAll(() => {
    world = createFullSimulatorWorld();
    for (const address of [alice, bob]) world.setAccount({ address, balance: 10n ** 24n, esdt: [token] });
    adder = deploy(readAdder(), [Uint8Array.of(5)]);
  });
  afterAll(() => world.close());

  it("deploys, calls and queries a contract", () => {
    expect(world.getAccount(adder)).toMatchObject({ code: readAdder(), ownerAddress: alice, shard: 0 });
    expect(world.execute(call(adder, "add", { arguments: [Uint8Array.of(7)] })).returnCode).toBe(ReturnCode.ok);
    expect(world.execute(call(adder, "getSum")).returnData).toEqual([Uint8Array.of(12)]);
    expect(world.query({ receiver: adder, function: "getSum", arguments: [] }).returnData).toEqual([Uint8Array.of(12)]);
    expect(world.getStorage(adder, utf8ToBytes("sum"))).toEqual(Uint8Array.of(12));
  });

  it("tells a failure's code and message, in transactions and queries", () => {
    const expected = { returnCode: ReturnCode.userError, returnMessage: "wrong number of arguments", returnData: [] };
    expect(world.execute(call(adder, "add"))).toMatchObject(expected);
    expect(world.query({ receiver: adder, function: "add", arguments: [] })).toMatchObject(expected);
    expect(world.execute(call(adder, "nothing"))).toMatchObject({ returnCode: ReturnCode.functionNotFound });
  });

  it("has the events of contracts", () => {
    const { logs } = world.execute(call(deploy(logger, []), "log"));
    expect(logs[0]).toMatchObject({ identifier: utf8ToBytes("log"), topics: [utf8ToBytes("topic")], data: [utf8ToBytes("data")] });
  });

  it("gives unused gas back where it is not too much", () => {
    const { gasUsed, gasRemaining } = world.execute(call(adder, "getSum", { gasLimit: 2_000_000n }));
    expect(gasUsed).toBeLessThan(2_000_000n);
    expect(gasUsed + gasRemaining).toBe(2_000_000n);
  });

  it("moves tokens and EGLD across shards", () => {
    const payment = { tokenIdentifier: token.tokenIdentifier, nonce: 0n, value: 250n };
    const { arguments: _, ...transfer } = common;
    world.execute({ ...transfer, kind: "transfer", receiver: bob, esdt: [payment] });
    world.execute({ ...transfer, kind: "transfer", receiver: bob, value: 77n });
    expect(world.getAccount(bob)).toMatchObject({ balance: 10n ** 24n + 77n, shard: 1 });
    expect(world.getEsdt(bob)).toMatchObject([{ instances: [{ balance: 1250n }] }]);
  });

  it("runs built-in functions", () => {
    const args = [utf8ToBytes("key"), utf8ToBytes("value")];
    expect(world.execute(call(alice, "SaveKeyValue", { arguments: args })).returnCode).toBe(ReturnCode.ok);
    expect(world.getStorage(alice, utf8ToBytes("key"))).toEqual(utf8ToBytes("value"));
  });

  it("counts its blocks", () => {
    const { nonce } = world.getCurrentBlock();
    world.updateAccount({ address: bob, balance: 1n });
    expect(world.getCurrentBlock().nonce).toBe(nonce + 1n);
    expect(world.getAccount(bob)).toMatchObject({ balance: 1n });
  });

  const refused: readonly (readonly [string, (world: World) => unknown])[] = [
    ["to list accounts", (w) => w.addresses()],
    ["to set a block", (w) => w.setCurrentBlock({ nonce: 1n })],
    ["a snapshot", (w) => w.snapshot()],
    ["a user name", (w) => w.setAccount({ address: bob, username: utf8ToBytes("bob") })],
    ["a validator's reward", (w) => w.execute({ kind: "validatorReward", receiver: bob, value: 1n })],
  ];
  it.each(refused)("refuses %s", (_what, action) => {
    let thrown: unknown;
    try {
      action(world);
    } catch (error) {
      thrown = error;
    }
    expect(isWorldError(thrown) && thrown.code).toBe("UNSUPPORTED");
  });
});
