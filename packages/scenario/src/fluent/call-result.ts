// What came of a call that succeeded.
import { type Address, addressToBytes, equalBytes } from "@mxvm/codec";
import type { TransactionResult } from "@mxvm/protocol-hooks";
import type { Abi, EventOf } from "../abi/abi.js";
import { decodeEvent } from "../abi/functions.js";
import type { CallTree } from "../calls/call-tree.js";
import { explain } from "./explain.js";
import type { Executed } from "./session.js";

/** A call that succeeded: its value and events are those of the contract's ABI. */
export class CallResult<Value, Event = never> {
  readonly value: Value;
  /** Events of the called contract that its ABI declares, in order. */
  readonly events: readonly Event[];
  readonly result: TransactionResult;
  readonly #executed: Executed;

  constructor(executed: Executed, value: Value, events: readonly Event[]) {
    this.value = value;
    this.events = events;
    this.result = executed.result;
    this.#executed = executed;
  }

  get gasUsed(): bigint {
    return this.result.gasUsed;
  }

  /** Events of another contract that took part, as its ABI declares them, in order. */
  eventsOf<const A extends Abi>({ abi, address }: { readonly abi: A; readonly address: Address }): readonly EventOf<A>[] {
    const bytes = addressToBytes(address);
    const decoded = this.result.logs.filter((log) => equalBytes(log.address, bytes)).flatMap((log) => decodeEvent(abi, log) ?? []);
    return decoded as unknown as readonly EventOf<A>[];
  }

  /** What was called with which values, and what it did, as data. */
  get calls(): readonly CallTree[] {
    return this.#executed.calls();
  }

  /** The same as text. */
  explain(): string {
    return explain(this.calls);
  }
}
