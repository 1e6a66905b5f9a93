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

const noCode: StoredCode = { code: noBytes, hash: noBytes };

export function createCodeStore(): CodeStore {
  const codeOfHash = new Map<ByteString, StoredCode>();
  // By array, since deployments hand over the same array again and comparing bytes is ten times as fast as hashing them.
  const codeOfArray = new WeakMap<Uint8Array, StoredCode>();

  function hashed(code: Uint8Array): StoredCode {
    const hash = blake2b(code, { dkLen: 32 });
    const key = bytesToByteString(hash);
    const known = codeOfHash.get(key);
    if (known !== undefined) return known;
    const stored = { code: code.slice(), hash };
    codeOfHash.set(key, stored);
    codeOfArray.set(stored.code, stored);
    return stored;
  }

  return {
    intern: (code) => {
      if (code.length === 0) return noCode;
      const known = codeOfArray.get(code);
      if (known !== undefined && equalBytes(known.code, code)) return known;
      const stored = hashed(code);
      codeOfArray.set(code, stored);
      return stored;
    },
  };
}
