// ESDTSetNewURIs: replaces the URIs of a token. Mirrors esdtSetNewURIs.go.
import type { VmOutput } from "@mxvm/protocol-hooks";
import { metadataVersionOf } from "../esdt/metadata-version.js";
import { Role } from "../esdt/roles.js";
import { metadataOf } from "../esdt/token.js";
import { checkGas, lengthOf, type BuiltInCall } from "./call.js";
import { checkMetadataUpdate, growthCost, loadDynamicToken, saveDynamicToken } from "./dynamic-metadata.js";
import { createOutput, createTokenLog } from "./output.js";

export function esdtSetNewUris(call: BuiltInCall): VmOutput {
  const { context, input } = call;
  const sender = checkMetadataUpdate(call, 3, Role.setNewUri);
  const dynamicToken = loadDynamicToken(call, sender);
  const metadata = metadataOf(dynamicToken.token);
  const uris = input.arguments.slice(2);
  const usedGas = growthCost(call, lengthOf(uris) - lengthOf(metadata.uris));
  checkGas(call, usedGas);
  const version = metadataVersionOf(context, dynamicToken.token);
  metadata.uris = uris;
  version.uris = context.currentRound();
  saveDynamicToken(call, sender, dynamicToken, version);
  const topicToken = { tokenIdentifier: input.arguments[0]!, nonce: metadata.nonce, value: 0n };
  return createOutput(input.gasProvided - usedGas, [createTokenLog(call, input.callerAddress, topicToken, uris)]);
}
