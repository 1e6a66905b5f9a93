// What the node allows one transaction: calls of built-in functions, token transfers and reads of tries. Mirrors mx-chain-go
// process/smartContract/hooks/counters/usageCounter.go, which sits in the node's Blockchain Hooks.
import { BlockchainHookError } from "@mxvm/protocol-hooks";
import type { BlockchainHooks } from "@mxvm/protocol-hooks";
import { parseEsdtTransfers } from "./esdt-transfer-parser.js";

/** Highest numbers allowed per transaction; one more fails the call that asked. */
export interface TransactionLimits {
  readonly builtInCalls: number;
  readonly transfers: number;
  readonly trieReads: number;
}

/** The limits of the main network. */
export const mainnetTransactionLimits: TransactionLimits = { builtInCalls: 100, transfers: 250, trieReads: 1500 };

/** Blockchain Hooks that count. */
export interface LimitedBlockchainHooks {
  readonly hooks: BlockchainHooks;
  /** Begins a transaction. */
  reset(): void;
}

function tooMany(what: string): BlockchainHookError {
  return new BlockchainHookError(`max calls reached: too many ${what}`);
}

/** Hooks of which those that are limited count; the others are the world's own. */
export function limitBlockchainHooks(hooks: BlockchainHooks, limits: TransactionLimits): LimitedBlockchainHooks {
  let builtInCalls = 0;
  let transfers = 0;
  let trieReads = 0;
  const counting: Pick<BlockchainHooks, "getStorageData" | "processBuiltInFunction"> = {
    getStorageData(accountAddress, index) {
      trieReads++;
      if (trieReads > limits.trieReads) throw tooMany("reads from trie");
      return hooks.getStorageData(accountAddress, index);
    },
    processBuiltInFunction(input) {
      builtInCalls++;
      if (builtInCalls > limits.builtInCalls) throw tooMany("built-in functions calls");
      const parsed = parseEsdtTransfers(input.callerAddress, input.recipientAddress, input.function, input.arguments);
      transfers += parsed?.transfers.length ?? 0;
      if (transfers > limits.transfers) throw tooMany("ESDT transfers");
      return hooks.processBuiltInFunction(input);
    },
  };
  const limited = new Proxy(hooks, {
    get(target, property) {
      if (property === "getStorageData") return counting.getStorageData;
      if (property === "processBuiltInFunction") return counting.processBuiltInFunction;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  return {
    hooks: limited,
    reset() {
      builtInCalls = 0;
      transfers = 0;
      trieReads = 0;
    },
  };
}
