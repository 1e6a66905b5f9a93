// ESDTModifyCreator: makes the caller the creator of a token. Mirrors esdtModifyCreator.go.
import type { VmOutput } from "@mxvm/protocol-hooks";
import { metadataVersionOf } from "../esdt/metadata-version.js";
import { Role } from "../esdt/roles.js";
import { metadataOf } from "../esdt/token.js";
import { checkGas, type BuiltInCall } from "./call.js";
import { checkMetadataUpdate, loadDynamicToken, saveDynamicToken } from "./dynamic-metadata.js";
import { createOutput, createTokenLog } from "./output.js";

export function esdtModifyCreator(call: BuiltInCall): VmOutput {
  const { context, input, cost } = call;
  const sender = checkMetadataUpdate(call, 2, Role.modifyCreator);
  checkGas(call, cost);
  const dynamicToken = loadDynamicToken(call, sender);
  const version = metadataVersionOf(context, dynamicToken.token);
  const metadata = metadataOf(dynamicToken.token);
  metadata.creator = input.callerAddress;
  version.creator = context.currentRound();
  saveDynamicToken(call, sender, dynamicToken, version);
  const topicToken = { tokenIdentifier: input.arguments[0]!, nonce: metadata.nonce, value: 0n };
  return createOutput(input.gasProvided - cost, [createTokenLog(call, input.callerAddress, topicToken)]);
}
