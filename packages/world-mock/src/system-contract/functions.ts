// The functions of the ESDT system contract by name. Mirrors Execute of vm/systemSmartContracts/esdt.go of mx-chain-go.
import {
  claim,
  configChange,
  getAllAddressesAndRoles,
  getContractConfig,
  getSpecialRoles,
  getTokenProperties,
  transferOwnership,
} from "./administration.js";
import { issueAsFramework, registerAsFramework, setSpecialRoleAsFramework } from "./framework-functions.js";
import { burn, mint, toggleFreeze, toggleFreezeSingleNft, togglePause, wipe, wipeSingleNft } from "./holdings.js";
import {
  changeSftToMetaEsdt,
  changeToDynamic,
  issue,
  issueNonFungible,
  issueSemiFungible,
  registerAndSetAllRoles,
  registerAndSetAllRolesDynamic,
  registerDynamic,
  registerMetaEsdt,
  updateTokenId,
} from "./issue.js";
import { controlChanges } from "./properties.js";
import {
  changeToMultiShardCreate,
  sendAllTransferRoleAddresses,
  setBurnRoleGlobally,
  setSpecialRole,
  stopNftCreate,
  transferNftCreateRole,
  unsetBurnRoleGlobally,
  unSetSpecialRole,
} from "./roles.js";
import type { SystemCall } from "./system-call.js";

export type SystemFunctions = ReadonlyMap<string, (call: SystemCall) => void>;

export const productionFunctions: SystemFunctions = new Map([
  ["issue", issue],
  ["issueSemiFungible", issueSemiFungible],
  ["issueNonFungible", issueNonFungible],
  ["registerMetaESDT", registerMetaEsdt],
  ["changeSFTToMetaESDT", changeSftToMetaEsdt],
  ["registerAndSetAllRoles", registerAndSetAllRoles],
  ["ESDTBurn", burn],
  ["mint", mint],
  ["freeze", toggleFreeze("ESDTFreeze")],
  ["unFreeze", toggleFreeze("ESDTUnFreeze")],
  ["wipe", wipe],
  ["pause", togglePause("ESDTPause", true)],
  ["unPause", togglePause("ESDTUnPause", false)],
  ["freezeSingleNFT", toggleFreezeSingleNft("ESDTFreeze")],
  ["unFreezeSingleNFT", toggleFreezeSingleNft("ESDTUnFreeze")],
  ["wipeSingleNFT", wipeSingleNft],
  ["claim", claim],
  ["configChange", configChange],
  ["controlChanges", controlChanges],
  ["transferOwnership", transferOwnership],
  ["getTokenProperties", getTokenProperties],
  ["getSpecialRoles", getSpecialRoles],
  ["setSpecialRole", setSpecialRole],
  ["unSetSpecialRole", unSetSpecialRole],
  ["transferNFTCreateRole", transferNftCreateRole],
  ["stopNFTCreate", stopNftCreate],
  ["getAllAddressesAndRoles", getAllAddressesAndRoles],
  ["getContractConfig", getContractConfig],
  ["changeToMultiShardCreate", changeToMultiShardCreate],
  ["setBurnRoleGlobally", setBurnRoleGlobally],
  ["unsetBurnRoleGlobally", unsetBurnRoleGlobally],
  ["sendAllTransferRoleAddresses", sendAllTransferRoleAddresses],
  ["updateTokenID", updateTokenId],
  ["registerDynamic", registerDynamic],
  ["registerAndSetAllRolesDynamic", registerAndSetAllRolesDynamic],
  ["changeToDynamic", changeToDynamic],
]);

/** What the framework's VM lacks is as in production. */
export const frameworkFunctions: SystemFunctions = new Map([
  ...productionFunctions,
  ["issue", issueAsFramework("FNG", 4)],
  ["issueSemiFungible", issueAsFramework("SFT", 2)],
  ["issueNonFungible", issueAsFramework("NFT", 2)],
  ["registerAndSetAllRoles", registerAsFramework],
  ["setSpecialRole", setSpecialRoleAsFramework],
]);
