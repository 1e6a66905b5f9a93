// The rules of managed types over the state of the current frame. Mirrors vm-go contexts/managedType.go.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToByteString, concatBytes } from "@mxvm/codec";
import type { EsdtTransfer } from "@mxvm/protocol-hooks";
import { failures, failureWithMessage } from "../failures.js";
import type { ContractFailure } from "../failures.js";
import type { Host } from "../host.js";
import { zeroBigFloat } from "../numeric/big-float.js";
import type { BigFloat } from "../numeric/big-float.js";
import { bitLength } from "../numeric/big-int.js";
import type { EllipticCurve } from "../numeric/elliptic-curve.js";
import { createGoRandom } from "../numeric/go-random.js";
import type { RandomReader } from "../numeric/go-random.js";
import { grownCapacity } from "./slice-capacity.js";
import { cloneBackTransfers, createManagedTypesState } from "./managed-types-state.js";
import type { ManagedTypesState } from "./managed-types-state.js";
import type { BackTransfers, ManagedTypesContext } from "./managed-types.js";

const HANDLE_LENGTH = 4;
const MAX_BIG_INT_BYTES_FOR_NORMAL_COST = 32;
const FREE_BIG_INT_BOUND = 1n << 256n;
const MAX_UINT64 = 0xffff_ffff_ffff_ffffn;
const MAX_BIG_FLOAT_EXPONENT = 65025;
const NO_BYTES = new Uint8Array(0);
const SLAB_LENGTH = 8192;

/** The context, with the state that it works on: the VM sets the state of the frame that runs. */
export interface ManagedTypes extends ManagedTypesContext {
  state: ManagedTypesState;
  /** Forgets the random stream; the next transaction seeds its own. */
  resetRandomness(): void;
}

export function createManagedTypes(host: Host): ManagedTypes {
  return new HostManagedTypes(host);
}

function freeHandle(values: ReadonlyMap<number, unknown>): number {
  let handle = values.size;
  while (values.has(handle)) handle++;
  return handle;
}

class HostManagedTypes implements ManagedTypes {
  state: ManagedTypesState = createManagedTypesState();
  readonly #host: Host;
  #random: RandomReader | undefined;
  // Arrays to append to are cut from a larger one: V8 needs 450 ns for the first part of a small array, 40 ns for further ones.
  #slab: Uint8Array = NO_BYTES;
  #slabUsed = SLAB_LENGTH;

  constructor(host: Host) {
    this.#host = host;
  }

  consumeGasForBytes(length: number): void {
    this.#host.metering.useGasCompatible(length * this.#host.costs.BaseOperationCost.DataCopyPerByte);
  }

  consumeGasForThisIntNumberOfBytes(byteLength: number): void {
    if (byteLength <= MAX_BIG_INT_BYTES_FOR_NORMAL_COST) return;
    this.#host.metering.useGasCompatible(byteLength * this.#host.costs.BigIntAPICost.CopyPerByteForTooBig);
  }

