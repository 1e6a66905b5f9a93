// The log entry that tells of failures on the way, also of those that a contract survived. Mirrors createLogEntryFromErrors of vm-go
// hostCore/host.go.
import { byteStringToBytes, utf8ToBytes } from "@mxvm/codec";
import type { ByteString, LogEntry } from "@mxvm/protocol-hooks";
import type { Run } from "../machine.js";

const identifier: Uint8Array = utf8ToBytes("internalVMErrors");

/**
 * The entry, or `undefined` if nothing failed. Its data list the failures, the newest first, each with the function where it came up.
 * Production puts the place in its own source where we put "vm", so that the texts cannot be equal.
 */
export function internalVmErrorsLog(run: Run, sender: Uint8Array, receiver: Uint8Array, functionName: ByteString): LogEntry | undefined {
  if (run.errors.length === 0) return undefined;
  const lines = run.errors.map(({ message, place }) => {
    const reason = message === "" ? "" : ` [${message}]`;
    return `\n\tvm${reason}${place === undefined ? "" : ` [${place}]`}`;
  });
  return {
    identifier,
    address: sender,
    topics: [receiver, byteStringToBytes(functionName)],
    data: [byteStringToBytes(lines.reverse().join(""))],
  };
}
