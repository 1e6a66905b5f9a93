// Rules of deposits: who may change them, when they end, and what they have to pay.
import { fail, require, type Address, type Payment } from "@mxvm/contract-api";
import type { DepositInfo, FungiblePayment, Sc } from "./state.js";

/** What a deposit pays at its end, and what of its fees is left over. */
interface Fees {
  readonly collected: FungiblePayment | undefined;
  readonly leftover: FungiblePayment | undefined;
}

export const paymentOf = (fees: FungiblePayment): Payment => ({ token: fees.token_identifier, nonce: 0n, amount: fees.amount });

export const fungible = (payment: Payment): FungiblePayment => {
  require(payment.nonce === 0n, "fungible token expected");
  return { token_identifier: payment.token, amount: payment.amount };
};

export const isExpired = (sc: Sc, deposit: DepositInfo): boolean => sc.blockchain.timestampMs() >= deposit.expiration;

export const requireDepositor = (deposit: DepositInfo, caller: Address): void =>
  require(deposit.depositor_address === caller, "invalid depositor");

export const withFee = (deposit: DepositInfo, fee: FungiblePayment): DepositInfo => {
  if (deposit.fees === undefined) return { ...deposit, fees: fee };
  require(deposit.fees.token_identifier === fee.token_identifier, "fee token mismatch");
  return { ...deposit, fees: { ...fee, amount: deposit.fees.amount + fee.amount } };
};

const requiredFee = (sc: Sc, deposit: DepositInfo, fees: FungiblePayment): bigint => {
  const fee = sc.storage.baseFee(fees.token_identifier).get();
  require(fee > 0n, "invalid fee token");
  return fee * BigInt(deposit.funds.length);
};

export const requireFees = (sc: Sc, deposit: DepositInfo): void => {
  if (sc.storage.feesDisabled.get()) return;
  const fees = deposit.fees;
  if (fees === undefined) return fail("no fees provided");
  require(fees.amount >= requiredFee(sc, deposit, fees), "insufficient fees provided");
};

export const withFunds = (sc: Sc, deposit: DepositInfo, caller: Address, expiration: bigint, funds: readonly Payment[]): DepositInfo => {
  requireDepositor(deposit, caller);
  const funded = { ...deposit, expiration, funds: [...deposit.funds, ...funds] };
  requireFees(sc, funded);
  return funded;
};

export const splitFees = (sc: Sc, deposit: DepositInfo): Fees => {
  const fees = deposit.fees;
  if (sc.storage.feesDisabled.get()) return { collected: undefined, leftover: fees };
  if (fees === undefined) return fail("no fees provided");
  const amount = requiredFee(sc, deposit, fees);
  require(fees.amount >= amount, "insufficient fees provided");
  const collected = { ...fees, amount };
  return { collected, leftover: fees.amount > amount ? { ...fees, amount: fees.amount - amount } : undefined };
};

/** Fees are kept one per token. */
export const collectFee = (sc: Sc, fee: FungiblePayment): void => {
  sc.storage.collectedFees.update((all) => {
    const sums: FungiblePayment[] = [];
    let found = false;
    for (const other of all) {
      const same = other.token_identifier === fee.token_identifier;
      if (same) found = true;
      sums.push(same ? { ...other, amount: other.amount + fee.amount } : other);
    }
    if (!found) sums.push(fee);
    return sums;
  });
};
