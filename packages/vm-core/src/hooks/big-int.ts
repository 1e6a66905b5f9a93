// The BigInt hooks: arbitrary-precision integers by handle. Mirrors vm-go vmhooks/bigIntOps.go.
import { ADDRESS_LENGTH, bytesToSigned, bytesToUnsigned, magnitudeToBytes, signedToBytes, utf8ToBytes } from "@mxvm/codec";
import type { ContractFailure } from "../failures.js";
import { failures } from "../failures.js";
import type { Host } from "../host.js";
import { bitLength, euclideanDivide, euclideanModulo, integerSquareRoot } from "../numeric/big-int.js";
import { panicked } from "../panic.js";
import type { HookDeclarations } from "./declaration.js";
import { esdtTransferAt, failIfMoreThanOneEsdtTransfer, loadEsdtToken } from "./shared/esdt.js";
import { isInt64 } from "./shared/small-ints.js";

type Binary = (a: bigint, b: bigint) => bigint;
type Unary = (a: bigint) => bigint;

/**
 * Calculates what may be larger than the 2^30 bits that V8 holds. Production has no such bound: there the gas, time or memory of the
 * process ends first.
 */
function compute(operate: Binary, a: bigint, b: bigint): bigint {
  try {
    return operate(a, b);
  } catch (cause) {
    if (cause instanceof RangeError) throw panicked("a big integer of more than 2^30 bits");
    throw cause;
  }
}

/** Body of `destination = a op b`; the destination is created before the operands are looked up, so it may be one of them. */
function binary(operate: Binary): (host: Host, destination: number, left: number, right: number) => void {
  return (host, destination, left, right) => {
    const { managedTypes } = host;
    const before = managedTypes.getBigIntOrCreate(destination);
    const a = managedTypes.getBigInt(left);
    const b = managedTypes.getBigInt(right);
    managedTypes.consumeGasForBigIntCopy(before);
    managedTypes.consumeGasForBigIntCopy(a);
    managedTypes.consumeGasForBigIntCopy(b);
    managedTypes.setBigInt(destination, compute(operate, a, b));
  };
}

/** Like `binary`, for operations that are undefined for a divisor of 0. */
function division(operate: Binary): (host: Host, destination: number, left: number, right: number) => void {
  return binary((a, b) => {
    if (b === 0n) throw failures.divZero;
    return operate(a, b);
  });
}

/** Like `binary`, for bit operations: only the operands are charged, and they must not be negative. */
function bitwise(operate: Binary): (host: Host, destination: number, left: number, right: number) => void {
  return (host, destination, left, right) => {
    const { managedTypes } = host;
    managedTypes.getBigIntOrCreate(destination);
    const a = managedTypes.getBigInt(left);
    const b = managedTypes.getBigInt(right);
    managedTypes.consumeGasForBigIntCopy(a);
    managedTypes.consumeGasForBigIntCopy(b);
    if (a < 0n || b < 0n) throw failures.bitwiseNegative;
    managedTypes.setBigInt(destination, operate(a, b));
  };
}

/** Body of `destination = op a`; `refuseNegative` is what a negative operand fails with. */
function unary(operate: Unary, refuseNegative?: ContractFailure): (host: Host, destination: number, operand: number) => void {
  return (host, destination, operand) => {
    const { managedTypes } = host;
    const before = managedTypes.getBigIntOrCreate(destination);
    const a = managedTypes.getBigInt(operand);
    managedTypes.consumeGasForBigIntCopy(before);
    managedTypes.consumeGasForBigIntCopy(a);
    if (refuseNegative !== undefined && a < 0n) throw refuseNegative;
    managedTypes.setBigInt(destination, operate(a));
  };
}

function pow(host: Host, destination: number, base: number, exponent: number): void {
  const { managedTypes } = host;
  managedTypes.getBigIntOrCreate(destination);
  const a = managedTypes.getBigInt(base);
  const b = managedTypes.getBigInt(exponent);
  managedTypes.consumeGasForThisBigIntNumberOfBytes(euclideanDivide(b * BigInt(bitLength(a)), 8n));
  managedTypes.consumeGasForBigIntCopy(a);
  managedTypes.consumeGasForBigIntCopy(b);
  if (b < 0n) throw failures.badLowerBounds;
  managedTypes.setBigInt(destination, compute((x, y) => x ** y, a, b));
}

