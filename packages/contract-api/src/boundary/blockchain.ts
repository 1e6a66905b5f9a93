// Accounts and blocks. Mirrors BlockchainWrapper of the Rust framework.
import { type Address, EGLD, type Payment, type TokenId, codeMetadataFromBytes } from "@mxvm/codec";
import type { Blockchain } from "../blockchain.js";
import type { Emitter, Handle, I64 } from "../emitter.js";
import { paymentsOf } from "./payments.js";
import { localRolesFromBits, readTokenData } from "./tokens.js";
import { addressBuffer, addressOf, addressPointer, bytesValue, constantBuffer, filled, textBuffer } from "./values.js";

export function createBlockchain(emitter: Emitter): Blockchain {
  return { ...accounts(emitter), ...balances(emitter), ...tokens(emitter), ...blocks(emitter) };
}

type Accounts = Pick<
  Blockchain,
  "caller" | "self" | "owner" | "originalCaller" | "relayer" | "shardOf" | "isSmartContract" | "codeMetadata" | "codeHash" | "isBuiltInFunction"
>;

function accounts(emitter: Emitter): Accounts {
  const { hooks } = emitter;
  const address = (hook: (handle: Handle) => void) => (): Address => addressOf(emitter, filled(emitter, hook));
  return {
    caller: address(hooks.managedCaller),
    self: address(hooks.managedSCAddress),
    owner: address(hooks.managedOwnerAddress),
    originalCaller: address(hooks.managedGetOriginalCallerAddr),
    relayer: address(hooks.managedGetRelayerAddr),
    shardOf: (of) => hooks.getShardOfAddress(addressPointer(emitter, of)) >>> 0,
    isSmartContract: (of) => emitter.less(0, hooks.isSmartContract(addressPointer(emitter, of))),
    codeMetadata: (of) =>
      codeMetadataFromBytes(
        emitter.bytesOf(filled(emitter, (handle) => hooks.managedGetCodeMetadata(addressBuffer(emitter, of), handle))),
      ),
    codeHash: (of) =>
      bytesValue(emitter, filled(emitter, (handle) => hooks.managedGetCodeHash(addressBuffer(emitter, of), handle))),
    isBuiltInFunction: (name) => emitter.less(0, hooks.managedIsBuiltinFunction(textBuffer(emitter, name))),
  };
}

function balances(emitter: Emitter): Pick<Blockchain, "balance" | "balanceOf"> {
  const { hooks } = emitter;
  const isEgld = (token: TokenId): boolean =>
    emitter.less(0, hooks.mBufferEq(constantBuffer(emitter, EGLD), textBuffer(emitter, token)));
  const egldOf = (pointer: number): bigint => emitter.bigIntOf(filled(emitter, (handle) => hooks.bigIntGetExternalBalance(pointer, handle)));
  const tokensOf = (pointer: number, token: TokenId, nonce: bigint): bigint => {
    const name = textBuffer(emitter, token);
    const length = hooks.mBufferGetLength(name);
    const room = emitter.reserveSecond(length);
    hooks.mBufferGetBytes(name, room.pointer);
    return emitter.bigIntOf(
      filled(emitter, (handle) => hooks.bigIntGetESDTExternalBalance(pointer, room.pointer, length, emitter.signed(nonce), handle)),
    );
  };
  const balanceAt = (pointer: () => number, token: TokenId, nonce: bigint): bigint =>
    emitter.select(
      isEgld(token),
      () => egldOf(pointer()),
      () => tokensOf(pointer(), token, nonce),
    );
  const selfPointer = (): number => {
    const own = filled(emitter, hooks.managedSCAddress);
    const room = emitter.reserve(32);
    hooks.mBufferGetBytes(own, room.pointer);
    return room.pointer;
  };
  return {
    balance: (token, nonce = 0n) => balanceAt(selfPointer, token, nonce),
    balanceOf: (address, token, nonce = 0n) => balanceAt(() => addressPointer(emitter, address), token, nonce),
  };
}

type Tokens = Pick<
  Blockchain,
  "tokenData" | "latestNonce" | "localRoles" | "isFrozen" | "isPaused" | "isLimitedTransfer" | "backTransfers"
>;

function tokens(emitter: Emitter): Tokens {
  const { hooks } = emitter;
  return {
    tokenData: (address, token, nonce) => readTokenData(emitter, address, token, nonce),
    latestNonce: (address, token) => {
      const pointer = addressPointer(emitter, address);
      const name = textBuffer(emitter, token);
      const length = hooks.mBufferGetLength(name);
      const room = emitter.reserveSecond(length);
      hooks.mBufferGetBytes(name, room.pointer);
      return emitter.unsigned(hooks.getCurrentESDTNFTNonce(pointer, room.pointer, length));
    },
    localRoles: (token) => localRolesFromBits(hooks.getESDTLocalRoles(textBuffer(emitter, token))),
    isFrozen: (address, token, nonce = 0n) =>
      emitter.less(0, hooks.managedIsESDTFrozen(addressBuffer(emitter, address), textBuffer(emitter, token), emitter.signed(nonce))),
    isPaused: (token) => emitter.less(0, hooks.managedIsESDTPaused(textBuffer(emitter, token))),
    isLimitedTransfer: (token) => emitter.less(0, hooks.managedIsESDTLimitedTransfer(textBuffer(emitter, token))),
    backTransfers: () => {
      const list = emitter.newHandle();
      const egld = emitter.newHandle();
      hooks.managedGetBackTransfers(list, egld);
      const amount = emitter.bigIntOf(egld);
      const payments = paymentsOf(emitter, list);
      const direct: readonly Payment[] = amount > 0n ? [Object.freeze({ token: EGLD, nonce: 0n, amount })] : [];
      return Object.freeze([...payments, ...direct]);
    },
  };
}

type Blocks = Omit<Blockchain, keyof Accounts | keyof Tokens | "balance" | "balanceOf">;

function blocks(emitter: Emitter): Blocks {
  const { hooks } = emitter;
  const number = (hook: () => I64) => (): bigint => emitter.unsigned(hook());
  const bytes = (hook: (handle: Handle) => void) => () => bytesValue(emitter, filled(emitter, hook));
  return {
    gasLeft: number(hooks.getGasLeft),
    txHash: bytes(hooks.managedGetOriginalTxHash),
    timestampMs: number(hooks.getBlockTimestampMs),
    timestampSeconds: number(hooks.getBlockTimestamp),
    nonce: number(hooks.getBlockNonce),
    round: number(hooks.getBlockRound),
    epoch: number(hooks.getBlockEpoch),
    randomSeed: bytes(hooks.managedGetBlockRandomSeed),
    roundTimeMs: number(hooks.getBlockRoundTimeMs),
    previousTimestampMs: number(hooks.getPrevBlockTimestampMs),
    previousTimestampSeconds: number(hooks.getPrevBlockTimestamp),
    previousNonce: number(hooks.getPrevBlockNonce),
    previousRound: number(hooks.getPrevBlockRound),
    previousEpoch: number(hooks.getPrevBlockEpoch),
    previousRandomSeed: bytes(hooks.managedGetPrevBlockRandomSeed),
    epochStartTimestampMs: number(hooks.epochStartBlockTimestampMs),
    epochStartNonce: number(hooks.epochStartBlockNonce),
    epochStartRound: number(hooks.epochStartBlockRound),
    stateRootHash: bytes(hooks.managedGetStateRootHash),
  };
}
