// ESDTSetRole and ESDTUnSetRole: gives an account roles for a token, or takes them. Mirrors esdtRoles.go.
import type { Address, VmOutput } from "@mxvm/protocol-hooks";
import { roleKey } from "../esdt/keys.js";
import { writeLatestNonce } from "../esdt/latest-nonce.js";
import { fail } from "../esdt/messages.js";
import { includesRole, readRoles, removeRoles, Role, writeRoles } from "../esdt/roles.js";
import { checkBasicEsdtArguments, type BuiltInCall } from "./call.js";
import { createOutput, createTokenLog } from "./output.js";
import { checkSystemCaller } from "./system-call.js";

/** 2^64 - 1 over 256: nonces that the creators of one last address byte have for themselves. */
const NONCES_PER_CREATOR = 0xffff_ffff_ffff_ffffn / 256n;

/** The function that sets roles, or the one that takes them. */
export function esdtRoles(isSet: boolean): (call: BuiltInCall) => VmOutput {
  return (call) => {
    const { input, destination } = call;
    checkBasicEsdtArguments(input);
    checkSystemCaller(call);
    if (destination === undefined) fail("nilUserAccount");
    const tokenIdentifier = input.arguments[0]!;
    const changed = input.arguments.slice(1);
    const key = roleKey(tokenIdentifier);
    const roles = readRoles(destination, key);
    if (isSet) roles.push(...changed);
    else removeRoles(roles, changed);
    if (includesRole(changed, Role.nftCreateMultiShard)) {
      writeLatestNonce(destination, tokenIdentifier, startNonceOf(input.recipientAddress));
    }
    writeRoles(destination, key, roles);
    return createOutput(0n, [createTokenLog(call, destination.address, { tokenIdentifier, nonce: 0n, value: 0n }, changed)]);
  };
}

/** Creators in several shards start at nonces that lie apart. */
function startNonceOf(address: Address): bigint {
  return NONCES_PER_CREATOR * BigInt(address[address.length - 1]!);
}
