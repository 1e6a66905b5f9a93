// ESDTNFTCreateRoleTransfer: hands the creator's role and the last nonce over. The token-issuing contract calls the present owner; the next
// one is called from there. Mirrors esdtNFTCreateRoleTransfer.go.
import { byteStringToBytes, equalBytes, esdtSystemContractAddress, magnitudeToBytes } from "@mxvm/codec";
import type { VmOutput } from "@mxvm/protocol-hooks";
import type { TokenAccount } from "../esdt/environment.js";
import { roleKey } from "../esdt/keys.js";
import { readLatestNonce, writeLatestNonce } from "../esdt/latest-nonce.js";
import { fail } from "../esdt/messages.js";
import { includesRole, readRoles, removeRoles, Role, writeRoles } from "../esdt/roles.js";
import { bytesToUint64, checkBasicEsdtArguments, type BuiltInCall } from "./call.js";
import { callData, createOutput, createTokenLog, createTransfer, setTransfer } from "./output.js";

const roleTaken = byteStringToBytes("false");
const roleGiven = byteStringToBytes("true");

export function esdtNftCreateRoleTransfer(call: BuiltInCall): VmOutput {
  const { input, sender, destination } = call;
  checkBasicEsdtArguments(input);
  if (sender !== undefined) fail("invalidArguments");
  if (destination === undefined) fail("nilUserAccount");
  if (input.arguments.length !== 2) fail("invalidArguments");
  const output = createOutput(0n);
  if (equalBytes(input.callerAddress, esdtSystemContractAddress)) changeAtCurrentOwner(call, output, destination);
  else giveRole(call, output, destination, bytesToUint64(input.arguments[1]!));
  return output;
}

function changeAtCurrentOwner(call: BuiltInCall, output: VmOutput, owner: TokenAccount): void {
  const { context, input } = call;
  const tokenIdentifier = input.arguments[0]!;
  const nextOwnerAddress = input.arguments[1]!;
  if (nextOwnerAddress.length !== input.callerAddress.length) fail("invalidArguments");
  const nonce = readLatestNonce(owner, tokenIdentifier);
  writeLatestNonce(owner, tokenIdentifier, 0n);
  const key = roleKey(tokenIdentifier);
  const roles = readRoles(owner, key);
  removeRoles(roles, [Role.nftCreate]);
  writeRoles(owner, key, roles);
  output.logs.push(createTokenLog(call, owner.address, { tokenIdentifier, nonce: 0n, value: 0n }, [roleTaken]));
  if (context.shardOf(nextOwnerAddress) === context.selfShard) {
    giveRole(call, output, context.loadAccount(nextOwnerAddress), nonce);
  }
  const data = callData(input.function, [tokenIdentifier, magnitudeToBytes(nonce)]);
  setTransfer(output, nextOwnerAddress, createTransfer(input.callerAddress, { data }), 0n);
}

function giveRole(call: BuiltInCall, output: VmOutput, owner: TokenAccount, nonce: bigint): void {
  const tokenIdentifier = call.input.arguments[0]!;
  writeLatestNonce(owner, tokenIdentifier, nonce);
  const key = roleKey(tokenIdentifier);
  const roles = readRoles(owner, key);
  if (!includesRole(roles, Role.nftCreate)) writeRoles(owner, key, [...roles, Role.nftCreate]);
  output.logs.push(createTokenLog(call, owner.address, { tokenIdentifier, nonce: 0n, value: 0n }, [roleGiven]));
}
