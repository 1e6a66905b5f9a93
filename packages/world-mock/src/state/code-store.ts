// Contract code, each once. Mirrors the code leaves of production's accounts trie, which are keyed by hash.
import { bytesToByteString, equalBytes } from "@mxvm/codec";
import type { ByteString } from "@mxvm/protocol-hooks";
import { blake2b } from "@noble/hashes/blake2.js";
import { noBytes } from "./account.js";

export interface StoredCode {
  readonly code: Uint8Array;
  /** BLAKE2b-256, as production and its mock; empty for no code. */
  readonly hash: Uint8Array;
}

/** Keeps what was ever deployed; worlds that are forks of each other share one store. */
export interface CodeStore {
  /** The code as the store keeps it: equal bytes give the same object. */
  intern(code: Uint8Array): StoredCode;
}

interface KeyedCode extends StoredCode {
  readonly key: ByteString;
}

const noCode: StoredCode = { code: noBytes, hash: noBytes };

// By array, since deployments hand over the same array again, in one world after the other, and comparing bytes is ten times as fast as hashing
// them: hashes were a sixth of the time of suites in which each scenario has a world of its own.
const codeOfArray = new WeakMap<Uint8Array, KeyedCode>();

function keyedCode(code: Uint8Array): KeyedCode {
  const known = codeOfArray.get(code);
  if (known !== undefined && equalBytes(known.code, code)) return known;
  const hash = blake2b(code, { dkLen: 32 });
  const keyed = { code: code.slice(), hash, key: bytesToByteString(hash) };
  codeOfArray.set(code, keyed);
  codeOfArray.set(keyed.code, keyed);
  return keyed;
}

export function createCodeStore(): CodeStore {
  const codeOfHash = new Map<ByteString, StoredCode>();
  return {
    intern: (code) => {
      if (code.length === 0) return noCode;
      const keyed = keyedCode(code);
      const known = codeOfHash.get(keyed.key);
      if (known !== undefined) return known;
      codeOfHash.set(keyed.key, keyed);
      return keyed;
    },
  };
}
