// ESDTMetaDataRecreate: replaces all metadata of a token. Mirrors esdtMetaDataRecreate.go.
import type { VmOutput } from "@mxvm/protocol-hooks";
import { encodeMetadata, encodeToken } from "../esdt/protobuf.js";
import { Role } from "../esdt/roles.js";
import { metadataOf } from "../esdt/token.js";
import { checkGas, lengthOf, royaltiesFromBytes, type BuiltInCall } from "./call.js";
import { checkMetadataUpdate, growthCost, loadDynamicToken, saveDynamicToken } from "./dynamic-metadata.js";
import { createOutput, createTokenLog } from "./output.js";

export function esdtMetadataRecreate(call: BuiltInCall): VmOutput {
  const { context, input } = call;
  const sender = checkMetadataUpdate(call, 7, Role.nftRecreate);
  const dynamicToken = loadDynamicToken(call, sender);
  const { token } = dynamicToken;
  const oldLength = token.metadata === undefined ? 0 : encodeMetadata(token.metadata).length;
  const usedGas = growthCost(call, lengthOf(input.arguments) - oldLength);
  checkGas(call, usedGas);
  const royalties = royaltiesFromBytes(input.arguments[3]!);
  const { nonce } = metadataOf(token);
  token.metadata = {
    nonce,
    name: input.arguments[2]!,
    creator: input.callerAddress,
    royalties,
    hash: input.arguments[4]!,
    uris: input.arguments.slice(6),
    attributes: input.arguments[5]!,
  };
  const round = context.currentRound();
  const version = { name: round, creator: round, royalties: round, hash: round, uris: round, attributes: round };
  saveDynamicToken(call, sender, dynamicToken, version);
  const log = createTokenLog(call, input.callerAddress, { tokenIdentifier: input.arguments[0]!, nonce, value: 0n }, [encodeToken(token)]);
  return createOutput(input.gasProvided - usedGas, [log]);
}
