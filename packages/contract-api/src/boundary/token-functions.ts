// Built-in functions of tokens, which a contract calls on itself. Mirrors UserBuiltinProxy and call_local_esdt_built_in_function.
import { type Codec, t } from "@mxvm/codec";
import type { Emitter, Handle } from "../emitter.js";
import type { Send } from "../send.js";
import { pushArgument } from "./calls.js";
import { newList } from "./handle-lists.js";
import { resultOf } from "./sync-calls.js";
import { constantBuffer, filled } from "./values.js";

type TokenFunctions = Pick<Send, "esdtLocalMint" | "esdtLocalBurn" | "esdtNftCreate" | "nftAddUris" | "nftUpdateAttributes">;

/** A value with its codec. */
type Argument = readonly [codec: Codec<unknown>, value: unknown];

export function createTokenFunctions(emitter: Emitter): TokenFunctions {
  const call = (name: string, args: readonly Argument[]): Handle => callBuiltIn(emitter, name, args);
  const uriArguments = (uris: readonly string[]): readonly Argument[] => uris.map((uri) => [t.string, uri]);
  return {
    esdtLocalMint: (token, nonce, amount) => {
      if (nonce === 0n) call("ESDTLocalMint", [[t.tokenId, token], [t.bigUint, amount]]);
      else call("ESDTNFTAddQuantity", [[t.tokenId, token], [t.u64, nonce], [t.bigUint, amount]]);
    },
    esdtLocalBurn: (token, nonce, amount) => {
      if (nonce === 0n) call("ESDTLocalBurn", [[t.tokenId, token], [t.bigUint, amount]]);
      else call("ESDTNFTBurn", [[t.tokenId, token], [t.u64, nonce], [t.bigUint, amount]]);
    },
    esdtNftCreate: ({ token, amount, name, royalties, hash, attributes, uris }) => {
      // At least one URI is required.
      const someUris = uris.length === 0 ? [""] : uris;
      const results = call("ESDTNFTCreate", [
        [t.tokenId, token],
        [t.bigUint, amount],
        [t.string, name],
        [t.bigUint, royalties],
        [t.bytes, hash],
        [t.bytes, attributes],
        ...uriArguments(someUris),
      ]);
      return resultOf(emitter, results, t.u64) as bigint;
    },
    nftAddUris: (token, nonce, uris) => {
      if (uris.length > 0) call("ESDTNFTAddURI", [[t.tokenId, token], [t.u64, nonce], ...uriArguments(uris)]);
    },
    nftUpdateAttributes: (token, nonce, attributes) => {
      call("ESDTNFTUpdateAttributes", [[t.tokenId, token], [t.u64, nonce], [t.bytes, attributes]]);
    },
  };
}

function callBuiltIn(emitter: Emitter, name: string, args: readonly Argument[]): Handle {
  const { hooks } = emitter;
  const functionName = constantBuffer(emitter, name);
  const list = newList(emitter);
  for (const [codec, value] of args) pushArgument(emitter, list, codec, value);
  const gas = hooks.getGasLeft();
  const self = filled(emitter, hooks.managedSCAddress);
  const results = emitter.newHandle();
  hooks.managedExecuteOnDestContext(gas, self, emitter.fromBigInt(0n), functionName, list, results);
  hooks.cleanReturnData();
  return results;
}
