// Failures of contracts, in production's words, with the return code that each gives. Mirrors vm-go vmhost/errors.go and
// the mapping of errors to return codes in contexts/output.go.
import { bytesToByteString, utf8ToBytes } from "@mxvm/codec";
import { isMemoryAccessError } from "@mxvm/executor-api";
import { ReturnCode, isBlockchainHookError } from "@mxvm/protocol-hooks";
import type { ReturnCodeValue } from "@mxvm/protocol-hooks";

/**
 * The contract failed. Thrown by contexts and hook bodies, caught where production handles the error: around a hook, or around a call.
 * It never leaves the VM.
 */
export class ContractFailure extends Error {
  override readonly name: string = "ContractFailure";
  readonly returnCode: ReturnCodeValue;
  /** The failure that this one is a case of; itself if it is none. */
  readonly kind: ContractFailure;

  constructor(message: string, returnCode: ReturnCodeValue, kind?: ContractFailure) {
    super(message);
    this.returnCode = returnCode;
    this.kind = kind ?? this;
  }
}

function failure(message: string, returnCode: ReturnCodeValue = ReturnCode.executionFailed): ContractFailure {
  return Object.freeze(new ContractFailure(message, returnCode));
}

/** A failure with words of its own that counts as `kind`. */
export function failureOfKind(kind: ContractFailure, message: string): ContractFailure {
  return new ContractFailure(message, kind.returnCode, kind);
}

/** A failure with words that come from elsewhere (a library, the protocol), as production passes them on. */
export function failureWithMessage(message: string): ContractFailure {
  return new ContractFailure(message, ReturnCode.executionFailed);
}

/** What was thrown, as a failure of the contract. Anything that is none is a fault of the engine and is thrown again. */
export function failureFromCause(cause: unknown): ContractFailure {
  if (cause instanceof ContractFailure) return cause;
  if (isMemoryAccessError(cause)) return failureWithMessage(cause.message);
  if (isBlockchainHookError(cause)) return failureWithMessage(bytesToByteString(utf8ToBytes(cause.message)));
  throw cause;
}

