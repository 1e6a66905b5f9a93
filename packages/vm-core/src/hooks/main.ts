// The Main hooks: base operations through the contract's memory. Mirrors vm-go vmhooks/baseOps.go.
import { ADDRESS_LENGTH, byteStringToBytes, bytesToByteString, magnitudeToBytes } from "@mxvm/codec";
import { failures } from "../failures.js";
import type { Host } from "../host.js";
import type { HookDeclarations } from "./declaration.js";
import * as calls from "./main/calls.js";
import * as contracts from "./main/contracts.js";
import * as payments from "./main/payments.js";
import * as results from "./main/results.js";
import * as storage from "./main/storage.js";
import * as tokens from "./main/tokens.js";
import { executeOnDestContext, executeOnSameContext, executeReadOnly } from "./shared/calls.js";
import { loadCall } from "./shared/memory-arguments.js";
import { int64FromUint64, uint64FromInt64 } from "./shared/small-ints.js";
import { transferValueExecute } from "./shared/transfers.js";

function argument(host: Host, index: number): Uint8Array {
  const bytes = host.runtime.arguments()[index];
  if (bytes === undefined) throw failures.invalidArgument;
  return bytes;
}

function store(host: Host, offset: number, bytes: Uint8Array): number {
  host.memStore(offset, bytes);
  return bytes.length;
}

