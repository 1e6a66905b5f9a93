// Arguments that hooks read from managed handles. Mirrors vm-go vmhooks/managedConversions.go.
import { bytesToByteString } from "@mxvm/codec";
import type { Host } from "../../host.js";
import type { ContractCall } from "./calls.js";
import { chargeArguments } from "./memory-arguments.js";

/** Address and arguments, which every managed call has. */
export interface ManagedArguments {
  readonly destination: Uint8Array;
  readonly arguments: readonly Uint8Array[];
}

/** Reads address and arguments, and charges for the arguments. */
export function readDestinationArguments(host: Host, addressHandle: number, argumentsHandle: number): ManagedArguments {
  const destination = host.managedTypes.getBytes(addressHandle);
  const { buffers, totalLength } = host.managedTypes.readManagedVecOfManagedBuffers(argumentsHandle);
  chargeArguments(host, totalLength);
  return { destination, arguments: buffers };
}

/** Reads a call and charges for the arguments. `valueHandle` is `undefined` where the hook takes no EGLD value. */
export function readCall(
  host: Host,
  gasLimit: bigint,
  addressHandle: number,
  valueHandle: number | undefined,
  functionHandle: number,
  argumentsHandle: number,
): ContractCall {
  const { destination, arguments: args } = readDestinationArguments(host, addressHandle, argumentsHandle);
  const value = valueHandle === undefined ? 0n : host.managedTypes.getBigInt(valueHandle);
  const functionName = bytesToByteString(host.managedTypes.getBytes(functionHandle));
  return { gasLimit, destination, value, function: functionName, arguments: args };
}
