// ESDTNFTAddURI: adds URIs to a token that one holds. Mirrors esdtNFTAddUri.go.
import type { VmOutput } from "@mxvm/protocol-hooks";
import { fail } from "../esdt/messages.js";
import { Role } from "../esdt/roles.js";
import { checkNftInput, type BuiltInCall } from "./call.js";
import { changeHeldMetadata } from "./held-metadata.js";

export function esdtNftAddUri(call: BuiltInCall): VmOutput {
  const sender = checkNftInput(call);
  const uris = call.input.arguments.slice(2);
  if (uris.length === 0) fail("invalidArguments");
  return changeHeldMetadata(call, sender, {
    role: Role.nftAddUri,
    field: "uris",
    apply: (metadata) => {
      metadata.uris = [...metadata.uris, ...uris];
    },
  });
}
