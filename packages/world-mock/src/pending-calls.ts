// What waits for delivery to another shard, as a value.
import { WorldError, type PendingCall } from "@mxvm/protocol-hooks";

/** The queue at one moment; never changes in place. */
export interface PendingCalls {
  /** In the order of sending. */
  readonly calls: readonly PendingCall[];
  /** Number that the next one gets. */
  readonly next: number;
}

/** A call that has no number yet. */
export type SentCall = Omit<PendingCall, "id">;

export const noPendingCalls: PendingCalls = { calls: [], next: 1 };

export function withSent(pending: PendingCalls, sent: readonly SentCall[]): PendingCalls {
  if (sent.length === 0) return pending;
  const calls = sent.map((call, index) => ({ id: pending.next + index, ...call }));
  return { calls: [...pending.calls, ...calls], next: pending.next + sent.length };
}

/** Takes one out. Throws `PENDING_CALL_NOT_FOUND`. */
export function withoutCall(pending: PendingCalls, id: number): { readonly call: PendingCall; readonly rest: PendingCalls } {
  const call = pending.calls.find((each) => each.id === id);
  if (call === undefined) throw new WorldError("PENDING_CALL_NOT_FOUND", `no call ${id} waits for delivery`, { id });
  return { call, rest: { calls: pending.calls.filter((each) => each !== call), next: pending.next } };
}

/** The call with bytes of its own. */
export function copyOfCall(call: PendingCall): PendingCall {
  return {
    ...call,
    hash: call.hash.slice(),
    sender: call.sender.slice(),
    receiver: call.receiver.slice(),
    data: call.data.slice(),
    originalTxHash: call.originalTxHash.slice(),
    prevTxHash: call.prevTxHash.slice(),
    originalSender: call.originalSender.slice(),
    relayer: call.relayer.slice(),
    guardian: call.guardian.slice(),
  };
}
