// The code bytes that stand for a contract: what an account holds, and what an executor finds the contract by.
import { concatBytes, utf8ToBytes } from "@mxvm/codec";

const CODE_PREFIX = "mxvm-contract:";

/**
 * The bytes that stand for a contract as its code: a prefix and its name. The same contract has the same bytes in every process, and no Wasm
 * module begins like them. The caller owns them.
 */
export function codeOf(contract: { readonly name: string }): Uint8Array {
  return concatBytes(utf8ToBytes(CODE_PREFIX), utf8ToBytes(contract.name));
}
