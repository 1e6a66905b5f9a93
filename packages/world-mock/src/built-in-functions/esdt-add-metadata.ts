// ESDTAddMetadata: gives the system account metadata that it lacks. Arguments: for each token its identifier, nonce and metadata. Mirrors
// esdtDeleteMetadata.go.
import { isTokenIdentifier } from "@mxvm/codec";
import { EsdtType, type VmOutput } from "@mxvm/protocol-hooks";
import { readFromSystemAccount, writeToSystemAccount } from "../esdt/data-storage.js";
import { tokenKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { decodeMetadata } from "../esdt/protobuf.js";
import { createToken } from "../esdt/token.js";
import { bytesToUint64, type BuiltInCall } from "./call.js";
import { checkMetadataCaller } from "./config-call.js";
import { createOutput } from "./output.js";

const ARGUMENTS_PER_TOKEN = 3;

export function esdtAddMetadata(call: BuiltInCall): VmOutput {
  checkMetadataCaller(call);
  const args = call.input.arguments;
  if (args.length === 0 || args.length % ARGUMENTS_PER_TOKEN !== 0) fail("invalidNumberOfArguments");
  for (let index = 0; index < args.length; index += ARGUMENTS_PER_TOKEN) {
    addMetadata(call, args[index]!, bytesToUint64(args[index + 1]!), args[index + 2]!);
  }
  return createOutput(0n);
}

function addMetadata({ context }: BuiltInCall, tokenIdentifier: Uint8Array, nonce: bigint, metadataBytes: Uint8Array): void {
  if (nonce === 0n) fail("invalidNonce");
  if (!isTokenIdentifier(tokenIdentifier)) fail("invalidTokenId");
  const metadata = decodeMetadata(metadataBytes);
  if (metadata.nonce !== nonce) fail("invalidMetadata");
  const key = tokenKey(tokenIdentifier);
  const token = readFromSystemAccount(context, key, nonce) ?? createToken(EsdtType.nonFungible, 0n);
  if (token.metadata !== undefined) fail("tokenHasValidMetadata");
  token.metadata = metadata;
  writeToSystemAccount(context, key, nonce, token);
}
