// Transactions as the light simulator takes them, and what it answers.
import { addressToBech32, isEmptyAddress } from "@mxvm/codec";
import { ReturnCode, WorldError, type Address, type ReturnCodeValue, type SentTransaction, type TransactionResult } from "@mxvm/protocol-hooks";
import { base64ToBytes } from "../base64.js";
import type { JsonValue } from "../process/json.js";
import { createResult, dataOf, multiTransfer, receiverOf, returnDataFrom } from "../transaction-data.js";

/** What `/transaction/{hash}?withResults=true` answers. */
export interface TransactionAnswer {
  readonly transaction: {
    readonly executionLogs: string;
    readonly executionReceipt: { readonly returnCode: number; readonly returnMessage: string };
    readonly gasUsed: string;
    readonly logs: {
      readonly events: readonly { readonly identifier: string; readonly data?: string }[];
    };
    readonly smartContractResults: readonly { readonly data: string }[] | null;
  };
}

/** The simulator refuses transactions with less gas. */
const minGasLimit = 50_000n;

/** The simulator hands these to the VM like any other endpoint; only token payments it knows. */
const builtInFunctions: ReadonlySet<string> = new Set([
  ...["ClaimDeveloperRewards", "ChangeOwnerAddress", "SetUserName", "DeleteUserName", "SaveKeyValue", "ESDTPause"],
  ...["ESDTSetRole", "ESDTTransfer", "ESDTBurn", "ESDTUnPause", "ESDTUnSetRole", "ESDTLocalBurn", "ESDTLocalMint"],
  ...["ESDTNFTAddQuantity", "ESDTNFTBurn", "ESDTNFTCreate", "ESDTFreeze", "ESDTUnFreeze", "ESDTWipe", "ESDTNFTTransfer"],
  ...["ESDTNFTCreateRoleTransfer", "ESDTNFTUpdateAttributes", "ESDTNFTAddURI", multiTransfer, "ESDTSetLimitedTransfer"],
  ...["ESDTUnSetLimitedTransfer", "ESDTDeleteMetadata", "ESDTAddMetadata", "ESDTSetBurnRoleForAll"],
  ...["ESDTUnSetBurnRoleForAll", "ESDTTransferRoleDeleteAddress", "ESDTTransferRoleAddAddress", "SetGuardian"],
  ...["GuardAccount", "UnGuardAccount", "MigrateDataTrie", "ESDTSetTokenType", "ESDTMetaDataRecreate"],
  ...["ESDTMetaDataUpdate", "ESDTSetNewURIs", "ESDTModifyRoyalties", "ESDTModifyCreator"],
]);

/** The request that sends a transaction. Throws `UNSUPPORTED` for what the simulator would do otherwise than a world has to. */
export function transactionRequest(transaction: SentTransaction, nonce: bigint): JsonValue {
  assertSendable(transaction);
  const { sender, value, gasLimit, gasPrice } = transaction;
  const data = dataOf(transaction);
  return {
    nonce,
    value: value.toString(),
    sender: addressToBech32(sender),
    receiver: addressToBech32(receiverOf(transaction)),
    gasPrice,
    gasLimit,
    data: data === "" ? undefined : Buffer.from(data, "latin1").toString("base64"),
    signature: "",
    chainID: "S",
    version: 1,
  };
}

/** `newAddress` is what a deployment's contract gets if it succeeds. */
export function resultFrom({ transaction }: TransactionAnswer, gasLimit: bigint, newAddress: Address | undefined): TransactionResult {
  const { executionReceipt, gasUsed, logs, smartContractResults } = transaction;
  const written = logs.events.find(({ identifier }) => identifier === "writeLog")?.data;
  const data = smartContractResults?.[0]?.data ?? (written === undefined ? "" : Buffer.from(written, "base64").toString("latin1"));
  return {
    ...createResult(executionReceipt.returnCode as ReturnCodeValue, gasLimit, gasLimit - BigInt(gasUsed)),
    returnMessage: executionReceipt.returnMessage,
    returnData: returnDataFrom(data),
    deployedAddress: executionReceipt.returnCode === ReturnCode.ok ? newAddress : undefined,
  };
}

/** Gas of a query: as much as the VM accepts. */
const QUERY_GAS = 2n ** 63n - 1n;

/** What `/vm-values/query` answers. */
export interface QueryAnswer {
  readonly executionLogs: string;
  readonly returnCode: number;
  readonly returnMessage: string;
  /** Base64. */
  readonly returnData: readonly string[];
}

/** The gas that remained is in a query's log alone. */
export function queryResultFrom({ returnCode, returnMessage, returnData }: QueryAnswer, gasRemaining: bigint): TransactionResult {
  return {
    ...createResult(returnCode as ReturnCodeValue, QUERY_GAS, gasRemaining),
    returnMessage,
    returnData: returnData.map(base64ToBytes),
  };
}

/** A transaction whose tokens could not be moved. */
export function userErrorResult(returnMessage: string, gasLimit: bigint): TransactionResult {
  return { ...createResult(ReturnCode.userError, gasLimit, 0n), returnMessage };
}

function assertSendable(transaction: SentTransaction): void {
  const reason = reasonAgainst(transaction);
  if (reason !== undefined) throw new WorldError("UNSUPPORTED", `the light simulator ${reason}`);
}

function reasonAgainst(transaction: SentTransaction): string | undefined {
  const { kind, gasLimit, relayer, guardian } = transaction;
  if (gasLimit < minGasLimit) return `takes no transactions with less than ${minGasLimit} units of gas`;
  if (relayer !== undefined || guardian !== undefined) return "knows no relayers and guardians";
  if (kind === "deploy") return transaction.esdt.length > 0 ? "deploys no contracts with token payments" : undefined;
  if (isEmptyAddress(transaction.receiver)) return "takes what is sent to the zero address for a deployment";
  if (kind !== "call") return undefined;
  if (transaction.function === "") return "takes a call without function for a transfer";
  if (transaction.esdt.length > 0) return undefined;
  return builtInFunctions.has(transaction.function) ? "runs no built-in functions" : undefined;
}
