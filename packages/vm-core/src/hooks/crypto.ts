// The Crypto hooks: hashes, signatures and elliptic curves. Mirrors vm-go vmhooks/cryptoei.go.
import { keccak_256 } from "@noble/hashes/sha3.js";
import { ripemd160 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { HookDeclarations } from "./declaration.js";
import { curveHooks } from "./crypto/curves.js";
import { hash, managedHash } from "./crypto/hashes.js";
import {
  encodeDerSignature,
  managedEncodeDerSignature,
  managedVerifySecp256k1,
  managedVerifySecp256k1DoubleSha256,
  managedVerifySecp256r1,
  verifyCustomSecp256k1,
  verifySecp256k1,
} from "./crypto/secp256.js";
import {
  managedVerifyBls,
  managedVerifyBlsAggregatedSignature,
  managedVerifyEd25519,
  verifyBlsFromMemory,
  verifyEd25519FromMemory,
} from "./crypto/signatures.js";

export const cryptoHooks: HookDeclarations<"crypto"> = {
  sha256: { run: hash("SHA256", sha256) },
  managedSha256: { gas: "CryptoAPICost.SHA256", run: managedHash(sha256) },
  keccak256: { run: hash("Keccak256", keccak_256) },
  managedKeccak256: { gas: "CryptoAPICost.Keccak256", run: managedHash(keccak_256) },
  ripemd160: { run: hash("Ripemd160", ripemd160) },
  managedRipemd160: { gas: "CryptoAPICost.Ripemd160", run: managedHash(ripemd160) },
  verifyBLS: { gas: "CryptoAPICost.VerifyBLS", run: verifyBlsFromMemory },
  managedVerifyBLS: { gas: "CryptoAPICost.VerifyBLS", whenShort: "compatible", run: managedVerifyBls },
  verifyEd25519: { gas: "CryptoAPICost.VerifyEd25519", run: verifyEd25519FromMemory },
  managedVerifyEd25519: { gas: "CryptoAPICost.VerifyEd25519", run: managedVerifyEd25519 },
  verifyCustomSecp256k1: { gas: "CryptoAPICost.VerifySecp256k1", run: verifyCustomSecp256k1 },
  managedVerifyCustomSecp256k1: {
    gas: "CryptoAPICost.VerifySecp256k1",
    whenShort: "compatible",
    run: managedVerifySecp256k1,
  },
  verifySecp256k1: { gas: "CryptoAPICost.VerifySecp256k1", run: verifySecp256k1 },
  managedVerifySecp256k1: {
    gas: "CryptoAPICost.VerifySecp256k1",
    whenShort: "compatible",
    run: managedVerifySecp256k1DoubleSha256,
  },
  encodeSecp256k1DerSignature: { gas: "CryptoAPICost.EncodeDERSig", run: encodeDerSignature },
  managedEncodeSecp256k1DerSignature: { gas: "CryptoAPICost.EncodeDERSig", run: managedEncodeDerSignature },
  ...curveHooks,
  managedVerifySecp256r1: { gas: "CryptoAPICost.VerifySecp256r1", whenShort: "compatible", run: managedVerifySecp256r1 },
  // A share of an aggregated signature is a signature.
  managedVerifyBLSSignatureShare: {
    gas: "CryptoAPICost.VerifyBLSSignatureShare",
    whenShort: "compatible",
    run: managedVerifyBls,
  },
  managedVerifyBLSAggregatedSignature: {
    gas: "CryptoAPICost.VerifyBLSMultiSig",
    whenShort: "compatible",
    run: managedVerifyBlsAggregatedSignature,
  },
};
