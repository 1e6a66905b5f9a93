// Inputs of the VM, made from transactions and queries. Mirrors scenario/executor/stepRunTx.go of mx-chain-scenario-go.
import {
  CallType,
  EsdtType,
  type CallTransaction,
  type ContractCallInput,
  type ContractCreateInput,
  type DeployTransaction,
  type EsdtTransfer,
  type Query,
  type TokenPayment,
  type TransferTransaction,
  type UpgradeTransaction,
  type VmInput,
} from "@mxvm/protocol-hooks";
import { noBytes } from "../state/account.js";

/** Transactions that a sender pays for. */
export type SentTransaction = DeployTransaction | UpgradeTransaction | CallTransaction | TransferTransaction;

/** Gas of a query: as much as the VM accepts. */
export const QUERY_GAS: bigint = 2n ** 63n - 1n;

const noTxHash = new Uint8Array(32);
const upgradeFunction = "upgradeContract";

export function createInputFromDeploy(transaction: DeployTransaction): ContractCreateInput {
  return {
    ...vmInputFrom(transaction, transaction.arguments, transaction.esdt),
    contractCode: transaction.code,
    contractCodeMetadata: transaction.codeMetadata,
  };
}

export function callInputFromUpgrade(transaction: UpgradeTransaction): ContractCallInput {
  return {
    ...vmInputFrom(transaction, [transaction.code, transaction.codeMetadata, ...transaction.arguments], []),
    recipientAddress: transaction.receiver,
    function: upgradeFunction,
    allowInitFunction: false,
  };
}

export function callInputFromCall(transaction: CallTransaction): ContractCallInput {
  return {
    ...vmInputFrom(transaction, transaction.arguments, transaction.esdt),
    recipientAddress: transaction.receiver,
    function: transaction.function,
    allowInitFunction: false,
  };
}

/** A transfer is a call of nothing. */
export function callInputFromTransfer(transaction: TransferTransaction): ContractCallInput {
  return {
    ...vmInputFrom(transaction, [], transaction.esdt),
    recipientAddress: transaction.receiver,
    function: "",
    allowInitFunction: false,
  };
}

/** The contract calls itself, as in production's query service. */
export function callInputFromQuery(query: Query): ContractCallInput {
  const txHash = query.txHash ?? noTxHash;
  return {
    callerAddress: query.receiver,
    arguments: query.arguments,
    asyncArguments: undefined,
    callValue: query.value ?? 0n,
    callType: CallType.directCall,
    gasPrice: 0n,
    gasProvided: QUERY_GAS,
    gasLocked: 0n,
    originalTxHash: txHash,
    currentTxHash: txHash,
    prevTxHash: noBytes,
    esdtTransfers: [],
    returnCallAfterError: false,
    txGuardian: noBytes,
    originalCallerAddress: query.receiver,
    relayerAddress: noBytes,
    recipientAddress: query.receiver,
    function: query.function,
    allowInitFunction: false,
  };
}

function vmInputFrom(transaction: SentTransaction, args: readonly Uint8Array[], payments: readonly TokenPayment[]): VmInput {
  return {
    callerAddress: transaction.sender,
    arguments: args,
    asyncArguments: undefined,
    callValue: transaction.value,
    callType: CallType.directCall,
    gasPrice: transaction.gasPrice,
    gasProvided: transaction.gasLimit,
    gasLocked: 0n,
    originalTxHash: transaction.txHash,
    currentTxHash: transaction.txHash,
    prevTxHash: noBytes,
    esdtTransfers: payments.map(esdtTransferFromPayment),
    returnCallAfterError: false,
    txGuardian: transaction.guardian ?? noBytes,
    originalCallerAddress: transaction.sender,
    relayerAddress: transaction.relayer ?? noBytes,
  };
}

function esdtTransferFromPayment({ tokenIdentifier, nonce, value }: TokenPayment): EsdtTransfer {
  return { tokenIdentifier, nonce, value, tokenType: nonce === 0n ? EsdtType.fungible : EsdtType.nonFungible };
}
