// ESDTModifyRoyalties: replaces the royalties of a token. Mirrors esdtModifyRoyalties.go.
import type { VmOutput } from "@mxvm/protocol-hooks";
import { metadataVersionOf } from "../esdt/metadata-version.js";
import { Role } from "../esdt/roles.js";
import { metadataOf } from "../esdt/token.js";
import { checkGas, royaltiesFromBytes, type BuiltInCall } from "./call.js";
import { checkMetadataUpdate, loadDynamicToken, saveDynamicToken } from "./dynamic-metadata.js";
import { createOutput, createTokenLog } from "./output.js";

export function esdtModifyRoyalties(call: BuiltInCall): VmOutput {
  const { context, input, cost } = call;
  const sender = checkMetadataUpdate(call, 3, Role.modifyRoyalties);
  checkGas(call, cost);
  const dynamicToken = loadDynamicToken(call, sender);
  const newRoyalties = input.arguments[2]!;
  const royalties = royaltiesFromBytes(newRoyalties);
  const version = metadataVersionOf(context, dynamicToken.token);
  const metadata = metadataOf(dynamicToken.token);
  metadata.royalties = royalties;
  version.royalties = context.currentRound();
  saveDynamicToken(call, sender, dynamicToken, version);
  const topicToken = { tokenIdentifier: input.arguments[0]!, nonce: metadata.nonce, value: 0n };
  return createOutput(input.gasProvided - cost, [createTokenLog(call, input.callerAddress, topicToken, [newRoyalties])]);
}
