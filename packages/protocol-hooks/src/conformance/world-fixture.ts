// A world with two users and the contract of the suite, and short forms for what is done in it.
import type { Address } from "../bytes.js";
import { ReturnCode } from "../return-code.js";
import type { CallTransaction, DeployTransaction, TransactionResult, TransferTransaction, World, WorldSupports } from "../world.js";
import { alice, bob, bytesOf, counter, openMetadata, sumKey, txHash } from "./accounts.js";
import { counterCode } from "./counter-contract.js";
import { expectEqual, type Behaviour } from "./suite.js";

export interface WorldFixture {
  readonly world: World;
  readonly code: Uint8Array;
  /** Calls the contract as alice, without fee, unless said otherwise. */
  readonly call: (functionName: string, overrides?: Partial<CallTransaction>) => TransactionResult;
  readonly transfer: (overrides: Partial<TransferTransaction>) => TransactionResult;
  readonly deploy: (overrides?: Partial<DeployTransaction>) => TransactionResult;
  /** The contract's sum. */
  readonly sum: (address?: Address) => Uint8Array;
  readonly balance: (address: Address) => bigint | undefined;
}

export type WorldBehaviour = Behaviour<WorldFixture, keyof WorldSupports>;

export const token: Uint8Array = bytesOf("TOK-123456");

const gas = { txHash, sender: alice, value: 0n, gasLimit: 50_000_000n, gasPrice: 0n, esdt: [] } as const;

/** Alice has 10^15 and nonce 7, bob has 5; the contract is alice's and counts from 5. */
export function createWorldFixture(world: World, code: Uint8Array = counterCode()): WorldFixture {
  world.setAccount({ address: alice, balance: 10n ** 15n, nonce: 7n });
  world.setAccount({ address: bob, balance: 5n });
  const storage = new Map([["sum", Uint8Array.of(5)]]);
  world.setAccount({ address: counter, code, codeMetadata: openMetadata, ownerAddress: alice, storage });
  return {
    world,
    code,
    call: (functionName, overrides) =>
      world.execute({ ...gas, kind: "call", receiver: counter, function: functionName, arguments: [], ...overrides }),
    transfer: (overrides) => world.execute({ ...gas, kind: "transfer", receiver: bob, ...overrides }),
    deploy: (overrides) =>
      world.execute({ ...gas, kind: "deploy", code, codeMetadata: openMetadata, arguments: [Uint8Array.of(9)], ...overrides }),
    sum: (address = counter) => world.getStorage(address, sumKey),
    balance: (address) => world.getAccount(address)?.balance,
  };
}

export function expectOk({ returnCode, returnMessage }: TransactionResult): void {
  expectEqual([returnCode, returnMessage], [ReturnCode.ok, ""], "return code and message");
}

