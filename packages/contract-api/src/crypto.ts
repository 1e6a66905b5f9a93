// Hashes and signatures. Mirrors CryptoWrapper of the Rust framework.
import type { Bytes } from "@mxvm/codec";

export interface Crypto {
  sha256(data: Bytes): Bytes;
  keccak256(data: Bytes): Bytes;
  ripemd160(data: Bytes): Bytes;
  /** Whether the signature is right. The hooks that fail on a wrong one end the contract instead, with "invalid signature" or their own message. */
  verifyBls(key: Bytes, message: Bytes, signature: Bytes): void;
  verifyEd25519(key: Bytes, message: Bytes, signature: Bytes): void;
  verifySecp256k1(key: Bytes, message: Bytes, signature: Bytes): boolean;
  verifySecp256r1(key: Bytes, message: Bytes, signature: Bytes): void;
  verifyBlsSignatureShare(key: Bytes, message: Bytes, signature: Bytes): void;
  verifyBlsAggregatedSignature(keys: readonly Bytes[], message: Bytes, signature: Bytes): void;
}
