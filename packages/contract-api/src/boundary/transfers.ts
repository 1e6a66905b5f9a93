// Transfers, with and without a call that nobody waits for. Mirrors TxPayment::perform_transfer_execute of the Rust framework.
import { type Address, EGLD, type Payment } from "@mxvm/codec";
import type { Endpoints } from "../callee.js";
import type { Emitter } from "../emitter.js";
import type { CallOptions, Send } from "../send.js";
import { type FunctionCall, functionCall, paymentsOf } from "./calls.js";
import { paymentList } from "./payments.js";
import { gasOf } from "./sync-calls.js";
import { addressBuffer } from "./values.js";

export function createTransfers(emitter: Emitter): Pick<Send, "egld" | "payment" | "payments" | "transferExecute"> {
  const plain = (to: Address, payments: readonly Payment[]): void =>
    transferExecute(emitter, to, payments, 0n, functionCall(emitter, "", {}, {}));
  return {
    egld: (to, amount) => plain(to, [{ token: EGLD, nonce: 0n, amount }]),
    payment: (to, payment) => plain(to, [payment]),
    payments: (to, payments) => {
      if (payments.length > 0) plain(to, payments);
    },
    transferExecute: (to, callee, name, args, options: CallOptions = {}) => {
      const call = functionCall(emitter, name, (callee.endpoints as Endpoints)[name]!.args, args);
      const gas = gasOf(emitter, options.gas);
      transferExecute(emitter, to, paymentsOf(options), gas, call);
    },
  };
}

function transferExecute(emitter: Emitter, to: Address, payments: readonly Payment[], gas: bigint, call: FunctionCall): void {
  const { hooks } = emitter;
  const [first = { token: EGLD, nonce: 0n, amount: 0n }] = payments;
  const destination = addressBuffer(emitter, to);
  if (payments.length <= 1 && first.token === EGLD) {
    hooks.managedTransferValueExecute(destination, emitter.fromBigInt(first.amount), gas, call.name, call.arguments);
  } else {
    hooks.managedMultiTransferESDTNFTExecute(destination, paymentList(emitter, payments), gas, call.name, call.arguments);
  }
}
