// VM Handler down, Blockchain Hooks up, and World above both: the boundaries of the protocol.
export type { AccountChange, AccountState, EsdtInstanceState, EsdtState } from "./account.js";
export type { BlockchainHooks, StorageValue, UserAccount } from "./blockchain-hooks.js";
export type { Address, ByteString } from "./bytes.js";
export type {
  CallObserver,
  ObservedCall,
  ObservedCallKind,
  ObservedOutcome,
  ObservedStep,
  ObservedStorageChange,
  ObservedTransfer,
} from "./call-observation.js";
export { assertAccountChange, assertSentTransaction, assertUnsigned } from "./checks.js";
export type { SentTransaction } from "./checks.js";
export { CallType } from "./call-type.js";
export type { CallTypeValue } from "./call-type.js";
export {
  BlockchainHookError,
  VmError,
  WorldError,
  isBlockchainHookError,
  isVmError,
  isWorldError,
} from "./errors.js";
export type { VmErrorCode, WorldErrorCode } from "./errors.js";
export { EsdtType } from "./esdt.js";
export type { EsDigitalToken, EsdtMetadata, EsdtTransfer, EsdtTypeValue } from "./esdt.js";
export { EXPORTED_WORLD_VERSION } from "./exported-world.js";
export type {
  Decimal,
  ExportedAccount,
  ExportedBlock,
  ExportedPendingCall,
  ExportedWorld,
  Hex,
  PortableWorld,
} from "./exported-world.js";
export { builtInFunctionFlags, gasKeysOfFlag, vmFlags } from "./flags.js";
export type { BuiltInFunctionFlag, EnableEpochFlag, FlagChoices, Flags, GasKey, VmFlag } from "./flags.js";
export type { GasSchedule } from "./gas-schedule.js";
export type { AsyncArguments, ContractCallInput, ContractCreateInput, VmInput } from "./input.js";
export type { LogEntry, OutputAccount, OutputTransfer, StorageUpdate, VmOutput } from "./output.js";
export { ReturnCode, returnCodeTexts } from "./return-code.js";
export type { ReturnCodeValue } from "./return-code.js";
export type { PendingCall, ShardedWorld } from "./sharded-world.js";
export type { VmFactory, VmHandler, VmSettings } from "./vm-handler.js";
export { WORLD_SPECIFICATION_VERSION } from "./world.js";
export type {
  BlockInfo,
  CallTransaction,
  DeployTransaction,
  NewAddress,
  Query,
  Snapshot,
  TokenPayment,
  Transaction,
  TransactionResult,
  TransferTransaction,
  UpgradeTransaction,
  ValidatorRewardTransaction,
  World,
  WorldSupports,
} from "./world.js";
