// Hashes and signatures. Mirrors CryptoWrapper of the Rust framework.
import type { Bytes } from "@mxvm/codec";

/** How a message is hashed before its secp256k1 signature is checked. */
export type MessageHash = "plain" | "sha256" | "doubleSha256" | "keccak256" | "ripemd160";

/** A signature that is wrong ends the contract, with messages such as "ed25519 verify error". */
export interface Crypto {
  sha256(data: Bytes): Bytes;
  keccak256(data: Bytes): Bytes;
  ripemd160(data: Bytes): Bytes;
  verifyBls(key: Bytes, message: Bytes, signature: Bytes): void;
  verifyEd25519(key: Bytes, message: Bytes, signature: Bytes): void;
  /** The signature is in DER, over the message hashed twice with SHA-256. True, as the framework answers: a wrong one ends the contract. */
  verifySecp256k1(key: Bytes, message: Bytes, signature: Bytes): boolean;
  verifyCustomSecp256k1(key: Bytes, message: Bytes, signature: Bytes, hash: MessageHash): boolean;
  /** The two numbers of a secp256k1 signature in DER. */
  encodeSecp256k1DerSignature(r: Bytes, s: Bytes): Bytes;
  verifySecp256r1(key: Bytes, message: Bytes, signature: Bytes): void;
  verifyBlsSignatureShare(key: Bytes, message: Bytes, signature: Bytes): void;
  verifyBlsAggregatedSignature(keys: readonly Bytes[], message: Bytes, signature: Bytes): void;
}