function shiftOperand(host: Host, destination: number, operand: number, bits: number): bigint {
  const { managedTypes } = host;
  managedTypes.getBigIntOrCreate(destination);
  const a = managedTypes.getBigInt(operand);
  managedTypes.consumeGasForBigIntCopy(a);
  if (a < 0n || bits < 0) throw failures.shiftNegative;
  return a;
}

function shiftRight(host: Host, destination: number, operand: number, bits: number): void {
  const result = shiftOperand(host, destination, operand, bits) >> BigInt(bits);
  host.managedTypes.setBigInt(destination, result);
  host.managedTypes.consumeGasForBigIntCopy(result);
}

function shiftLeft(host: Host, destination: number, operand: number, bits: number): void {
  const { managedTypes } = host;
  const a = shiftOperand(host, destination, operand, bits);
  const length = bitLength(a);
  if (host.flags.BarnardOpcodesFlag) {
    managedTypes.consumeGasForThisBigIntNumberOfBytes(BigInt(Math.floor((2 * length + bits) / 8)));
  } else if (length > 0) {
    // Production charges the result after shifting; charging its length before comes to the same and never builds what cannot be paid.
    managedTypes.consumeGasForThisIntNumberOfBytes(Math.floor((length + bits) / 8));
  }
  managedTypes.setBigInt(destination, compute((x, y) => x << y, a, BigInt(bits)));
}

function argument(host: Host, index: number): Uint8Array | undefined {
  return host.runtime.arguments()[index];
}

/** Stores bytes into memory, then charges them, in production's order. */
function storeBytes(host: Host, offset: number, bytes: Uint8Array): number {
  host.memStore(offset, bytes);
  host.metering.useGas(bytes.length * host.costs.BaseOperationCost.DataCopyPerByte);
  return bytes.length;
}

function loadBytes(host: Host, offset: number, length: number): Uint8Array {
  const bytes = host.memLoad(offset, length);
  host.metering.useGas(bytes.length * host.costs.BaseOperationCost.DataCopyPerByte);
  return bytes;
}

function finish(host: Host, bytes: Uint8Array): void {
  host.metering.useGas(bytes.length * host.costs.BaseOperationCost.PersistPerByte);
  host.output.finish(bytes);
}

function esdtCallValueByIndex(host: Host, destination: number, index: number): void {
  host.metering.useGas(host.costs.BigIntAPICost.BigIntGetCallValue);
  host.managedTypes.setBigInt(destination, esdtTransferAt(host, index).value);
}

function storageLoadUnsigned(host: Host, keyOffset: number, keyLength: number, destination: number): number {
  const read = host.storage.getStorage(host.memLoad(keyOffset, keyLength));
  host.storage.useGasForStorageLoad(read, host.costs.BigIntAPICost.BigIntStorageLoadUnsigned);
  host.managedTypes.setBigInt(destination, bytesToUnsigned(read.value));
  return read.value.length;
}

function toDecimal(host: Host, source: number, destination: number): void {
  const digits = utf8ToBytes(host.managedTypes.getBigInt(source).toString());
  host.metering.useGas(digits.length * host.costs.BaseOperationCost.DataCopyPerByte);
  host.managedTypes.setOwnedBytes(destination, digits);
}

