// Functions that bring tokens into being, and those that change their type. Mirrors vm/systemSmartContracts/esdt.go of mx-chain-go.
import { bytesToUnsigned, magnitudeToBytes } from "@mxvm/codec";
import { ReturnCode } from "@mxvm/protocol-hooks";
import { decimalsFrom, MAX_AMOUNT_LENGTH, readConfig, saveToken, text, tokenOfOperation, tokenOfOwner, typeOf } from "./checks.js";
import { checkTicker, checkTokenName, newTokenIdentifier } from "./identifiers.js";
import { refuse, refuseWith } from "./messages.js";
import { setProperties } from "./properties.js";
import { addBurnRoleForAll, checkSingularRoles, giveRoles, sendRoles } from "./roles.js";
import type { SystemCall } from "./system-call.js";
import { createTokenRecord, type TokenRecord } from "./token-record.js";
import { allRolesOf, dynamicTypeOf, isDynamicType, nonFungibleType, TokenType, typeFromArgument } from "./token-types.js";

const MIN_NAME_LENGTH = 3;

/** A token to be issued; name and ticker are the first arguments. */
interface NewToken {
  readonly type: string;
  readonly decimals: number;
  readonly supply?: bigint;
  readonly properties: readonly Uint8Array[];
}

interface IssuedToken {
  readonly identifier: Uint8Array;
  readonly token: TokenRecord;
}

function checkIssue(call: SystemCall): void {
  const { input, environment } = call;
  call.useGas(environment.costs.issue);
  const { maxTokenNameLength, baseIssuingCost } = readConfig(call);
  const [name] = input.arguments;
  if (name === undefined) refuse("notEnoughArguments");
  if (name.length < MIN_NAME_LENGTH || name.length > maxTokenNameLength) refuse("tokenNameLength", ReturnCode.functionWrongSignature);
  if (input.callValue !== baseIssuingCost) refuse("issuingCost", ReturnCode.outOfFunds);
}

function checkArgumentCount({ input }: SystemCall, count: number): void {
  if (input.arguments.length < count) refuse("notEnoughArguments");
}

function createToken(call: SystemCall, { type, decimals, supply = 0n, properties }: NewToken): IssuedToken {
  const { callerAddress, arguments: args } = call.input;
  const tokenName = args[0]!;
  const tickerName = args[1]!;
  checkTokenName(tokenName);
  checkTicker(tickerName);
  const identifier = newTokenIdentifier(call, tickerName);
  const token: TokenRecord = {
    ...createTokenRecord(),
    ownerAddress: callerAddress,
    tokenName,
    tickerName,
    tokenType: text(type),
    numDecimals: decimals,
    mintedValue: supply,
    upgradable: true,
    canAddSpecialRoles: true,
  };
  setProperties(call, identifier, token, properties, true);
  addBurnRoleForAll(call, token, identifier);
  saveToken(call, identifier, token);
  sendTokenType(call, identifier, token);
  return { identifier, token };
}

function sendTokenType(call: SystemCall, identifier: Uint8Array, { tokenType }: TokenRecord): void {
  if (!call.environment.flags.DynamicEsdtFlag) return;
  call.sendToAllShards("ESDTSetTokenType", [identifier, tokenType]);
  call.log("ESDTSetTokenType", [identifier, tokenType]);
}

function logIssue(call: SystemCall, { identifier, token }: IssuedToken): void {
  const { tokenName, tickerName, tokenType, numDecimals } = token;
  call.log(call.input.function, [identifier, tokenName, tickerName, tokenType, magnitudeToBytes(BigInt(numDecimals))]);
}

/** Name, ticker, supply, decimals, properties. The supply goes to the caller. */
export function issue(call: SystemCall): void {
  const args = call.input.arguments;
  if (args.length < 4) refuse("notEnoughArguments", ReturnCode.functionWrongSignature);
  checkIssue(call);
  if (args[2]!.length > MAX_AMOUNT_LENGTH) refuseWith(`max length for esdt issue is ${MAX_AMOUNT_LENGTH}`);
  const supply = bytesToUnsigned(args[2]!);
  if (supply === 0n && call.environment.flags.GlobalMintBurnFlag) refuse("supply");
  const decimals = decimalsFrom(args[3]!);
  const issued = createToken(call, { type: TokenType.fungible, decimals, supply, properties: args.slice(4) });
  if (supply > 0n) call.send(call.input.callerAddress, "ESDTTransfer", [issued.identifier, magnitudeToBytes(supply)]);
  else call.finish(issued.identifier);
  logIssue(call, issued);
}

/** Name, ticker, properties. */
function issueWithoutDecimals(call: SystemCall, type: string): void {
  checkIssue(call);
  checkArgumentCount(call, 2);
  const issued = createToken(call, { type, decimals: 0, properties: call.input.arguments.slice(2) });
  call.finish(issued.identifier);
  logIssue(call, issued);
}

