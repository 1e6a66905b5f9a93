// Accounts and transactions that the tests share.
import { bytesToByteString } from "@mxvm/codec";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { CallTransaction, DeployTransaction, PortableWorld, TransferTransaction, World } from "@mxvm/protocol-hooks";
import { createMockWorld, type Compatibility } from "../../src/index.js";
import { codeOf, createScriptedVm, type Script, type ScriptedVm } from "./scripted-vm.js";

/** `name` padded with underscores. */
export function userAddress(name: string): Uint8Array {
  return codeOf(name.padEnd(32, "_"));
}

/** Eight zeros, VM type 0500, `name` padded with underscores. */
export function contractAddress(name: string): Uint8Array {
  const address = userAddress(`0123456789${name}`);
  address.fill(0, 0, 10);
  address[8] = 5;
  return address;
}

export const alice: Uint8Array = userAddress("alice");
export const bob: Uint8Array = userAddress("bob");
export const adder: Uint8Array = contractAddress("adder");

export const noTxHash: Uint8Array = new Uint8Array(32);

/** A world with alice (1,000,000), bob (5) and a contract of alice's that runs the script `adder`. */
export function createWorld(scripts: Readonly<Record<string, Script>> = {}, compatibility?: Compatibility): { world: PortableWorld; vm: ScriptedVm } {
  const vm = createScriptedVm(scripts);
  const world = createMockWorld({
    vm: vm.factory,
    gasSchedule: gasSchedules.default,
    ...(compatibility === undefined ? {} : { compatibility }),
  });
  world.setAccount({ address: alice, balance: 1_000_000n, nonce: 7n });
  world.setAccount({ address: bob, balance: 5n });
  world.setAccount({ address: adder, code: codeOf("adder"), ownerAddress: alice });
  return { world, vm };
}

export function call(overrides: Partial<CallTransaction> = {}): CallTransaction {
  return {
    kind: "call",
    txHash: noTxHash,
    sender: alice,
    receiver: adder,
    function: "add",
    arguments: [],
    value: 0n,
    esdt: [],
    gasLimit: 1000n,
    gasPrice: 1n,
    ...overrides,
  };
}

export function transfer(overrides: Partial<TransferTransaction> = {}): TransferTransaction {
  return {
    kind: "transfer",
    txHash: noTxHash,
    sender: alice,
    receiver: bob,
    value: 0n,
    esdt: [],
    gasLimit: 0n,
    gasPrice: 0n,
    ...overrides,
  };
}

export function deploy(overrides: Partial<DeployTransaction> = {}): DeployTransaction {
  return {
    kind: "deploy",
    txHash: noTxHash,
    sender: alice,
    code: codeOf("deployed"),
    codeMetadata: Uint8Array.of(5, 6),
    arguments: [],
    value: 0n,
    esdt: [],
    gasLimit: 1000n,
    gasPrice: 1n,
    ...overrides,
  };
}

/** Everything that a world shows, as comparable data. */
export function dump(world: World): unknown {
  const accounts = world.addresses().map((address) => {
    const account = world.getAccount(address);
    if (account === undefined) return undefined;
    return { ...account, storage: [...account.storage].sort(([a], [b]) => (a < b ? -1 : 1)) };
  });
  return { accounts, current: world.getCurrentBlock(), previous: world.getPreviousBlock() };
}

export function addressesOf(world: World): string[] {
  return world.addresses().map(bytesToByteString);
}