export const bigIntHooks: HookDeclarations<"bigInt"> = {
  bigIntGetUnsignedArgument: {
    gas: "BigIntAPICost.BigIntGetUnsignedArgument",
    // An index out of range leaves the destination untouched.
    run: (host, index, destination) => {
      const bytes = argument(host, index);
      if (bytes !== undefined) host.managedTypes.setBigInt(destination, bytesToUnsigned(bytes));
    },
  },
  bigIntGetSignedArgument: {
    gas: "BigIntAPICost.BigIntGetSignedArgument",
    run: (host, index, destination) => {
      const bytes = argument(host, index);
      if (bytes === undefined) return;
      if (host.flags.BarnardOpcodesFlag) host.metering.useGas(bytes.length * host.costs.BaseOperationCost.DataCopyPerByte);
      host.managedTypes.setBigInt(destination, bytesToSigned(bytes));
    },
  },
  bigIntStorageStoreUnsigned: {
    gas: "BigIntAPICost.BigIntStorageStoreUnsigned",
    run: (host, keyOffset, keyLength, source) => {
      const key = host.memLoad(keyOffset, keyLength);
      // The magnitude is stored: the sign of a negative value is lost.
      return host.storage.setStorage(key, magnitudeToBytes(host.managedTypes.getBigIntOrCreate(source)));
    },
  },
  bigIntStorageLoadUnsigned: { run: storageLoadUnsigned },
  bigIntGetCallValue: {
    gas: "BigIntAPICost.BigIntGetCallValue",
    run: (host, destination) => { host.managedTypes.setBigInt(destination, host.runtime.getVmInput().callValue); },
  },
  bigIntGetESDTCallValue: {
    // The number of transfers is checked before anything is charged.
    run: (host, destination) => {
      failIfMoreThanOneEsdtTransfer(host);
      esdtCallValueByIndex(host, destination, 0);
    },
  },
  bigIntGetESDTCallValueByIndex: { run: esdtCallValueByIndex },
  bigIntGetExternalBalance: {
    gas: "BigIntAPICost.BigIntGetExternalBalance",
    run: (host, addressOffset, destination) => {
      const address = host.memLoad(addressOffset, ADDRESS_LENGTH);
      host.managedTypes.setBigInt(destination, host.blockchain.getBalance(address));
    },
  },
  bigIntGetESDTExternalBalance: {
    gas: "BigIntAPICost.BigIntGetExternalBalance",
    run: (host, addressOffset, tokenOffset, tokenLength, nonce, destination) => {
      const token = loadEsdtToken(host, addressOffset, tokenOffset, tokenLength, nonce);
      host.managedTypes.setBigInt(destination, token.value);
    },
  },
  bigIntNew: {
    gas: "BigIntAPICost.BigIntNew",
    run: (host, value) => host.managedTypes.newBigInt(value),
  },
  bigIntUnsignedByteLength: {
    gas: "BigIntAPICost.BigIntUnsignedByteLength",
    run: (host, source) => magnitudeToBytes(host.managedTypes.getBigInt(source)).length,
  },
  bigIntSignedByteLength: {
    gas: "BigIntAPICost.BigIntSignedByteLength",
    run: (host, source) => signedToBytes(host.managedTypes.getBigInt(source)).length,
  },
  bigIntGetUnsignedBytes: {
    gas: "BigIntAPICost.BigIntGetUnsignedBytes",
    run: (host, source, offset) => storeBytes(host, offset, magnitudeToBytes(host.managedTypes.getBigInt(source))),
  },
  bigIntGetSignedBytes: {
    gas: "BigIntAPICost.BigIntGetSignedBytes",
    run: (host, source, offset) => storeBytes(host, offset, signedToBytes(host.managedTypes.getBigInt(source))),
  },
  bigIntSetUnsignedBytes: {
    gas: "BigIntAPICost.BigIntSetUnsignedBytes",
    run: (host, destination, offset, length) => {
      host.managedTypes.setBigInt(destination, bytesToUnsigned(loadBytes(host, offset, length)));
    },
  },
  bigIntSetSignedBytes: {
    gas: "BigIntAPICost.BigIntSetSignedBytes",
    run: (host, destination, offset, length) => {
      host.managedTypes.setBigInt(destination, bytesToSigned(loadBytes(host, offset, length)));
    },
  },
  bigIntIsInt64: {
    gas: "BigIntAPICost.BigIntIsInt64",
    run: (host, source) => (isInt64(host.managedTypes.getBigInt(source)) ? 1 : 0),
  },
  bigIntGetInt64: {
    gas: "BigIntAPICost.BigIntGetInt64",
    run: (host, source) => {
      const value = host.managedTypes.getBigIntOrCreate(source);
      if (!isInt64(value)) throw failures.bigIntCannotBeRepresentedAsInt64;
      return value;
    },
  },
  bigIntSetInt64: {
    gas: "BigIntAPICost.BigIntSetInt64",
    run: (host, destination, value) => { host.managedTypes.setBigInt(destination, value); },
  },
  bigIntAdd: { gas: "BigIntAPICost.BigIntAdd", run: binary((a, b) => a + b) },
  bigIntSub: { gas: "BigIntAPICost.BigIntSub", run: binary((a, b) => a - b) },
  bigIntMul: { gas: "BigIntAPICost.BigIntMul", run: binary((a, b) => a * b) },
  bigIntTDiv: { gas: "BigIntAPICost.BigIntTDiv", run: division((a, b) => a / b) },
  bigIntTMod: { gas: "BigIntAPICost.BigIntTMod", run: division((a, b) => a % b) },
  bigIntEDiv: { gas: "BigIntAPICost.BigIntEDiv", run: division(euclideanDivide) },
  bigIntEMod: { gas: "BigIntAPICost.BigIntEMod", run: division(euclideanModulo) },
  bigIntSqrt: { gas: "BigIntAPICost.BigIntSqrt", run: unary(integerSquareRoot, failures.badLowerBounds) },
  bigIntPow: { gas: "BigIntAPICost.BigIntPow", run: pow },
  bigIntLog2: {
    gas: "BigIntAPICost.BigIntLog",
    run: (host, source) => {
      const value = host.managedTypes.getBigInt(source);
      host.managedTypes.consumeGasForBigIntCopy(value);
      if (value < 0n) throw failures.badLowerBounds;
      return bitLength(value) - 1;
    },
  },
  bigIntAbs: { gas: "BigIntAPICost.BigIntAbs", run: unary((a) => (a < 0n ? -a : a)) },
  bigIntNeg: { gas: "BigIntAPICost.BigIntNeg", run: unary((a) => -a) },
  bigIntSign: {
    gas: "BigIntAPICost.BigIntSign",
    run: (host, source) => {
      const value = host.managedTypes.getBigInt(source);
      host.managedTypes.consumeGasForBigIntCopy(value);
      return value === 0n ? 0 : value < 0n ? -1 : 1;
    },
  },
  bigIntCmp: {
    gas: "BigIntAPICost.BigIntCmp",
    run: (host, left, right) => {
      const a = host.managedTypes.getBigInt(left);
      const b = host.managedTypes.getBigInt(right);
      host.managedTypes.consumeGasForBigIntCopy(a);
      host.managedTypes.consumeGasForBigIntCopy(b);
      return a === b ? 0 : a < b ? -1 : 1;
    },
  },
  bigIntNot: { gas: "BigIntAPICost.BigIntNot", run: unary((a) => ~a, failures.bitwiseNegative) },
  bigIntAnd: { gas: "BigIntAPICost.BigIntAnd", run: bitwise((a, b) => a & b) },
  bigIntOr: { gas: "BigIntAPICost.BigIntOr", run: bitwise((a, b) => a | b) },
  bigIntXor: { gas: "BigIntAPICost.BigIntXor", run: bitwise((a, b) => a ^ b) },
  bigIntShr: { gas: "BigIntAPICost.BigIntShr", run: shiftRight },
  bigIntShl: { gas: "BigIntAPICost.BigIntShl", run: shiftLeft },
  bigIntFinishUnsigned: {
    gas: "BigIntAPICost.BigIntFinishUnsigned",
    run: (host, source) => { finish(host, magnitudeToBytes(host.managedTypes.getBigInt(source))); },
  },
  bigIntFinishSigned: {
    gas: "BigIntAPICost.BigIntFinishSigned",
    run: (host, source) => { finish(host, signedToBytes(host.managedTypes.getBigInt(source))); },
  },
  // Production charges the cost of finishing a signed value.
  bigIntToString: { gas: "BigIntAPICost.BigIntFinishSigned", run: toDecimal },
};
