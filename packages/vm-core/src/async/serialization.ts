// Asynchronous contexts as bytes: protobuf as production's generated code writes it (vm-go contexts/async.proto, vmhost/asyncCall.proto).
import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { byteStringToBytes, bytesToByteString } from "@mxvm/codec";
import type { ByteString, CallTypeValue, ReturnCodeValue } from "@mxvm/protocol-hooks";
import { createAsyncState } from "./async-state.js";
import type { AsyncCall, AsyncCallGroup, AsyncState, ChildResults } from "./async-state.js";

const noBytes: Uint8Array = new Uint8Array(0);

// A refund is never filled in, but its cast type writes an absent number as one zero byte.
const ABSENT_REFUND: Uint8Array = Uint8Array.of(0);

function writeBytes(writer: BinaryWriter, field: number, value: Uint8Array): void {
  if (value.length > 0) writer.tag(field, WireType.LengthDelimited).bytes(value);
}

function writeText(writer: BinaryWriter, field: number, value: ByteString): void {
  writeBytes(writer, field, byteStringToBytes(value));
}

function writeNumber(writer: BinaryWriter, field: number, value: bigint | number): void {
  if (BigInt(value) !== 0n) writer.tag(field, WireType.Varint).uint64(BigInt.asUintN(64, BigInt(value)));
}

function writeMessage(writer: BinaryWriter, field: number, message: Uint8Array): void {
  writer.tag(field, WireType.LengthDelimited).bytes(message);
}

function callToBytes(call: AsyncCall): Uint8Array {
  const writer = new BinaryWriter();
  writeBytes(writer, 1, call.callId);
  writeNumber(writer, 2, call.status);
  writeNumber(writer, 3, call.executionMode);
  writeBytes(writer, 5, call.destination);
  writeBytes(writer, 6, call.data);
  writeNumber(writer, 7, call.gasLimit);
  writeNumber(writer, 8, call.gasLocked);
  writeBytes(writer, 9, call.valueBytes);
  writeText(writer, 10, call.successCallback);
  writeText(writer, 11, call.errorCallback);
  writeBytes(writer, 12, call.callbackClosure);
  return writer.finish();
}

function groupToBytes(group: AsyncCallGroup): Uint8Array {
  const writer = new BinaryWriter();
  writeText(writer, 1, group.callback);
  writeNumber(writer, 2, group.gasLocked);
  writeBytes(writer, 3, group.callbackData);
  writeText(writer, 4, group.identifier);
  for (const call of group.asyncCalls) writeMessage(writer, 5, callToBytes(call));
  return writer.finish();
}

function resultsToBytes(results: ChildResults): Uint8Array {
  const writer = new BinaryWriter();
  for (const data of results.returnData) writeMessage(writer, 1, data);
  writeNumber(writer, 2, results.returnCode);
  writeText(writer, 3, results.returnMessage);
  writeNumber(writer, 4, results.gasRemaining);
  writeMessage(writer, 5, ABSENT_REFUND);
  return writer.finish();
}

/** The context as it is stored. The caller owns the bytes. */
export function asyncStateToBytes(state: AsyncState): Uint8Array {
  const writer = new BinaryWriter();
  writeBytes(writer, 1, state.address);
  writeBytes(writer, 2, state.callId);
  writeNumber(writer, 3, state.callType);
  writeBytes(writer, 4, state.callerAddress);
  writeBytes(writer, 5, state.parentAddress);
  writeBytes(writer, 6, state.callerCallId ?? noBytes);
  writeBytes(writer, 7, state.callbackAsyncInitiatorCallId);
  // 8, 9 and 11 are the context callback and its data, which no contract can set.
  writeNumber(writer, 10, state.gasAccumulated);
  for (const group of state.asyncCallGroups) writeMessage(writer, 12, groupToBytes(group));
  writeNumber(writer, 13, state.callsCounter);
  writeNumber(writer, 14, state.totalCallsCounter);
  if (state.childResults !== undefined) writeMessage(writer, 15, resultsToBytes(state.childResults));
  return writer.finish();
}

