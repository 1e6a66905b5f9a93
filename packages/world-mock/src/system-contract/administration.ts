// Whose a token is, whose the contract is, and what can be asked of either. Mirrors vm/systemSmartContracts/esdt.go of mx-chain-go.
import { addressToBech32, bytesToByteString, bytesToUnsigned, equalBytes, magnitudeToBytes } from "@mxvm/codec";
import { ReturnCode } from "@mxvm/protocol-hooks";
import { boolText, checkNoValue, isAddress, readConfig, readToken, saveConfig, saveToken, text, tokenOfOwner } from "./checks.js";
import { refuse } from "./messages.js";
import type { SystemCall } from "./system-call.js";
import type { TokenRecord } from "./token-record.js";

/** Token, new owner. */
export function transferOwnership(call: SystemCall): void {
  const args = call.input.arguments;
  if (args.length !== 2) refuse("twoArgumentsExpected", ReturnCode.functionWrongSignature);
  const token = tokenOfOwner(call);
  if (!token.canChangeOwner) refuse("cannotChangeOwner");
  if (!isAddress(args[1]!)) refuse("destinationInvalid");
  token.ownerAddress = args[1]!;
  saveToken(call, args[0]!, token);
  call.log(call.input.function, [args[0]!, token.tokenName, token.tickerName, token.tokenType, args[1]!]);
}

/** The contract's owner takes what issuing has cost. */
export function claim(call: SystemCall): void {
  const { callerAddress, arguments: args } = call.input;
  if (!equalBytes(callerAddress, readConfig(call).ownerAddress)) refuse("claimNotAllowed");
  checkNoValue(call);
  call.useGas(call.environment.costs.operation);
  if (args.length > 0) refuse("invalidArgumentCount");
  call.sendValue(callerAddress, call.environment.balance);
}

/** Owner, issuing cost, lengths of names: for the contract's owner. */
export function configChange(call: SystemCall): void {
  const { callerAddress, recipientAddress, arguments: args } = call.input;
  if (!equalBytes(callerAddress, readConfig(call).ownerAddress)) refuse("configNotAllowed");
  checkNoValue(call);
  call.useGas(call.environment.costs.operation);
  const [ownerAddress, cost, minLength, maxLength, ...others] = args;
  if (ownerAddress === undefined || cost === undefined || minLength === undefined || maxLength === undefined || others.length > 0) {
    refuse("invalidArgumentCount");
  }
  const [minTokenNameLength, maxTokenNameLength] = [lengthFrom(minLength), lengthFrom(maxLength)];
  if (ownerAddress.length !== recipientAddress.length) refuse("configOwner");
  if (minTokenNameLength > maxTokenNameLength) refuse("configLengths");
  saveConfig(call, { ownerAddress, baseIssuingCost: bytesToUnsigned(cost), minTokenNameLength, maxTokenNameLength });
}

function lengthFrom(argument: Uint8Array): number {
  return Number(BigInt.asUintN(32, bytesToUnsigned(argument)));
}

export function getContractConfig(call: SystemCall): void {
  if (call.input.callValue !== 0n) refuse("viewWithValue");
  call.useGas(call.environment.costs.operation);
  if (call.input.arguments.length > 0) refuse("invalidArgumentCount");
  const { ownerAddress, baseIssuingCost, minTokenNameLength, maxTokenNameLength } = readConfig(call);
  call.finish(ownerAddress);
  for (const value of [baseIssuingCost, BigInt(minTokenNameLength), BigInt(maxTokenNameLength)]) call.finish(magnitudeToBytes(value));
}

/** The token of a view, which anybody may ask. */
function tokenOfView(call: SystemCall): TokenRecord {
  checkNoValue(call);
  const [identifier, ...others] = call.input.arguments;
  if (identifier === undefined || others.length > 0) refuse("invalidArgumentCount");
  call.useGas(call.environment.costs.operation);
  return readToken(call, identifier);
}

export function getTokenProperties(call: SystemCall): void {
  const token = tokenOfView(call);
  const flags: readonly (readonly [string, boolean])[] = [
    ["IsPaused", token.isPaused],
    ["CanUpgrade", token.upgradable],
    ["CanMint", token.mintable],
    ["CanBurn", token.burnable],
    ["CanChangeOwner", token.canChangeOwner],
    ["CanPause", token.canPause],
    ["CanFreeze", token.canFreeze],
    ["CanWipe", token.canWipe],
    ["CanAddSpecialRoles", token.canAddSpecialRoles],
    ["CanTransferNFTCreateRole", token.canTransferNftCreateRole],
    ["NFTCreateStopped", token.nftCreateStopped],
  ];
  for (const bytes of [token.tokenName, token.tokenType, token.ownerAddress]) call.finish(bytes);
  for (const value of [token.mintedValue, token.burntValue]) call.finish(text(String(value)));
  call.finish(text(`NumDecimals-${token.numDecimals}`));
  for (const [name, value] of flags) call.finish(text(`${name}-${bytesToByteString(boolText(value))}`));
  call.finish(text(`NumWiped-${token.numWiped}`));
}

/** Addresses in bech32, then their roles; a role that everybody has stands with no address. */
export function getSpecialRoles(call: SystemCall): void {
  for (const { address, roles } of tokenOfView(call).specialRoles) {
    const holder = isAddress(address) ? addressToBech32(address) : "";
    call.finish(text(`${holder}:${roles.map(bytesToByteString).join(",")}`));
  }
}

export function getAllAddressesAndRoles(call: SystemCall): void {
  const [identifier, ...others] = call.input.arguments;
  if (identifier === undefined || others.length > 0) refuse("needsOneArgument");
  checkNoValue(call);
  for (const { address, roles } of readToken(call, identifier).specialRoles) for (const bytes of [address, ...roles]) call.finish(bytes);
}
