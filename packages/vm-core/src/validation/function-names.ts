// Names of functions: which may be called, and which are reserved. Mirrors vm-go contexts/validator.go and reservedFunctions.go.
import type { ByteString, Flags } from "@mxvm/protocol-hooks";
import { failureOfKind, failures } from "../failures.js";

const MAX_LENGTH = 255;

// Tested after lower-casing, so that U+212A, the Kelvin sign, counts as a letter k: as one character, or as its three bytes.
const callable = /^(?![0-9])(?:[A-Za-z0-9_]|\u212a|\u00e2\u0084\u00aa)+$/;

/** Whether a name can be a function's at all. */
export function isCallableName(name: ByteString): boolean {
  return name.length <= MAX_LENGTH && callable.test(name);
}

/** Names that are reserved only since Barnard, as production lists them: four are misspelled and one has another case than its import. */
const reservedSinceBarnard: ReadonlySet<string> = new Set([
  "mbufferToSmallIntUnsigned",
  "mbufferToSmallIntSigned",
  "mbufferFromSmallIntUnsigned",
  "mbufferFromSmallIntSigned",
  "getBlockRoundTimeMs",
  "epochStartBlockTimeStamp",
  "epochStartBlockNonce",
  "epochStartBlockRound",
  "managedGetAllTransfersCallValue",
  "managedExecuteOnDestContextWithErrorReturn",
  "managedMultiTransferESDTNFTExecuteWithReturn",
  "managedGetCodeHash",
  "managedGetESDTTokenType",
]);

/** Names that no endpoint may have. */
export interface ReservedNames {
  isReserved(name: ByteString, flags: Flags): boolean;
}

/** Reserved are the imports, the built-in functions that are active, and the names of upgrade and deletion. */
export function createReservedNames(importNames: Iterable<string>, builtInNames: Iterable<string>): ReservedNames {
  const names = new Set<string>([...builtInNames, ...importNames, "upgradeContract", "deleteContract"]);
  return {
    isReserved: (name, flags) => names.has(name) && (flags.BarnardOpcodesFlag || !reservedSinceBarnard.has(name)),
  };
}

/** Throws `invalidFunctionName` unless an endpoint or callback may have the name. */
export function verifyFunctionName(name: ByteString, reserved: ReservedNames, flags: Flags): void {
  if (!isCallableName(name) || reserved.isReserved(name, flags)) {
    throw failureOfKind(failures.invalidFunctionName, `${failures.invalidFunctionName.message}: ${name}`);
  }
}
