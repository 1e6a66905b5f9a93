// Changes to the metadata of a token that one holds, as ESDTNFTUpdateAttributes and ESDTNFTAddURI share them.
// Mirrors updateNFTAttributes.go and esdtNFTAddUri.go.
import type { VmOutput } from "@mxvm/protocol-hooks";
import { saveToken, tokenOfSender } from "../esdt/data-storage.js";
import type { TokenAccount } from "../esdt/environment.js";
import { tokenKey } from "../esdt/keys.js";
import { fail } from "../esdt/messages.js";
import { metadataVersionOf, setMetadataVersion } from "../esdt/metadata-version.js";
import { checkAllowedToExecute } from "../esdt/roles.js";
import { metadataOf, type TokenMetadata } from "../esdt/token.js";
import { bytesToUint64, checkGas, lengthOf, type BuiltInCall } from "./call.js";
import { createOutput, createTokenLog } from "./output.js";

/** The field that changes, and the role that it takes. */
export interface HeldMetadataChange {
  readonly role: Uint8Array;
  readonly field: "attributes" | "uris";
  readonly apply: (metadata: TokenMetadata) => void;
}

/** Changes metadata of the token and nonce in the first two arguments; the others are stored, and priced by the byte. */
export function changeHeldMetadata(call: BuiltInCall, sender: TokenAccount, change: HeldMetadataChange): VmOutput {
  const { context, input, cost } = call;
  const tokenIdentifier = input.arguments[0]!;
  const stored = input.arguments.slice(2);
  checkAllowedToExecute(sender, tokenIdentifier, change.role);
  const usedGas = cost + BigInt(lengthOf(stored)) * context.costs.StorePerByte;
  checkGas(call, usedGas);
  const key = tokenKey(tokenIdentifier);
  const nonce = bytesToUint64(input.arguments[1]!);
  if (nonce === 0n) fail("nftDoesNotHaveMetadata");
  const token = tokenOfSender(context, sender, key, nonce);
  const version = metadataVersionOf(context, token);
  change.apply(metadataOf(token));
  version[change.field] = context.currentRound();
  setMetadataVersion(context, token, version);
  const options = { mustUpdateAllFields: true, isReturnWithError: input.returnCallAfterError, keepMetadataOnZeroLiquidity: true };
  saveToken(context, sender.address, sender, key, nonce, token, options);
  const log = createTokenLog(call, input.callerAddress, { tokenIdentifier, nonce, value: 0n }, stored);
  return createOutput(input.gasProvided - usedGas, [log]);
}
