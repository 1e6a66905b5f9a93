// Deposits that whoever holds the private half of their key can claim, like cash.
import { contract, endpoint, init, ownerOnly, t, view, type TokenId } from "@mxvm/contract-api";
import { claim, forward, withdrawExpired } from "./claims.js";
import { paymentOf } from "./deposits.js";
import { depositFees, fund, payFeeAndFund } from "./funding.js";
import { DepositInfo, DepositKey, state, type Sc } from "./state.js";

const setFee = (sc: Sc, token: TokenId, amount: bigint): void => sc.storage.baseFee(token).set(amount);

export const digitalCash = contract("DigitalCash", state, {
  init: init(
    { fees_disabled: t.bool, fee_variants: t.variadic(t.multi(t.tokenId, t.bigUint)) },
    (sc, { fees_disabled, fee_variants }) => {
      sc.storage.feesDisabled.set(fees_disabled);
      for (const [token, amount] of fee_variants) setFee(sc, token, amount);
    },
  ),
  endpoints: {
    setFeesDisabled: ownerOnly(endpoint({ fees_disabled: t.bool }, (sc, { fees_disabled }) => sc.storage.feesDisabled.set(fees_disabled))),
    setFee: ownerOnly(endpoint({ fee_token: t.tokenId, fee_amount: t.bigUint }, (sc, { fee_token, fee_amount }) => setFee(sc, fee_token, fee_amount))),
    claimFees: ownerOnly(endpoint({}, (sc) => {
      const fees = sc.storage.collectedFees.take();
      if (fees.length > 0) sc.send.payments(sc.blockchain.caller(), fees.map((fee) => paymentOf(fee)));
    })),
    payFeeAndFund,
    fund,
    depositFees,
    withdrawExpired,
    claim,
    forward,
    deposit: view({ deposit_key: DepositKey }, DepositInfo, (sc, { deposit_key }) => sc.storage.deposit(deposit_key).get()),
  },
});
