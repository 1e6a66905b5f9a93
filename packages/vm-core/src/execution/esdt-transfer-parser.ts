// Tokens that a call of a transfer function moves, and the call that follows. Mirrors vm-common-go parsers/esdtTransferParser.go.
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { bytesToByteString, bytesToUnsigned, equalBytes } from "@mxvm/codec";
import { EsdtType } from "@mxvm/protocol-hooks";
import type { ByteString, EsdtTransfer } from "@mxvm/protocol-hooks";

const MIN_ARGUMENTS_ESDT = 2;
const MIN_ARGUMENTS_NFT = 4;
const ARGUMENTS_PER_TRANSFER = 3;
const MAX_TRANSFERS = 10_000n;
/** Longer values are whole tokens, serialized. */
const MAX_VALUE_LENGTH = 32;
const VALUE_FIELD = 2;

export interface ParsedEsdtTransfers {
  readonly transfers: readonly EsdtTransfer[];
  readonly receiver: Uint8Array;
  /** Empty if no call follows. */
  readonly callFunction: ByteString;
}

interface TransferCall {
  readonly sender: Uint8Array;
  readonly receiver: Uint8Array;
  readonly arguments: readonly Uint8Array[];
}

function uint64FromBytes(bytes: Uint8Array): bigint {
  return BigInt.asUintN(64, bytesToUnsigned(bytes));
}

function functionAt(args: readonly Uint8Array[], index: number): ByteString {
  const name = args[index];
  return name === undefined ? "" : bytesToByteString(name);
}

function parseEsdtTransfer({ receiver, arguments: args }: TransferCall): ParsedEsdtTransfers | undefined {
  const [tokenIdentifier, value] = args;
  if (tokenIdentifier === undefined || value === undefined) return undefined;
  const transfer = { value: bytesToUnsigned(value), tokenIdentifier, tokenType: EsdtType.fungible, nonce: 0n };
  return { transfers: [transfer], receiver, callFunction: functionAt(args, MIN_ARGUMENTS_ESDT) };
}

function parseEsdtNftTransfer({ sender, receiver, arguments: args }: TransferCall): ParsedEsdtTransfers | undefined {
  const [tokenIdentifier, nonce, value, destination] = args;
  if (tokenIdentifier === undefined || nonce === undefined || value === undefined || destination === undefined) return undefined;
  const transfer = {
    value: bytesToUnsigned(value),
    tokenIdentifier,
    tokenType: EsdtType.nonFungible,
    nonce: uint64FromBytes(nonce),
  };
  return {
    transfers: [transfer],
    // On the sender's side the call is one to oneself.
    receiver: equalBytes(sender, receiver) ? destination : receiver,
    callFunction: functionAt(args, MIN_ARGUMENTS_NFT),
  };
}

function parseMultiTransfer({ receiver, arguments: args }: TransferCall): ParsedEsdtTransfers | undefined {
  const [first, second] = args;
  if (first === undefined || second === undefined || args.length < MIN_ARGUMENTS_NFT) return undefined;
  // On the sender's side the first argument is the destination.
  const isAtSender = first.length === receiver.length && bytesToUnsigned(first) >= 1n << 64n;
  const count = BigInt.asUintN(64, bytesToUnsigned(isAtSender ? second : first));
  const start = isAtSender ? 2 : 1;
  if (count > MAX_TRANSFERS) return undefined;
  const end = start + ARGUMENTS_PER_TRANSFER * Number(count);
  if (args.length < end) return undefined;
  const transfers: EsdtTransfer[] = [];
  for (let index = start; index < end; index += ARGUMENTS_PER_TRANSFER) {
    const transfer = parseOneOfMany(args[index]!, args[index + 1]!, args[index + 2]!, isAtSender);
    if (transfer === undefined) return undefined;
    transfers.push(transfer);
  }
  return { transfers, receiver: isAtSender ? first : receiver, callFunction: functionAt(args, end) };
}

function parseOneOfMany(
  tokenIdentifier: Uint8Array,
  nonceBytes: Uint8Array,
  valueBytes: Uint8Array,
  isAtSender: boolean,
): EsdtTransfer | undefined {
  const nonce = uint64FromBytes(nonceBytes);
  if (nonce === 0n) return { value: bytesToUnsigned(valueBytes), tokenIdentifier, tokenType: EsdtType.fungible, nonce };
  const isToken = !isAtSender && valueBytes.length > MAX_VALUE_LENGTH;
  const value = isToken ? valueOfSerializedToken(valueBytes) : bytesToUnsigned(valueBytes);
  return value === undefined ? undefined : { value, tokenIdentifier, tokenType: EsdtType.nonFungible, nonce };
}

/** Field `Value` of a serialized ESDigitalToken: a sign byte and a magnitude. `undefined` if the bytes are no token. */
function valueOfSerializedToken(bytes: Uint8Array): bigint | undefined {
  try {
    const reader = new BinaryReader(bytes);
    let value = 0n;
    while (reader.pos < reader.len) {
      const [field, wireType] = reader.tag();
      if (field !== VALUE_FIELD || wireType !== WireType.LengthDelimited) {
        reader.skip(wireType, field);
        continue;
      }
      const signed = reader.bytes();
      const magnitude = bytesToUnsigned(signed.subarray(1));
      value = signed[0] === 1 ? -magnitude : magnitude;
    }
    return value;
  } catch (cause) {
    // The reader's way to say that the bytes are malformed.
    if (cause instanceof Error) return undefined;
    throw cause;
  }
}

const parsers: Readonly<Record<string, (call: TransferCall) => ParsedEsdtTransfers | undefined>> = {
  ESDTTransfer: parseEsdtTransfer,
  ESDTNFTTransfer: parseEsdtNftTransfer,
  MultiESDTNFTTransfer: parseMultiTransfer,
};

/** Parses a call of a transfer function; `undefined` if it is none, or a malformed one. */
export function parseEsdtTransfers(
  sender: Uint8Array,
  receiver: Uint8Array,
  functionName: ByteString,
  args: readonly Uint8Array[],
): ParsedEsdtTransfers | undefined {
  const parse = Object.hasOwn(parsers, functionName) ? parsers[functionName] : undefined;
  return parse?.({ sender, receiver, arguments: args });
}
