// The functions of the ESDT system contract that the Rust framework's VM has, as that has them: nothing is checked, issuing costs
// whatever is paid and gives all roles, and what is issued is answered, never sent. Mirrors chain/vm/src/system_sc of mx-sdk-rs.
import { bytesToByteString } from "@mxvm/codec";
import { ReturnCode } from "@mxvm/protocol-hooks";
import { includesRole } from "../esdt/roles.js";
import { readToken, saveToken, text } from "./checks.js";
import { newFrameworkIdentifier } from "./identifiers.js";
import { messageOf, refuse, refuseWith } from "./messages.js";
import type { SystemCall } from "./system-call.js";
import { createTokenRecord, rolesOf } from "./token-record.js";
import { TokenType, type TokenTypeName } from "./token-types.js";

const nft = ["ESDTRoleNFTCreate", "ESDTRoleNFTBurn", "ESDTRoleNFTUpdateAttributes", "ESDTRoleNFTAddURI"].map(text);
const sft = ["ESDTRoleNFTCreate", "ESDTRoleNFTBurn", "ESDTRoleNFTAddQuantity"].map(text);
const fungible = ["ESDTRoleLocalMint", "ESDTRoleLocalBurn", "ESDTRoleLocalTransfer"].map(text);

interface FrameworkType {
  readonly type: TokenTypeName;
  readonly roles: readonly Uint8Array[];
}

type TypeName = "FNG" | "META" | "NFT" | "SFT";

const types: Readonly<Record<TypeName, FrameworkType>> = {
  FNG: { type: TokenType.fungible, roles: fungible },
  META: { type: TokenType.meta, roles: sft },
  NFT: { type: TokenType.nonFungible, roles: nft },
  SFT: { type: TokenType.semiFungible, roles: sft },
};

function isTypeName(name: string): name is TypeName {
  return Object.hasOwn(types, name);
}

/** Issues a token of one type, with so many arguments at least. */
export function issueAsFramework(name: TypeName, argumentCount: number): (call: SystemCall) => void {
  return (call) => {
    checkArgumentCount(call, argumentCount);
    issueToken(call, types[name]);
  };
}

/** Name, ticker, type, decimals. */
export function registerAsFramework(call: SystemCall): void {
  checkArgumentCount(call, 4);
  const name = bytesToByteString(call.input.arguments[2]!);
  // The framework's VM crashes here.
  if (!isTypeName(name)) refuse("invalidArgument");
  issueToken(call, types[name]);
}

function checkArgumentCount({ input }: SystemCall, count: number): void {
  if (input.arguments.length < count) refuse("notEnoughArguments", ReturnCode.executionFailed);
}

/** The record is more than the framework keeps: production's functions find the token by it. */
function issueToken(call: SystemCall, { type, roles }: FrameworkType): void {
  const { callerAddress, arguments: args } = call.input;
  const identifier = newFrameworkIdentifier(call, args[1]!);
  saveToken(call, identifier, {
    ...createTokenRecord(),
    ownerAddress: callerAddress,
    tokenName: args[0]!,
    tickerName: args[1]!,
    tokenType: text(type),
    specialRoles: [{ address: callerAddress, roles: [...roles] }],
    ...everythingAllowed,
  });
  call.send(callerAddress, "ESDTSetRole", [identifier, ...roles]);
  call.finish(identifier);
}

const everythingAllowed = {
  mintable: true,
  burnable: true,
  canPause: true,
  canFreeze: true,
  canWipe: true,
  upgradable: true,
  canChangeOwner: true,
  canAddSpecialRoles: true,
  canTransferNftCreateRole: true,
} as const;

/** Token, address, roles: by whomever. Roles that the address has stay once. */
export function setSpecialRoleAsFramework(call: SystemCall): void {
  const [identifier, address, ...roles] = call.input.arguments;
  if (identifier === undefined || address === undefined || roles.length === 0) {
    refuseWith("setSpecialRole too few arguments", ReturnCode.executionFailed);
  }
  if (address.length !== call.input.callerAddress.length) refuseWith(messageOf("secondArgumentAddress"), ReturnCode.executionFailed);
  const added = call.getStorage(identifier).length === 0 ? roles : rolesAdded(call, identifier, address, roles);
  if (added.length > 0) call.send(address, "ESDTSetRole", [identifier, ...added]);
}

function rolesAdded(call: SystemCall, identifier: Uint8Array, address: Uint8Array, roles: readonly Uint8Array[]): readonly Uint8Array[] {
  const token = readToken(call, identifier);
  const entry = rolesOf(token, address) ?? { address, roles: [] };
  const added = roles.filter((role) => !includesRole(entry.roles, role));
  if (entry.roles.length === 0) token.specialRoles.push(entry);
  entry.roles.push(...added);
  saveToken(call, identifier, token);
  return added;
}
