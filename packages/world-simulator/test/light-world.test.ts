// The light simulator as a world: what it does, what it refuses, and that nothing is left running.
import { execFileSync } from "node:child_process";
import { byteStringToBytes, contractAddressFromCreator, hexToBytes, utf8ToBytes, wasmVmType } from "@mxvm/codec";
import { isWorldError, ReturnCode, type CallTransaction, type EsdtState, type World } from "@mxvm/protocol-hooks";
import wabt from "wabt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLightSimulatorWorld, isLightSimulatorInstalled, type LightSimulatorWorld } from "@mxvm/world-simulator";
import { deployAndCall } from "../examples/quick-start.js";

const { parseWat } = await wabt();

const { buffer: code } = parseWat(
  "counter.wat",
  `(module
    (import "env" "int64storageLoad" (func $load (param i32 i32) (result i64)))
    (import "env" "int64storageStore" (func $store (param i32 i32 i64) (result i32)))
    (import "env" "int64finish" (func $finish (param i64)))
    (import "env" "signalError" (func $fail (param i32 i32)))
    (memory (export "memory") 1)
    (data (i32.const 0) "counter")
    (func (export "init"))
    (func (export "count")
      (drop (call $store (i32.const 0) (i32.const 7) (i64.add (call $load (i32.const 0) (i32.const 7)) (i64.const 1))))
      (call $finish (call $load (i32.const 0) (i32.const 7))))
    (func (export "fail") (call $fail (i32.const 0) (i32.const 7))))`,
).toBinary({});

const alice = new Uint8Array(32).fill(0xa1);
const bob = new Uint8Array(32).fill(0xb0);
const contract = contractAddressFromCreator(alice, 0n, wasmVmType);
const call: CallTransaction = {
  kind: "call",
  txHash: new Uint8Array(32),
  sender: alice,
  receiver: contract,
  function: "count",
  arguments: [],
  esdt: [],
  value: 0n,
  gasLimit: 5_000_000n,
  gasPrice: 0n,
};
const noInstance = new Uint8Array();
const token: EsdtState = {
  tokenIdentifier: utf8ToBytes("GOLD-123456"),
  instances: [
    { nonce: 0n, balance: 1000n },
    { nonce: 7n, balance: 3n, name: utf8ToBytes("seven"), royalties: 250, uris: [utf8ToBytes("a"), utf8ToBytes("b")], frozen: true },
  ],
  lastNonce: 7n,
  roles: ["ESDTRoleLocalMint", "ESDTRoleNFTCreate"],
};

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    return isWorldError(error) ? error.code : String(error);
  }
  return undefined;
}

