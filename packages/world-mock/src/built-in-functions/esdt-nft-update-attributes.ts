// ESDTNFTUpdateAttributes: replaces the attributes of a token that one holds. Mirrors updateNFTAttributes.go.
import type { VmOutput } from "@mxvm/protocol-hooks";
import { fail } from "../esdt/messages.js";
import { Role } from "../esdt/roles.js";
import { checkNftInput, type BuiltInCall } from "./call.js";
import { changeHeldMetadata } from "./held-metadata.js";

export function esdtNftUpdateAttributes(call: BuiltInCall): VmOutput {
  const sender = checkNftInput(call);
  const [, , attributes, ...others] = call.input.arguments;
  if (attributes === undefined || others.length > 0) fail("invalidArguments");
  return changeHeldMetadata(call, sender, {
    role: Role.nftUpdateAttributes,
    field: "attributes",
    apply: (metadata) => {
      metadata.attributes = attributes;
    },
  });
}
