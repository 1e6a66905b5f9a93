// Token identifiers with a nonce behind them, as storage keys and freezing write them. Mirrors logsAndEvents.go of vm-common-go.
import { bytesToUnsigned } from "@mxvm/codec";

const SEPARATOR = 0x2d;
const RANDOM_LENGTH = 6;

/** A token identifier and a nonce; 0 where the bytes are an identifier alone. */
export interface TokenAndNonce {
  readonly tokenIdentifier: Uint8Array;
  readonly nonce: bigint;
}

/** Parts the bytes six places after the first dash. As in production a second dash ends the nonce. */
export function tokenAndNonceOf(bytes: Uint8Array): TokenAndNonce {
  const dash = bytes.indexOf(SEPARATOR);
  const nonceStart = dash + 1 + RANDOM_LENGTH;
  const secondDash = dash < 0 ? -1 : bytes.indexOf(SEPARATOR, dash + 1);
  const end = secondDash < 0 ? bytes.length : secondDash;
  if (dash < 0 || end <= nonceStart) return { tokenIdentifier: bytes, nonce: 0n };
  return {
    tokenIdentifier: bytes.subarray(0, nonceStart),
    nonce: BigInt.asUintN(64, bytesToUnsigned(bytes.subarray(nonceStart, end))),
  };
}
