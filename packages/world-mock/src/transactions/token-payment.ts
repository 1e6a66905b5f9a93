// Token payments as the built-in functions that move them, and the calls that follow them. Mirrors ConvertToBuiltinFunction of
// mx-chain-scenario-go.
import { bytesToByteString, byteStringToBytes, EGLD_TOKEN_IDENTIFIER, magnitudeToBytes } from "@mxvm/codec";
import type { Address, ContractCallInput, EsdtTransfer } from "@mxvm/protocol-hooks";
import { esdtNftTransfer, esdtTransfer, multiEsdtNftTransfer, parseEsdtTransfers } from "./esdt-transfers.js";

/** The call that moves an input's tokens to its recipient, naming the endpoint that follows. */
export function paymentInputFrom(input: ContractCallInput): ContractCallInput {
  const { esdtTransfers, recipientAddress } = input;
  const [first] = esdtTransfers;
  if (first === undefined) throw new TypeError("there are no tokens to move");
  const isSingle = esdtTransfers.length === 1 && bytesToByteString(first.tokenIdentifier) !== EGLD_TOKEN_IDENTIFIER;
  if (!isSingle) {
    const parts = esdtTransfers.flatMap((transfer) => [transfer.tokenIdentifier, ...nonceAndValue(transfer)]);
    return paymentInput(input, multiEsdtNftTransfer, input.callerAddress, [
      recipientAddress,
      magnitudeToBytes(BigInt(esdtTransfers.length)),
      ...parts,
    ]);
  }
  if (first.nonce === 0n) {
    return paymentInput(input, esdtTransfer, recipientAddress, [first.tokenIdentifier, magnitudeToBytes(first.value)]);
  }
  const args = [first.tokenIdentifier, ...nonceAndValue(first), recipientAddress];
  return paymentInput(input, esdtNftTransfer, input.callerAddress, args);
}

function nonceAndValue({ nonce, value }: EsdtTransfer): [Uint8Array, Uint8Array] {
  return [magnitudeToBytes(nonce), magnitudeToBytes(value)];
}

function paymentInput(input: ContractCallInput, name: string, recipientAddress: Address, args: readonly Uint8Array[]): ContractCallInput {
  const followingCall = input.function === "" ? [] : [byteStringToBytes(input.function), ...input.arguments];
  return {
    ...input,
    function: name,
    recipientAddress,
    arguments: [...args, ...followingCall],
    callValue: 0n,
    esdtTransfers: [],
  };
}

/**
 * The call that follows a token transfer which a user asked for by its built-in function, with the gas that the transfer left; `undefined`
 * if none follows.
 */
export function followingCallFrom(input: ContractCallInput, gasRemaining: bigint): ContractCallInput | undefined {
  const parsed = parseEsdtTransfers(input.callerAddress, input.recipientAddress, input.function, input.arguments);
  if (parsed === undefined || parsed.callFunction.length === 0) return undefined;
  return {
    ...input,
    recipientAddress: parsed.receiver,
    function: bytesToByteString(parsed.callFunction),
    arguments: parsed.callArguments,
    callValue: 0n,
    gasProvided: gasRemaining,
    esdtTransfers: parsed.esdtTransfers,
  };
}
