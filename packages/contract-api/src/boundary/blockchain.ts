// Accounts and blocks. Mirrors BlockchainWrapper of the Rust framework.
import { type Address, EGLD, type Payment, type TokenId, codeMetadataFromBytes } from "@mxvm/codec";
import type { Blockchain } from "../blockchain.js";
import type { Data, Emitter, Handle, I32, I64 } from "../emitter.js";
import { paymentsOf } from "./payments.js";
import { localRolesFromBits, readTokenData } from "./tokens.js";
import { addressBuffer, addressOf, bufferPointer, bytesValue, constantBuffer, filled, textBuffer } from "./values.js";

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
    shardOf: (of) => hooks.getShardOfAddress(bufferPointer(emitter, addressBuffer(emitter, of))) >>> 0,
    isSmartContract: (of) => emitter.less(0, hooks.isSmartContract(bufferPointer(emitter, addressBuffer(emitter, of)))),
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
  const egldOf = (account: Handle): bigint => {
    const pointer = bufferPointer(emitter, account);
    return emitter.bigIntOf(filled(emitter, (handle) => hooks.bigIntGetExternalBalance(pointer, handle)));
  };
  const balanceAt = (account: () => Handle, token: TokenId, nonce: bigint): bigint =>
    emitter.select(
      isEgld(token),
      () => egldOf(account()),
      () => tokenBalance(emitter, account(), token, nonce),
    );
  return {
    balance: (token, nonce = 0n) => balanceAt(() => filled(emitter, hooks.managedSCAddress), token, nonce),
    balanceOf: (address, token, nonce = 0n) => balanceAt(() => addressBuffer(emitter, address), token, nonce),
  };
}

/** What an account has of a token that is not EGLD. */
export function tokenBalance(emitter: Emitter, account: Handle, token: TokenId, nonce: bigint): bigint {
  const { hooks } = emitter;
  const { address, id } = accountAndToken(emitter, account, token);
  return emitter.bigIntOf(
    filled(emitter, (handle) => hooks.bigIntGetESDTExternalBalance(address, id.pointer, id.length, emitter.signed(nonce), handle)),
  );
}

/** An account and a token in memory, in the order in which the framework puts them there: the token's length is asked for first. */
function accountAndToken(emitter: Emitter, account: Handle, token: TokenId): { readonly address: I32; readonly id: Data } {
  const name = textBuffer(emitter, token);
  const length = emitter.hooks.mBufferGetLength(name);
  const address = bufferPointer(emitter, account);
  const id = emitter.reserveSecond(length);
  emitter.hooks.mBufferGetBytes(name, id.pointer);
  return { address, id };
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
      const { address: account, id } = accountAndToken(emitter, addressBuffer(emitter, address), token);
      return emitter.unsigned(hooks.getCurrentESDTNFTNonce(account, id.pointer, id.length));
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