/** Every failure that production names. Made once: throwing one captures no stack. */
export const failures: Readonly<Record<FailureName, ContractFailure>> = {
  returnCodeNotOk: failure("return code is not ok"),
  invalidCallOnReadOnlyMode: failure("operation not permitted in read only mode"),
  notEnoughGas: failure("not enough gas", ReturnCode.outOfGas),
  unhandledRuntimeBreakpoint: failure("unhandled runtime breakpoint"),
  signalError: failure("error signalled by smartcontract", ReturnCode.userError),
  executionFailed: failure("execution failed"),
  memoryLimit: failure("memory limit reached"),
  badBounds: failure("bad bounds"),
  badLowerBounds: failure("bad bounds (lower)"),
  badUpperBounds: failure("bad bounds (upper)"),
  negativeLength: failure("negative length"),
  failedTransfer: failure("failed transfer"),
  transferInsufficientFunds: failure("failed transfer (insufficient funds)", ReturnCode.outOfFunds),
  transferNegativeValue: failure("failed transfer (negative value)"),
  upgradeFailed: failure("upgrade failed", ReturnCode.upgradeFailed),
  invalidUpgradeArguments: failure("upgrade failed (invalid arguments)", ReturnCode.upgradeFailed),
  initFuncCalledInRun: failure("invalid function (calling init() directly is forbidden)", ReturnCode.userError),
  callBackFuncCalledInRun: failure("invalid function (calling callBack() directly is forbidden)", ReturnCode.userError),
  invalidFunctionName: failure("invalid function (invalid name)", ReturnCode.userError),
  contractInvalid: failure("invalid contract code", ReturnCode.contractInvalid),
  contractNotFound: failure("invalid contract code (not found)", ReturnCode.contractNotFound),
  memoryDeclarationMissing: failure("invalid contract code (missing memory declaration)", ReturnCode.contractInvalid),
  maxInstancesReached: failure("execution failed (max instances reached)"),
  storeReservedKey: failure("cannot write to storage under reserved key"),
  cannotWriteProtectedKey: failure("cannot write to protected key"),
  nonPayableFunctionEgld: failure("function does not accept EGLD payment"),
  nonPayableFunctionEsdt: failure("function does not accept ESDT payment"),
  argIndexOutOfRange: failure("argument index out of range"),
  argOutOfRange: failure("argument out of range"),
  storageValueOutOfRange: failure("storage value out of range"),
  divZero: failure("division by 0"),
  bigIntCannotBeRepresentedAsInt64: failure("big int cannot be represented as int64"),
  bytesExceedInt64: failure("bytes cannot be parsed as int64"),
  bytesExceedUint64: failure("bytes cannot be parsed as uint64"),
  bitwiseNegative: failure("bitwise operations only allowed on positive integers"),
  shiftNegative: failure("bitwise shift operations only allowed on positive integers and by a positive amount"),
  asyncCallGroupExistsAlready: failure("async call group exists already"),
  nilDestinationCallVMOutput: failure("nil destination call VMOutput"),
  asyncCallNotFound: failure("async call not found"),
  asyncNotAllowed: failure("async call is not allowed at this location"),
  unknownCallType: failure("unknown call type"),
  cannotUseBuiltinAsCallback: failure("cannot use built-in function as callback"),
  onlyOneLegacyAsyncCallAllowed: failure("only one legacy async call allowed"),
  legacyAsyncCallNotFound: failure("legacy async call not found"),
  legacyAsyncCallInvalid: failure("legacy async call invalid"),
  noStoredAsyncContextFound: failure("no async context found in storage"),
  cannotInterpretCallbackArgs: failure("cannot interpret callback args"),
  contextCallbackDisabled: failure("context callback disabled"),
  invalidAccount: failure("account does not exist"),
  accountNotFound: failure("account was not found"),
  invalidEsdtTransfers: failure("invalid managed vector of ESDT transfers"),
  deploymentOverExistingAccount: failure("cannot deploy over existing account"),
  accountNotPayable: failure("sending value to non payable contract"),
  invalidPublicKeySize: failure("invalid public key size"),
  nilCallbackFunction: failure("nil callback function"),
  upgradeNotAllowed: failure("upgrade not allowed"),
  nilContract: failure("nil contract"),
  builtinCallOnSameContextDisallowed: failure("calling built-in function on the same context is disallowed"),
  syncExecutionNotInSameShard: failure("sync execution request is not in the same shard"),
  inputAndOutputGasDoesNotMatch: failure("input and output gas does not match"),
  transferValueOnESDTCall: failure("transfer value on esdt call"),
  noBigIntUnderThisHandle: failure("no bigInt under the given handle"),
  noBigFloatUnderThisHandle: failure("no bigFloat under the given handle"),
  positiveExponent: failure("exponent must be negative"),
  lengthOfBufferNotCorrect: failure("length of buffer is not correct"),
  noEllipticCurveUnderThisHandle: failure("no elliptic curve under the given handle"),
  pointNotOnCurve: failure("point is not on curve"),
  noManagedBufferUnderThisHandle: failure("no managed buffer under the given handle"),
  noManagedMapUnderThisHandle: failure("no managed map under the given handle"),
  tooManyESDTTransfers: failure("too many ESDT transfers"),
  infinityFloatOperation: failure("infinity operations are not allowed"),
  bigFloatWrongPrecision: failure("precision of the big float must be 53"),
  bigFloatDecode: failure("big float decode error"),
  bigFloatEncode: failure("big float encode error"),
  sha256Hash: failure("sha256 hash error"),
  keccak256Hash: failure("keccak256 hash error"),
  ripemd160Hash: failure("ripemd160 hash error"),
  blsVerify: failure("bls verify error"),
  ed25519Verify: failure("ed25519 verify error"),
  secp256k1Verify: failure("secp256k1 verify error"),
  allOperandsAreEqualToZero: failure("all operands are equal to 0"),
  exponentTooBigOrTooSmall: failure("exponent is either too small or too big"),
  noAsyncParentContext: failure("this should not be called for async calls (only callbacks and direct calls)"),
  asyncInit: failure("async context initialization error"),
  asyncNoOutputFromCallback: failure("callback VMOutput should not be nil"),
  asyncNoMultiLevel: failure("multi-level async calls are not allowed yet"),
  asyncNoCallbackForClosure: failure("no callback for closure, cannot call callback directly"),
  nilESDTData: failure("nil esdt data"),
  invalidArgument: failure("invalid argument"),
  invalidTokenIndex: failure("invalid token index"),
  invalidBuiltInFunctionCall: failure("invalid built in function call"),
  cannotWriteOnReadOnly: failure("cannot write on read only mode"),
  opcodeIsNotAllowed: failure("opcode is not allowed"),
  invalidSignature: failure("signature is invalid"),
  invalidFunction: failure("invalid function", ReturnCode.userError),
  functionNonvoidSignature: failure("invalid function (nonvoid signature)", ReturnCode.functionWrongSignature),
  funcNotFound: failure("invalid function (not found)", ReturnCode.functionNotFound),
};