  consumeGasForThisBigIntNumberOfBytes(byteLength: bigint): void {
    const gas = byteLength * BigInt(this.#host.costs.BigIntAPICost.CopyPerByteForTooBig);
    // Go takes the low 64 bits of the magnitude of a negative product (big.Int.Uint64).
    const bounded = gas < 0n ? BigInt.asUintN(64, -gas) : gas < MAX_UINT64 ? gas : MAX_UINT64;
    if (bounded <= Number.MAX_SAFE_INTEGER) this.#host.metering.useGasCompatible(Number(bounded));
    else this.#host.metering.useGasLimitCompatible(bounded);
  }

  consumeGasForBigIntCopy(value: bigint): void {
    // Nothing is charged up to 32 bytes; comparing is far cheaper than counting bits.
    if (value < FREE_BIG_INT_BOUND && value > -FREE_BIG_INT_BOUND) return;
    this.consumeGasForThisIntNumberOfBytes(Math.floor(bitLength(value) / 8));
  }

  newBigInt(value: bigint): number {
    const { bigInts } = this.state;
    const handle = freeHandle(bigInts);
    bigInts.set(handle, value);
    return handle;
  }

  setBigInt(handle: number, value: bigint): void {
    this.state.bigInts.set(handle, value);
  }

  getBigInt(handle: number): bigint {
    return found(this.state.bigInts.get(handle), failures.noBigIntUnderThisHandle);
  }

  getBigIntOrCreate(handle: number): bigint {
    const value = this.state.bigInts.get(handle);
    if (value !== undefined) return value;
    this.state.bigInts.set(handle, 0n);
    return 0n;
  }

  putBigFloat(value: BigFloat): number {
    const { bigFloats } = this.state;
    assertExponent(value);
    const handle = freeHandle(bigFloats);
    bigFloats.set(handle, value);
    return handle;
  }

  setBigFloat(handle: number, value: BigFloat): void {
    this.state.bigFloats.set(handle, value);
  }

  getBigFloat(handle: number): BigFloat {
    return assertExponent(found(this.state.bigFloats.get(handle), failures.noBigFloatUnderThisHandle));
  }

  getTwoBigFloats(left: number, right: number): readonly [BigFloat, BigFloat] {
    const { bigFloats } = this.state;
    if (!bigFloats.has(left) || !bigFloats.has(right)) throw failures.noBigFloatUnderThisHandle;
    return [this.getBigFloat(left), this.getBigFloat(right)];
  }

  getBigFloatOrCreate(handle: number): BigFloat {
    const value = this.state.bigFloats.get(handle);
    if (value !== undefined) return assertExponent(value);
    this.state.bigFloats.set(handle, zeroBigFloat);
    return zeroBigFloat;
  }

  putEllipticCurve(curve: EllipticCurve): number {
    const handle = freeHandle(this.state.curves);
    this.state.curves.set(handle, curve);
    return handle;
  }

  getEllipticCurve(handle: number): EllipticCurve {
    return found(this.state.curves.get(handle), failures.noEllipticCurveUnderThisHandle);
  }

  newManagedBuffer(): number {
    const handle = freeHandle(this.state.buffers);
    this.state.buffers.set(handle, NO_BYTES);
    return handle;
  }

  newManagedBufferFromBytes(bytes: Uint8Array): number {
    const handle = freeHandle(this.state.buffers);
    this.state.buffers.set(handle, new Uint8Array(bytes));
    return handle;
  }

  setBytes(handle: number, bytes: Uint8Array): void {
    this.setOwnedBytes(handle, new Uint8Array(bytes));
  }

  setOwnedBytes(handle: number, bytes: Uint8Array): void {
    this.state.buffers.set(handle, bytes);
    this.state.backings.delete(handle);
  }

  getBytes(handle: number): Uint8Array {
    return found(this.state.buffers.get(handle), failures.noManagedBufferUnderThisHandle);
  }

  appendBytes(handle: number, bytes: Uint8Array): boolean {
    const { buffers, backings } = this.state;
    const current = buffers.get(handle);
    if (current === undefined) return false;
    if (bytes.length === 0) return true;
    const length = current.length + bytes.length;
    let backing = backings.get(handle) ?? current;
    if (backing.length < length) {
      const grown = this.#allocate(grownCapacity(backing.length, length));
      grown.set(current);
      backing = grown;
      backings.set(handle, backing);
    }
    backing.set(bytes, current.length);
    buffers.set(handle, backing.subarray(0, length));
    return true;
  }

  #allocate(length: number): Uint8Array {
    if (length > SLAB_LENGTH / 8) return new Uint8Array(length);
    if (this.#slabUsed + length > SLAB_LENGTH) {
      this.#slab = new Uint8Array(SLAB_LENGTH);
      this.#slabUsed = 0;
    }
    const start = this.#slabUsed;
    this.#slabUsed += length;
    return this.#slab.subarray(start, this.#slabUsed);
  }

  getLength(handle: number): number {
    return this.state.buffers.get(handle)?.length ?? -1;
  }

  readManagedVecOfManagedBuffers(handle: number): { readonly buffers: Uint8Array[]; readonly totalLength: number } {
    const handles = this.getBytes(handle);
    this.consumeGasForBytes(handles.length);
    if (handles.length % HANDLE_LENGTH !== 0) throw failureWithMessage("invalid managed vector of managed buffer handles");
    const buffers: Uint8Array[] = [];
    let totalLength = 0;
    for (let offset = 0; offset < handles.length; offset += HANDLE_LENGTH) {
      const item = this.getBytes(handleAt(handles, offset));
      this.consumeGasForBytes(item.length);
      totalLength += item.length;
      buffers.push(item);
    }
    return { buffers, totalLength };
  }