export function issueNonFungible(call: SystemCall): void {
  issueWithoutDecimals(call, nonFungibleType(call.environment.flags));
}

export function issueSemiFungible(call: SystemCall): void {
  issueWithoutDecimals(call, TokenType.semiFungible);
}

/** Name, ticker, decimals, properties. */
export function registerMetaEsdt(call: SystemCall): void {
  checkIssue(call);
  checkArgumentCount(call, 3);
  const args = call.input.arguments;
  const issued = createToken(call, { type: TokenType.meta, decimals: decimalsFrom(args[2]!), properties: args.slice(3) });
  call.finish(issued.identifier);
  logIssue(call, issued);
}

/** Name, ticker, type, decimals. The caller has all roles then. */
export function registerAndSetAllRoles(call: SystemCall): void {
  checkIssue(call);
  const args = call.input.arguments;
  if (args.length !== 4) refuse("argumentsMismatch");
  const { type, hasDecimals } = typeFromArgument(args[2]!, call.environment.flags);
  const issued = createToken(call, { type, decimals: hasDecimals ? decimalsFrom(args[3]!) : 0, properties: [] });
  giveAllRoles(call, issued);
  call.finish(issued.identifier);
  logIssue(call, issued);
}

function giveAllRoles(call: SystemCall, { identifier, token }: IssuedToken): void {
  const { callerAddress } = call.input;
  const roles = allRolesOf(typeOf(token), call.environment.flags);
  sendRoles(call, identifier, callerAddress, roles, giveRoles(call, token, callerAddress, roles));
  saveToken(call, identifier, token);
}

/** Name, ticker, type, decimals where the type has them, properties. */
function createDynamicToken(call: SystemCall): IssuedToken {
  const { flags } = call.environment;
  checkDynamic(call);
  checkIssue(call);
  checkArgumentCount(call, 3);
  const args = call.input.arguments;
  const { type, hasDecimals } = typeFromArgument(args[2]!, flags);
  if (type === TokenType.fungible) refuseWith(`cannot create ${type} tokens as dynamic`);
  if (hasDecimals) checkArgumentCount(call, 4);
  const decimals = hasDecimals ? decimalsFrom(args[3]!) : 0;
  const issued = createToken(call, { type: dynamicTypeOf(type), decimals, properties: args.slice(hasDecimals ? 4 : 3) });
  call.finish(issued.identifier);
  logIssue(call, issued);
  return issued;
}

function checkDynamic({ environment }: SystemCall): void {
  if (!environment.flags.DynamicEsdtFlag) refuse("invalidMethod", ReturnCode.functionNotFound);
}

export function registerDynamic(call: SystemCall): void {
  createDynamicToken(call);
}

export function registerAndSetAllRolesDynamic(call: SystemCall): void {
  giveAllRoles(call, createDynamicToken(call));
}

/** Token, decimals. */
export function changeSftToMetaEsdt(call: SystemCall): void {
  checkArgumentCount(call, 2);
  const args = call.input.arguments;
  const decimals = decimalsFrom(args[1]!);
  const token = tokenOfOwner(call);
  if (typeOf(token) !== TokenType.semiFungible) refuse("notSemiFungible");
  token.tokenType = text(TokenType.meta);
  token.numDecimals = decimals;
  saveToken(call, args[0]!, token);
  call.log(call.input.function, [args[0]!, token.tokenName, token.tickerName, token.tokenType, args[1]!]);
  sendTokenType(call, args[0]!, token);
}

/** Types that dynamic ones do not come of. */
const neverDynamic: readonly string[] = [TokenType.fungible, TokenType.nonFungible, TokenType.nonFungibleV2];

export function changeToDynamic(call: SystemCall): void {
  checkDynamic(call);
  const token = tokenOfOwner(call);
  const type = typeOf(token);
  if (neverDynamic.includes(type)) refuseWith(`cannot change ${type} tokens to dynamic`);
  if (isDynamicType(type)) refuse("alreadyDynamic");
  checkSingularRoles(token);
  token.tokenType = text(dynamicTypeOf(type));
  const identifier = call.input.arguments[0]!;
  saveToken(call, identifier, token);
  call.log(call.input.function, [identifier, token.tokenName, token.tickerName, token.tokenType]);
  sendTokenType(call, identifier, token);
}

/** Tells the shards a token's type once more; older non-fungible tokens get the newer type. */
export function updateTokenId(call: SystemCall): void {
  checkDynamic(call);
  const [identifier, ...others] = call.input.arguments;
  if (identifier === undefined || others.length > 0) refuse("wantedOne", ReturnCode.functionWrongSignature);
  const token = tokenOfOperation(call);
  if (typeOf(token) === TokenType.nonFungible) {
    token.tokenType = text(TokenType.nonFungibleV2);
    saveToken(call, identifier, token);
  }
  sendTokenType(call, identifier, token);
}
