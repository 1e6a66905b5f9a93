// A world with TypeScript contracts in it, and short ways to deploy, call and query them.
import { type AnyContract, codeOf } from "@mxvm/contract-api";
import { utf8ToBytes } from "@mxvm/codec";
import { createDebugExecutor, type DebugExecutorOptions } from "@mxvm/executor-debug";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { TransactionResult, World } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";

export const owner: Uint8Array = new Uint8Array(32).fill(1);
export const alice: Uint8Array = new Uint8Array(32).fill(2);
export const bob: Uint8Array = new Uint8Array(32).fill(3);

export function bytes(value: bigint | number | string): Uint8Array {
  if (typeof value === "string") return utf8ToBytes(value);
  const hex = value === 0n || value === 0 ? "" : value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Uint8Array.from(even.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

export interface Scene {
  readonly world: World;
  deploy(contract: AnyContract, args?: readonly Uint8Array[], options?: Options): Uint8Array;
  tryDeploy(contract: AnyContract, args?: readonly Uint8Array[], options?: Options): TransactionResult;
  call(receiver: Uint8Array, name: string, args?: readonly Uint8Array[], options?: Options): TransactionResult;
  query(receiver: Uint8Array, name: string, args?: readonly Uint8Array[]): TransactionResult;
}

export interface Options {
  readonly sender?: Uint8Array;
  readonly value?: bigint;
  readonly esdt?: readonly { readonly tokenIdentifier: Uint8Array; readonly nonce: bigint; readonly value: bigint }[];
  readonly gasLimit?: bigint;
}

const basics = { txHash: new Uint8Array(32), gasLimit: 600_000_000n, gasPrice: 0n };

export function createScene(contracts: readonly AnyContract[], options: Omit<DebugExecutorOptions, "contracts"> = {}): Scene {
  const executor = createDebugExecutor({ contracts, ...options });
  const world = createMockWorld({ gasSchedule: gasSchedules.default, vm: createVm({ executor }) });
  for (const account of [owner, alice, bob]) world.setAccount({ address: account, balance: 10n ** 24n });
  const tryDeploy: Scene["tryDeploy"] = (contract, args = [], { sender = owner, value = 0n, esdt = [], gasLimit = basics.gasLimit } = {}) =>
    world.execute({ kind: "deploy", code: codeOf(contract), codeMetadata: Uint8Array.of(5, 6), arguments: args, sender, value, esdt, ...basics, gasLimit });
  return {
    world,
    tryDeploy,
    deploy: (contract, args, options) => {
      const { deployedAddress, returnMessage } = tryDeploy(contract, args, options);
      if (deployedAddress === undefined) throw new TypeError(returnMessage);
      return deployedAddress;
    },
    call: (receiver, name, args = [], { sender = owner, value = 0n, esdt = [], gasLimit = basics.gasLimit } = {}) =>
      world.execute({ kind: "call", receiver, function: name, arguments: args, sender, value, esdt, ...basics, gasLimit }),
    query: (receiver, name, args = []) => world.query({ receiver, function: name, arguments: args }),
  };
}