  writeManagedVecOfManagedBuffers(buffers: readonly Uint8Array[], destinationHandle: number): void {
    const handles = new Uint8Array(HANDLE_LENGTH * buffers.length);
    let totalLength = 0;
    buffers.forEach((bytes, index) => {
      totalLength += bytes.length;
      putHandle(handles, index * HANDLE_LENGTH, this.newManagedBufferFromBytes(bytes));
    });
    this.setOwnedBytes(destinationHandle, handles);
    this.#host.metering.useGas(totalLength * this.#host.costs.BaseOperationCost.DataCopyPerByte);
  }

  newManagedMap(): number {
    const handle = freeHandle(this.state.maps);
    this.state.maps.set(handle, new Map());
    return handle;
  }

  managedMapPut(mapHandle: number, keyHandle: number, valueHandle: number): void {
    const { map, key } = this.#mapAndKey(mapHandle, keyHandle);
    const value = this.getBytes(valueHandle);
    this.consumeGasForBytes(value.length);
    map.set(key, value.slice());
  }

  managedMapGet(mapHandle: number, keyHandle: number, outValueHandle: number): void {
    const { map, key } = this.#mapAndKey(mapHandle, keyHandle);
    const value = map.get(key) ?? NO_BYTES;
    this.setBytes(outValueHandle, value);
    this.consumeGasForBytes(value.length);
  }

  managedMapRemove(mapHandle: number, keyHandle: number, outValueHandle: number): void {
    const { map, key } = this.#mapAndKey(mapHandle, keyHandle);
    const value = map.get(key) ?? NO_BYTES;
    this.setBytes(outValueHandle, value);
    this.consumeGasForBytes(value.length);
    map.delete(key);
  }

  managedMapContains(mapHandle: number, keyHandle: number): boolean {
    const { map, key } = this.#mapAndKey(mapHandle, keyHandle);
    return (map.get(key)?.length ?? 0) > 0;
  }

  getBackTransfers(): BackTransfers {
    const { esdtTransfers, callValue, lastIndex } = this.state.backTransfers;
    this.state.backTransfers = { esdtTransfers: [], callValue: 0n, lastIndex };
    return { esdtTransfers, callValue };
  }

  addBackTransfers(value: bigint, transfers: readonly EsdtTransfer[], index: number): void {
    const current = this.state.backTransfers;
    if (this.#host.flags.FixBackTransferOPCODEFlag && current.lastIndex >= index) return;
    const next = cloneBackTransfers(current);
    next.lastIndex = Math.max(current.lastIndex, index);
    next.callValue += value;
    next.esdtTransfers.push(...transfers);
    this.state.backTransfers = next;
  }

  randomBytes(length: number): Uint8Array {
    this.#random ??= createGoRandom(this.#randomSeed());
    return this.#random.read(length);
  }

  resetRandomness(): void {
    this.#random = undefined;
  }

  #randomSeed(): bigint {
    const { blockchainHooks, runtime } = this.#host;
    const material = concatBytes(
      blockchainHooks.lastRandomSeed(),
      blockchainHooks.currentRandomSeed(),
      runtime.getCurrentTxHash(),
    );
    return new DataView(sha256(material).buffer).getBigInt64(0);
  }

  #mapAndKey(mapHandle: number, keyHandle: number): { readonly map: Map<string, Uint8Array>; readonly key: string } {
    const map = found(this.state.maps.get(mapHandle), failures.noManagedMapUnderThisHandle);
    return { map, key: bytesToByteString(this.getBytes(keyHandle)) };
  }
}

// Handles go without a view, which would move a short vector out of the engine's heap.

function handleAt(bytes: Uint8Array, offset: number): number {
  return (bytes[offset]! << 24) | (bytes[offset + 1]! << 16) | (bytes[offset + 2]! << 8) | bytes[offset + 3]!;
}

function putHandle(bytes: Uint8Array, offset: number, handle: number): void {
  bytes[offset] = handle >> 24;
  bytes[offset + 1] = handle >> 16;
  bytes[offset + 2] = handle >> 8;
  bytes[offset + 3] = handle;
}

function found<Value>(value: Value | undefined, failure: ContractFailure): Value {
  if (value === undefined) throw failure;
  return value;
}

function assertExponent(value: BigFloat): BigFloat {
  if (Math.abs(value.exponent) > MAX_BIG_FLOAT_EXPONENT) throw failures.exponentTooBigOrTooSmall;
  return value;
}