export const mainHooks: HookDeclarations<"main"> = {
  getGasLeft: { gas: "BaseOpsAPICost.GetGasLeft", run: (host) => int64FromUint64(host.metering.gasLeft()) },
  getSCAddress: {
    gas: "BaseOpsAPICost.GetSCAddress",
    run: (host, resultOffset) => { host.memStore(resultOffset, host.runtime.getContextAddress()); },
  },
  getOwnerAddress: {
    gas: "BaseOpsAPICost.GetOwnerAddress",
    run: (host, resultOffset) => { host.memStore(resultOffset, host.blockchain.getOwnerAddress()); },
  },
  getShardOfAddress: {
    gas: "BaseOpsAPICost.GetShardOfAddress",
    // The metachain, 2^32 - 1, is -1.
    run: (host, addressOffset) => host.blockchain.getShardOfAddress(host.memLoad(addressOffset, ADDRESS_LENGTH)) | 0,
  },
  isSmartContract: {
    gas: "BaseOpsAPICost.IsSmartContract",
    run: (host, addressOffset) => (host.blockchain.isSmartContract(host.memLoad(addressOffset, ADDRESS_LENGTH)) ? 1 : 0),
  },
  signalError: { run: results.signalError },
  getExternalBalance: {
    gas: "BaseOpsAPICost.GetExternalBalance",
    run: (host, addressOffset, resultOffset) => {
      const balance = host.blockchain.getBalance(host.memLoad(addressOffset, ADDRESS_LENGTH));
      host.memStore(resultOffset, magnitudeToBytes(balance));
    },
  },
  getBlockHash: {
    gas: "BaseOpsAPICost.GetBlockHash",
    run: (host, nonce, resultOffset) => {
      host.memStore(resultOffset, host.blockchain.blockHash(uint64FromInt64(nonce)));
      return 0;
    },
  },
  getESDTBalance: { run: tokens.getEsdtBalance },
  getESDTNFTNameLength: { run: tokens.getEsdtNftNameLength },
  getESDTNFTAttributeLength: { run: tokens.getEsdtNftAttributeLength },
  getESDTNFTURILength: { run: tokens.getEsdtNftUriLength },
  getESDTTokenData: { run: tokens.getEsdtTokenData },
  getESDTLocalRoles: { run: tokens.getEsdtLocalRoles },
  validateTokenIdentifier: { gas: "BaseOpsAPICost.GetArgument", run: tokens.validateTokenIdentifier },
  transferValue: { gas: "BaseOpsAPICost.TransferValue", whenShort: "compatible", run: calls.transferValueWithData },
  transferValueExecute: {
    // Charged here and, as for the managed hook, with the transfer: twice, as in production.
    gas: "BaseOpsAPICost.TransferValue",
    whenShort: "compatible",
    run: (host, addressOffset, valueOffset, gasLimit, ...location) =>
      transferValueExecute(host, loadCall(host, gasLimit, addressOffset, valueOffset, location)),
  },
  transferESDTExecute: { run: calls.transferEsdtExecuteWithoutNonce },
  transferESDTNFTExecute: { run: calls.transferEsdtNftExecute },
  multiTransferESDTNFTExecute: { run: calls.multiTransferEsdtNftExecute },
  createAsyncCall: { run: calls.createAsyncCallFromMemory },
  setAsyncContextCallback: {
    gas: "BaseOpsAPICost.SetAsyncContextCallback",
    whenShort: "compatible",
    run: calls.setAsyncContextCallback,
  },
  upgradeContract: { gas: "BaseOpsAPICost.CreateContract", whenShort: "compatible", run: contracts.upgradeContract },
  upgradeFromSourceContract: {
    gas: "BaseOpsAPICost.CreateContract",
    whenShort: "compatible",
    run: contracts.upgradeFromSourceContract,
  },
  deleteContract: { gas: "BaseOpsAPICost.CreateContract", whenShort: "compatible", run: contracts.deleteContract },
  asyncCall: { gas: "BaseOpsAPICost.AsyncCallStep", whenShort: "compatible", run: calls.asyncCall },
  getArgumentLength: { gas: "BaseOpsAPICost.GetArgument", run: (host, id) => argument(host, id).length },
  getArgument: { gas: "BaseOpsAPICost.GetArgument", run: (host, id, argOffset) => store(host, argOffset, argument(host, id)) },
  getFunction: {
    gas: "BaseOpsAPICost.GetFunction",
    run: (host, functionOffset) => store(host, functionOffset, byteStringToBytes(host.runtime.functionName())),
  },
  getNumArguments: { gas: "BaseOpsAPICost.GetNumArguments", run: (host) => host.runtime.arguments().length },
  storageStore: { run: storage.storageStore },
  storageLoadLength: { run: storage.storageLoadLength },
  storageLoadFromAddress: { run: storage.storageLoadFromAddress },
  storageLoad: { run: storage.storageLoad },
  setStorageLock: { gas: "BaseOpsAPICost.Int64StorageStore", run: storage.setStorageLock },
  getStorageLock: { gas: "BaseOpsAPICost.StorageLoad", run: storage.getStorageLock },
  isStorageLocked: { gas: "BaseOpsAPICost.StorageLoad", run: storage.isStorageLocked },
  clearStorageLock: { gas: "BaseOpsAPICost.Int64StorageStore", run: storage.clearStorageLock },
  getCaller: {
    gas: "BaseOpsAPICost.GetCaller",
    run: (host, resultOffset) => { host.memStore(resultOffset, host.runtime.getVmInput().callerAddress); },
  },
  checkNoPayment: { gas: "BaseOpsAPICost.GetCallValue", run: payments.checkNoPayment },
  getCallValue: { gas: "BaseOpsAPICost.GetCallValue", run: payments.getCallValue },
  // The hooks about the only payment fail on several payments before they charge.
  getESDTValue: { run: payments.getEsdtValue },
  getESDTValueByIndex: { gas: "BaseOpsAPICost.GetCallValue", run: payments.getEsdtValueByIndex },
  getESDTTokenName: { run: payments.getEsdtTokenName },
  getESDTTokenNameByIndex: { gas: "BaseOpsAPICost.GetCallValue", run: payments.getEsdtTokenNameByIndex },
  getESDTTokenNonce: { run: payments.getEsdtTokenNonce },
  getESDTTokenNonceByIndex: { gas: "BaseOpsAPICost.GetCallValue", run: payments.getEsdtTokenNonceByIndex },
  getCurrentESDTNFTNonce: { run: tokens.getCurrentEsdtNftNonce },
  getESDTTokenType: { run: payments.getEsdtTokenType },
  getESDTTokenTypeByIndex: { gas: "BaseOpsAPICost.GetCallValue", run: payments.getEsdtTokenTypeByIndex },
  getNumESDTTransfers: { gas: "BaseOpsAPICost.GetCallValue", run: (host) => host.runtime.getVmInput().esdtTransfers.length },
  getCallValueTokenName: { run: payments.getCallValueTokenName },
  getCallValueTokenNameByIndex: { gas: "BaseOpsAPICost.GetCallValue", run: payments.getCallValueTokenNameByIndex },
  isReservedFunctionName: {
    gas: "BaseOpsAPICost.IsReservedFunctionName",
    run: (host, nameHandle) =>
      host.runtime.isReservedFunctionName(bytesToByteString(host.managedTypes.getBytes(nameHandle))) ? 1 : 0,
  },
  writeLog: { run: results.writeLog },
  writeEventLog: { run: results.writeEventLog },
  getBlockTimestamp: {
    gas: "BaseOpsAPICost.GetBlockTimeStamp",
    run: ({ blockchainHooks }) => int64FromUint64(blockchainHooks.currentTimeStamp()),
  },
  getBlockTimestampMs: {
    gas: "BaseOpsAPICost.GetBlockTimeStamp",
    run: ({ blockchainHooks }) => int64FromUint64(blockchainHooks.currentTimeStampMs()),
  },
  getBlockNonce: {
    gas: "BaseOpsAPICost.GetBlockNonce",
    run: ({ blockchainHooks }) => int64FromUint64(blockchainHooks.currentNonce()),
  },
  getBlockRound: {
    gas: "BaseOpsAPICost.GetBlockRound",
    run: ({ blockchainHooks }) => int64FromUint64(blockchainHooks.currentRound()),
  },
  getBlockEpoch: { gas: "BaseOpsAPICost.GetBlockEpoch", run: ({ blockchainHooks }) => BigInt(blockchainHooks.currentEpoch()) },
  getBlockRandomSeed: {
    gas: "BaseOpsAPICost.GetBlockRandomSeed",
    run: (host, pointer) => { host.memStore(pointer, host.blockchainHooks.currentRandomSeed()); },
  },
  getStateRootHash: {
    gas: "BaseOpsAPICost.GetStateRootHash",
    run: (host, pointer) => { host.memStore(pointer, host.blockchainHooks.getStateRootHash()); },
  },
  getPrevBlockTimestamp: {
    gas: "BaseOpsAPICost.GetBlockTimeStamp",
    run: ({ blockchainHooks }) => int64FromUint64(blockchainHooks.lastTimeStamp()),
  },
  getPrevBlockTimestampMs: {
    gas: "BaseOpsAPICost.GetBlockTimeStamp",
    run: ({ blockchainHooks }) => int64FromUint64(blockchainHooks.lastTimeStampMs()),
  },
  getPrevBlockNonce: {
    gas: "BaseOpsAPICost.GetBlockNonce",
    run: ({ blockchainHooks }) => int64FromUint64(blockchainHooks.lastNonce()),
  },
  getPrevBlockRound: {
    gas: "BaseOpsAPICost.GetBlockRound",
    run: ({ blockchainHooks }) => int64FromUint64(blockchainHooks.lastRound()),
  },
  getPrevBlockEpoch: { gas: "BaseOpsAPICost.GetBlockEpoch", run: ({ blockchainHooks }) => BigInt(blockchainHooks.lastEpoch()) },
  getPrevBlockRandomSeed: {
    gas: "BaseOpsAPICost.GetBlockRandomSeed",
    run: (host, pointer) => { host.memStore(pointer, host.blockchainHooks.lastRandomSeed()); },
  },
  getBlockRoundTimeMs: {
    gas: "BaseOpsAPICost.GetRoundTime",
    run: ({ blockchainHooks }) => int64FromUint64(blockchainHooks.roundTime()),
  },
  epochStartBlockTimestampMs: {
    gas: "BaseOpsAPICost.EpochStartBlockTimeStamp",
    run: ({ blockchainHooks }) => int64FromUint64(blockchainHooks.epochStartBlockTimeStampMs()),
  },
  epochStartBlockNonce: {
    gas: "BaseOpsAPICost.EpochStartBlockNonce",
    run: ({ blockchainHooks }) => int64FromUint64(blockchainHooks.epochStartBlockNonce()),
  },
  epochStartBlockRound: {
    gas: "BaseOpsAPICost.EpochStartBlockRound",
    run: ({ blockchainHooks }) => int64FromUint64(blockchainHooks.epochStartBlockRound()),
  },
  finish: { gas: "BaseOpsAPICost.Finish", run: results.finish },
  executeOnSameContext: {
    run: (host, gasLimit, addressOffset, valueOffset, ...location) =>
      executeOnSameContext(host, loadCall(host, gasLimit, addressOffset, valueOffset, location)),
  },
  executeOnDestContext: {
    run: (host, gasLimit, addressOffset, valueOffset, ...location) =>
      executeOnDestContext(host, loadCall(host, gasLimit, addressOffset, valueOffset, location), true),
  },
  executeReadOnly: {
    run: (host, gasLimit, addressOffset, ...location) =>
      executeReadOnly(host, loadCall(host, gasLimit, addressOffset, undefined, location)),
  },
  createContract: { gas: "BaseOpsAPICost.CreateContract", whenShort: "compatible", run: contracts.createContract },
  deployFromSourceContract: {
    gas: "BaseOpsAPICost.CreateContract",
    whenShort: "compatible",
    run: contracts.deployFromSourceContract,
  },
  getNumReturnData: { gas: "BaseOpsAPICost.GetNumReturnData", run: (host) => host.output.returnData().length },
  getReturnDataSize: { gas: "BaseOpsAPICost.GetReturnDataSize", run: results.getReturnDataSize },
  getReturnData: { gas: "BaseOpsAPICost.GetReturnData", run: results.getReturnData },
  cleanReturnData: { gas: "BaseOpsAPICost.CleanReturnData", run: (host) => { host.output.clearReturnData(); } },
  deleteFromReturnData: { gas: "BaseOpsAPICost.DeleteFromReturnData", run: results.deleteFromReturnData },
  getOriginalTxHash: {
    gas: "BaseOpsAPICost.GetOriginalTxHash",
    run: (host, dataOffset) => { host.memStore(dataOffset, host.runtime.getOriginalTxHash()); },
  },
  getCurrentTxHash: {
    gas: "BaseOpsAPICost.GetCurrentTxHash",
    run: (host, dataOffset) => { host.memStore(dataOffset, host.runtime.getCurrentTxHash()); },
  },
  getPrevTxHash: {
    gas: "BaseOpsAPICost.GetPrevTxHash",
    run: (host, dataOffset) => { host.memStore(dataOffset, host.runtime.getPrevTxHash()); },
  },
};
