// The built-in functions: names, prices, flags. Mirrors creator.go.
import type { BuiltInFunctionFlag, VmOutput } from "@mxvm/protocol-hooks";
import { GlobalSetting } from "../esdt/global-settings.js";
import type { BuiltInCall } from "./call.js";
import { changeOwnerAddress } from "./change-owner-address.js";
import { claimDeveloperRewards } from "./claim-developer-rewards.js";
import { deleteUserName } from "./delete-user-name.js";
import { esdtAddMetadata } from "./esdt-add-metadata.js";
import { esdtBurn } from "./esdt-burn.js";
import { esdtDeleteMetadata } from "./esdt-delete-metadata.js";
import { esdtFreeze } from "./esdt-freeze.js";
import { esdtGlobalSetting } from "./esdt-global-settings.js";
import { esdtLocalBurn } from "./esdt-local-burn.js";
import { esdtLocalMint } from "./esdt-local-mint.js";
import { esdtMetadataRecreate } from "./esdt-metadata-recreate.js";
import { esdtMetadataUpdate } from "./esdt-metadata-update.js";
import { esdtModifyCreator } from "./esdt-modify-creator.js";
import { esdtModifyRoyalties } from "./esdt-modify-royalties.js";
import { esdtNftAddQuantity } from "./esdt-nft-add-quantity.js";
import { esdtNftAddUri } from "./esdt-nft-add-uri.js";
import { esdtNftBurn } from "./esdt-nft-burn.js";
import { esdtNftCreateRoleTransfer } from "./esdt-nft-create-role-transfer.js";
import { esdtNftCreate } from "./esdt-nft-create.js";
import { esdtNftTransfer } from "./esdt-nft-transfer.js";
import { esdtNftUpdateAttributes } from "./esdt-nft-update-attributes.js";
import { esdtRoles } from "./esdt-roles.js";
import { esdtSetNewUris } from "./esdt-set-new-uris.js";
import { esdtSetTokenType } from "./esdt-set-token-type.js";
import { esdtTransferRoleAddress } from "./esdt-transfer-role-address.js";
import { esdtTransfer } from "./esdt-transfer.js";
import { esdtWipe } from "./esdt-wipe.js";
import type { BuiltInCostKey } from "./gas-costs.js";
import { guardAccount } from "./guard-account.js";
import { migrateDataTrie } from "./migrate-data-trie.js";
import { multiEsdtNftTransfer } from "./multi-esdt-nft-transfer.js";
import { saveKeyValue } from "./save-key-value.js";
import { setGuardian } from "./set-guardian.js";
import { setUserName } from "./set-user-name.js";

/** One built-in function. */
export interface Registration {
  readonly name: string;
  /** Its flat cost; none if only the system calls it, or if it prices itself. */
  readonly cost?: BuiltInCostKey;
  /** The flag that it is active with; always active if there is none. */
  readonly flag?: BuiltInFunctionFlag;
  readonly run: (call: BuiltInCall) => VmOutput;
}

/**
 * All 42, in the order of production. Costs are those of a node, which tells every function the schedule once more after it was made; see
 * `costsAsMade` for those before.
 */
