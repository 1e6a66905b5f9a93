// Transactions with everything filled in that a test does not care about.
import { utf8ToBytes } from "@mxvm/codec";
import type { Address, CallTransaction, DeployTransaction, UpgradeTransaction } from "@mxvm/protocol-hooks";
import type { Observation } from "./both-worlds.js";
import { txHash } from "./both-worlds.js";

export const owner: Address = address("owner");
export const user: Address = address("user");
export const contract: Address = contractAddress("contract");

/** An address that reads as a name. */
export function address(name: string): Address {
  return Uint8Array.from({ length: 32 }, (_, index) => utf8ToBytes(name)[index] ?? 0x5f);
}

/** A contract's address that reads as a name. */
export function contractAddress(name: string): Address {
  return Uint8Array.from({ length: 32 }, (_, index) => (index < 8 ? 0 : index === 8 ? 5 : index === 9 ? 0 : (utf8ToBytes(name)[index - 10] ?? 0x5f)));
}

const common = { txHash, sender: owner, value: 0n, gasLimit: 50_000_000n, gasPrice: 0n, arguments: [], esdt: [] };

export function deploy(code: Uint8Array, change: Partial<DeployTransaction> = {}): DeployTransaction {
  return { ...common, kind: "deploy", code, codeMetadata: Uint8Array.of(5, 6), ...change };
}

export function upgrade(receiver: Address, code: Uint8Array, change: Partial<UpgradeTransaction> = {}): UpgradeTransaction {
  const { esdt: _, ...rest } = common;
  return { ...rest, kind: "upgrade", receiver, code, codeMetadata: Uint8Array.of(5, 6), ...change };
}

export function call(receiver: Address, name: string, change: Partial<CallTransaction> = {}): CallTransaction {
  return { ...common, kind: "call", receiver, function: name, ...change };
}

const minGasLimit = 50_000n;

/**
 * Gas limits around what a run needs: it, one less and one more, and shares of it, so that gas ends at other places too.
 * `run` is called once with plenty first, then with each limit; it starts from the same state every time.
 */
export function aroundTheNeed(run: (gasLimit: bigint) => Observation): readonly Observation[] {
  const { gasUsed } = run(50_000_000n);
  const shares = Array.from({ length: 12 }, (_, index) => (gasUsed * BigInt(index + 1)) / 13n);
  const limits = [gasUsed, gasUsed - 1n, gasUsed + 1n, ...shares].filter((limit) => limit >= minGasLimit);
  return limits.map(run);
}

