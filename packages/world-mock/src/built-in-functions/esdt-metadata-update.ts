// ESDTMetaDataUpdate: replaces those metadata of a token for which an argument is not empty. Mirrors esdtMetaDataUpdate.go.
import type { VmOutput } from "@mxvm/protocol-hooks";
import { metadataVersionOf } from "../esdt/metadata-version.js";
import { encodeToken } from "../esdt/protobuf.js";
import { Role } from "../esdt/roles.js";
import { metadataOf, type MetadataVersion, type TokenMetadata } from "../esdt/token.js";
import { checkGas, lengthOf, royaltiesFromBytes, type BuiltInCall } from "./call.js";
import { checkMetadataUpdate, growthCost, loadDynamicToken, saveDynamicToken } from "./dynamic-metadata.js";
import { createOutput, createTokenLog } from "./output.js";

interface FieldUpdate {
  readonly field: keyof MetadataVersion;
  readonly argument: number;
  /** Replaces the field. Answers how many stored bytes go; production counts the new bytes for royalties. */
  readonly replace: (metadata: TokenMetadata, value: Uint8Array, args: readonly Uint8Array[]) => number;
}

const bytesField =
  (field: "name" | "hash" | "attributes"): FieldUpdate["replace"] =>
  (metadata, value) => {
    const oldLength = metadata[field].length;
    metadata[field] = value;
    return oldLength;
  };

const fieldUpdates: readonly FieldUpdate[] = [
  { field: "name", argument: 2, replace: bytesField("name") },
  {
    field: "royalties",
    argument: 3,
    replace: (metadata, value) => {
      metadata.royalties = royaltiesFromBytes(value);
      return value.length;
    },
  },
  { field: "hash", argument: 4, replace: bytesField("hash") },
  { field: "attributes", argument: 5, replace: bytesField("attributes") },
  {
    field: "uris",
    argument: 6,
    replace: (metadata, _, args) => {
      const oldLength = lengthOf(metadata.uris);
      metadata.uris = args.slice(6);
      return oldLength;
    },
  },
];

export function esdtMetadataUpdate(call: BuiltInCall): VmOutput {
  const { context, input } = call;
  const sender = checkMetadataUpdate(call, 7, Role.nftUpdate);
  const dynamicToken = loadDynamicToken(call, sender);
  const { token } = dynamicToken;
  const version = metadataVersionOf(context, token);
  const metadata = metadataOf(token);
  const round = context.currentRound();
  let growth = lengthOf(input.arguments) - metadata.creator.length;
  metadata.creator = input.callerAddress;
  version.creator = round;
  for (const { field, argument, replace } of fieldUpdates) {
    const value = input.arguments[argument]!;
    if (value.length === 0) continue;
    growth -= replace(metadata, value, input.arguments);
    version[field] = round;
  }
  const usedGas = growthCost(call, growth);
  checkGas(call, usedGas);
  saveDynamicToken(call, sender, dynamicToken, version);
  const topicToken = { tokenIdentifier: input.arguments[0]!, nonce: metadata.nonce, value: 0n };
  return createOutput(input.gasProvided - usedGas, [createTokenLog(call, input.callerAddress, topicToken, [encodeToken(token)])]);
}
