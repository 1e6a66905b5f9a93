// What the arguments of a transfer function say: tokens, receiver, and the call that follows. Mirrors parsers/esdtTransferParser.go of
// mx-chain-vm-common-go.
import { bytesToUnsigned, equalBytes } from "@mxvm/codec";
import { EsdtType, isBlockchainHookError, type Address, type EsdtTransfer } from "@mxvm/protocol-hooks";
import { decodeToken } from "../esdt/protobuf.js";
import { valueOf } from "../esdt/token.js";
import { noBytes } from "../state/account.js";

export const esdtTransfer = "ESDTTransfer";
export const esdtNftTransfer = "ESDTNFTTransfer";
export const multiEsdtNftTransfer = "MultiESDTNFTTransfer";

const ARGUMENTS_PER_TRANSFER = 3;
const MAX_TRANSFERS = 10_000n;
const MAX_AMOUNT_LENGTH = 32;

/** What a transfer function was asked to move, and the call that is to follow. */
export interface ParsedTransfers {
  readonly receiver: Address;
  readonly esdtTransfers: readonly EsdtTransfer[];
  /** Empty if nothing follows. */
  readonly callFunction: Uint8Array;
  readonly callArguments: readonly Uint8Array[];
}

/** Reads them, as the shard of the sender or that of the receiver sees them; `undefined` for other functions and wrong arguments. */
export function parseEsdtTransfers(
  sender: Address,
  receiver: Address,
  functionName: string,
  args: readonly Uint8Array[],
): ParsedTransfers | undefined {
  switch (functionName) {
    case esdtTransfer: {
      if (args.length < 2) return undefined;
      const transfer = { tokenIdentifier: args[0]!, nonce: 0n, value: bytesToUnsigned(args[1]!), tokenType: EsdtType.fungible };
      return parsed(receiver, [transfer], args, 2);
    }
    case esdtNftTransfer: {
      if (args.length < 4) return undefined;
      const transfer = { tokenIdentifier: args[0]!, nonce: uint64(args[1]!), value: bytesToUnsigned(args[2]!), tokenType: EsdtType.nonFungible };
      return parsed(equalBytes(sender, receiver) ? args[3]! : receiver, [transfer], args, 4);
    }
    case multiEsdtNftTransfer:
      return parseMultiTransfer(receiver, args);
    default:
      return undefined;
  }
}

function parsed(receiver: Address, esdtTransfers: readonly EsdtTransfer[], args: readonly Uint8Array[], functionIndex: number): ParsedTransfers {
  return { receiver, esdtTransfers, callFunction: args[functionIndex] ?? noBytes, callArguments: args.slice(functionIndex + 1) };
}

/** At the sender the receiver's address comes first. */
function parseMultiTransfer(receiver: Address, args: readonly Uint8Array[]): ParsedTransfers | undefined {
  if (args.length < 4) return undefined;
  const first = bytesToUnsigned(args[0]!);
  const isAtSender = args[0]!.length === receiver.length && first >= 1n << 64n;
  const count = isAtSender ? bytesToUnsigned(args[1]!) : first;
  const start = isAtSender ? 2 : 1;
  if (count > MAX_TRANSFERS) return undefined;
  const end = start + ARGUMENTS_PER_TRANSFER * Number(count);
  if (args.length < end) return undefined;
  const esdtTransfers: EsdtTransfer[] = [];
  for (let index = start; index < end; index += ARGUMENTS_PER_TRANSFER) {
    const value = valueFrom(args[index + 2]!, uint64(args[index + 1]!) > 0n && !isAtSender);
    if (value === undefined) return undefined;
    const nonce = uint64(args[index + 1]!);
    esdtTransfers.push({ tokenIdentifier: args[index]!, nonce, value, tokenType: nonce === 0n ? EsdtType.fungible : EsdtType.nonFungible });
  }
  return parsed(isAtSender ? args[0]! : receiver, esdtTransfers, args, end);
}

/** An amount, or that of the token which stands in its place. */
function valueFrom(bytes: Uint8Array, mayBeToken: boolean): bigint | undefined {
  if (!mayBeToken || bytes.length <= MAX_AMOUNT_LENGTH) return bytesToUnsigned(bytes);
  try {
    return valueOf(decodeToken(bytes));
  } catch (error) {
    if (isBlockchainHookError(error)) return undefined;
    throw error;
  }
}

function uint64(bytes: Uint8Array): bigint {
  return BigInt.asUintN(64, bytesToUnsigned(bytes));
}
