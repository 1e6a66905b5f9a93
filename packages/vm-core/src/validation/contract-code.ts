// Whether new code may be deployed, beyond what the executor checks. Mirrors VerifyContractCode of vm-go contexts/runtime.go.
import type { HookName, Instance } from "@mxvm/executor-api";
import type { Flags, VmFlag } from "@mxvm/protocol-hooks";
import { failures } from "../failures.js";
import { verifyFunctionName } from "./function-names.js";
import type { ReservedNames } from "./function-names.js";

/** Names of events that the protocol writes: a contract may not export them, lest its logs look like the protocol's. */
const protectedFunctions: ReadonlySet<string> = new Set([
  "internalVMErrors",
  "transferValueOnly",
  "writeLog",
  "signalError",
  "completedTxEvent",
]);

const cryptoOpcodesV2Imports: readonly HookName[] = [
  "managedVerifyBLSSignatureShare",
  "managedVerifyBLSAggregatedSignature",
  "managedVerifySecp256r1",
  "managedGetOriginalCallerAddr",
  "managedGetRelayerAddr",
  "managedMultiTransferESDTNFTExecuteByUser",
];

/** Production's list also has the four small-int conversions of buffers, in a spelling that no import has. */
const barnardImports: readonly HookName[] = [
  "getBlockRoundTimeMs",
  "getBlockTimestampMs",
  "getPrevBlockTimestampMs",
  "epochStartBlockTimestampMs",
  "epochStartBlockNonce",
  "epochStartBlockRound",
  "managedGetAllTransfersCallValue",
  "managedExecuteOnDestContextWithErrorReturn",
  "managedMultiTransferESDTNFTExecuteWithReturn",
  "managedGetCodeHash",
  "managedGetESDTTokenType",
];

/** VM hooks that code may import only where a flag is on, by flag. Source: vm-go contexts/runtime.go. */
export const hooksOfFlag: Readonly<Partial<Record<VmFlag, readonly HookName[]>>> = {
  CryptoOpcodesV2Flag: cryptoOpcodesV2Imports,
  BarnardOpcodesFlag: barnardImports,
};

/** Throws a `ContractFailure` unless the code may be deployed. Every failure counts as invalid code to the caller. */
export function verifyContractCode(instance: Instance, reserved: ReservedNames, flags: Flags): void {
  for (const name of instance.functionNames()) verifyFunctionName(name, reserved, flags);
  if (!instance.checkFunctionArities()) throw failures.functionNonvoidSignature;
  if (instance.functionNames().some((name) => protectedFunctions.has(name))) throw failures.contractInvalid;
  if (!flags.CryptoOpcodesV2Flag) failIfImported(instance, cryptoOpcodesV2Imports);
  if (!flags.BarnardOpcodesFlag) failIfImported(instance, barnardImports);
}

function failIfImported(instance: Instance, imports: readonly string[]): void {
  if (imports.some((name) => instance.isFunctionImported(name))) throw failures.contractInvalid;
}
