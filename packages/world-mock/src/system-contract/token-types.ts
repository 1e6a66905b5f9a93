// Types of tokens by the names that the ESDT system contract gives them, and the roles that each type knows. Mirrors
// vm/systemSmartContracts/esdt.go of mx-chain-go.
import { bytesToByteString } from "@mxvm/codec";
import type { BuiltInFunctionFlag, Flags } from "@mxvm/protocol-hooks";
import { Role, type RoleKey } from "../esdt/roles.js";
import { refuse } from "./messages.js";

const dynamic = "Dynamic";

export const TokenType = {
  fungible: "FungibleESDT",
  nonFungible: "NonFungibleESDT",
  nonFungibleV2: "NonFungibleESDTv2",
  semiFungible: "SemiFungibleESDT",
  meta: "MetaESDT",
  dynamicNft: "DynamicNonFungibleESDT",
  dynamicSft: "DynamicSemiFungibleESDT",
  dynamicMeta: "DynamicMetaESDT",
} as const;

export type TokenTypeName = (typeof TokenType)[keyof typeof TokenType];

/** The type of new non-fungible tokens. */
export function nonFungibleType({ DynamicEsdtFlag }: Flags): TokenTypeName {
  return DynamicEsdtFlag ? TokenType.nonFungibleV2 : TokenType.nonFungible;
}

/** The type that an argument names in short, and whether it has decimals. */
export function typeFromArgument(argument: Uint8Array, flags: Flags): { readonly type: TokenTypeName; readonly hasDecimals: boolean } {
  switch (bytesToByteString(argument)) {
    case "NFT":
      return { type: nonFungibleType(flags), hasDecimals: false };
    case "SFT":
      return { type: TokenType.semiFungible, hasDecimals: false };
    case "META":
      return { type: TokenType.meta, hasDecimals: true };
    case "FNG":
      return { type: TokenType.fungible, hasDecimals: true };
    default:
      return refuse("invalidArgument");
  }
}

export function isDynamicType(type: string): boolean {
  return type.startsWith(dynamic);
}

/** Both types of non-fungible tokens become the same dynamic one. */
export function dynamicTypeOf(type: string): string {
  return type === TokenType.nonFungibleV2 ? TokenType.dynamicNft : dynamic + type;
}

/** Roles that at most one address has, where the token is dynamic. */
export const singularRoles: readonly RoleKey[] = [
  ...(["nftCreate", "nftUpdateAttributes", "nftAddUri", "setNewUri", "modifyCreator", "modifyRoyalties", "nftRecreate", "nftUpdate"] as const),
];

const updateRoles = ["nftRecreate", "modifyCreator", "modifyRoyalties", "setNewUri", "nftUpdate"] as const;
const nftRoles = ["nftCreate", "nftBurn", "nftUpdateAttributes", "nftAddUri"] as const;
const sftRoles = ["nftCreate", "nftBurn", "nftAddQuantity"] as const;
const fungibleRoles = ["localMint", "localBurn"] as const;
const dynamicNftRoles = [...nftRoles, ...updateRoles];
const dynamicSftRoles = [...sftRoles, "nftUpdateAttributes", "nftAddUri", ...updateRoles] as const;

interface RolesOfType {
  /** What the issuer gets who asks for all roles, in this order. */
  readonly all: readonly RoleKey[];
  /** More that may be given. */
  readonly others: readonly RoleKey[];
  /** Of these, those that need a flag. */
  readonly flags?: Readonly<Partial<Record<RoleKey, BuiltInFunctionFlag>>>;
}

const transferFlag = { transfer: "ESDTTransferRoleFlag" } as const;
const semiFungible: RolesOfType = { all: sftRoles, others: ["transfer"], flags: transferFlag };
const dynamicSft: RolesOfType = { all: dynamicSftRoles, others: ["transfer"] };
const nonFungible: RolesOfType = {
  all: dynamicNftRoles,
  others: ["transfer"],
  flags: {
    ...transferFlag,
    nftUpdateAttributes: "ESDTTransferRoleFlag",
    nftAddUri: "ESDTTransferRoleFlag",
    ...Object.fromEntries(updateRoles.map((role) => [role, "DynamicEsdtFlag"])),
  },
};

const rolesOfType: Readonly<Record<TokenTypeName, RolesOfType>> = {
  FungibleESDT: { all: fungibleRoles, others: ["transfer"], flags: transferFlag },
  NonFungibleESDT: nonFungible,
  NonFungibleESDTv2: nonFungible,
  SemiFungibleESDT: semiFungible,
  MetaESDT: semiFungible,
  DynamicNonFungibleESDT: { all: dynamicNftRoles, others: ["transfer"] },
  DynamicSemiFungibleESDT: dynamicSft,
  DynamicMetaESDT: dynamicSft,
};

function isTypeName(type: string): type is TokenTypeName {
  return Object.hasOwn(rolesOfType, type);
}

/** What an issuer gets who asks for all roles. */
export function allRolesOf(type: string, { DynamicEsdtFlag }: Flags): readonly Uint8Array[] {
  if (!isTypeName(type)) refuse("invalidArgument");
  const isOlder = rolesOfType[type] === nonFungible && !DynamicEsdtFlag;
  return (isOlder ? nftRoles : rolesOfType[type].all).map((role) => Role[role]);
}

/** Refuses roles that a token of the type does not know. Of an unknown type nothing is refused. */
export function checkRolesOfType(type: string, roles: readonly Uint8Array[], flags: Flags): void {
  if (!isTypeName(type)) return;
  const known = rolesOfType[type];
  const allowed = [...known.all, ...known.others].filter((role) => {
    const flag = known.flags?.[role];
    return flag === undefined || flags[flag];
  });
  const names = new Set(allowed.map((role) => bytesToByteString(Role[role])));
  if (roles.some((role) => !names.has(bytesToByteString(role)))) refuse("invalidArgument");
}
