// Arguments of hook cases: a value that makes sense for each parameter by its name in production, and hostile ones by its kind.
import type { Hook, HookParameterKind } from "@mxvm/executor-api";
import type { HookArguments } from "./hook-contract.js";
import { at, handles, OUTPUT_SIZE, token } from "./scene.js";

const { address, arguments: list, code, codeMetadata, curve: _, ...other } = handles;
const { empty, functionName, key, negative, output, pointX, pointY, secondOutput, text, token: tokenHandle, transfers } = other;

/** By parameter name; parameters that are not listed take the value of their kind. */
const byName: Readonly<Record<string, number>> = {
  ...of(output, "destinationHandle", "resultHandle", "outputHandle", "outValueHandle", "responseHandle", "codeHashHandle", "typeHandle"),
  ...of(output, "destBigIntHandle", "valueHandleOut", "xResultHandle", "xPubKeyHandle", "fieldOrderHandle", "result", "destination"),
  ...of(output, "propertiesHandle", "multiCallValueHandle", "transferCallValuesListHandle", "esdtTransfersValueHandle"),
  ...of(secondOutput, "yResultHandle", "yPubKeyHandle", "egldValueHandle", "hashHandle", "resultAddressHandle", "attributesHandle"),
  ...of(secondOutput, "basePointOrderHandle", "callbackClosureHandle"),
  ...of(empty, "nameHandle", "creatorHandle", "royaltiesHandle", "urisHandle", "eqConstantHandle", "accumulatorHandle"),
  ...of(negative, "xBasePointHandle", "op2Handle", "mBufferHandle2"),
  ...of(text, "yBasePointHandle", "dataHandle", "errHandle", "inputHandle", "messageHandle", "sourceHandle", "mBufferHandle", "mBufferHandle1"),
  ...of(text, "op1Handle", "opHandle", "referenceHandle", "bigIntHandle", "bigFloatHandle"),
  ...of(address, "addressHandle", "dstHandle", "destHandle", "userHandle"),
  ...of(tokenHandle, "tokenIDHandle", "tokenIdHandle"),
  ...of(functionName, "functionHandle", "functionNameHandle"),
  ...of(list, "argumentsHandle", "topicsHandle"),
  ...of(transfers, "tokenTransfersHandle"),
  ...of(key, "keyHandle", "valueHandle"),
  ...of(codeMetadata, "codeMetadataHandle"),
  ...of(code, "codeHandle"),
  ...of(pointX, "pointXHandle", "fstPointXHandle", "sndPointXHandle", "xPairHandle", "rHandle", "sigHandle"),
  ...of(pointY, "pointYHandle", "fstPointYHandle", "sndPointYHandle", "yPairHandle", "sHandle"),
  ...of(0, "ecHandle"),
  ...of(1, "mMapHandle"),

  ...of(at.callee, "addressOffset", "destOffset", "sourceContractAddressOffset"),
  ...of(at.token, "tokenIDOffset"),
  ...of(at.value, "valueOffset"),
  ...of(at.functionName, "functionOffset"),
  ...of(at.key, "keyOffset"),
  ...of(at.argumentLengths, "argumentsLengthOffset", "topicLengthsOffset"),
  ...of(at.argumentData, "dataOffset", "topicOffset"),
  ...of(at.data, "data"),
  ...of(at.codeMetadata, "codeMetadataOffset"),
  ...of(at.code, "codeOffset"),
  ...of(at.transferLengths, "tokenTransfersArgsLengthOffset"),
  ...of(at.transferData, "tokenTransferDataOffset"),
  ...of(at.callBack, "successOffset", "errorOffset", "callback"),
  ...of(at.message, "messageOffset", "dataPointer", "rOffset", "sOffset", "byteOffset"),
  ...of(at.pointX, "sigOffset"),
  ...of(at.somebody, "topicPtr"),

  ...of(token.length, "tokenIDLen"),
  ...of(4, "functionLength"),
  ...of(3, "keyLength"),
  ...of(8, "successLength", "errorLength", "callbackLength"),
  ...of(3, "dataLength", "length", "byteLength"),
  ...of(20, "messageLength"),
  ...of(32, "rLength", "sLength"),
  ...of(1, "numTokenTransfers"),
  ...of(2, "numArguments", "numTopics"),
};

const byKind: Readonly<Record<HookParameterKind, number>> = {
  pointer: at.output,
  length: 10,
  handle: text,
  index: 0,
  count: 1,
  int32: 2,
  int64: 3,
  nonce: 0,
  gas: 5_000_000,
};

const MEMORY_SIZE = 65_536;
const MAX_INT32 = 0x7fff_ffff;
const MAX_INT64 = 0x7fff_ffff_ffff_ffffn;
const MIN_INT64 = -0x8000_0000_0000_0000n;

/** Values at and beyond the edges, by kind. */
const hostile: Readonly<Record<HookParameterKind, readonly (number | bigint)[]>> = {
  pointer: [-1, MEMORY_SIZE - 1, MEMORY_SIZE, MAX_INT32],
  length: [0, -1, 1, MEMORY_SIZE, MAX_INT32],
  handle: [99, -1, 0, 2],
  index: [1, 99, -1],
  count: [0, 1, -1, 3, MAX_INT32],
  int32: [0, -1, 1, 300, MAX_INT32, -MAX_INT32 - 1],
  int64: [0n, -1n, MAX_INT64, MIN_INT64],
  nonce: [1n, -1n, MAX_INT64],
  gas: [0n, -1n, 1n, 100_000n, MAX_INT64],
};

/** Arguments with which the hook does its work. Where one parameter is written to after another, each has its own place. */
export function usualArguments(hook: Hook): HookArguments {
  let outputs = 0;
  return hook.params.map(({ name, kind, type }) => {
    const named = byName[name];
    const value = named ?? (kind === "pointer" ? at.output + (OUTPUT_SIZE / 8) * outputs++ : byKind[kind]);
    return type === "i64" ? BigInt(value) : value;
  });
}

/** The usual arguments with one after the other replaced by each hostile value of its kind. */
export function hostileArguments(hook: Hook, usual: HookArguments): readonly HookArguments[] {
  return hook.params.flatMap(({ kind, type }, index) =>
    hostile[kind]
      .map((value) => (type === "i64" ? BigInt(value) : Number(value)))
      .filter((value) => value !== usual[index])
      .map((value) => usual.with(index, value)),
  );
}

function of(value: number, ...names: string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, value]));
}
