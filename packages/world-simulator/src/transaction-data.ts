// Transactions as the simulators take them: the receiver and the data field; and what a data field of results says.
import {
  buildCallData,
  byteStringToBytes,
  bytesToHex,
  magnitudeToBytes,
  parseCallArguments,
  zeroAddress,
  type ByteString,
} from "@mxvm/codec";
import type {
  Address,
  ReturnCodeValue,
  SentTransaction,
  TokenPayment,
  TransactionResult,
} from "@mxvm/protocol-hooks";
import { SimulatorError } from "./errors.js";

const vmTypeHex = "0500";

/** The function that moves token payments. */
export const multiTransfer = "MultiESDTNFTTransfer";

/** Token payments, whatever their number, go as a multi-transfer of the sender to itself. */
export function receiverOf(transaction: SentTransaction): Address {
  if (transaction.kind === "deploy") return zeroAddress;
  return "esdt" in transaction && transaction.esdt.length > 0 ? transaction.sender : transaction.receiver;
}

/** The data field. */
export function dataOf(transaction: SentTransaction): ByteString {
  switch (transaction.kind) {
    case "deploy":
      return [
        bytesToHex(transaction.code),
        vmTypeHex,
        bytesToHex(transaction.codeMetadata),
        ...transaction.arguments.map(bytesToHex),
      ].join("@");
    case "upgrade":
      return buildCallData("upgradeContract", [transaction.code, transaction.codeMetadata, ...transaction.arguments]);
    case "transfer":
      return transaction.esdt.length === 0 ? "" : buildCallData(multiTransfer, paymentArguments(transaction.receiver, transaction.esdt));
    case "call": {
      if (transaction.esdt.length === 0) return buildCallData(transaction.function, transaction.arguments);
      const payment = paymentArguments(transaction.receiver, transaction.esdt);
      return buildCallData(multiTransfer, [...payment, byteStringToBytes(transaction.function), ...transaction.arguments]);
    }
  }
}

function paymentArguments(receiver: Address, payments: readonly TokenPayment[]): Uint8Array[] {
  const tokens = payments.flatMap(({ tokenIdentifier, nonce, value }) => [
    tokenIdentifier,
    magnitudeToBytes(nonce),
    magnitudeToBytes(value),
  ]);
  return [receiver, magnitudeToBytes(BigInt(payments.length)), ...tokens];
}

/** A result with nothing in it but its code and gas. */
export function createResult(returnCode: ReturnCodeValue, gasLimit: bigint, gasRemaining: bigint): TransactionResult {
  return {
    returnCode,
    returnMessage: "",
    returnData: [],
    logs: [],
    gasUsed: gasLimit - gasRemaining,
    gasRemaining,
    gasRefund: 0n,
    deployedAddress: undefined,
    vmOutput: undefined,
  };
}

/** Values of `@6f6b@hex…`: before the first one stand nothing and the return code's text. */
export function returnDataFrom(data: ByteString): readonly Uint8Array[] {
  const parsed = parseCallArguments(data);
  if (!parsed.ok) throw new SimulatorError("SIMULATOR_REFUSED", `the simulator answered return data that are none: ${data}`);
  return parsed.value.slice(2);
}

