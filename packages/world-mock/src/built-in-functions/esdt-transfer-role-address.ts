// ESDTTransferRoleAddAddress and ESDTTransferRoleDeleteAddress: who holds a token's transfer role, for all shards to know. Mirrors
// esdtTransferRole.go.
import { systemAccountAddress } from "@mxvm/codec";
import type { VmOutput } from "@mxvm/protocol-hooks";
import { transferRoleKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { includesRole, readRoles, removeRoles, writeRoles } from "../esdt/roles.js";
import { checkBasicEsdtArguments, type BuiltInCall } from "./call.js";
import { createOutput, createTokenLog } from "./output.js";
import { checkSystemAccount, checkSystemCaller } from "./system-call.js";

/** Production's configuration of mainnet and of the scenario world alike. */
const MAX_ADDRESSES = 100;

/** The function that adds addresses, or the one that deletes them. */
export function esdtTransferRoleAddress(isAdd: boolean): (call: BuiltInCall) => VmOutput {
  return (call) => {
    const { context, input } = call;
    checkBasicEsdtArguments(input);
    checkSystemCaller(call);
    checkSystemAccount(call);
    const tokenIdentifier = input.arguments[0]!;
    const changed = input.arguments.slice(1);
    const key = transferRoleKey(tokenIdentifier);
    const addresses = readRoles(context.systemAccount, key);
    if (isAdd) addAddresses(addresses, changed);
    else removeRoles(addresses, changed);
    writeRoles(context.systemAccount, key, addresses);
    return createOutput(0n, [createTokenLog(call, systemAccountAddress, { tokenIdentifier, nonce: 0n, value: 0n }, changed)]);
  };
}

function addAddresses(addresses: Uint8Array[], added: readonly Uint8Array[]): void {
  for (const address of added) {
    if (!includesRole(addresses, address)) addresses.push(address);
  }
  if (addresses.length > MAX_ADDRESSES) fail("tooManyTransferAddresses");
}
