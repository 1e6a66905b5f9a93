// What digital cash stores: deposits by the key that signs claims, and fees.
import { mapper, t, type Context, type ValueOf } from "@mxvm/contract-api";

/** Public key of Ed25519: whoever can sign with it can claim the deposit. */
export const DepositKey = t.byteArray(32);
export const Signature = t.byteArray(64);

export const FungiblePayment = t.struct("FungiblePayment", { token_identifier: t.tokenId, amount: t.nonZeroBigUint });
export const DepositInfo = t.struct("DepositInfo", {
  depositor_address: t.address,
  funds: t.list(t.payment),
  expiration: t.timestampMs,
  fees: t.option(FungiblePayment),
});
export type DepositKey = ValueOf<typeof DepositKey>;
export type Signature = ValueOf<typeof Signature>;
export type FungiblePayment = ValueOf<typeof FungiblePayment>;
export type DepositInfo = ValueOf<typeof DepositInfo>;

export const state = {
  storage: {
    deposit: mapper.value("deposit", DepositInfo, DepositKey),
    feesDisabled: mapper.value("feesDisabled", t.bool),
    baseFee: mapper.value("baseFee", t.bigUint, t.tokenId),
    collectedFees: mapper.value("collectedFees", t.list(FungiblePayment)),
  },
};
export type Sc = Context<typeof state>;
