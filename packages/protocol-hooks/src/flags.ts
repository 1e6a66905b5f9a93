// Enable-epoch flags: which protocol features are active. Mirrors vm-go vmhost/flags.go and vm-common-go builtInFunctions/flags.go.

/** Flags that the VM reads. */
export const vmFlags = [
  "CryptoOpcodesV2Flag",
  "MultiESDTNFTTransferAndExecuteByUserFlag",
  "UseGasBoundedShouldFailExecutionFlag",
  "CheckBuiltInCallOnTransferValueAndFailExecutionFlag",
  "MaskInternalDependenciesErrorsFlag",
  "FixBackTransferOPCODEFlag",
  "ValidationOnGobDecodeFlag",
  "BarnardOpcodesFlag",
  "FixGetBalanceFlag",
] as const;

/** Flags that the built-in functions read. */
export const builtInFunctionFlags = [
  "GlobalMintBurnFlag",
  "ESDTTransferRoleFlag",
  "CheckFunctionArgumentFlag",
  "CheckCorrectTokenIDForTransferRoleFlag",
  "FixAsyncCallbackCheckFlag",
  "SaveToSystemAccountFlag",
  "CheckFrozenCollectionFlag",
  "SendAlwaysFlag",
  "ValueLengthCheckFlag",
  "CheckTransferFlag",
  "ESDTNFTImprovementV1Flag",
  "FixOldTokenLiquidityFlag",
  "WipeSingleNFTLiquidityDecreaseFlag",
  "AlwaysSaveTokenMetaDataFlag",
  "SetGuardianFlag",
  "ConsistentTokensValuesLengthCheckFlag",
  "ChangeUsernameFlag",
  "AutoBalanceDataTriesFlag",
  "ScToScLogEventFlag",
  "FixGasRemainingForSaveKeyValueFlag",
  "IsChangeOwnerAddressCrossShardThroughSCFlag",
  "MigrateDataTrieFlag",
  "DynamicEsdtFlag",
  "EGLDInESDTMultiTransferFlag",
] as const;

/** A flag that the VM asks for. */
export type VmFlag = (typeof vmFlags)[number];
/** A flag that built-in functions ask for. */
export type BuiltInFunctionFlag = (typeof builtInFunctionFlags)[number];
/** A flag by production's name; a network switches it on at an epoch. */
export type EnableEpochFlag = VmFlag | BuiltInFunctionFlag;

/** Every flag, decided. */
export type Flags = Readonly<Record<EnableEpochFlag, boolean>>;

/** A choice of flags; what is not given is as the world has it: on, as a rule, as far as the gas schedule has the keys that the flag needs. */
export type FlagChoices = Partial<Flags>;

/** Key of a gas schedule that a feature needs. */
export interface GasKey {
  readonly section: string;
  readonly key: string;
}

/** Gas keys without which a flag cannot be on. A flag that is not listed needs none of its own. */
export const gasKeysOfFlag: Readonly<Partial<Record<EnableEpochFlag, readonly GasKey[]>>> = {
  BarnardOpcodesFlag: [
    { section: "BaseOpsAPICost", key: "GetCodeHash" },
    { section: "BaseOpsAPICost", key: "GetRoundTime" },
    { section: "BaseOpsAPICost", key: "EpochStartBlockTimeStamp" },
    { section: "BaseOpsAPICost", key: "EpochStartBlockNonce" },
    { section: "BaseOpsAPICost", key: "EpochStartBlockRound" },
    { section: "BigFloatAPICost", key: "BigFloatPowPerIteration" },
    { section: "ManagedBufferAPICost", key: "MBufferToSmallIntUnsigned" },
    { section: "ManagedBufferAPICost", key: "MBufferToSmallIntSigned" },
    { section: "ManagedBufferAPICost", key: "MBufferFromSmallIntUnsigned" },
    { section: "ManagedBufferAPICost", key: "MBufferFromSmallIntSigned" },
  ],
};
