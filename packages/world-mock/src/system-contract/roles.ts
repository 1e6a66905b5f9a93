// Special roles: who has them, and what the shards are told when that changes. Mirrors vm/systemSmartContracts/esdt.go of mx-chain-go.
import { bytesToByteString, equalBytes } from "@mxvm/codec";
import { ReturnCode, type Address } from "@mxvm/protocol-hooks";
import { includesRole, removeRoles, Role } from "../esdt/roles.js";
import { noBytes } from "../state/account.js";
import { isAddress, saveToken, text, tokenOfOwner, typeOf } from "./checks.js";
import { refuse, refuseWith } from "./messages.js";
import type { SystemCall } from "./system-call.js";
import { rolesOf, type TokenRecord } from "./token-record.js";
import { checkRolesOfType, isDynamicType, singularRoles, TokenType } from "./token-types.js";

const burnForAll: Uint8Array = text("ESDTRoleBurnForAll");

/** What the shards have to know of roles that were given. */
interface GivenRoles {
  readonly hadTransferRole: boolean;
  readonly createsInSeveralShards: boolean;
}

function hasRole({ specialRoles }: TokenRecord, role: Uint8Array): boolean {
  return specialRoles.some(({ roles }) => includesRole(roles, role));
}

/** Adds roles to those of an address, or refuses them. */
export function giveRoles(call: SystemCall, token: TokenRecord, address: Address, roles: readonly Uint8Array[]): GivenRoles {
  const givesCreate = includesRole(roles, Role.nftCreate);
  if (!token.canAddSpecialRoles) refuse("cannotAddRoles");
  if (token.nftCreateStopped && givesCreate) refuse("createWasStopped");
  if (!token.canCreateMultiShard && givesCreate && hasRole(token, Role.nftCreate)) refuse("createRoleExists");
  checkRolesOfType(typeOf(token), roles, call.environment.flags);
  checkRolesOfDynamicToken(token, roles);
  const hadTransferRole = hasRole(token, Role.transfer) && includesRole(roles, Role.transfer);
  const entry = rolesOf(token, address);
  if (entry === undefined) token.specialRoles.push({ address, roles: [...roles] });
  else if (roles.some((role) => includesRole(entry.roles, role))) refuse("roleExists");
  else entry.roles.push(...roles);
  const createsInSeveralShards = token.canCreateMultiShard && givesCreate;
  if (createsInSeveralShards) checkCreators(token);
  return { hadTransferRole, createsInSeveralShards };
}

function checkRolesOfDynamicToken(token: TokenRecord, roles: readonly Uint8Array[]): void {
  if (!isDynamicType(typeOf(token))) return;
  const taken = singularRoles.map((role) => Role[role]).find((role) => includesRole(roles, role) && hasRole(token, role));
  if (taken !== undefined) refuseWith(`${bytesToByteString(taken)} already exists`);
}

/** Refuses where several addresses have a role of which a dynamic token has one. */
export function checkSingularRoles({ specialRoles }: TokenRecord): void {
  const roles = specialRoles.flatMap((each) => each.roles).map(bytesToByteString);
  const repeated = singularRoles.map((role) => bytesToByteString(Role[role])).find((name) => roles.indexOf(name) !== roles.lastIndexOf(name));
  if (repeated === undefined) return;
  refuseWith(`cannot change to dynamic because of duplicated roles, role ${repeated} was found multiple times`);
}

/** Creators in several shards end in different bytes. */
function checkCreators({ specialRoles }: TokenRecord): void {
  const creators = specialRoles.filter(({ roles }) => includesRole(roles, Role.nftCreate));
  if (new Set(creators.map(({ address }) => address.at(-1))).size < creators.length) refuse("invalidAddress");
}

/** Tells the shards of roles that were given. */
export function sendRoles(call: SystemCall, identifier: Uint8Array, address: Address, roles: readonly Uint8Array[], given: GivenRoles): void {
  const all = given.createsInSeveralShards ? [...roles, Role.nftCreateMultiShard] : roles;
  call.send(address, "ESDTSetRole", [identifier, ...all]);
  if (!includesRole(roles, Role.transfer)) return;
  if (!given.hadTransferRole) call.sendToAllShards("ESDTSetLimitedTransfer", [identifier]);
  if (call.environment.flags.SendAlwaysFlag) call.sendToAllShards("ESDTTransferRoleAddAddress", [identifier, address]);
}

