// Arguments that hooks read from the contract's memory. Mirrors getArgumentsFromMemory and extractIndirectContractCallArguments of
// vm-go vmhooks/baseOps.go.
import { ADDRESS_LENGTH, bytesToByteString, bytesToUnsigned } from "@mxvm/codec";
import { failureFromCause, failureWithMessage } from "../../failures.js";
import type { Host } from "../../host.js";
import { panicked } from "../../panic.js";
import type { ContractCall } from "./calls.js";
import { BALANCE_LENGTH } from "./lengths.js";

const LENGTH_SIZE = 4;

// Arguments whose lengths lie beyond the end of memory are empty, so that a contract can ask for 2^31 of them for free; production's
// process then runs out of memory.
const MAX_ARGUMENTS = 1 << 24;

/** A list of arguments as read from memory. */
export interface MemoryArguments {
  readonly values: readonly Uint8Array[];
  /** Sum of the lengths that the contract gave, in 32 bits: it can be larger than what was read, and overflow. */
  readonly totalLength: number;
}

function readLengths(host: Host, count: number, lengthsOffset: number): number[] {
  if (count < 0) throw failureWithMessage(`negative numArguments (${count})`);
  const bytes = host.memLoad(lengthsOffset, Math.imul(count, LENGTH_SIZE));
  if (bytes.length % LENGTH_SIZE !== 0) throw panicked("argument lengths are cut by the end of memory");
  if (count > MAX_ARGUMENTS) throw panicked(`${count} arguments`);
  const lengths = new Array<number>(count).fill(0);
  // Without a view, which would move the bytes out of the engine's heap.
  for (let offset = 0; offset < bytes.length; offset += LENGTH_SIZE) {
    lengths[offset / LENGTH_SIZE] =
      bytes[offset]! | (bytes[offset + 1]! << 8) | (bytes[offset + 2]! << 16) | (bytes[offset + 3]! << 24);
  }
  return lengths;
}

/** Reads `count` arguments: their lengths (32 bits, little-endian) from one place, their bytes, one after the other, from another. */
export function loadArguments(host: Host, count: number, lengthsOffset: number, dataOffset: number): MemoryArguments {
  const lengths = readLengths(host, count, lengthsOffset);
  const values = host.memLoadMultiple(dataOffset, lengths);
  let totalLength = 0;
  for (const length of lengths) totalLength = (totalLength + length) | 0;
  return { values, totalLength };
}

/**
 * Arguments of an upgrade or a deletion. With flag UseGasBoundedShouldFailExecutionFlag off, production takes arguments that it cannot
 * read as none; a shortage of gas fails in any case.
 */
export function loadLifecycleArguments(host: Host, count: number, lengthsOffset: number, dataOffset: number): readonly Uint8Array[] {
  let loaded: MemoryArguments = { values: [], totalLength: 0 };
  try {
    loaded = loadArguments(host, count, lengthsOffset, dataOffset);
  } catch (cause) {
    const failure = failureFromCause(cause);
    if (host.flags.UseGasBoundedShouldFailExecutionFlag) throw failure;
  }
  host.metering.useGasPerUnit(host.costs.BaseOperationCost.DataCopyPerByte, loaded.totalLength);
  return loaded.values;
}

/** Where function and arguments of a call lie in memory; hooks take these parameters in this order. */
export type FunctionLocation = readonly [
  functionOffset: number,
  functionLength: number,
  argumentCount: number,
  argumentLengthsOffset: number,
  argumentDataOffset: number,
];

/** A call as read from memory. */
export interface MemoryCall extends ContractCall {
  readonly argumentsTotalLength: number;
}

/** Reads a call from memory and charges for the arguments. `valueOffset` is `undefined` where the hook takes no EGLD value. */
export function loadCall(
  host: Host,
  gasLimit: bigint,
  addressOffset: number,
  valueOffset: number | undefined,
  [functionOffset, functionLength, argumentCount, argumentLengthsOffset, argumentDataOffset]: FunctionLocation,
): MemoryCall {
  const destination = host.memLoad(addressOffset, ADDRESS_LENGTH);
  const value = valueOffset === undefined ? 0n : bytesToUnsigned(host.memLoad(valueOffset, BALANCE_LENGTH));
  const functionName = bytesToByteString(host.memLoad(functionOffset, functionLength));
  const { values, totalLength } = loadArguments(host, argumentCount, argumentLengthsOffset, argumentDataOffset);
  chargeArguments(host, totalLength);
  return { gasLimit, destination, value, function: functionName, arguments: values, argumentsTotalLength: totalLength };
}

/** Charges for copying arguments of that total length. */
export function chargeArguments(host: Host, totalLength: number): void {
  host.metering.useGasPerUnitCompatible(host.costs.BaseOperationCost.DataCopyPerByte, totalLength);
}