export const registrations: readonly Registration[] = [
  { name: "ClaimDeveloperRewards", cost: "ClaimDeveloperRewards", run: claimDeveloperRewards },
  { name: "ChangeOwnerAddress", cost: "ChangeOwnerAddress", run: changeOwnerAddress },
  { name: "SetUserName", cost: "SaveUserName", run: setUserName },
  { name: "DeleteUserName", cost: "SaveUserName", flag: "ChangeUsernameFlag", run: deleteUserName },
  { name: "SaveKeyValue", cost: "SaveKeyValue", run: saveKeyValue },
  { name: "ESDTPause", run: esdtGlobalSetting(GlobalSetting.paused, true) },
  { name: "ESDTSetRole", run: esdtRoles(true) },
  { name: "ESDTTransfer", cost: "ESDTTransfer", run: esdtTransfer },
  { name: "ESDTBurn", cost: "ESDTBurn", flag: "GlobalMintBurnFlag", run: esdtBurn },
  { name: "ESDTUnPause", run: esdtGlobalSetting(GlobalSetting.paused, false) },
  { name: "ESDTUnSetRole", run: esdtRoles(false) },
  { name: "ESDTLocalBurn", cost: "ESDTLocalBurn", run: esdtLocalBurn },
  { name: "ESDTLocalMint", cost: "ESDTLocalMint", run: esdtLocalMint },
  { name: "ESDTNFTAddQuantity", cost: "ESDTNFTAddQuantity", run: esdtNftAddQuantity },
  { name: "ESDTNFTBurn", cost: "ESDTNFTBurn", run: esdtNftBurn },
  { name: "ESDTNFTCreate", cost: "ESDTNFTCreate", run: esdtNftCreate },
  { name: "ESDTFreeze", run: esdtFreeze(true) },
  { name: "ESDTUnFreeze", run: esdtFreeze(false) },
  { name: "ESDTWipe", run: esdtWipe },
  { name: "ESDTNFTTransfer", cost: "ESDTNFTTransfer", run: esdtNftTransfer },
  { name: "ESDTNFTCreateRoleTransfer", run: esdtNftCreateRoleTransfer },
  { name: "ESDTNFTUpdateAttributes", cost: "ESDTNFTUpdateAttributes", flag: "ESDTNFTImprovementV1Flag", run: esdtNftUpdateAttributes },
  { name: "ESDTNFTAddURI", cost: "ESDTNFTAddURI", flag: "ESDTNFTImprovementV1Flag", run: esdtNftAddUri },
  { name: "MultiESDTNFTTransfer", cost: "ESDTNFTMultiTransfer", flag: "ESDTNFTImprovementV1Flag", run: multiEsdtNftTransfer },
  { name: "ESDTSetLimitedTransfer", flag: "ESDTTransferRoleFlag", run: esdtGlobalSetting(GlobalSetting.limitedTransfer, true) },
  { name: "ESDTUnSetLimitedTransfer", flag: "ESDTTransferRoleFlag", run: esdtGlobalSetting(GlobalSetting.limitedTransfer, false) },
  { name: "ESDTDeleteMetadata", flag: "SendAlwaysFlag", run: esdtDeleteMetadata },
  { name: "ESDTAddMetadata", flag: "SendAlwaysFlag", run: esdtAddMetadata },
  { name: "ESDTSetBurnRoleForAll", flag: "SendAlwaysFlag", run: esdtGlobalSetting(GlobalSetting.burnRoleForAll, true) },
  { name: "ESDTUnSetBurnRoleForAll", flag: "SendAlwaysFlag", run: esdtGlobalSetting(GlobalSetting.burnRoleForAll, false) },
  { name: "ESDTTransferRoleDeleteAddress", flag: "SendAlwaysFlag", run: esdtTransferRoleAddress(false) },
  { name: "ESDTTransferRoleAddAddress", flag: "SendAlwaysFlag", run: esdtTransferRoleAddress(true) },
  { name: "SetGuardian", cost: "SetGuardian", flag: "SetGuardianFlag", run: setGuardian },
  { name: "GuardAccount", cost: "GuardAccount", flag: "SetGuardianFlag", run: guardAccount(true) },
  { name: "UnGuardAccount", cost: "GuardAccount", flag: "SetGuardianFlag", run: guardAccount(false) },
  { name: "MigrateDataTrie", flag: "MigrateDataTrieFlag", run: migrateDataTrie },
  { name: "ESDTSetTokenType", flag: "DynamicEsdtFlag", run: esdtSetTokenType },
  { name: "ESDTMetaDataRecreate", cost: "ESDTNFTRecreate", flag: "DynamicEsdtFlag", run: esdtMetadataRecreate },
  { name: "ESDTMetaDataUpdate", cost: "ESDTNFTUpdate", flag: "DynamicEsdtFlag", run: esdtMetadataUpdate },
  { name: "ESDTSetNewURIs", cost: "ESDTNFTSetNewURIs", flag: "DynamicEsdtFlag", run: esdtSetNewUris },
  { name: "ESDTModifyRoyalties", cost: "ESDTModifyRoyalties", flag: "DynamicEsdtFlag", run: esdtModifyRoyalties },
  { name: "ESDTModifyCreator", cost: "ESDTModifyCreator", flag: "DynamicEsdtFlag", run: esdtModifyCreator },
];
