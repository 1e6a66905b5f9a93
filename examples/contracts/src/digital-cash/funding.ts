// How deposits begin and grow.
import { at, endpoint, payable, require, t, type Payment } from "@mxvm/contract-api";
import { fungible, requireDepositor, requireFees, withFee, withFunds } from "./deposits.js";
import { DepositKey, type FungiblePayment, type Sc } from "./state.js";

const withoutFirst = (payments: readonly Payment[]): readonly Payment[] => {
  const rest: Payment[] = [];
  for (let i = 1; i < payments.length; i++) rest.push(at(payments, i));
  return rest;
};

export const payFeeAndFund = payable(endpoint(
  { deposit_key: DepositKey, expiration: t.timestampMs },
  (sc: Sc, { deposit_key, expiration }) => {
    const payments = sc.callValue.all();
    require(payments.length > 0, "no payment was provided");
    const takesFee = !sc.storage.feesDisabled.get();
    const fee: FungiblePayment | undefined = takesFee ? fungible(at(payments, 0)) : undefined;
    const funds = takesFee ? withoutFirst(payments) : payments;
    const caller = sc.blockchain.caller();
    const mapper = sc.storage.deposit(deposit_key);
    if (mapper.isEmpty()) {
      const deposit = { depositor_address: caller, funds, expiration, fees: fee };
      requireFees(sc, deposit);
      mapper.set(deposit);
      return;
    }
    mapper.update((deposit) => {
      requireDepositor(deposit, caller);
      return withFunds(sc, fee === undefined ? deposit : withFee(deposit, fee), caller, expiration, funds);
    });
  },
));

export const fund = payable(endpoint({ deposit_key: DepositKey, expiration: t.timestampMs }, (sc: Sc, { deposit_key, expiration }) => {
  const funds = sc.callValue.all();
  const caller = sc.blockchain.caller();
  const mapper = sc.storage.deposit(deposit_key);
  require(!mapper.isEmpty(), "deposit needs to exist before funding, with fees paid");
  mapper.update((deposit) => withFunds(sc, deposit, caller, expiration, funds));
}));

export const depositFees = payable(endpoint({ deposit_key: DepositKey }, (sc: Sc, { deposit_key }) => {
  const fee = fungible(sc.callValue.single());
  const caller = sc.blockchain.caller();
  const mapper = sc.storage.deposit(deposit_key);
  if (mapper.isEmpty()) {
    mapper.set({ depositor_address: caller, funds: [], expiration: 0n, fees: fee });
    return;
  }
  mapper.update((deposit) => {
    requireDepositor(deposit, caller);
    return withFee(deposit, fee);
  });
}));
