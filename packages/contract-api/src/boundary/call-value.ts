// What the caller paid. Mirrors CallValueWrapper of the Rust framework, which asks the VM once per run.
import { EGLD, type Payment } from "@mxvm/codec";
import type { CallValue } from "../call-value.js";
import type { Emitter } from "../emitter.js";
import { paymentAt, paymentCount, paymentsOf } from "./payments.js";

const messages = {
  numberOfTransfers: "incorrect number of transfers",
  notFungible: "fungible token expected",
  noEsdt: "function does not accept ESDT payment",
} as const;

/** Handle of all payments: fixed by the framework, filled once per run. */
const ALL_PAYMENTS = -39;

export function createCallValue(emitter: Emitter): CallValue {
  const all = (): number => {
    emitter.oncePerRun(ALL_PAYMENTS, () => emitter.hooks.managedGetAllTransfersCallValue(ALL_PAYMENTS));
    return ALL_PAYMENTS;
  };
  const only = (): Payment => {
    const list = all();
    emitter.if(emitter.equal(paymentCount(emitter, list), 1), () => undefined, () => emitter.fail(messages.numberOfTransfers));
    return paymentAt(emitter, list, 0);
  };
  const atMostOne = (): Payment | undefined => {
    const count = paymentCount(emitter, all());
    return emitter.select(
      emitter.equal(count, 0),
      () => undefined,
      () => only(),
    );
  };
  return {
    all: () => paymentsOf(emitter, all()),
    single: only,
    singleFungible: () => {
      const payment = only();
      if (payment.nonce !== 0n) emitter.fail(messages.notFungible);
      return payment;
    },
    singleOptional: atMostOne,
    egld: () => {
      const payment = atMostOne();
      if (payment === undefined) return 0n;
      return payment.token === EGLD ? payment.amount : emitter.fail(messages.noEsdt);
    },
  };
}
