// What each parameter of a hook is given: by its name, its kind and the hook's group.
import { concatBytes, unsignedToFixedBytes } from "@mxvm/codec";
import type { Hook, HookParameter } from "@mxvm/executor-api";
import { lengthsOf, type Subject } from "./subjects.js";

/** Bytes of a subject that a pointer, a length or a buffer's handle stands for. */
export type BytesOf = (subject: Subject) => Uint8Array;

/** What a parameter is given. */
export type Role =
  | { readonly role: "bytes"; readonly of: BytesOf }
  | { readonly role: "vector"; readonly of: (subject: Subject) => readonly Uint8Array[] }
  | { readonly role: "count"; readonly of: (subject: Subject) => number }
  | { readonly role: "transfers" | "value" | "scratch" | "curve" | "map" | "pointX" | "pointY" | "marshalled" }
  | { readonly role: "in" | "out"; readonly type: ValueType }
  | { readonly role: "plain" };

/** Managed values that have handles of their own. */
export type ValueType = "buffer" | "bigInt" | "bigFloat";

const bytes = (of: BytesOf): Role => ({ role: "bytes", of });
const address = bytes((subject) => subject.address);
const functionName = bytes((subject) => subject.function);
const data = bytes((subject) => subject.data);
const success = bytes((subject) => subject.success);
const error = bytes((subject) => subject.error);
const code = bytes((subject) => subject.code);
const codeMetadata = bytes((subject) => subject.codeMetadata);
const token = bytes((subject) => subject.token.tokenIdentifier);
const argumentData = bytes((subject) => concatBytes(...subject.arguments));
const signatureKey = bytes((subject) => subject.signature.key);
const signatureMessage = bytes((subject) => subject.signature.message);
const signatureBytes = bytes((subject) => subject.signature.signature);
const storageKey = bytes((subject) => subject.storageKey);
const scratch: Role = { role: "scratch" };
const inBuffer: Role = { role: "in", type: "buffer" };
const outBuffer: Role = { role: "out", type: "buffer" };
const outBigInt: Role = { role: "out", type: "bigInt" };
const number32 = (value: bigint): Uint8Array => unsignedToFixedBytes(value, 32);

/** A transfer's parts as legacy hooks take them. */
const transferParts = (subject: Subject): Uint8Array[] =>
  subject.transfers.flatMap(({ tokenIdentifier, nonce, value }) => [
    tokenIdentifier,
    unsignedToFixedBytes(nonce, 8),
    unsignedToFixedBytes(value, 8),
  ]);

