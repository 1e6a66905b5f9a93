// The built-in functions: names, prices, flags. Mirrors creator.go.
import type { BuiltInFunctionFlag, VmOutput } from "@mxvm/protocol-hooks";
import type { BuiltInCall } from "./call.js";
import { changeOwnerAddress } from "./change-owner-address.js";
import { claimDeveloperRewards } from "./claim-developer-rewards.js";
import { deleteUserName } from "./delete-user-name.js";
import { esdtBurn } from "./esdt-burn.js";
import { esdtLocalBurn } from "./esdt-local-burn.js";
import { esdtLocalMint } from "./esdt-local-mint.js";
import { esdtNftCreate } from "./esdt-nft-create.js";
import { esdtNftTransfer } from "./esdt-nft-transfer.js";
import { esdtTransfer } from "./esdt-transfer.js";
import type { BuiltInCostKey } from "./gas-costs.js";
import { multiEsdtNftTransfer } from "./multi-esdt-nft-transfer.js";
import { saveKeyValue } from "./save-key-value.js";
import { setUserName } from "./set-user-name.js";

/** One built-in function. */
export interface Registration {
  readonly name: string;
  /** Its flat cost; none if only the system calls it. */
  readonly cost?: BuiltInCostKey;
  /** The flag that it is active with; always active if there is none. */
  readonly flag?: BuiltInFunctionFlag;
  readonly run: (call: BuiltInCall) => VmOutput;
}

export const registrations: readonly Registration[] = [
  { name: "ClaimDeveloperRewards", cost: "ClaimDeveloperRewards", run: claimDeveloperRewards },
  { name: "ChangeOwnerAddress", cost: "ChangeOwnerAddress", run: changeOwnerAddress },
  { name: "SetUserName", cost: "SaveUserName", run: setUserName },
  { name: "DeleteUserName", cost: "SaveUserName", flag: "ChangeUsernameFlag", run: deleteUserName },
  { name: "SaveKeyValue", cost: "SaveKeyValue", run: saveKeyValue },
  { name: "ESDTTransfer", cost: "ESDTTransfer", run: esdtTransfer },
  { name: "ESDTBurn", cost: "ESDTBurn", flag: "GlobalMintBurnFlag", run: esdtBurn },
  { name: "ESDTLocalBurn", cost: "ESDTLocalBurn", run: esdtLocalBurn },
  { name: "ESDTLocalMint", cost: "ESDTLocalMint", run: esdtLocalMint },
  { name: "ESDTNFTCreate", cost: "ESDTNFTCreate", run: esdtNftCreate },
  { name: "ESDTNFTTransfer", cost: "ESDTNFTTransfer", run: esdtNftTransfer },
  { name: "MultiESDTNFTTransfer", cost: "ESDTNFTMultiTransfer", flag: "ESDTNFTImprovementV1Flag", run: multiEsdtNftTransfer },
];
