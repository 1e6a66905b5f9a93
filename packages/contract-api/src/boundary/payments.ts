// Lists of payments as the VM has them: 16 bytes each, of a token's handle, a nonce and an amount's handle. Mirrors ManagedVec<Payment>.
import type { Payment } from "@mxvm/codec";
import type { Emitter, Handle, I32 } from "../emitter.js";
import { newList } from "./handle-lists.js";
import { textBuffer, tokenValue } from "./values.js";

const PAYMENT_BYTES = 16;
const NONCE_OFFSET = 4;
const AMOUNT_OFFSET = 12;

export function paymentCount(emitter: Emitter, list: Handle): I32 {
  return emitter.divide(emitter.hooks.mBufferGetLength(list), PAYMENT_BYTES);
}

export function paymentAt(emitter: Emitter, list: Handle, index: I32): Payment {
  const room = emitter.reserve(PAYMENT_BYTES);
  emitter.hooks.mBufferGetByteSlice(list, emitter.multiply(index, PAYMENT_BYTES), PAYMENT_BYTES, room.pointer);
  const token = emitter.memory32(room.pointer);
  const nonce = emitter.memory64(emitter.add(room.pointer, NONCE_OFFSET));
  const amount = emitter.memory32(emitter.add(room.pointer, AMOUNT_OFFSET));
  return Object.freeze({ token: tokenValue(emitter, token), nonce: emitter.unsigned(nonce), amount: emitter.bigIntOf(amount) });
}

/** All payments of a list. */
export function paymentsOf(emitter: Emitter, list: Handle): readonly Payment[] {
  const payments: Payment[] = [];
  emitter.loop(0, paymentCount(emitter, list), (index) => payments.push(paymentAt(emitter, list, index)));
  return Object.freeze(payments);
}

/** A new list of payments. */
export function paymentList(emitter: Emitter, payments: readonly Payment[]): Handle {
  const list = newList(emitter);
  for (const { token, nonce, amount } of payments) {
    const tokenHandle = textBuffer(emitter, token);
    const amountHandle = emitter.fromBigInt(amount);
    const bytes = emitter.scratchPayment(tokenHandle, emitter.signed(nonce), amountHandle);
    emitter.hooks.mBufferAppendBytes(list, bytes.pointer, bytes.length);
  }
  return list;
}
