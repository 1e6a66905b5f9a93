// A contract that calls the ESDT system contract, in our world of shards and in the node: what its callback gets, and what it has then.
import { bytesToHex, bytesToUtf8, byteStringToBytes, buildCallData, esdtSystemContractAddress, magnitudeToBytes, utf8ToBytes } from "@mxvm/codec";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { CallTransaction, World } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld, type PortableShardedWorld } from "@mxvm/world-mock";
import { createFullSimulatorWorld, isFullSimulatorInstalled, type FullSimulatorWorld } from "@mxvm/world-simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assemble } from "./support/contracts.js";
import { addressInShard, type Argument } from "./support/protocol-worlds.js";

const user = addressInShard("user", 1);
const contract = Uint8Array.from({ length: 32 }, (_, index) => (index < 8 ? 0 : index === 8 ? 5 : index < 10 || index === 31 ? 0 : 0x61));
const issuingCost = 50_000_000_000_000_000n;
const system = [...esdtSystemContractAddress].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");

/** `ask` sends the system contract its argument as call data, with the value; the callback stores what it gets. */
const asker = `(module
  (import "env" "asyncCall" (func $async (param i32 i32 i32 i32)))
  (import "env" "getNumArguments" (func $count (result i32)))
  (import "env" "getArgument" (func $argument (param i32 i32) (result i32)))
  (import "env" "getCallValue" (func $value (param i32) (result i32)))
  (import "env" "getNumESDTTransfers" (func $transfers (result i32)))
  (import "env" "getESDTTokenName" (func $token (param i32) (result i32)))
  (import "env" "getESDTValue" (func $amount (param i32) (result i32)))
  (import "env" "storageStore" (func $store (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "${system}")
  (data (i32.const 100) "arg0")
  (data (i32.const 110) "value")
  (data (i32.const 120) "token")
  (data (i32.const 130) "amount")
  (func (export "init"))
  (func (export "ask")
    (drop (call $value (i32.const 32)))
    (call $async (i32.const 0) (i32.const 32) (i32.const 1024) (call $argument (i32.const 0) (i32.const 1024))))
  (func (export "callBack") (local $index i32)
    (block $done (loop $next
      (br_if $done (i32.ge_u (local.get $index) (call $count)))
      (i32.store8 (i32.const 103) (i32.add (i32.const 48) (local.get $index)))
      (drop (call $store (i32.const 100) (i32.const 4) (i32.const 1024) (call $argument (local.get $index) (i32.const 1024))))
      (local.set $index (i32.add (local.get $index) (i32.const 1)))
      (br $next)))
    (drop (call $store (i32.const 110) (i32.const 5) (i32.const 1024) (call $value (i32.const 1024))))
    (if (call $transfers) (then
      (drop (call $store (i32.const 120) (i32.const 5) (i32.const 1024) (call $token (i32.const 1024))))
      (drop (call $store (i32.const 130) (i32.const 6) (i32.const 1024) (call $amount (i32.const 1024))))))))`;

const bytesOf = (argument: Argument): Uint8Array =>
  typeof argument === "string" ? utf8ToBytes(argument) : argument instanceof Uint8Array ? argument : magnitudeToBytes(BigInt(argument));

describe.skipIf(!isFullSimulatorInstalled())("a contract that calls the ESDT system contract, as the node runs it", () => {
  let ours: PortableShardedWorld;
  let production: FullSimulatorWorld;
  let coin = "";

  /** What the contract has; its callback's storage is cleared before. */
  const stateOf = (world: World): unknown => {
    const { balance, storage } = world.getAccount(contract) ?? expect.fail("no contract");
    const entries = [...storage].filter(([, value]) => value.length > 0).map(([key, value]) => [bytesToHex(byteStringToBytes(key)), bytesToHex(value)]);
    return { balance, storage: Object.fromEntries(entries.sort()) as unknown };
  };
  /** Answers the identifier of the token that was issued, if one was. */
  const ask = (value: bigint, name: string, ...args: readonly Argument[]): string => {
    const data = byteStringToBytes(buildCallData(name, args.map(bytesOf)));
    const transaction: CallTransaction = {
      ...{ kind: "call", txHash: new Uint8Array(32), sender: user, receiver: contract, function: "ask", arguments: [data] },
      ...{ value, esdt: [], gasLimit: 200_000_000n, gasPrice: 10n ** 9n },
    };
    const none = new Uint8Array();
    const storage = new Map([...Array.from({ length: 20 }, (_, index) => `arg${String.fromCharCode(48 + index)}`), "value", "token", "amount"].map((key) => [key, none]));
    for (const world of [ours, production]) world.updateAccount({ address: contract, storage });
    production.execute(transaction);
    const [identifier] = [production.getStorage(contract, utf8ToBytes("token")), production.getStorage(contract, utf8ToBytes("arg1"))].filter(({ length }) => length > 0);
    const issued = bytesToUtf8(identifier ?? none) ?? "";
    ours.setNewTokenIdentifiers?.([issued]);
    ours.execute({ ...transaction, gasPrice: 0n });
    ours.deliverAll();
    expect([name, stateOf(ours)]).toEqual([name, stateOf(production)]);
    return issued;
  };

  beforeAll(() => {
    const vm = createVm({ executor: createWasmExecutor() });
    ours = createMockWorld({ vm, gasSchedule: gasSchedules.v9, compatibility: "production", shards: 3 });
    production = createFullSimulatorWorld();
    for (const world of [ours, production]) {
      world.setAccount({ address: user, balance: 10n ** 20n });
      world.setAccount({ address: contract, code: assemble(asker), codeMetadata: Uint8Array.of(5, 2), ownerAddress: user });
    }
  });
  afterAll(() => {
    ours.close();
    production.close();
  });

  it("gets the supply as a payment, or the identifier", () => {
    coin = ask(issuingCost, "issue", "CoinToken", "COIN", 1000, 2, "canPause", "true");
    expect(coin).toMatch(/^COIN-/u);
    expect(ask(issuingCost, "issue", "ZeroToken", "ZERO", 0, 2)).toMatch(/^ZERO-/u);
    expect(ask(issuingCost, "issueNonFungible", "ArtToken", "ART")).toMatch(/^ART-/u);
    expect(ask(issuingCost, "registerAndSetAllRoles", "AllToken", "ALL", "SFT", 0)).toMatch(/^ALL-/u);
    expect(ask(issuingCost, "registerAndSetAllRolesDynamic", "DynToken", "DYN", "META", 3)).toMatch(/^DYN-/u);
  });

  it("learns why it is refused, and has its value back", () => {
    ask(issuingCost - 1n, "issue", "CoinToken", "COIN", 1000, 2);
    ask(issuingCost, "issue", "CoinToken", "coin", 1000, 2);
    ask(issuingCost, "issue", "CoinToken");
    ask(5n, "nothing");
    ask(0n, "setSpecialRole", "NONE-123456", contract, "ESDTRoleLocalMint");
  });

  it("gets roles, pauses, and gives its token away", () => {
    ask(0n, "setSpecialRole", coin, contract, "ESDTRoleLocalMint", "ESDTRoleLocalBurn");
    ask(0n, "setSpecialRole", coin, contract, "ESDTRoleLocalMint");
    ask(0n, "pause", coin);
    ask(0n, "unPause", coin);
    ask(0n, "getTokenProperties", coin);
    ask(0n, "getSpecialRoles", coin);
    ask(0n, "transferOwnership", coin, user);
    ask(0n, "pause", "NONE-123456");
  });
});
