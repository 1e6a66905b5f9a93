// What a token's owner does to holders and to the supply: minting and burning, freezing, wiping, pausing. Mirrors
// vm/systemSmartContracts/esdt.go of mx-chain-go.
import { bytesToUnsigned, concatBytes, magnitudeToBytes } from "@mxvm/codec";
import { ReturnCode, type Address } from "@mxvm/protocol-hooks";
import { checkNoValue, isAddress, MAX_AMOUNT_LENGTH, readToken, saveToken, tokenOfOwner, typeOf } from "./checks.js";
import { refuse, refuseWith } from "./messages.js";
import type { SystemCall } from "./system-call.js";
import type { TokenRecord } from "./token-record.js";
import { TokenType } from "./token-types.js";

const wrongSignature = ReturnCode.functionWrongSignature;

/** Token, amount: the shard of the holder has burnt it. */
export function burn(call: SystemCall): void {
  const args = call.input.arguments;
  if (!call.environment.flags.GlobalMintBurnFlag) refuse("burnNotEnabled");
  if (args.length !== 2) refuse("twoArguments", wrongSignature);
  checkNoValue(call, ReturnCode.outOfFunds);
  const value = bytesToUnsigned(args[1]!);
  if (value === 0n) refuse("nothingToBurn");
  const token = readToken(call, args[0]!);
  if (!token.burnable) refuse("notBurnable");
  token.burntValue += value;
  saveToken(call, args[0]!, token);
  call.useGas(call.input.gasProvided);
}

/** Token, amount, and who gets it; the owner if nobody is named. */
export function mint(call: SystemCall): void {
  const args = call.input.arguments;
  if (!call.environment.flags.GlobalMintBurnFlag) refuse("mintNotEnabled");
  if (args.length < 2 || args.length > 3) refuse("mintArguments", wrongSignature);
  const token = tokenOfOwner(call);
  if (args[1]!.length > MAX_AMOUNT_LENGTH) refuseWith(`max length for esdt mint is ${MAX_AMOUNT_LENGTH}`);
  const value = bytesToUnsigned(args[1]!);
  if (value === 0n) refuse("mintZero");
  if (!token.mintable) refuse("notMintable");
  token.mintedValue += value;
  saveToken(call, args[0]!, token);
  const receiver = args[2] ?? token.ownerAddress;
  if (!isAddress(receiver)) refuse("addressOfInvalidLength");
  call.send(receiver, "ESDTTransfer", [args[0]!, magnitudeToBytes(value)]);
}

/** Token, holder. */
export function toggleFreeze(functionName: string): (call: SystemCall) => void {
  return (call) => {
    const args = call.input.arguments;
    if (args.length !== 2) refuse("wantedTwo", wrongSignature);
    const token = tokenOfOwner(call);
    if (!token.canFreeze) refuse("cannotFreeze");
    if (!isAddress(args[1]!)) refuse("freezeAddress");
    call.send(args[1]!, functionName, [args[0]!]);
  };
}

/** Token, nonce, holder. */
export function toggleFreezeSingleNft(functionName: string): (call: SystemCall) => void {
  return (call) => {
    const args = call.input.arguments;
    if (args.length !== 3) refuse("wantedThree", wrongSignature);
    const token = tokenOfOwner(call);
    if (!token.canFreeze) refuse("cannotFreeze");
    if (typeOf(token) === TokenType.fungible) refuse("onlyNonFungibleFrozen");
    if (!isAddress(args[2]!)) refuse("freezeAddress");
    checkNonce(args[1]!);
    call.send(args[2]!, functionName, [concatBytes(args[0]!, args[1]!)]);
  };
}

function checkNonce(argument: Uint8Array): void {
  if (bytesToUnsigned(argument) >= 1n << 64n) refuse("nonceArgument");
}

/** Token, holder. */
export function wipe(call: SystemCall): void {
  const args = call.input.arguments;
  if (args.length !== 2) refuse("wantedTwo", wrongSignature);
  wipeFrom(call, tokenOfOwner(call), args[1]!, args[0]!);
}

/** Token, nonce, holder. */
export function wipeSingleNft(call: SystemCall): void {
  const args = call.input.arguments;
  if (args.length !== 3) refuse("wantedThree", wrongSignature);
  const token = tokenOfOwner(call);
  if (typeOf(token) === TokenType.fungible) refuse("onlyNonFungibleWiped");
  checkNonce(args[1]!);
  wipeFrom(call, token, args[2]!, concatBytes(args[0]!, args[1]!));
}

function wipeFrom(call: SystemCall, token: TokenRecord, holder: Address, wiped: Uint8Array): void {
  if (!token.canWipe) refuse("cannotWipe");
  if (!isAddress(holder)) refuse("wipeAddress");
  call.send(holder, "ESDTWipe", [wiped]);
  token.numWiped += 1;
  saveToken(call, call.input.arguments[0]!, token);
}

/** Token. */
export function togglePause(functionName: string, pauses: boolean): (call: SystemCall) => void {
  return (call) => {
    const args = call.input.arguments;
    if (args.length !== 1) refuse("wantedOne", wrongSignature);
    const token = tokenOfOwner(call);
    if (!token.canPause) refuse("cannotPause");
    if (token.isPaused === pauses) refuse(pauses ? "alreadyPaused" : "alreadyUnpaused");
    token.isPaused = pauses;
    saveToken(call, args[0]!, token);
    call.sendToAllShards(functionName, [args[0]!]);
    call.log(functionName, [args[0]!]);
  };
}
