// The data field of transactions: `function@hex@hex`. Mirrors vm-common-go parsers (call, deploy and storage-update arguments).
import { byteStringToBytes, type ByteString } from "./bytes.js";
import { codeMetadataFromBytes, codeMetadataToBytes, type CodeMetadata } from "./code-metadata.js";
import { bytesToHex, tryHexToBytes } from "./hex.js";

const SEPARATOR = "@";

/** Why a data field cannot be parsed, in production's words. Source: vm-common-go parsers/errors.go. */
export const dataFieldErrors: {
  readonly tokenizeFailed: "tokenize failed";
  readonly invalidDeployArguments: "invalid deploy arguments";
  readonly invalidCode: "invalid code";
  readonly invalidVmType: "invalid vm type";
  readonly invalidCodeMetadata: "invalid code metadata";
  readonly invalidDataString: "transaction data string is unevenly split";
} = {
  tokenizeFailed: "tokenize failed",
  invalidDeployArguments: "invalid deploy arguments",
  invalidCode: "invalid code",
  invalidVmType: "invalid vm type",
  invalidCodeMetadata: "invalid code metadata",
  invalidDataString: "transaction data string is unevenly split",
};

/** Why a data field could not be parsed, as production words it. */
export type DataFieldError = (typeof dataFieldErrors)[keyof typeof dataFieldErrors];

/** What was parsed, or why it could not be: a data field comes from users and contracts, so a wrong one is a result. */
export type DataFieldResult<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: DataFieldError };

/** A call in a data field. */
export interface CallData {
  /** The function as it stands, before the first `@`. */
  readonly functionName: ByteString;
  readonly arguments: readonly Uint8Array[];
}

/** A deployment in a data field. */
export interface DeployData {
  readonly code: Uint8Array;
  readonly vmType: Uint8Array;
  readonly codeMetadata: CodeMetadata;
  readonly arguments: readonly Uint8Array[];
}

/** One storage entry in a data field. */
export interface StorageUpdateData {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** Parses `function@hex@hex`. An empty function fails, empty arguments do not. Source: `callArgsParser.ParseData`. */
export function parseCallData(data: ByteString): DataFieldResult<CallData> {
  const tokens = data.split(SEPARATOR);
  const functionName = tokens[0]!;
  if (functionName === "") return failed("tokenizeFailed");
  const values = decodeTokens(tokens, 1);
  return values === undefined ? failed("tokenizeFailed") : parsed({ functionName, arguments: values });
}

/**
 * Parses `first@hex@hex`, where the first argument stands as raw bytes and may be empty, as in callbacks and call results.
 * Throws a `TypeError` if `data` is no byte string. Source: `callArgsParser.ParseArguments`.
 */
export function parseCallArguments(data: ByteString): DataFieldResult<readonly Uint8Array[]> {
  const tokens = data.split(SEPARATOR);
  const values = decodeTokens(tokens, 1);
  return values === undefined ? failed("tokenizeFailed") : parsed([byteStringToBytes(tokens[0]!), ...values]);
}

/** Parses `codeHex@vmTypeHex@codeMetadataHex@hex…`. Source: `deployArgsParser.ParseData`. */
export function parseDeployData(data: ByteString): DataFieldResult<DeployData> {
  const tokens = data.split(SEPARATOR);
  if (tokens[0] === "") return failed("tokenizeFailed");
  const [codeHex, vmTypeHex, codeMetadataHex] = tokens;
  if (codeHex === undefined || vmTypeHex === undefined || codeMetadataHex === undefined) return failed("invalidDeployArguments");
  const code = tryHexToBytes(codeHex);
  if (code === undefined) return failed("invalidCode");
  const vmType = tryHexToBytes(vmTypeHex);
  if (vmType === undefined || vmType.length === 0) return failed("invalidVmType");
  const codeMetadata = tryHexToBytes(codeMetadataHex);
  if (codeMetadata === undefined) return failed("invalidCodeMetadata");
  const values = decodeTokens(tokens, 3);
  if (values === undefined) return failed("tokenizeFailed");
  return parsed({ code, vmType, codeMetadata: codeMetadataFromBytes(codeMetadata), arguments: values });
}

/**
 * Parses `keyHex@valueHex@keyHex@valueHex…`, with or without a separator at the start.
 * Source: `storageUpdatesParser.GetStorageUpdates`.
 */
export function parseStorageUpdates(data: ByteString): DataFieldResult<readonly StorageUpdateData[]> {
  const tokens = (data.startsWith(SEPARATOR) ? data.slice(1) : data).split(SEPARATOR);
  if (tokens[0] === "") return failed("tokenizeFailed");
  if (tokens.length % 2 !== 0) return failed("invalidDataString");
  const values = decodeTokens(tokens, 0);
  if (values === undefined) return failed("tokenizeFailed");
  const updates: StorageUpdateData[] = [];
  for (let i = 0; i < values.length; i += 2) updates.push({ key: values[i]!, value: values[i + 1]! });
  return parsed(updates);
}

/** `function@hex@hex`. The name stands as it is: it must not be empty or hold `@` if it is to be parsed again. */
export function buildCallData(functionName: ByteString, args: readonly Uint8Array[]): ByteString {
  return [functionName, ...args.map(bytesToHex)].join(SEPARATOR);
}

/** `codeHex@vmTypeHex@codeMetadataHex@hex…`. */
export function buildDeployData(deploy: DeployData): ByteString {
  const values = [deploy.code, deploy.vmType, codeMetadataToBytes(deploy.codeMetadata), ...deploy.arguments];
  return values.map(bytesToHex).join(SEPARATOR);
}

/** `keyHex@valueHex@keyHex@valueHex…`; empty for no updates. */
export function buildStorageUpdates(updates: readonly StorageUpdateData[]): ByteString {
  return updates.map(({ key, value }) => bytesToHex(key) + SEPARATOR + bytesToHex(value)).join(SEPARATOR);
}

function decodeTokens(tokens: readonly string[], start: number): readonly Uint8Array[] | undefined {
  const values: Uint8Array[] = [];
  for (let i = start; i < tokens.length; i++) {
    const value = tryHexToBytes(tokens[i]!);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function parsed<Value>(value: Value): DataFieldResult<Value> {
  return { ok: true, value };
}

function failed(error: keyof typeof dataFieldErrors): { readonly ok: false; readonly error: DataFieldError } {
  return { ok: false, error: dataFieldErrors[error] };
}
