// ESDTNFTTransfer: moves one token with a nonce. In the sender's shard it is a call of the sender to itself that names the destination;
// what goes on in another shard is a call to the destination that carries the token. Mirrors esdtNFTTransfer.go.
import { bytesToUnsigned, equalBytes, isSmartContractAddress } from "@mxvm/codec";
import { EsdtType, type Address, type VmOutput } from "@mxvm/protocol-hooks";
import { saveToken, tokenOfSender, wasSentToShard } from "../esdt/data-storage.js";
import type { TokenAccount } from "../esdt/environment.js";
import { tokenKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { decodeToken } from "../esdt/protobuf.js";
import { createToken, valueOf, type TokenData } from "../esdt/token.js";
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
import { createOutput, createTransferLog, setFollowingCallAt } from "./output.js";
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

const FUNCTION_INDEX = 4;

/** Stands for the token where the destination's shard knows its metadata. */
const noPayload = Uint8Array.of(0);

export function esdtNftTransfer(call: BuiltInCall): VmOutput {
  const { input } = call;
  checkBasicEsdtArguments(input);
  if (input.arguments.length < FUNCTION_INDEX) fail("invalidArguments");
  return equalBytes(input.callerAddress, input.recipientAddress) ? transferInSenderShard(call) : transferInDestinationShard(call);
}

function moveOf({ input }: BuiltInCall, destinationAddress: Address): TokenMove {
  const tokenIdentifier = input.arguments[0]!;
  return {
    senderAddress: input.callerAddress,
    destinationAddress,
    tokenIdentifier,
    key: tokenKey(tokenIdentifier),
    nonce: bytesToUint64(input.arguments[1]!),
    isReturnWithError: input.returnCallAfterError,
  };
}

function transferInDestinationShard(call: BuiltInCall): VmOutput {
  const { context, input, sender, destination } = call;
  const { recipientAddress } = input;
  if (sender !== undefined || destination === undefined) fail("invalidReceiverAddress");
  const move = moveOf(call, recipientAddress);
  const value = bytesToUnsigned(input.arguments[2]!);
  const payload = input.arguments[3]!;
  const token = equalBytes(payload, noPayload) ? createToken(EsdtType.nonFungible, value) : decodeToken(payload);
  checkPayable(context, input, recipientAddress, FUNCTION_INDEX);
  addToDestination(context, destination, token, move);

  const output = createOutput(input.gasProvided);
  if (input.arguments.length > FUNCTION_INDEX && isSmartContractAddress(recipientAddress)) {
    setFollowingCallAt(output, input, recipientAddress, FUNCTION_INDEX);
  }
  output.logs.push(createTransferLog(call, recipientAddress, [{ ...move, value }]));
  return output;
}

function transferInSenderShard(call: BuiltInCall): VmOutput {
  const { context, input } = call;
  const destinationAddress = input.arguments[3]!;
  checkDestination(call, destinationAddress);
  if (!isFreeReturn(call)) checkGas(call, call.cost);
  const sender = senderOf(call);
  const move = moveOf(call, destinationAddress);
  const token = tokenOfSender(context, sender, move.key, move.nonce);
  const quantity = takeFromSender(call, sender, token, move);

  const isSameShard = context.selfShard === context.shardOf(destinationAddress);
  const destination = isSameShard ? context.loadAccount(destinationAddress) : undefined;
  if (destination === undefined) {
    removeFromShard(context, sender, token.type, quantity, move);
  } else {
    checkPayable(context, input, destinationAddress, FUNCTION_INDEX);
    addToDestination(context, destination, token, move);
  }
  checkLimitedTransfer(context, { ...move, sender, destination });

  const output = createOutput(isFreeReturn(call) ? input.gasProvided : gasRemaining(call, call.cost));
  setOutputTransfer(call, output, token, move, isSameShard);
  output.logs.push(createTransferLog(call, destinationAddress, [{ ...move, value: quantity }]));
  return output;
}

/** Saves what the sender keeps. Afterwards `token` is what travels. */
function takeFromSender(call: BuiltInCall, sender: TokenAccount, token: TokenData, move: TokenMove): bigint {
  const { context, input } = call;
  if (move.nonce === 0n) fail("nftDoesNotHaveMetadata");
  const quantityBytes = input.arguments[2]!;
  checkTransferValueLength(context, quantityBytes);
  const quantity = bytesToUnsigned(quantityBytes);
  const held = valueOf(token);
  if (held < quantity) fail("invalidNftQuantity");
  if (context.flags.CheckTransferFlag && quantity === 0n) fail("invalidNftQuantity");
  token.value = held - quantity;
  saveToken(context, sender.address, sender, move.key, move.nonce, token, transferSaveOptions(move.isReturnWithError));
  token.value = quantity;
  return quantity;
}

function setOutputTransfer(call: BuiltInCall, output: VmOutput, token: TokenData, move: TokenMove, isSameShard: boolean): void {
  const { context, input } = call;
  const { tokenIdentifier, nonce, destinationAddress } = move;
  const isKnownThere = wasSentToShard(context, tokenIdentifier, nonce, destinationAddress);
  // A single token is priced as a payload even if it stays in its shard.
  const payload = isKnownThere && valueOf(token) !== 1n ? noPayload : payloadOf(call, output, token);
  const isContractCall = isContractCallAfter(context, input, destinationAddress, FUNCTION_INDEX);
  if (!isSameShard) {
    const args = [...input.arguments.slice(0, 3), payload, ...input.arguments.slice(FUNCTION_INDEX)];
    setTransferToShard(call, output, destinationAddress, args, isContractCall);
  } else if (isContractCall) {
    setFollowingCallAt(output, input, destinationAddress, FUNCTION_INDEX);
  }
}