describe.skipIf(!isLightSimulatorInstalled())("the light simulator as a world", () => {
  let world: LightSimulatorWorld;

  beforeAll(() => {
    world = createLightSimulatorWorld();
    world.setAccount({ address: alice, balance: 10n ** 18n });
    world.setAccount({ address: contract, code, ownerAddress: alice });
  });
  afterAll(() => world.close());

  it("deploys a contract and calls it", () => {
    const own = createLightSimulatorWorld();
    const result = deployAndCall(own, code, "count");
    own.close();
    expect(result.returnData).toEqual([Uint8Array.of(1)]);
  });

  it("keeps what a call stores, and tells what each hook cost", () => {
    const { returnCode, returnData, gasUsed, gasRemaining } = world.execute(call);
    expect(returnCode).toBe(ReturnCode.ok);
    expect(returnData).toEqual([Uint8Array.of(1)]);
    expect(gasUsed + gasRemaining).toBe(call.gasLimit);
    expect(world.getStorage(contract, utf8ToBytes("counter"))).toEqual(Uint8Array.of(1));
    const hooks = world.lastExecutionLog()?.hooks ?? [];
    expect(hooks.find(({ hook }) => hook === "smallIntStorageLoadUnsigned")).toMatchObject({ function: "count", calls: 2 });
  });

  it("takes nonce and fee, but keeps nothing else, when a call fails", () => {
    const before = world.getAccount(alice);
    const result = world.execute({ ...call, function: "fail", gasPrice: 3n, value: 5n });
    expect(result).toMatchObject({ returnCode: ReturnCode.userError, returnMessage: "counter", gasUsed: call.gasLimit });
    expect(world.getAccount(alice)).toMatchObject({
      nonce: (before?.nonce ?? 0n) + 1n,
      balance: (before?.balance ?? 0n) - 3n * call.gasLimit,
    });
  });

  it("answers queries with their gas and changes nothing", () => {
    const before = world.getStorage(contract, utf8ToBytes("counter"));
    const result = world.query({ receiver: contract, function: "count", arguments: [] });
    expect(result.returnCode).toBe(ReturnCode.ok);
    expect(result.gasUsed).toBeGreaterThan(0n);
    expect(world.getStorage(contract, utf8ToBytes("counter"))).toEqual(before);
  });

  it("upgrades a contract", () => {
    const { buffer: other } = parseWat("empty.wat", `(module (memory (export "memory") 1) (func (export "upgrade")))`).toBinary({});
    const upgraded = contractAddressFromCreator(alice, 1n, wasmVmType);
    world.setAccount({ address: upgraded, code, ownerAddress: alice });
    const { function: _function, esdt: _esdt, ...common } = call;
    world.execute({ ...common, kind: "upgrade", receiver: upgraded, code: other, codeMetadata: hexToBytes("0100"), arguments: [] });
    expect(world.getAccount(upgraded)).toMatchObject({ code: Uint8Array.from(other), codeMetadata: hexToBytes("0100") });
  });

  it("writes tokens into storage and reads them back, and moves them", () => {
    world.setAccount({ address: bob, esdt: [token] });
    expect(world.getEsdt(bob)).toEqual([token]);
    const payment = { tokenIdentifier: token.tokenIdentifier, nonce: 0n, value: 250n };
    const { function: _function, arguments: _arguments, ...common } = call;
    const moved = world.execute({ ...common, kind: "transfer", sender: bob, receiver: alice, esdt: [payment] });
    expect(moved.returnCode).toBe(ReturnCode.ok);
    expect(world.getEsdt(alice)).toMatchObject([{ instances: [{ nonce: 0n, balance: 250n }] }]);
    expect(world.getEsdt(bob)[0]?.instances[0]?.balance).toBe(750n);
  });

  it("answers a user error for tokens that the sender has not, and counts the nonce", () => {
    const { nonce = 0n } = world.getAccount(alice) ?? {};
    const payment = { tokenIdentifier: utf8ToBytes("NONE-123456"), nonce: 0n, value: 1n };
    expect(world.execute({ ...call, esdt: [payment] })).toMatchObject({ returnCode: ReturnCode.userError, gasRemaining: 0n });
    expect(world.getAccount(alice)?.nonce).toBe(nonce + 1n);
  });

  it("transfers EGLD and pays validator rewards", () => {
    const { arguments: _arguments, function: _function, ...common } = call;
    world.execute({ ...common, kind: "transfer", receiver: bob, value: 77n });
    world.execute({ kind: "validatorReward", receiver: bob, value: 23n });
    expect(world.getAccount(bob)?.balance).toBe(100n);
    expect(world.getStorage(bob, byteStringToBytes("ELRONDreward"))).toEqual(Uint8Array.of(23));
  });

  it("sets blocks in whole seconds", () => {
    world.setCurrentBlock({ nonce: 12n, round: 13n, epoch: 2, timestampMs: 5000n });
    expect(world.getCurrentBlock()).toMatchObject({ nonce: 12n, timestampMs: 5000n });
    expect(codeOf(() => world.setCurrentBlock({ timestampMs: 1n }))).toBe("UNSUPPORTED");
  });

  it("knows no account that nobody set, however often it is asked", () => {
    const nobody = new Uint8Array(32).fill(9);
    expect([world.getAccount(nobody), world.getAccount(nobody)]).toEqual([undefined, undefined]);
    expect(world.getStorage(nobody, utf8ToBytes("key"))).toEqual(noInstance);
    expect(world.addresses()).not.toContainEqual(nobody);
  });

  const refused: readonly (readonly [string, string, (world: World) => unknown])[] = [
    ["a sender that is not there", "ACCOUNT_NOT_FOUND", (w) => w.execute({ ...call, sender: new Uint8Array(32).fill(3) })],
    ["a receiver that is not there", "ACCOUNT_NOT_FOUND", (w) => w.execute({ ...call, receiver: new Uint8Array(32).fill(3) })],
    ["a call to an account without code", "NOT_A_CONTRACT", (w) => w.execute({ ...call, receiver: bob })],
    ["a query of an account without code", "NOT_A_CONTRACT", (w) => w.query({ receiver: bob, function: "x", arguments: [] })],
    ["a fee that the sender cannot pay", "FEE_NOT_COVERED", (w) => w.execute({ ...call, gasPrice: 10n ** 18n })],
    ["too little gas", "UNSUPPORTED", (w) => w.execute({ ...call, gasLimit: 1n })],
    ["a relayer", "UNSUPPORTED", (w) => w.execute({ ...call, relayer: bob })],
    ["a built-in function", "UNSUPPORTED", (w) => w.execute({ ...call, function: "SaveKeyValue" })],
    ["a query to be kept", "UNSUPPORTED", (w) => w.query({ receiver: contract, function: "count", arguments: [] }, { commit: true })],
    ["a user name", "UNSUPPORTED", (w) => w.setAccount({ address: bob, username: utf8ToBytes("bob") })],
    ["an update of nobody", "ACCOUNT_NOT_FOUND", (w) => w.updateAccount({ address: new Uint8Array(32).fill(3), nonce: 1n })],
    ["to delete an account", "UNSUPPORTED", (w) => w.deleteAccount(bob)],
    ["a snapshot", "UNSUPPORTED", (w) => w.snapshot()],
    ["a fork", "UNSUPPORTED", (w) => w.fork()],
    ["to tell its schedule", "UNSUPPORTED", (w) => w.getGasSchedule()],
    ["a random seed", "UNSUPPORTED", (w) => w.setCurrentBlock({ randomSeed: new Uint8Array(48).fill(1) })],
  ];
  it.each(refused)("refuses %s and stays as it was", (_what, expected, action) => {
    const before = world.getAccount(alice);
    expect(codeOf(() => action(world))).toBe(expected);
    expect(world.getAccount(alice)).toEqual(before);
  });

  it("leaves no process behind", () => {
    const own = createLightSimulatorWorld();
    const processes = (): number => {
      const lines = execFileSync("ps", ["-eo", "ppid=,args="], { encoding: "utf8" }).split("\n");
      return lines.filter((line) => line.trim().startsWith(`${process.pid} `) && line.includes("lsproxy")).length;
    };
    const during = processes();
    own.close();
    own.close();
    expect(processes()).toBe(during - 1);
    expect(() => own.addresses()).toThrow("it was closed");
  });
});

describe("a simulator that is not there", () => {
  it("is an error that names the place", () => {
    expect(() => createLightSimulatorWorld({ program: "/nowhere/lsproxy" })).toThrow("there is no light simulator at /nowhere/lsproxy");
  });

  it("is told from one that does not start", () => {
    expect(() => createLightSimulatorWorld({ program: "/bin/false" })).toThrow("it ended at its start");
  });
});
