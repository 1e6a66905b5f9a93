// Tokens as tests write them: `{ "TOK-123456": 5n }`, or payments one by one.
import { type Payment, textFromBytes, textToBytes } from "@mxvm/codec";
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

export function setupToState(token: string, setup: TokenSetup): EsdtState {
  const { balance, instances = [], lastNonce = 0n, roles = [], frozen = false } = typeof setup === "bigint" ? { balance: setup } : setup;
  const fungible = balance === undefined ? [] : [{ nonce: 0n, balance }];
  // As a scenario sets them: every instance carries metadata, so that a recording leaves the same storage.
  const nothing = new Uint8Array();
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

/** What an account holds, as payments; frozen. */
export function statesToPayments(states: readonly EsdtState[]): readonly Payment[] {
  const payments = states.flatMap(({ tokenIdentifier, instances }) =>
    instances
      .filter(({ balance }) => balance > 0n)
      .map(({ nonce, balance }) => Object.freeze({ token: textFromBytes(tokenIdentifier) as Payment["token"], nonce, amount: balance })),
  );
  return Object.freeze(payments);
}