/** By parameter, or by hook and parameter where that says otherwise; the first entry that fits counts. */
const roleOfName: readonly (readonly [RegExp, Role])[] = [
  [/^getFunction\.|^storageLoad\w*\.dataOffset|\.getReturnData|^getReturnData\.dataOffset|^get\w+TxHash\.dataOffset/, scratch],
  [/^getBlock\w+\.pointer|^getPrev\w+\.pointer|^getStateRootHash\.pointer/, scratch],
  [/^encodeSecp256k1DerSignature\.sigOffset|^bigIntGet\w+Bytes\.byteOffset/, scratch],
  [/^getESDTTokenData\.(properties|hash|name|attributes|creator|uris)Offset/, scratch],
  [/\.(result|arg|callValue|tokenName|resultAddress)Offset$/, scratch],
  [/^unmarshal\w*EC\.(dataOffset|length)$|^managedUnmarshal\w*EC\.dataHandle$/, { role: "marshalled" }],
  [/\.(\w*PointX|x(?!Result|PubKey|BasePoint)\w*|pointX)Handle$/, { role: "pointX" }],
  [/\.(\w*PointY|y(?!Result|PubKey|BasePoint)\w*|pointY)Handle$/, { role: "pointY" }],
  [/\.ecHandle$/, { role: "curve" }],
  [/\.mMapHandle$/, { role: "map" }],
  [/^managedVerifyBLSAggregatedSignature\.keyHandle$/, { role: "vector", of: ({ signature }) => [signature.key] }],
  [/[vV]erify\w+\.key/, signatureKey],
  [/[vV]erify\w+\.message/, signatureMessage],
  [/[vV]erify\w+\.sig/, signatureBytes],
  [/DerSignature\.(r|s)(Offset|Length|Handle)/, bytes((subject) => subject.signature.key.subarray(1, 33))],
  [/^managedMap\w+\.keyHandle$/, storageKey],
  [/^managedMapPut\.valueHandle$/, inBuffer],
  [/^managedMap\w+\.outValueHandle$/, outBuffer],
  [/\.key(Offset|Length|Handle)$/, storageKey],
  [/^managedBufferToHex\.destHandle$/, outBuffer],
  [/\.(responseHandle|codeHashHandle|multiCallValueHandle|transferCallValuesListHandle|esdtTransfersValueHandle)$/, outBuffer],
  [/^managedGetESDTTokenData\.(properties|hash|name|attributes|creator|uris)Handle$/, outBuffer],
  [/^managedGetCallbackClosure\./, outBuffer],
  [/^(getESDTTokenData|managedGetESDT\w+)\.(value|royalties|type)Handle$|\.egldValueHandle$/, outBigInt],
  [/^managed(Deploy|Upgrade)FromSource\w+\.addressHandle$|\.sourceContractAddressOffset$/, bytes((subject) => subject.source)],
  [/\.(address|dest|dst)(Offset|Handle)$/, address],
  [/\.userHandle$/, bytes((subject) => subject.user)],
  [/\.tokenI[Dd]/, token],
  [/^transferESDT\w*Execute\.valueOffset$/, bytes(({ token: { value } }) => number32(value))],
  [/\.valueOffset$/, bytes(({ value }) => number32(value))],
  [/^managed\w+\.valueHandle$/, { role: "value" }],
  [/\.(function|functionName)(Offset|Length|Handle)$|^isReservedFunctionName\./, functionName],
  [/\.numArguments$/, { role: "count", of: (subject) => subject.arguments.length }],
  [/\.argumentsLengthOffset$/, bytes((subject) => lengthsOf(subject.arguments))],
  [/\.argumentsHandle$/, { role: "vector", of: (subject) => subject.arguments }],
  [/\.numTokenTransfers$/, { role: "count", of: (subject) => subject.transfers.length }],
  [/\.tokenTransfersArgsLengthOffset$/, bytes((subject) => lengthsOf(transferParts(subject)))],
  [/\.tokenTransferDataOffset$/, bytes((subject) => concatBytes(...transferParts(subject)))],
  [/\.tokenTransfersHandle$/, { role: "transfers" }],
  [/^(upgradeContract|createContract)\.(codeOffset|length)$|\.codeHandle$/, code],
  [/\.codeMetadata(Offset|Handle)$/, codeMetadata],
  [/\.(success|callback)(Offset|Length)?$/, success],
  [/\.error(Offset|Length)$/, error],
  [/\.callbackClosureHandle$/, bytes((subject) => subject.closure)],
  [/^\w+(Execute|Context|ReadOnly|Contract)\.dataOffset$/, argumentData],
  [/^managedWriteLog\.topicsHandle$/, { role: "vector", of: (subject) => subject.topics }],
  [/\.numTopics$/, { role: "count", of: (subject) => subject.topics.length }],
  [/\.(topicOffset|topicPtr)$/, bytes((subject) => concatBytes(...subject.topics))],
  [/\.topicLengthsOffset$/, bytes((subject) => lengthsOf(subject.topics))],
  [/\.(result|output|destination)\w*$/, { role: "plain" }],
];

/** Where the handle's name alone does not tell: what the group works on. */
const typeOfGroup: Readonly<Partial<Record<Hook["group"], ValueType>>> = { bigInt: "bigInt", bigFloat: "bigFloat" };

const destinations = /^(destination|result|output|sig|x|y|field|base|eq|dest|accumulator)/;

export function roleOf(hook: Hook, parameter: HookParameter): Role {
  const path = `${hook.name}.${parameter.name}`;
  const entry = roleOfName.find(([pattern]) => pattern.test(path));
  if (entry !== undefined && entry[1].role !== "plain") return entry[1];
  if (parameter.kind === "pointer" || parameter.kind === "length") return data;
  if (parameter.kind !== "handle") return { role: "plain" };
  const type = typeOfHandle(hook, parameter.name);
  const isBufferDestination = /^mBuffer(SetB|From|SetR)|^mBufferSetByteSlice/.test(hook.name) && parameter.name === "mBufferHandle";
  const isDestination =
    (destinations.test(parameter.name) && parameter.name !== "accumulatorHandle" && !/^bigInt(IsInt64|GetInt64)$/.test(hook.name)) ||
    (isBufferDestination && hook.name !== "mBufferSetByteSlice") ||
    (/^(bigIntGet\w+Argument|bigIntGet\w*CallValue|bigIntGet\w+ExternalBalance|bigIntStorageLoad)/.test(hook.name) && type === "bigInt") ||
    (/^mBufferToBig/.test(hook.name) && type !== "buffer");
  return { role: isDestination ? "out" : "in", type };
}

function typeOfHandle({ name, group }: Hook, parameter: string): ValueType {
  if (/^(bigInt|destBigInt)Handle$/.test(parameter)) return "bigInt";
  if (parameter === "bigFloatHandle") return "bigFloat";
  if (name === "bigIntToString" && parameter === "destinationHandle") return "buffer";
  if (group === "crypto" && /^(x|y|field|base|eq)/.test(parameter)) return "bigInt";
  return typeOfGroup[group] ?? "buffer";
}
