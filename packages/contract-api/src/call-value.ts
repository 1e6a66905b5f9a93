// What the caller paid. Mirrors CallValueWrapper of the Rust framework.
import type { Payment } from "@mxvm/codec";

/** What the caller paid, as `sc.callValue`. */
export interface CallValue {
  /** All payments, EGLD as `EGLD-000000` among them. */
  all(): readonly Payment[];
  /** The only payment; without one, or with several, the contract fails. */
  single(): Payment;
  /** The only payment, which is not an NFT. */
  singleFungible(): Payment;
  /** The only payment, if there is one; with several the contract fails. */
  singleOptional(): Payment | undefined;
  /** An amount of EGLD, 0 without payment; with tokens or several payments the contract fails. */
  egld(): bigint;
}
