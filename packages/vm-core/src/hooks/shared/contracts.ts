// Creation, upgrade and deletion of contracts by contracts, behind the memory and the managed form of the hooks. Mirrors createContract,
// upgradeContract and deleteContract of vm-go vmhooks/baseOps.go.
import { buildCallData, byteStringToBytes } from "@mxvm/codec";
import { Breakpoint } from "@mxvm/executor-api";
import type { Host, IndirectDeployInput } from "../../host.js";
import { registerLegacyAsyncCall } from "./async-calls.js";
import { noBytes } from "./lengths.js";
import { uint64FromInt64 } from "./small-ints.js";

/** What a contract asks to be created. */
export interface Creation {
  /** Negative asks for all gas that is left. */
  readonly gasLimit: bigint;
  readonly value: bigint;
  readonly codeMetadata: Uint8Array;
  readonly arguments: readonly Uint8Array[];
}

/** Creates a contract and answers its address. */
export function createContract(
  host: Host,
  creation: Creation,
  code: Uint8Array,
  callType: IndirectDeployInput["callType"] = "DeploySmartContract",
): Uint8Array {
  return host.createNewContract({
    callValue: creation.value,
    gasProvided: host.metering.boundGasLimit(creation.gasLimit),
    code,
    codeMetadata: creation.codeMetadata,
    arguments: creation.arguments,
    callType,
  });
}

/** Creates a contract with the code of another one and answers its address. */
export function deployFromSourceContract(host: Host, creation: Creation, sourceAddress: Uint8Array): Uint8Array {
  return createContract(host, creation, host.blockchain.getCode(sourceAddress), "DeployFromSource");
}

/** What a contract asks to be upgraded. */
export interface Upgrade {
  readonly destination: Uint8Array;
  /** What the upgrade must be able to cost at least; all gas that is left is given to it. Unsigned. */
  readonly gasLimit: bigint;
  /** Big-endian. */
  readonly value: Uint8Array;
  readonly codeMetadata: Uint8Array;
  readonly arguments: readonly Uint8Array[];
}

/** Registers an upgrade, which runs after the contract, and stops the contract. */
export function upgradeContract(host: Host, upgrade: Upgrade, code: Uint8Array): void {
  const callArguments = [code, upgrade.codeMetadata, ...upgrade.arguments];
  registerLifecycleCall(host, upgrade.destination, "upgradeContract", callArguments, upgrade.value, upgrade.gasLimit);
}

/** Registers an upgrade to the code of another contract and stops the contract. */
export function upgradeFromSourceContract(host: Host, upgrade: Upgrade, sourceAddress: Uint8Array): void {
  upgradeContract(host, upgrade, host.blockchain.getCode(sourceAddress));
}

/** Registers a deletion, which runs after the contract, and stops the contract. */
export function deleteContract(host: Host, destination: Uint8Array, gasLimit: bigint, args: readonly Uint8Array[]): void {
  registerLifecycleCall(host, destination, "deleteContract", args, noBytes, gasLimit);
}

function registerLifecycleCall(
  host: Host,
  destination: Uint8Array,
  functionName: string,
  args: readonly Uint8Array[],
  value: Uint8Array,
  gasLimit: bigint,
): void {
  const { AsyncCallStep, AsyncCallbackGasLock } = host.costs.BaseOpsAPICost;
  if (uint64FromInt64(gasLimit) < 2 * AsyncCallStep + AsyncCallbackGasLock) {
    host.runtime.setRuntimeBreakpointValue(Breakpoint.outOfGas);
    return;
  }
  registerLegacyAsyncCall(host, destination, byteStringToBytes(buildCallData(functionName, args)), value);
}
