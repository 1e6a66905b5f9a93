// A world with mock contracts: users, contracts by name, and short forms for what endpoints do.
import { bytesToByteString, utf8ToBytes } from "@mxvm/codec";
import { type MockEndpoint, type MockVm, codeOf, createMockExecutor, mockContract } from "@mxvm/executor-mock";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { CallTransaction, EsdtState, TransactionResult, World } from "@mxvm/protocol-hooks";
import { createMockWorld } from "@mxvm/world-mock";
import { createVm, type VmOptions } from "../../src/index.js";

export const text: (value: string) => Uint8Array = utf8ToBytes;

/** `name` padded with underscores. */
export function userAddress(name: string): Uint8Array {
  return text(name.padEnd(32, "_"));
}

/** Eight zeros, VM type 0500, `name` padded with underscores. */
export function contractAddress(name: string): Uint8Array {
  const address = text(`0123456789${name.padEnd(22, "_")}`);
  address.fill(0, 0, 10);
  address[8] = 5;
  return address;
}

export const alice: Uint8Array = userAddress("alice");
export const bob: Uint8Array = userAddress("bob");
export const tokenIdentifier: Uint8Array = text("TOK-123456");

export interface MockWorld {
  readonly world: World;
  /** Calls `parent.run` as alice, unless said otherwise. */
  call(overrides?: Partial<CallTransaction>): TransactionResult;
  /** One storage value of a contract, as text. */
  stored(contract: string, key: string): string;
  balance(address: Uint8Array): bigint;
  tokens(address: Uint8Array): readonly [nonce: bigint, balance: bigint][];
}

export type Endpoints = Readonly<Record<string, Readonly<Record<string, MockEndpoint>>>>;

function tokensOf(balance: bigint, nftBalance: bigint): EsdtState[] {
  const instances = [{ nonce: 0n, balance }, { nonce: 7n, balance: nftBalance, name: text("seven"), royalties: 250, uris: [text("uri")] }];
  return [{ tokenIdentifier, instances, lastNonce: 7n, roles: ["ESDTRoleLocalMint"] }];
}

/** Contracts are all alice's, hold 1,000 of EGLD and tokens, and 3 of the token's nonce 7; payable and readable. */
export function createWorldOf(endpoints: Endpoints, options: Partial<VmOptions> = {}): MockWorld {
  const contracts = Object.entries(endpoints).map(([name, own]) => mockContract({ name, endpoints: { init: () => undefined, ...own } }));
  const vm = createVm({ executor: createMockExecutor({ contracts }), ...options });
  const world = createMockWorld({ vm, gasSchedule: gasSchedules.default });
  world.setAccount({ address: alice, balance: 10n ** 18n });
  world.setAccount({ address: bob, balance: 5n });
  for (const contract of contracts) {
    world.setAccount({
      address: contractAddress(contract.name),
      balance: 1000n,
      code: codeOf(contract),
      ownerAddress: alice,
      esdt: tokensOf(1000n, 3n),
    });
  }
  return {
    world,
    call: (overrides) =>
      world.execute({
        kind: "call",
        txHash: new Uint8Array(32).fill(0x77),
        sender: alice,
        receiver: contractAddress("parent"),
        function: "run",
        arguments: [],
        value: 0n,
        esdt: [],
        gasLimit: 100_000_000n,
        gasPrice: 0n,
        ...overrides,
      }),
    stored: (contract, key) => bytesToByteString(world.getStorage(contractAddress(contract), text(key))),
    balance: (address) => world.getAccount(address)?.balance ?? 0n,
    tokens: (address) => world.getEsdt(address).flatMap(({ instances }) => instances.map(({ nonce, balance }) => [nonce, balance] as const)) as [bigint, bigint][],
  };
}

/** Puts bytes into a new managed buffer; text stands for its UTF-8 bytes. */
export function buffer({ hooks, memory }: MockVm, bytes: Uint8Array | string): number {
  const data = typeof bytes === "string" ? text(bytes) : bytes;
  memory.store(0, data);
  return hooks.mBufferNewFromBytes(0, data.length);
}

/** Puts a vector of buffers under a new handle. */
export function vector(vm: MockVm, ...items: readonly (Uint8Array | string)[]): number {
  return handleVector(vm, items.map((item) => buffer(vm, item)));
}

function handleVector(vm: MockVm, handles: readonly number[]): number {
  const bytes = new DataView(new ArrayBuffer(handles.length * 4));
  handles.forEach((handle, index) => { bytes.setInt32(index * 4, handle); });
  return buffer(vm, new Uint8Array(bytes.buffer));
}

/** Puts token payments under a new handle. */
export function payments(vm: MockVm, ...transfers: readonly { nonce?: bigint; value: bigint; token?: Uint8Array }[]): number {
  const bytes = new DataView(new ArrayBuffer(transfers.length * 16));
  transfers.forEach(({ nonce = 0n, value, token = tokenIdentifier }, index) => {
    bytes.setInt32(index * 16, buffer(vm, token));
    bytes.setBigUint64(index * 16 + 4, nonce);
    bytes.setInt32(index * 16 + 12, vm.hooks.bigIntNew(value));
  });
  return buffer(vm, new Uint8Array(bytes.buffer));
}

/** Bytes of a managed buffer. */
export function bytesOf({ hooks, memory }: MockVm, handle: number): Uint8Array {
  hooks.mBufferGetBytes(handle, 0);
  return memory.load(0, hooks.mBufferGetLength(handle));
}

/** Stores text under a key. */
export function store(vm: MockVm, key: string, value: string): void {
  vm.hooks.mBufferStorageStore(buffer(vm, key), buffer(vm, value));
}

/** Adds text to the return data. */
export function finish(vm: MockVm, value: string | Uint8Array): void {
  vm.hooks.mBufferFinish(buffer(vm, value));
}

/** Ends the run with a message. */
export function fail(vm: MockVm, message: string): void {
  vm.hooks.managedSignalError(buffer(vm, message));
}

/** Handles of a call to a contract: address, value, function and arguments. */
export function callOf(vm: MockVm, contract: string, functionName: string, value: bigint = 0n, ...args: readonly string[]): [number, number, number, number] {
  return [buffer(vm, contractAddress(contract)), vm.hooks.bigIntNew(value), buffer(vm, functionName), vector(vm, ...args)];
}