/** Values of a message by field number, in order of appearance. Numbers are `bigint`. */
type Fields = ReadonlyMap<number, readonly (bigint | Uint8Array)[]>;

function readFields(bytes: Uint8Array): Fields {
  const fields = new Map<number, (bigint | Uint8Array)[]>();
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (wireType !== WireType.Varint && wireType !== WireType.LengthDelimited) {
      reader.skip(wireType, field);
      continue;
    }
    const value = wireType === WireType.Varint ? BigInt(reader.uint64()) : reader.bytes();
    const values = fields.get(field);
    if (values === undefined) fields.set(field, [value]);
    else values.push(value);
  }
  return fields;
}

function numberIn(fields: Fields, field: number): bigint {
  const value = fields.get(field)?.at(-1);
  return typeof value === "bigint" ? value : 0n;
}

function bytesIn(fields: Fields, field: number): Uint8Array {
  const value = fields.get(field)?.at(-1);
  return value instanceof Uint8Array ? value : noBytes;
}

function textIn(fields: Fields, field: number): ByteString {
  return bytesToByteString(bytesIn(fields, field));
}

function allBytesIn(fields: Fields, field: number): Uint8Array[] {
  return (fields.get(field) ?? []).filter((value) => value instanceof Uint8Array);
}

function callFromBytes(bytes: Uint8Array): AsyncCall {
  const fields = readFields(bytes);
  return {
    callId: bytesIn(fields, 1),
    status: Number(numberIn(fields, 2)),
    executionMode: Number(numberIn(fields, 3)),
    destination: bytesIn(fields, 5),
    data: bytesIn(fields, 6),
    gasLimit: numberIn(fields, 7),
    gasLocked: numberIn(fields, 8),
    valueBytes: bytesIn(fields, 9),
    successCallback: textIn(fields, 10),
    errorCallback: textIn(fields, 11),
    callbackClosure: bytesIn(fields, 12),
  };
}

function groupFromBytes(bytes: Uint8Array): AsyncCallGroup {
  const fields = readFields(bytes);
  return {
    callback: textIn(fields, 1),
    gasLocked: numberIn(fields, 2),
    callbackData: bytesIn(fields, 3),
    identifier: textIn(fields, 4),
    asyncCalls: allBytesIn(fields, 5).map(callFromBytes),
  };
}

function resultsFromBytes(bytes: Uint8Array): ChildResults {
  const fields = readFields(bytes);
  return {
    returnData: allBytesIn(fields, 1),
    returnCode: Number(numberIn(fields, 2)) as ReturnCodeValue,
    returnMessage: textIn(fields, 3),
    gasRemaining: numberIn(fields, 4),
  };
}

/** Reads what `asyncStateToBytes` wrote. The bytes are the VM's own, under a key that contracts cannot write. */
export function asyncStateFromBytes(bytes: Uint8Array): AsyncState {
  const fields = readFields(bytes);
  const results = fields.get(15)?.at(-1);
  return {
    ...createAsyncState(),
    address: bytesIn(fields, 1),
    callId: bytesIn(fields, 2),
    callType: Number(numberIn(fields, 3)) as CallTypeValue,
    callerAddress: bytesIn(fields, 4),
    parentAddress: bytesIn(fields, 5),
    callerCallId: fields.has(6) ? bytesIn(fields, 6) : undefined,
    callbackAsyncInitiatorCallId: bytesIn(fields, 7),
    gasAccumulated: numberIn(fields, 10),
    asyncCallGroups: allBytesIn(fields, 12).map(groupFromBytes),
    callsCounter: numberIn(fields, 13),
    totalCallsCounter: numberIn(fields, 14),
    childResults: results instanceof Uint8Array ? resultsFromBytes(results) : undefined,
  };
}
