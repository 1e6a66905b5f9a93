// Token payments as the built-in functions that move them, and back. Mirrors ConvertToBuiltinFunction of mx-chain-scenario-go and
// parsers/esdtTransferParser.go of mx-chain-vm-common-go.
import { bytesToByteString, bytesToUnsigned, byteStringToBytes, EGLD_TOKEN_IDENTIFIER, equalBytes, magnitudeToBytes } from "@mxvm/codec";
import { EsdtType, type Address, type ContractCallInput, type EsdtTransfer } from "@mxvm/protocol-hooks";

const esdtTransfer = "ESDTTransfer";
const esdtNftTransfer = "ESDTNFTTransfer";
const multiEsdtNftTransfer = "MultiESDTNFTTransfer";

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

/** What a transfer function was asked to move, and the call that is to follow. */
interface ParsedTransfers {
  readonly receiver: Address;
  readonly esdtTransfers: readonly EsdtTransfer[];
  /** Function and its arguments; empty if nothing follows. */
  readonly followingCall: readonly Uint8Array[];
}

/**
 * The call that follows a token transfer which a user asked for by its built-in function, with the gas that the transfer left; `undefined`
 * if none follows. The transfer succeeded, so its arguments are well-formed.
 */
export function followingCallFrom(input: ContractCallInput, gasRemaining: bigint): ContractCallInput | undefined {
  const parsed = parseTransfers(input);
  const functionBytes = parsed?.followingCall[0];
  if (parsed === undefined || functionBytes === undefined || functionBytes.length === 0) return undefined;
  return {
    ...input,
    recipientAddress: parsed.receiver,
    function: bytesToByteString(functionBytes),
    arguments: parsed.followingCall.slice(1),
    callValue: 0n,
    gasProvided: gasRemaining,
    esdtTransfers: parsed.esdtTransfers,
  };
}

function parseTransfers(input: ContractCallInput): ParsedTransfers | undefined {
  const { arguments: args, recipientAddress } = input;
  switch (input.function) {
    case esdtTransfer:
      return { receiver: recipientAddress, esdtTransfers: [transferAt(args[0], undefined, args[1])], followingCall: args.slice(2) };
    case esdtNftTransfer: {
      const isAtSender = equalBytes(input.callerAddress, recipientAddress);
      const receiver = isAtSender ? (args[3] ?? recipientAddress) : recipientAddress;
      return { receiver, esdtTransfers: [transferAt(args[0], args[1], args[2])], followingCall: args.slice(4) };
    }
    case multiEsdtNftTransfer:
      return parseMultiTransfer(args, recipientAddress);
    default:
      return undefined;
  }
}

/** Receiver, number of transfers, then token, nonce and value of each. */
function parseMultiTransfer(args: readonly Uint8Array[], recipientAddress: Address): ParsedTransfers {
  const count = Number(bytesToUnsigned(args[1] ?? new Uint8Array(0)));
  const start = 2;
  const end = start + 3 * count;
  const esdtTransfers: EsdtTransfer[] = [];
  for (let index = start; index < end; index += 3) esdtTransfers.push(transferAt(args[index], args[index + 1], args[index + 2]));
  return { receiver: args[0] ?? recipientAddress, esdtTransfers, followingCall: args.slice(end) };
}

function transferAt(token: Uint8Array | undefined, nonce: Uint8Array | undefined, value: Uint8Array | undefined): EsdtTransfer {
  const none = new Uint8Array(0);
  const tokenNonce = BigInt.asUintN(64, bytesToUnsigned(nonce ?? none));
  return {
    tokenIdentifier: token ?? none,
    nonce: tokenNonce,
    value: bytesToUnsigned(value ?? none),
    tokenType: tokenNonce === 0n ? EsdtType.fungible : EsdtType.nonFungible,
  };
}
