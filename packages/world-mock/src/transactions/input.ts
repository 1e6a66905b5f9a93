// Inputs of the VM, made from transactions and queries. Mirrors scenario/executor/stepRunTx.go of mx-chain-scenario-go.
import { zeroAddress } from "@mxvm/codec";
import {
  CallType,
  EsdtType,
  type Address,
  type CallTransaction,
  type ContractCallInput,
  type ContractCreateInput,
  type DeployTransaction,
  type EsdtTransfer,
  type Query,
  type SentTransaction,
  type TokenPayment,
  type TransferTransaction,
  type UpgradeTransaction,
  type VmInput,
} from "@mxvm/protocol-hooks";
import { noBytes } from "../state/account.js";

/** What transactions and queries have in common. */
type InputSource = Pick<SentTransaction, "txHash" | "sender" | "value" | "gasLimit" | "gasPrice" | "guardian" | "relayer">;

/** Gas of a query: as much as the VM accepts. */
export const QUERY_GAS: bigint = 2n ** 63n - 1n;

const noTxHash = new Uint8Array(32);
const upgradeFunction = "upgradeContract";

export function createInputFromDeploy(transaction: DeployTransaction): ContractCreateInput {
  const input: VmInput = callInput(transaction, zeroAddress, "", transaction.arguments, transaction.esdt);
  return { ...input, contractCode: transaction.code, contractCodeMetadata: transaction.codeMetadata };
}

export function callInputFromUpgrade(transaction: UpgradeTransaction): ContractCallInput {
  const args = [transaction.code, transaction.codeMetadata, ...transaction.arguments];
  return callInput(transaction, transaction.receiver, upgradeFunction, args, []);
}

export function callInputFromCall(transaction: CallTransaction): ContractCallInput {
  return callInput(transaction, transaction.receiver, transaction.function, transaction.arguments, transaction.esdt);
}

/** A transfer is a call of nothing. */
export function callInputFromTransfer(transaction: TransferTransaction): ContractCallInput {
  return callInput(transaction, transaction.receiver, "", [], transaction.esdt);
}

/** The contract calls itself, as in production's query service. */
export function callInputFromQuery(query: Query): ContractCallInput {
  const transaction = {
    txHash: query.txHash ?? noTxHash,
    sender: query.receiver,
    value: query.value ?? 0n,
    gasLimit: QUERY_GAS,
    gasPrice: 0n,
  };
  return callInput(transaction, query.receiver, query.function, query.arguments, []);
}

/** One literal, since spreading parts into an object of this many fields takes microseconds. */
function callInput(
  { sender, txHash, value, gasLimit, gasPrice, guardian = noBytes, relayer = noBytes }: InputSource,
  recipientAddress: Address,
  functionName: string,
  args: readonly Uint8Array[],
  payments: readonly TokenPayment[],
): ContractCallInput {
  return {
    callerAddress: sender,
    arguments: args,
    asyncArguments: undefined,
    callValue: value,
    callType: CallType.directCall,
    gasPrice,
    gasProvided: gasLimit,
    gasLocked: 0n,
    originalTxHash: txHash,
    currentTxHash: txHash,
    prevTxHash: noBytes,
    esdtTransfers: payments.map(esdtTransferFromPayment),
    returnCallAfterError: false,
    txGuardian: guardian,
    originalCallerAddress: sender,
    relayerAddress: relayer,
    recipientAddress,
    function: functionName,
    allowInitFunction: false,
  };
}

function esdtTransferFromPayment({ tokenIdentifier, nonce, value }: TokenPayment): EsdtTransfer {
  return { tokenIdentifier, nonce, value, tokenType: nonce === 0n ? EsdtType.fungible : EsdtType.nonFungible };
}
