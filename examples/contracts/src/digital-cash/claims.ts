// How deposits end: claimed with a signature, forwarded to another key, or withdrawn after they expired.
import { bytesOf, endpoint, payable, require, type Address } from "@mxvm/contract-api";
import { collectFee, fungible, isExpired, paymentOf, splitFees, withFee, withFunds } from "./deposits.js";
import { DepositKey, Signature, type DepositInfo, type Sc } from "./state.js";

const requireDeposit = (sc: Sc, key: DepositKey): void => require(!sc.storage.deposit(key).isEmpty(), "non-existent key");

/** Takes a deposit for its claimer; fees that are left over go back to the depositor. */
const takeForClaim = (sc: Sc, key: DepositKey, signature: Signature, caller: Address): DepositInfo => {
  requireDeposit(sc, key);
  sc.crypto.verifyEd25519(key, bytesOf(caller), signature);
  const deposit = sc.storage.deposit(key).take();
  require(!isExpired(sc, deposit), "deposit expired");
  const { collected, leftover } = splitFees(sc, deposit);
  if (collected !== undefined) collectFee(sc, collected);
  if (leftover !== undefined) sc.send.payment(deposit.depositor_address, paymentOf(leftover));
  return deposit;
};

export const withdrawExpired = endpoint({ deposit_key: DepositKey }, (sc: Sc, { deposit_key }) => {
  requireDeposit(sc, deposit_key);
  const deposit = sc.storage.deposit(deposit_key).take();
  require(isExpired(sc, deposit), "cannot withdraw, deposit not expired yet");
  if (deposit.fees !== undefined) sc.send.payment(deposit.depositor_address, paymentOf(deposit.fees));
  if (deposit.funds.length > 0) sc.send.payments(deposit.depositor_address, deposit.funds);
});

export const claim = endpoint({ deposit_key: DepositKey, signature: Signature }, (sc: Sc, { deposit_key, signature }) => {
  const caller = sc.blockchain.caller();
  const { funds } = takeForClaim(sc, deposit_key, signature, caller);
  if (funds.length > 0) sc.send.payments(caller, funds);
});

export const forward = payable(endpoint(
  { deposit_key: DepositKey, forward_deposit_key: DepositKey, signature: Signature },
  (sc: Sc, { deposit_key, forward_deposit_key, signature }) => {
    const additional = sc.callValue.singleOptional();
    const caller = sc.blockchain.caller();
    const old = takeForClaim(sc, deposit_key, signature, caller);
    const target = sc.storage.deposit(forward_deposit_key);
    require(!target.isEmpty(), "forward deposit needs to exist in advance, with fees paid");
    target.update((deposit) => {
      const funded = withFunds(sc, deposit, caller, old.expiration, old.funds);
      return additional === undefined ? funded : withFee(funded, fungible(additional));
    });
  },
));
