// ESDTDeleteMetadata: takes metadata of intervals of nonces off the system account. Arguments: for each token its identifier, the number of
// intervals, and first and last nonce of each. Mirrors esdtDeleteMetadata.go.
import { isTokenIdentifier } from "@mxvm/codec";
import type { VmOutput } from "@mxvm/protocol-hooks";
import { instanceKey, tokenKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { noBytes } from "../state/account.js";
import { bytesToUint64, type BuiltInCall } from "./call.js";
import { checkMetadataCaller } from "./config-call.js";
import { createOutput } from "./output.js";

const MIN_ARGUMENTS = 4;

export function esdtDeleteMetadata(call: BuiltInCall): VmOutput {
  checkMetadataCaller(call);
  const args = call.input.arguments;
  if (args.length < MIN_ARGUMENTS) fail("invalidNumberOfArguments");
  let index = 0;
  while (index + 1 < args.length) {
    const tokenIdentifier = args[index]!;
    const intervals = bytesToUint64(args[index + 1]!);
    index += 2;
    if (!isTokenIdentifier(tokenIdentifier)) fail("invalidTokenId");
    if (index >= args.length) fail("invalidNumberOfArguments");
    for (let left = intervals; left > 0n; left--, index += 2) {
      if (index > args.length - 2) fail("invalidNumberOfArguments");
      deleteInterval(call, tokenIdentifier, bytesToUint64(args[index]!), bytesToUint64(args[index + 1]!));
    }
  }
  return createOutput(0n);
}

function deleteInterval({ context }: BuiltInCall, tokenIdentifier: Uint8Array, first: bigint, last: bigint): void {
  if (last < first) fail("invalidArguments");
  if (first === 0n) fail("invalidNonce");
  const key = tokenKey(tokenIdentifier);
  for (let nonce = first; nonce <= last; nonce++) context.systemAccount.setStorage(instanceKey(key, nonce), noBytes);
}
