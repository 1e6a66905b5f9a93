// Tokens as tests write them: `{ "TOK-123456": 5n }`, or payments one by one.
import { ADDRESS_LENGTH, type Address, type Bytes, type Payment, addressFromBytes, bytesFromArray, textFromBytes, textToBytes } from "@mxvm/codec";
import type { EsdtState, TokenPayment } from "@mxvm/protocol-hooks";
import { type BytesLike, bytesFromLike } from "./expressions.js";

/** A payment; `nonce` is 0 where it is not given. A `Payment` is one. */
export interface TokenAmount {
  readonly token: string;
  readonly nonce?: bigint;
  readonly amount: bigint;
}

/** Fungible tokens by identifier, or payments in order. */
export type Tokens = Readonly<Record<string, bigint>> | readonly TokenAmount[];

export function tokensToPayments(tokens: Tokens = []): readonly TokenPayment[] {
  const amounts = isList(tokens) ? tokens : Object.entries(tokens).map(([token, amount]) => ({ token, amount }));
  return amounts.map(({ token, nonce = 0n, amount }: TokenAmount) => ({ tokenIdentifier: textToBytes(token), nonce, value: amount }));
}

function isList(tokens: Tokens): tokens is readonly TokenAmount[] {
  return Array.isArray(tokens);
}

/** One instance of a token with nonces. */
export interface TokenInstance {
  readonly nonce: bigint;
  readonly balance: bigint;
  readonly creator?: BytesLike;
  /** Hundredths of a percent. */
  readonly royalties?: number;
  readonly hash?: BytesLike;
  readonly uris?: readonly BytesLike[];
  readonly attributes?: BytesLike;
}

/** A token that an account is given: a balance, or instances, and what the account may do. */
export type TokenSetup =
  | bigint
  | {
      readonly balance?: bigint;
      readonly instances?: readonly TokenInstance[];
      /** Of the last instance that the account created. */
      readonly lastNonce?: bigint;
      /** Such as `ESDTRoleLocalMint`. */
      readonly roles?: readonly string[];
      readonly frozen?: boolean;
    };

const nothing = new Uint8Array();

export function setupToState(token: string, setup: TokenSetup): EsdtState {
  const { balance, instances = [], lastNonce = 0n, roles = [], frozen = false } = typeof setup === "bigint" ? { balance: setup } : setup;
  const fungible = balance === undefined ? [] : [{ nonce: 0n, balance }];
  // As a scenario sets them: every instance carries metadata, so that a recording leaves the same storage.
  return {
    tokenIdentifier: textToBytes(token),
    instances: [...fungible, ...instances].map(({ nonce, balance: amount, creator = nothing, royalties = 0, hash = nothing, uris = [], attributes = nothing }: TokenInstance) => ({
      nonce,
      balance: amount,
      name: nothing,
      creator: bytesFromLike(creator),
      royalties,
      hash: bytesFromLike(hash),
      uris: uris.map(bytesFromLike),
      attributes: bytesFromLike(attributes),
      frozen,
    })),
    lastNonce,
    roles,
  };
}

/** An instance of a token as an account holds it, with what it was created with. */
export interface HeldInstance {
  readonly amount: bigint;
  readonly name: string;
  /** Who created it, where that is known. */
  readonly creator: Address | undefined;
  /** Hundredths of a percent. */
  readonly royalties: number;
  readonly hash: Bytes;
  readonly uris: readonly string[];
  readonly attributes: Bytes;
}

/** The instance of a token under a nonce, frozen; `undefined` where the account holds none. */
export function heldInstance(states: readonly EsdtState[], identifier: string, nonce: bigint): HeldInstance | undefined {
  const state = states.find(({ tokenIdentifier }) => textFromBytes(tokenIdentifier) === identifier);
  const instance = state?.instances.find((held) => held.nonce === nonce && held.balance > 0n);
  if (instance === undefined) return undefined;
  const { balance, name = nothing, creator = nothing, royalties = 0, hash = nothing, uris = [], attributes = nothing } = instance;
  return Object.freeze({
    amount: balance,
    name: textFromBytes(name),
    creator: creator.length === ADDRESS_LENGTH ? addressFromBytes(creator) : undefined,
    royalties,
    hash: bytesFromArray(hash),
    uris: Object.freeze(uris.map(textFromBytes)),
    attributes: bytesFromArray(attributes),
  });
}

/** What an account holds, as payments; frozen. */
export function statesToPayments(states: readonly EsdtState[]): readonly Payment[] {
  const payments = states.flatMap(({ tokenIdentifier, instances }) =>
    instances
      .filter(({ balance }) => balance > 0n)
      .map(({ nonce, balance }) => Object.freeze({ token: textFromBytes(tokenIdentifier) as Payment["token"], nonce, amount: balance })),
  );
  return Object.freeze(payments);
}
