// MultiESDTNFTTransfer: moves several tokens, and EGLD as `EGLD-000000`. In the sender's shard it is a call of the sender to itself that
// names the destination; what goes on in another shard is a call to the destination. Mirrors multiESDTNFTTransfer.go.
import {
  byteStringToBytes,
  bytesToByteString,
  bytesToUnsigned,
  EGLD_TOKEN_IDENTIFIER,
  equalBytes,
  isSmartContractAddress,
  magnitudeToBytes,
} from "@mxvm/codec";
import { BlockchainHookError, EsdtType, isBlockchainHookError, type Address, type VmOutput } from "@mxvm/protocol-hooks";
import { saveToken, tokenOfSender, wasSentToShard } from "../esdt/data-storage.js";
import type { TokenAccount } from "../esdt/environment.js";
import { addToFungibleBalance } from "../esdt/fungible-balance.js";
import { tokenKey } from "../esdt/keys.js";
import { fail, messages } from "../esdt/messages.js";
import { decodeToken } from "../esdt/protobuf.js";
import { createToken, panic, valueOf, type TokenData } from "../esdt/token.js";
import {
  bytesToUint64,
  checkBasicEsdtArguments,
  checkGas,
  checkTransferValueLength,
  gasRemaining,
  isFreeReturn,
  senderOf,
  type BuiltInCall,
} from "./call.js";
import { checkLimitedTransfer } from "./limited-transfer.js";
import { createOutput, createTokenLog, createTransferLog, setFollowingCallAt, type TopicToken } from "./output.js";
import { checkPayable, isContractCallAfter } from "./payable.js";
import {
  addToDestination,
  checkDestination,
  payloadOf,
  removeFromShard,
  setTransferToShard,
  transferSaveOptions,
  type TokenMove,
} from "./token-move.js";

const MIN_ARGUMENTS = 4;
const ARGUMENTS_PER_TRANSFER = 3;

/** In a call to another shard longer values are tokens, shorter ones amounts. */
const MAX_AMOUNT_LENGTH = 32;

const egldIdentifier = byteStringToBytes(EGLD_TOKEN_IDENTIFIER);
const zeroNonce = Uint8Array.of(0);

/** Where the arguments have the tokens, and where the call that follows. */
interface TransferList {
  readonly count: bigint;
  readonly start: number;
  readonly functionIndex: number;
}

/** One token of the arguments. */
interface TransferArgument {
  readonly tokenIdentifier: Uint8Array;
  readonly nonce: bigint;
  readonly valueBytes: Uint8Array;
}

/** One token that has left the sender. */
interface SentToken extends TopicToken {
  readonly token: TokenData;
}

export function multiEsdtNftTransfer(call: BuiltInCall): VmOutput {
  const { input } = call;
  checkBasicEsdtArguments(input);
  if (input.arguments.length < MIN_ARGUMENTS) fail("invalidArguments");
  return equalBytes(input.callerAddress, input.recipientAddress) ? transferInSenderShard(call) : transferInDestinationShard(call);
}

function transferInDestinationShard(call: BuiltInCall): VmOutput {
  const { context, input, sender, destination } = call;
  const { recipientAddress } = input;
  if (sender !== undefined || destination === undefined) fail("invalidReceiverAddress");
  const list = readTransferList(call, 0);
  const transfers = readTransfers(call, list);
  checkPayable(context, input, recipientAddress, list.functionIndex);
  const output = createOutput(input.gasProvided);
  const tokens = transfers.map((transfer) => naming(transfer, () => receive(call, destination, transfer)));
  addTransferLogs(call, output, recipientAddress, tokens);
  if (input.arguments.length > list.functionIndex && isSmartContractAddress(recipientAddress)) {
    setFollowingCallAt(output, input, recipientAddress, list.functionIndex);
  }
  return output;
}

