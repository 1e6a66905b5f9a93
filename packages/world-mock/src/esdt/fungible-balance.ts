// Balances of fungible tokens. Mirrors addToESDTBalance and its neighbours in esdtTransfer.go.
import type { ByteString } from "@mxvm/codec";
import { EsdtType } from "@mxvm/protocol-hooks";
import { noBytes } from "../state/account.js";
import { checkFrozenAndPaused, readTokenAt } from "./data-storage.js";
import type { TokenAccount, TokenEnvironment } from "./environment.js";
import { fail } from "./messages.js";
import { encodeToken } from "./protobuf.js";
import { arePropertiesEmpty, valueOf, type TokenData } from "./token.js";

/** Adds `change`, which may be negative, to the balance under a key. */
export function addToFungibleBalance(
  environment: TokenEnvironment,
  account: TokenAccount,
  key: ByteString,
  change: bigint,
  isReturnWithError: boolean,
): void {
  const token = readTokenAt(account, key);
  if (token.type !== EsdtType.fungible) fail("onlyFungibleTokensHaveBalanceTransfer");
  checkFrozenAndPaused(environment, account.address, key, token, isReturnWithError);
  token.value = valueOf(token) + change;
  if (token.value < 0n) fail("insufficientFunds");
  writeFungibleToken(account, key, token);
}

/** Stores a token; one of value zero with empty properties deletes the entry. */
export function writeFungibleToken(account: TokenAccount, key: ByteString, token: TokenData): void {
  const isEmpty = valueOf(token) === 0n && arePropertiesEmpty(token.properties);
  account.setStorage(key, isEmpty ? noBytes : encodeToken(token));
}
