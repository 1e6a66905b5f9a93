// What may be done with a token: read where it is issued, changed by `controlChanges`. Mirrors upgradeProperties of
// vm/systemSmartContracts/esdt.go of mx-chain-go.
import { bytesToByteString } from "@mxvm/codec";
import { ReturnCode } from "@mxvm/protocol-hooks";
import { noBytes } from "../state/account.js";
import { boolText, saveToken, text, tokenOfOwner, typeOf } from "./checks.js";
import { messageOf, refuse, refuseWith } from "./messages.js";
import type { SystemCall } from "./system-call.js";
import { TokenType } from "./token-types.js";
import type { TokenRecord } from "./token-record.js";

type BooleanKey = { [Key in keyof TokenRecord]: TokenRecord[Key] extends boolean ? Key : never }[keyof TokenRecord];

interface Property {
  readonly key: BooleanKey;
  /** What has to hold, besides that the value is one. */
  readonly check?: (isFungible: boolean, isCreate: boolean) => void;
}

const onlyFungible =
  (what: string) =>
  (isFungible: boolean): void => {
    if (!isFungible) refuseWith(`${messageOf("invalidArgument")} only fungible tokens are ${what} at system SC`);
  };

const onlyNewNonFungible = (isFungible: boolean, isCreate: boolean): void => {
  if (isFungible || !isCreate) refuse("invalidArgument");
};

const upgradable = "canUpgrade";
const addsRoles = "canAddSpecialRoles";

const properties: ReadonlyMap<string, Property> = new Map<string, Property>([
  ["canBurn", { key: "burnable", check: onlyFungible("burnable") }],
  ["canMint", { key: "mintable", check: onlyFungible("mintable") }],
  ["canPause", { key: "canPause" }],
  ["canFreeze", { key: "canFreeze" }],
  ["canWipe", { key: "canWipe" }],
  [upgradable, { key: "upgradable" }],
  ["canChangeOwner", { key: "canChangeOwner" }],
  [addsRoles, { key: "canAddSpecialRoles" }],
  ["canTransferNFTCreateRole", { key: "canTransferNftCreateRole" }],
  ["canCreateMultiShard", { key: "canCreateMultiShard", check: onlyNewNonFungible }],
]);

/** Sets properties by name and value, in turn, and logs them. */
export function setProperties(call: SystemCall, identifier: Uint8Array, token: TokenRecord, args: readonly Uint8Array[], isCreate: boolean): void {
  if (args.length % 2 !== 0) refuse("invalidArgumentCount");
  const isFungible = typeOf(token) === TokenType.fungible;
  const names = new Set<string>();
  for (let index = 0; index < args.length; index += 2) {
    const name = bytesToByteString(args[index]!);
    const value = settingFrom(args[index + 1]!);
    const property = properties.get(name);
    if (property === undefined) refuse("invalidArgument");
    property.check?.(isFungible, isCreate);
    token[property.key] = value;
    names.add(name);
  }
  const topics = [identifier, noBytes, ...args];
  if (!names.has(upgradable)) topics.push(text(upgradable), boolText(token.upgradable));
  if (!names.has(addsRoles)) topics.push(text(addsRoles), boolText(token.canAddSpecialRoles));
  call.log("upgradeProperties", topics);
}

function settingFrom(argument: Uint8Array): boolean {
  const setting = bytesToByteString(argument);
  if (setting !== "true" && setting !== "false") refuse("invalidArgument");
  return setting === "true";
}

export function controlChanges(call: SystemCall): void {
  const args = call.input.arguments;
  if (args.length < 2) refuse("notEnoughArguments", ReturnCode.functionWrongSignature);
  const token = tokenOfOwner(call);
  if (!token.upgradable) refuse("notUpgradable");
  setProperties(call, args[0]!, token, args.slice(1), false);
  saveToken(call, args[0]!, token);
}