function transferInSenderShard(call: BuiltInCall): VmOutput {
  const { context, input, cost } = call;
  const destinationAddress = input.arguments[0]!;
  checkDestination(call, destinationAddress);
  const list = readTransferList(call, 1);
  const totalCost = BigInt.asUintN(64, list.count * cost);
  if (!isFreeReturn(call)) checkGas(call, totalCost);
  const isSameShard = context.selfShard === context.shardOf(destinationAddress);
  const destination = isSameShard ? context.loadAccount(destinationAddress) : undefined;
  if (isSameShard) checkPayable(context, input, destinationAddress, list.functionIndex);

  const output = createOutput(isFreeReturn(call) ? input.gasProvided : gasRemaining(call, totalCost));
  const tokens = readTransfers(call, list).map((transfer) => {
    checkTransferValueLength(context, transfer.valueBytes);
    return naming(transfer, () => send(call, destination, destinationAddress, transfer));
  });
  addTransferLogs(call, output, destinationAddress, tokens);
  setOutputTransfer(call, output, destinationAddress, tokens, list.functionIndex);
  return output;
}

/** Reads how many tokens there are. Numbers beyond 64 bits start again from zero, as in production. */
function readTransferList({ input }: BuiltInCall, countIndex: number): TransferList {
  const count = bytesToUint64(input.arguments[countIndex]!);
  if (count === 0n) fail("invalidArguments", ", 0 tokens to transfer");
  const start = countIndex + 1;
  const functionIndex = BigInt.asUintN(64, count * BigInt(ARGUMENTS_PER_TRANSFER) + BigInt(start));
  if (BigInt(input.arguments.length) < functionIndex) fail("invalidArguments", ", invalid number of arguments");
  return { count, start, functionIndex: Number(functionIndex) };
}

function readTransfers({ input }: BuiltInCall, { count, start }: TransferList): TransferArgument[] {
  // A number that started again: production cannot allocate so many.
  if (count > input.arguments.length) panic("too many transfers");
  return Array.from({ length: Number(count) }, (_, i) => {
    const index = start + i * ARGUMENTS_PER_TRANSFER;
    return {
      tokenIdentifier: input.arguments[index]!,
      nonce: bytesToUint64(input.arguments[index + 1]!),
      valueBytes: input.arguments[index + 2]!,
    };
  });
}

/** Does something with a token; a failure names the token. */
function naming<Result>({ tokenIdentifier }: TransferArgument, action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    if (!isBlockchainHookError(cause)) throw cause;
    throw new BlockchainHookError(`${cause.message} for token ${bytesToByteString(tokenIdentifier)}`, { cause });
  }
}

function receive(call: BuiltInCall, destination: TokenAccount, { tokenIdentifier, nonce, valueBytes }: TransferArgument): TopicToken {
  const { context, input } = call;
  if (nonce > 0n) {
    const isToken = valueBytes.length > MAX_AMOUNT_LENGTH;
    const token = isToken ? decodeToken(valueBytes) : createToken(EsdtType.nonFungible, bytesToUnsigned(valueBytes));
    const value = valueOf(token);
    addToDestination(context, destination, token, moveOf(call, input.recipientAddress, tokenIdentifier, nonce));
    return { tokenIdentifier, nonce, value };
  }
  const value = bytesToUnsigned(valueBytes);
  if (equalBytes(tokenIdentifier, egldIdentifier)) addToBalance(call, destination.address, value);
  else addToFungibleBalance(context, destination, tokenKey(tokenIdentifier), value, input.returnCallAfterError);
  return { tokenIdentifier, nonce, value };
}

function send(
  call: BuiltInCall,
  destination: TokenAccount | undefined,
  destinationAddress: Address,
  { tokenIdentifier, nonce, valueBytes }: TransferArgument,
): SentToken {
  const value = bytesToUnsigned(valueBytes);
  if (value === 0n) fail("invalidNftQuantity");
  if (equalBytes(tokenIdentifier, egldIdentifier)) {
    sendEgld(call, destination, nonce, value);
    return { tokenIdentifier, nonce, value, token: createToken(EsdtType.fungible, value) };
  }
  const move = moveOf(call, destinationAddress, tokenIdentifier, nonce);
  return { tokenIdentifier, nonce, value, token: sendToken(call, destination, value, move) };
}

