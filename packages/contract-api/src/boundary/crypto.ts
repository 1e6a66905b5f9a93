// Hashes and signatures. Mirrors CryptoWrapper of the Rust framework.
import type { Bytes } from "@mxvm/codec";
import type { Crypto, MessageHash } from "../crypto.js";
import type { Emitter, Handle } from "../emitter.js";
import { newList, pushHandle } from "./handle-lists.js";
import { bytesBuffer, bytesValue, filled } from "./values.js";

type HashHook = (input: Handle, output: Handle) => number;
type VerifyHook = (key: Handle, message: Handle, signature: Handle) => number;

/** Numbers of the VM. */
const messageHashes: Readonly<Record<MessageHash, number>> = { plain: 0, sha256: 1, doubleSha256: 2, keccak256: 3, ripemd160: 4 };

export function createCrypto(emitter: Emitter): Crypto {
  const { hooks } = emitter;
  const hash = (hook: HashHook) => (data: Bytes): Bytes => {
    const input = bytesBuffer(emitter, data);
    return bytesValue(emitter, filled(emitter, (output) => hook(input, output)));
  };
  const verify = (hook: VerifyHook) => (key: Bytes, message: Bytes, signature: Bytes): void => {
    hook(bytesBuffer(emitter, key), bytesBuffer(emitter, message), bytesBuffer(emitter, signature));
  };
  return {
    sha256: hash(hooks.managedSha256),
    keccak256: hash(hooks.managedKeccak256),
    ripemd160: hash(hooks.managedRipemd160),
    verifyBls: verify(hooks.managedVerifyBLS),
    verifyEd25519: verify(hooks.managedVerifyEd25519),
    verifySecp256k1: (key, message, signature) => {
      const outcome = hooks.managedVerifySecp256k1(
        bytesBuffer(emitter, key),
        bytesBuffer(emitter, message),
        bytesBuffer(emitter, signature),
      );
      return emitter.equal(outcome, 0);
    },
    verifyCustomSecp256k1: (key, message, signature, hash) => {
      const outcome = hooks.managedVerifyCustomSecp256k1(
        bytesBuffer(emitter, key),
        bytesBuffer(emitter, message),
        bytesBuffer(emitter, signature),
        messageHashes[hash],
      );
      return emitter.equal(outcome, 0);
    },
    encodeSecp256k1DerSignature: (r, s) => {
      const [rBuffer, sBuffer] = [bytesBuffer(emitter, r), bytesBuffer(emitter, s)];
      return bytesValue(emitter, filled(emitter, (signature) => hooks.managedEncodeSecp256k1DerSignature(rBuffer, sBuffer, signature)));
    },
    verifySecp256r1: verify(hooks.managedVerifySecp256r1),
    verifyBlsSignatureShare: verify(hooks.managedVerifyBLSSignatureShare),
    verifyBlsAggregatedSignature: (keys, message, signature) => {
      const list = newList(emitter);
      for (const key of keys) pushHandle(emitter, list, bytesBuffer(emitter, key));
      hooks.managedVerifyBLSAggregatedSignature(list, bytesBuffer(emitter, message), bytesBuffer(emitter, signature));
    },
  };
}
