// Errors that contracts signal. Mirrors vm-go vmhooks SignalError and ManagedSignalError.
import { bytesToByteString, bytesToUtf8 } from "@mxvm/codec";
import type { Host } from "../../host.js";

/** Ends the run with the contract's words; bytes that are not UTF-8 are kept one per character. */
export function signalUserError(host: Host, message: Uint8Array): void {
  host.runtime.signalUserError(bytesToUtf8(message) ?? bytesToByteString(message));
}
