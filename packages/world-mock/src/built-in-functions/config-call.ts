// Checks of functions that only the address of the node's configuration calls. Mirrors esdtDeleteMetadata.go.
import { equalBytes } from "@mxvm/codec";
import { fail } from "../esdt/messages.js";
import { checkNoValue, type BuiltInCall } from "./call.js";

export function checkMetadataCaller({ context, input }: BuiltInCall): void {
  checkNoValue(input);
  if (!equalBytes(input.callerAddress, context.configAddress)) fail("addressIsNotAllowed");
  if (!equalBytes(input.callerAddress, input.recipientAddress)) fail("invalidReceiverAddress");
}
