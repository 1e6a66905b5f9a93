// Taking rewards: those of the tokens that are asked for, or all.
import { endpoint, require, t, type Payment, type TokenId } from "@mxvm/contract-api";
import type { Sc } from "./state.js";

const claimTokens = (sc: Sc, tokens: readonly TokenId[], user: bigint) => {
  const rewards: Payment[] = [];
  for (const token of tokens) {
    sc.storage.userTokenRewards(user).delete(token);
    const amount = sc.storage.accumulatedRewards(token, user).take();
    if (amount > 0n) rewards.push({ token, nonce: 0n, amount });
  }
  return rewards;
};

const allTokens = (sc: Sc, user: bigint) => {
  const tokens: TokenId[] = [];
  for (const token of sc.storage.userTokenRewards(user).values()) {
    require(!sc.storage.accumulatedRewards(token, user).isEmpty(), "internal error: token in reward set has no balance");
    tokens.push(token);
  }
  return tokens;
};

export const claimRewards = endpoint({ tokens: t.variadic(t.tokenId) }, (sc: Sc, { tokens }) => {
  const caller = sc.blockchain.caller();
  const user = sc.storage.userIds.idOrInsert(caller);
  require(!sc.storage.userTokenRewards(user).isEmpty(), "no rewards to claim");
  const rewards = claimTokens(sc, tokens.length === 0 ? allTokens(sc, user) : tokens, user);
  if (rewards.length > 0) sc.send.payments(caller, rewards);
});