export type FailureName =
  | "returnCodeNotOk"
  | "invalidCallOnReadOnlyMode"
  | "notEnoughGas"
  | "unhandledRuntimeBreakpoint"
  | "signalError"
  | "executionFailed"
  | "memoryLimit"
  | "badBounds"
  | "badLowerBounds"
  | "badUpperBounds"
  | "negativeLength"
  | "failedTransfer"
  | "transferInsufficientFunds"
  | "transferNegativeValue"
  | "upgradeFailed"
  | "invalidUpgradeArguments"
  | "initFuncCalledInRun"
  | "callBackFuncCalledInRun"
  | "invalidFunctionName"
  | "contractInvalid"
  | "contractNotFound"
  | "memoryDeclarationMissing"
  | "maxInstancesReached"
  | "storeReservedKey"
  | "cannotWriteProtectedKey"
  | "nonPayableFunctionEgld"
  | "nonPayableFunctionEsdt"
  | "argIndexOutOfRange"
  | "argOutOfRange"
  | "storageValueOutOfRange"
  | "divZero"
  | "bigIntCannotBeRepresentedAsInt64"
  | "bytesExceedInt64"
  | "bytesExceedUint64"
  | "bitwiseNegative"
  | "shiftNegative"
  | "asyncCallGroupExistsAlready"
  | "nilDestinationCallVMOutput"
  | "asyncCallNotFound"
  | "asyncNotAllowed"
  | "unknownCallType"
  | "cannotUseBuiltinAsCallback"
  | "onlyOneLegacyAsyncCallAllowed"
  | "legacyAsyncCallNotFound"
  | "legacyAsyncCallInvalid"
  | "noStoredAsyncContextFound"
  | "cannotInterpretCallbackArgs"
  | "contextCallbackDisabled"
  | "invalidAccount"
  | "accountNotFound"
  | "invalidEsdtTransfers"
  | "deploymentOverExistingAccount"
  | "accountNotPayable"
  | "invalidPublicKeySize"
  | "nilCallbackFunction"
  | "upgradeNotAllowed"
  | "nilContract"
  | "builtinCallOnSameContextDisallowed"
  | "syncExecutionNotInSameShard"
  | "inputAndOutputGasDoesNotMatch"
  | "transferValueOnESDTCall"
  | "noBigIntUnderThisHandle"
  | "noBigFloatUnderThisHandle"
  | "positiveExponent"
  | "lengthOfBufferNotCorrect"
  | "noEllipticCurveUnderThisHandle"
  | "pointNotOnCurve"
  | "noManagedBufferUnderThisHandle"
  | "noManagedMapUnderThisHandle"
  | "tooManyESDTTransfers"
  | "infinityFloatOperation"
  | "bigFloatWrongPrecision"
  | "bigFloatDecode"
  | "bigFloatEncode"
  | "sha256Hash"
  | "keccak256Hash"
  | "ripemd160Hash"
  | "blsVerify"
  | "ed25519Verify"
  | "secp256k1Verify"
  | "allOperandsAreEqualToZero"
  | "exponentTooBigOrTooSmall"
  | "noAsyncParentContext"
  | "asyncInit"
  | "asyncNoOutputFromCallback"
  | "asyncNoMultiLevel"
  | "asyncNoCallbackForClosure"
  | "nilESDTData"
  | "invalidArgument"
  | "invalidTokenIndex"
  | "invalidBuiltInFunctionCall"
  | "cannotWriteOnReadOnly"
  | "opcodeIsNotAllowed"
  | "invalidSignature"
  | "invalidFunction"
  | "functionNonvoidSignature"
  | "funcNotFound";