interface RoleChange {
  readonly identifier: Uint8Array;
  readonly address: Address;
  readonly roles: readonly Uint8Array[];
}

/** Token, address, and roles or an address. */
function roleChangeFrom({ input }: SystemCall): RoleChange {
  const [identifier, address, ...roles] = input.arguments;
  if (identifier === undefined || address === undefined || roles.length === 0) refuse("notEnoughArguments", ReturnCode.functionWrongSignature);
  if (address.length !== input.callerAddress.length) refuse("secondArgumentAddress", ReturnCode.functionWrongSignature);
  if (new Set(roles.map(bytesToByteString)).size < roles.length) refuse("duplicates");
  return { identifier, address, roles };
}

export function setSpecialRole(call: SystemCall): void {
  const { identifier, address, roles } = roleChangeFrom(call);
  const token = tokenOfOwner(call);
  sendRoles(call, identifier, address, roles, giveRoles(call, token, address, roles));
  saveToken(call, identifier, token);
}

export function unSetSpecialRole(call: SystemCall): void {
  const { identifier, address, roles } = roleChangeFrom(call);
  const token = tokenOfOwner(call);
  if (includesRole(roles, Role.nftCreate)) refuse("cannotUnsetCreateRole");
  const entry = rolesOf(token, address);
  if (entry === undefined) refuse("addressWithoutRole");
  if (roles.some((role) => !includesRole(entry.roles, role))) refuse("roleDoesNotExist");
  removeRoles(entry.roles, roles);
  call.send(address, "ESDTUnSetRole", [identifier, ...roles]);
  if (entry.roles.length === 0) token.specialRoles.splice(token.specialRoles.indexOf(entry), 1);
  if (includesRole(roles, Role.transfer)) {
    if (!hasRole(token, Role.transfer)) call.sendToAllShards("ESDTUnSetLimitedTransfer", [identifier]);
    if (call.environment.flags.SendAlwaysFlag) call.sendToAllShards("ESDTTransferRoleDeleteAddress", [identifier, address]);
  }
  saveToken(call, identifier, token);
}

function checkAlwaysSent({ environment }: SystemCall): void {
  if (!environment.flags.SendAlwaysFlag) refuse("invalidMethod", ReturnCode.functionNotFound);
}

export function sendAllTransferRoleAddresses(call: SystemCall): void {
  checkAlwaysSent(call);
  const [identifier, ...others] = call.input.arguments;
  if (identifier === undefined || others.length > 0) refuse("oneArgumentExpected");
  const { specialRoles } = tokenOfOwner(call);
  const addresses = specialRoles.filter(({ roles }) => includesRole(roles, Role.transfer)).map(({ address }) => address);
  if (addresses.length === 0) refuse("noTransferRole");
  call.sendToAllShards("ESDTTransferRoleAddAddress", [identifier, ...addresses]);
}

/** Lets everybody burn the token, as far as the protocol knows of that. */
export function addBurnRoleForAll(call: SystemCall, token: TokenRecord, identifier: Uint8Array): void {
  if (!call.environment.flags.SendAlwaysFlag) return;
  token.specialRoles.push({ address: noBytes, roles: [burnForAll] });
  call.log("ESDTSetBurnRoleForAll", [identifier, noBytes, noBytes, burnForAll], token.ownerAddress);
  call.sendToAllShards("ESDTSetBurnRoleForAll", [identifier]);
}

function burnForAllFrom(call: SystemCall): { readonly identifier: Uint8Array; readonly token: TokenRecord } {
  checkAlwaysSent(call);
  const [identifier, ...others] = call.input.arguments;
  if (identifier === undefined || others.length > 0) refuse("wantedOne", ReturnCode.functionWrongSignature);
  return { identifier, token: tokenOfOwner(call) };
}

