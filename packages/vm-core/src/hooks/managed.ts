// The Managed hooks: base operations over managed handles. Mirrors vm-go vmhooks/managedei.go.
import { bytesToByteString, bytesToHex, utf8ToBytes } from "@mxvm/codec";
import type { HookDeclarations } from "./declaration.js";
import * as calls from "./managed/calls.js";
import * as contracts from "./managed/contracts.js";
import * as results from "./managed/results.js";
import * as tokens from "./managed/tokens.js";
import { writeEsdtTransfers } from "./shared/esdt-transfers.js";
import { readCall } from "./shared/managed-arguments.js";
import { transferEsdtExecute, transferValueExecute } from "./shared/transfers.js";

export const managedHooks: HookDeclarations<"managed"> = {
  managedSCAddress: {
    gas: "BaseOpsAPICost.GetSCAddress",
    run: (host, destinationHandle) => { host.managedTypes.setBytes(destinationHandle, host.runtime.getContextAddress()); },
  },
  managedOwnerAddress: {
    gas: "BaseOpsAPICost.GetOwnerAddress",
    run: (host, destinationHandle) => { host.managedTypes.setBytes(destinationHandle, host.blockchain.getOwnerAddress()); },
  },
  managedCaller: {
    gas: "BaseOpsAPICost.GetCaller",
    run: (host, destinationHandle) => { host.managedTypes.setBytes(destinationHandle, host.runtime.getVmInput().callerAddress); },
  },
  managedGetOriginalCallerAddr: {
    gas: "BaseOpsAPICost.GetCaller",
    run: (host, destinationHandle) => { host.managedTypes.setBytes(destinationHandle, host.runtime.getOriginalCallerAddress()); },
  },
  managedGetRelayerAddr: {
    gas: "BaseOpsAPICost.GetCaller",
    run: (host, destinationHandle) => { host.managedTypes.setBytes(destinationHandle, host.runtime.getVmInput().relayerAddress); },
  },
  managedSignalError: { gas: "BaseOpsAPICost.SignalError", whenShort: "compatible", run: results.signalError },
  managedWriteLog: { run: results.writeLog },
  managedGetOriginalTxHash: {
    gas: "BaseOpsAPICost.GetOriginalTxHash",
    run: (host, resultHandle) => { host.managedTypes.setBytes(resultHandle, host.runtime.getOriginalTxHash()); },
  },
  managedGetStateRootHash: {
    gas: "BaseOpsAPICost.GetStateRootHash",
    run: (host, resultHandle) => { host.managedTypes.setBytes(resultHandle, host.blockchainHooks.getStateRootHash()); },
  },
  managedGetBlockRandomSeed: {
    gas: "BaseOpsAPICost.GetBlockRandomSeed",
    run: (host, resultHandle) => { host.managedTypes.setBytes(resultHandle, host.blockchainHooks.currentRandomSeed()); },
  },
  managedGetPrevBlockRandomSeed: {
    gas: "BaseOpsAPICost.GetBlockRandomSeed",
    run: (host, resultHandle) => { host.managedTypes.setBytes(resultHandle, host.blockchainHooks.lastRandomSeed()); },
  },
  managedGetReturnData: { gas: "BaseOpsAPICost.GetReturnData", run: results.getReturnData },
  managedGetMultiESDTCallValue: {
    gas: "BaseOpsAPICost.GetCallValue",
    run: (host, handle) => { writeEsdtTransfers(host, host.runtime.getVmInput().esdtTransfers, handle); },
  },
  managedGetAllTransfersCallValue: { gas: "BaseOpsAPICost.GetCallValue", run: tokens.getAllTransfersCallValue },
  managedGetBackTransfers: {
    gas: "BaseOpsAPICost.GetCallValue",
    run: (host, esdtTransfersHandle, egldValueHandle) => {
      const { esdtTransfers, callValue } = host.managedTypes.getBackTransfers();
      writeEsdtTransfers(host, esdtTransfers, esdtTransfersHandle);
      host.managedTypes.setBigInt(egldValueHandle, callValue);
    },
  },
  managedGetESDTBalance: { gas: "BaseOpsAPICost.GetExternalBalance", run: tokens.getEsdtBalance },
  managedGetESDTTokenData: { gas: "BaseOpsAPICost.GetExternalBalance", run: tokens.getEsdtTokenData },
  managedGetESDTTokenType: { gas: "BaseOpsAPICost.GetExternalBalance", run: tokens.getEsdtTokenType },
  managedAsyncCall: { gas: "BaseOpsAPICost.AsyncCallStep", whenShort: "compatible", run: calls.asyncCall },
  managedCreateAsyncCall: { run: calls.createAsyncCallFromHandles },
  managedGetCallbackClosure: {
    gas: "BaseOpsAPICost.GetCallbackClosure",
    run: (host, callbackClosureHandle) => { host.managedTypes.setBytes(callbackClosureHandle, host.async.getCallbackClosure()); },
  },
  managedUpgradeFromSourceContract: {
    gas: "BaseOpsAPICost.CreateContract",
    whenShort: "compatible",
    run: contracts.upgradeFromSourceContract,
  },
  managedUpgradeContract: { gas: "BaseOpsAPICost.CreateContract", whenShort: "compatible", run: contracts.upgradeContract },
  managedDeleteContract: { gas: "BaseOpsAPICost.CreateContract", whenShort: "compatible", run: contracts.deleteContract },
  managedDeployFromSourceContract: {
    gas: "BaseOpsAPICost.CreateContract",
    whenShort: "compatible",
    run: contracts.deployFromSourceContract,
  },
  managedCreateContract: { gas: "BaseOpsAPICost.CreateContract", whenShort: "compatible", run: contracts.createContract },
  managedExecuteReadOnly: { run: calls.executeReadOnlyWithResult },
  managedExecuteOnSameContext: { run: calls.executeOnSameContextWithResult },
  managedExecuteOnDestContext: { run: (host, ...call) => calls.executeOnDestContextWithResult(host, true, ...call) },
  managedExecuteOnDestContextWithErrorReturn: { run: (host, ...call) => calls.executeOnDestContextWithResult(host, false, ...call) },
  managedMultiTransferESDTNFTExecute: { run: (host, ...call) => transferEsdtExecute(host, calls.readTokenCall(host, ...call), true) },
  managedMultiTransferESDTNFTExecuteWithReturn: {
    run: (host, ...call) => transferEsdtExecute(host, calls.readTokenCall(host, ...call), false),
  },
  managedMultiTransferESDTNFTExecuteByUser: { run: calls.transferEsdtExecuteByUserHandle },
  managedTransferValueExecute: {
    run: (host, addressHandle, valueHandle, gasLimit, functionHandle, argumentsHandle) =>
      transferValueExecute(host, readCall(host, gasLimit, addressHandle, valueHandle, functionHandle, argumentsHandle)),
  },
  managedIsESDTFrozen: { gas: "BaseOpsAPICost.GetExternalBalance", run: tokens.isEsdtFrozen },
  managedIsESDTLimitedTransfer: {
    gas: "BaseOpsAPICost.GetExternalBalance",
    run: (host, tokenIdHandle) => (host.blockchainHooks.isLimitedTransfer(host.managedTypes.getBytes(tokenIdHandle)) ? 1 : 0),
  },
  managedIsESDTPaused: {
    gas: "BaseOpsAPICost.GetExternalBalance",
    run: (host, tokenIdHandle) => (host.blockchainHooks.isPaused(host.managedTypes.getBytes(tokenIdHandle)) ? 1 : 0),
  },
  managedBufferToHex: {
    gas: "ManagedBufferAPICost.MBufferSetBytes",
    run: (host, sourceHandle, destinationHandle) => {
      host.managedTypes.setOwnedBytes(destinationHandle, utf8ToBytes(bytesToHex(host.managedTypes.getBytes(sourceHandle))));
    },
  },
  managedGetCodeMetadata: {
    gas: "BaseOpsAPICost.GetCodeMetadata",
    run: (host, addressHandle, responseHandle) => {
      host.metering.useGas(host.costs.ManagedBufferAPICost.MBufferSetBytes);
      const account = host.blockchain.getExistingAccount(host.managedTypes.getBytes(addressHandle));
      host.managedTypes.setBytes(responseHandle, account.codeMetadata);
    },
  },
  managedGetCodeHash: {
    // The handle is read before the price is charged.
    run: (host, addressHandle, codeHashHandle) => {
      const address = host.managedTypes.getBytes(addressHandle);
      host.metering.useGas(host.costs.BaseOpsAPICost.GetCodeHash);
      host.managedTypes.setBytes(codeHashHandle, host.blockchain.getCodeHash(address));
    },
  },
  managedIsBuiltinFunction: {
    gas: "BaseOpsAPICost.IsBuiltinFunction",
    run: (host, functionNameHandle) =>
      host.isBuiltinFunctionName(bytesToByteString(host.managedTypes.getBytes(functionNameHandle))) ? 1 : 0,
  },
};