function sendEgld(call: BuiltInCall, destination: TokenAccount | undefined, nonce: bigint, value: bigint): void {
  if (!call.context.flags.EGLDInESDTMultiTransferFlag) failInsufficientQuantity(egldIdentifier, nonce);
  if (nonce !== 0n) fail("invalidNonce");
  if (call.sender !== undefined) addToBalance(call, call.sender.address, -value);
  if (destination !== undefined) addToBalance(call, destination.address, value);
}

function sendToken(call: BuiltInCall, destination: TokenAccount | undefined, value: bigint, move: TokenMove): TokenData {
  const { context } = call;
  const { senderAddress, destinationAddress, tokenIdentifier, key, nonce, isReturnWithError } = move;
  const sender = senderOf(call);
  const token = tokenOfSender(context, sender, key, nonce);
  const held = valueOf(token);
  if (held < value) failInsufficientQuantity(tokenIdentifier, nonce);
  token.value = held - value;
  saveToken(context, sender.address, sender, key, nonce, token, transferSaveOptions(isReturnWithError));
  token.value = value;
  checkLimitedTransfer(context, { tokenIdentifier, key, senderAddress, destinationAddress, sender, destination, isReturnWithError });
  if (destination === undefined) removeFromShard(context, sender, token.type, value, move);
  else addToDestination(context, destination, token, move);
  return token;
}

function moveOf({ input }: BuiltInCall, destinationAddress: Address, tokenIdentifier: Uint8Array, nonce: bigint): TokenMove {
  const { callerAddress: senderAddress, returnCallAfterError: isReturnWithError } = input;
  return { senderAddress, destinationAddress, tokenIdentifier, key: tokenKey(tokenIdentifier), nonce, isReturnWithError };
}

function addToBalance({ context }: BuiltInCall, address: Address, change: bigint): void {
  const balance = context.state.loadAccount(address).balance + change;
  if (balance < 0n) fail("insufficientFunds");
  context.state.setBalance(address, balance);
}

function failInsufficientQuantity(tokenIdentifier: Uint8Array, nonce: bigint): never {
  const name = bytesToByteString(tokenIdentifier);
  throw new BlockchainHookError(`${messages.insufficientQuantity} for token: ${name}${nonce > 0n ? ` nonce ${nonce}` : ""}`);
}

/** One event for all tokens; before the flag one for each. */
function addTransferLogs(call: BuiltInCall, output: VmOutput, destination: Address, tokens: readonly TopicToken[]): void {
  if (call.context.flags.ScToScLogEventFlag) {
    output.logs.push(createTransferLog(call, destination, tokens));
  } else {
    for (const token of tokens) output.logs.push(createTokenLog(call, call.input.callerAddress, token, [destination]));
  }
}

function setOutputTransfer(
  call: BuiltInCall,
  output: VmOutput,
  destination: Address,
  tokens: readonly SentToken[],
  functionIndex: number,
): void {
  const { context, input } = call;
  // Payloads are priced even where the tokens stay in their shard.
  const transferArgs = tokens.flatMap((sent) => transferArgumentsOf(call, output, destination, sent));
  const isContractCall = isContractCallAfter(context, input, destination, functionIndex);
  if (context.selfShard !== context.shardOf(destination)) {
    const args = [magnitudeToBytes(BigInt(tokens.length)), ...transferArgs, ...input.arguments.slice(functionIndex)];
    setTransferToShard(call, output, destination, args, isContractCall);
  } else if (isContractCall) {
    setFollowingCallAt(output, input, destination, functionIndex);
  }
}

function transferArgumentsOf(call: BuiltInCall, output: VmOutput, destination: Address, sent: SentToken): Uint8Array[] {
  const { tokenIdentifier, nonce, value, token } = sent;
  const valueBytes = magnitudeToBytes(value);
  if (nonce === 0n) return [tokenIdentifier, zeroNonce, valueBytes];
  const isKnownThere = wasSentToShard(call.context, tokenIdentifier, nonce, destination);
  const isAmount = isKnownThere && value !== 1n && valueBytes.length <= MAX_AMOUNT_LENGTH;
  return [tokenIdentifier, magnitudeToBytes(nonce), isAmount ? valueBytes : payloadOf(call, output, token)];
}