export function setBurnRoleGlobally(call: SystemCall): void {
  const { identifier, token } = burnForAllFrom(call);
  if (hasRole(token, burnForAll)) refuse("burnRoleSet");
  addBurnRoleForAll(call, token, identifier);
  saveToken(call, identifier, token);
}

export function unsetBurnRoleGlobally(call: SystemCall): void {
  const { identifier, token } = burnForAllFrom(call);
  if (!hasRole(token, burnForAll)) refuse("burnRoleNotSet");
  // An entry that had no role before stays.
  token.specialRoles = token.specialRoles.filter((entry) => {
    if (!includesRole(entry.roles, burnForAll)) return true;
    removeRoles(entry.roles, [burnForAll]);
    return entry.roles.length > 0;
  });
  call.log("ESDTUnSetBurnRoleForAll", [identifier, noBytes, noBytes, burnForAll]);
  saveToken(call, identifier, token);
  call.sendToAllShards("ESDTUnSetBurnRoleForAll", [identifier]);
}

/** Takes the creators' role, or refuses where another address than `holder` has it. Entries without roles stay. */
function takeCreateRole({ specialRoles }: TokenRecord, holder?: Address): readonly Address[] {
  const creators = specialRoles.filter(({ roles }) => includesRole(roles, Role.nftCreate));
  if (holder !== undefined && creators.some(({ address }) => !equalBytes(address, holder))) refuse("addressMismatch");
  if (creators.length === 0) refuse("noCreator");
  for (const { roles } of creators) removeRoles(roles, [Role.nftCreate]);
  return creators.map(({ address }) => address);
}

/** Token, holder, next holder. */
export function transferNftCreateRole(call: SystemCall): void {
  const { identifier, address, roles } = roleChangeFrom(call);
  const next = roles[0]!;
  const token = tokenOfOwner(call);
  if (!token.canTransferNftCreateRole) refuse("createRoleTransferNotAllowed");
  if (typeOf(token) === TokenType.fungible) refuse("notForFungible");
  if (!isAddress(next)) refuse("thirdArgumentAddress", ReturnCode.functionWrongSignature);
  if (equalBytes(address, next)) refuse("sameAddresses", ReturnCode.functionWrongSignature);
  if (token.canCreateMultiShard && address.at(-1) !== next.at(-1)) refuse("lastByteDiffers");
  takeCreateRole(token, address);
  const entry = rolesOf(token, next);
  if (entry === undefined) token.specialRoles.push({ address: next, roles: [Role.nftCreate] });
  else entry.roles.push(Role.nftCreate);
  saveToken(call, identifier, token);
  call.send(address, "ESDTNFTCreateRoleTransfer", [identifier, next]);
}

export function stopNftCreate(call: SystemCall): void {
  const [identifier, ...others] = call.input.arguments;
  if (identifier === undefined || others.length > 0) refuse("oneArgument", ReturnCode.functionWrongSignature);
  const token = tokenOfOwner(call);
  if (token.nftCreateStopped) refuse("createStopped");
  if (typeOf(token) === TokenType.fungible) refuse("notForFungible");
  const creators = takeCreateRole(token);
  token.nftCreateStopped = true;
  saveToken(call, identifier, token);
  for (const creator of creators) call.send(creator, "ESDTUnSetRole", [identifier, Role.nftCreate]);
}

export function changeToMultiShardCreate(call: SystemCall): void {
  const [identifier, ...others] = call.input.arguments;
  if (identifier === undefined || others.length > 0) refuse("invalidArgumentCount");
  const token = tokenOfOwner(call);
  if (!token.canAddSpecialRoles) refuse("cannotAddRoles");
  if (token.canCreateMultiShard) refuse("alreadyMultiShard");
  const creator = token.specialRoles.find(({ roles }) => includesRole(roles, Role.nftCreate));
  if (creator === undefined) refuse("elementNotFound");
  token.canCreateMultiShard = true;
  // Who ends in zero starts where creators of one shard start.
  if (creator.address.at(-1) !== 0) call.send(creator.address, "ESDTSetRole", [identifier, Role.nftCreateMultiShard]);
  saveToken(call, identifier, token);
}
