// MigrateDataTrie: would move leaves of an account's trie to their new form. This world keeps no tries, so nothing is moved and all gas
// remains. Mirrors migrateDataTrie.go.
import { BlockchainHookError, type VmOutput } from "@mxvm/protocol-hooks";
import { messages } from "../esdt/messages.js";
import { checkNoValue, type BuiltInCall } from "./call.js";
import { createOutput } from "./output.js";

export function migrateDataTrie({ context, input, destination }: BuiltInCall): VmOutput {
  const { TrieLoadPerNode: loadCost, TrieStorePerNode: storeCost } = context.costs;
  if (input.gasProvided < loadCost + storeCost) {
    const costs = `trie load cost: ${loadCost}, trie store cost: ${storeCost}`;
    throw new BlockchainHookError(`not enough gas, gas provided: ${input.gasProvided}, ${costs}`);
  }
  checkNoValue(input);
  if (input.arguments.length > 0) {
    throw new BlockchainHookError(`no arguments must be given to migrate data trie: ${messages.invalidNumberOfArguments}`);
  }
  if (destination === undefined) {
    throw new BlockchainHookError(`destination account must be in the same shard as the sender: ${messages.nilDestinationAccount}`);
  }
  return createOutput(input.gasProvided);
}
