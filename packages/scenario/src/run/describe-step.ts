// What the transaction of a step called, with the ABIs of the contracts that the scenario deploys or puts into accounts.
import { bytesToByteString } from "@mxvm/codec";
import type { ObservedCall, TransactionResult, World } from "@mxvm/protocol-hooks";
import type { Abi } from "../abi/abi.js";
import { type CallTree, type DescribedCall, type KnownAddresses, describeCalls } from "../calls/call-tree.js";
import { callFromQuery, callFromTransaction } from "../calls/calls-from-result.js";
import type { TransactionStep } from "../model/scenario.js";
import type { ScenarioLoader } from "../parse/loader.js";
import { requestOf } from "./transaction.js";

/** The calls of a step, or what its result tells where the world told of none. None if it did not run. */
export function describeStep(
  step: TransactionStep,
  calls: readonly ObservedCall[],
  result: TransactionResult | undefined,
  world: World,
  loader: ScenarioLoader,
): readonly CallTree[] {
  const { tx } = step;
  const told: readonly DescribedCall[] = calls.length > 0 || result === undefined ? calls : [callFromResult(step, result)];
  const newCode = tx.kind === "scDeploy" || tx.kind === "scUpgrade" ? tx.contractCode?.bytes : undefined;
  return describeCalls(told, knownAddresses(world, loader), { newCodeAbi: newCode && loader.abiOf(newCode), isQuery: tx.kind === "scQuery" });
}

function callFromResult(step: TransactionStep, result: TransactionResult): DescribedCall {
  const request = requestOf(step);
  return request.kind === "query" ? callFromQuery(request.query, result) : callFromTransaction(request.transaction, result);
}

/** Accounts have no names but those that their addresses say. */
function knownAddresses(world: World, loader: ScenarioLoader): KnownAddresses {
  const abis = new Map<string, Abi | undefined>();
  return {
    nameOf: () => undefined,
    abiOf: (address) => {
      const key = bytesToByteString(address);
      if (!abis.has(key)) abis.set(key, abiAt(address, world, loader));
      return abis.get(key);
    },
    addresses: world.supports.accountExport ? world.addresses() : [],
  };
}

function abiAt(address: Uint8Array, world: World, loader: ScenarioLoader): Abi | undefined {
  const code = address.length === 0 ? undefined : world.getAccount(address)?.code;
  return code === undefined || code.length === 0 ? undefined : loader.abiOf(code);
}
