// Steps that deployments and upgrades share. Mirrors performCodeDeployment, checkUpgradePermission and callSCFunction of vm-go
// hostCore/execution.go.
import { codeMetadataFromBytes, equalBytes } from "@mxvm/codec";
import type { ByteString, ContractCallInput } from "@mxvm/protocol-hooks";
import { failureFromCause, failures } from "../failures.js";
import type { Machine } from "../machine.js";

/** Throws unless the contract may be replaced, and by this caller. */
export function checkUpgradePermission(machine: Machine, input: ContractCallInput): void {
  const account = machine.blockchain.getExistingAccount(input.recipientAddress);
  const isUpgradeable = codeMetadataFromBytes(account.codeMetadata).upgradeable;
  if (!isUpgradeable || !equalBytes(input.callerAddress, account.ownerAddress)) throw failures.upgradeNotAllowed;
}

/** Starts an instance of code that is not on the chain yet. Whatever is wrong with it, it is not a valid contract. */
export function startNewCode(machine: Machine, code: Uint8Array): void {
  machine.metering.deductInitialGasForDirectDeployment(code);
  try {
    machine.runtime.startInstance(code, true);
  } catch (cause) {
    failureFromCause(cause);
    throw failures.contractInvalid;
  }
}

/** Runs `init` or `upgrade`, which the code must have. */
export function callConstructor(machine: Machine, name: ByteString): void {
  const { metering, runtime } = machine;
  if (!runtime.hasFunction(name)) throw failures.funcNotFound;
  runtime.callFunction(name);
  metering.checkFinalGasAfterExit();
}
