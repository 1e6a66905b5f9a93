// The crypto hooks on both worlds.
import { vectors } from "../support/crypto-vectors.js";
import { describeHooks } from "../support/hook-suite.js";
import { at, handles, keyListHandle } from "../support/scene.js";

const { blsKey, blsMessage, blsSignature, compressedPoint, edKey, edMessage, edSignature, point } = vectors;
const { k1Key, k1Message, k1Signature, doubleKey, doubleMessage, doubleSignature, r1Key, r1Signature } = vectors;
const { output, secondOutput } = handles;
const curve = 0;
const sha256 = 1;

describeHooks("crypto", {
  verifyBLS: [[blsKey.offset, blsMessage.offset, blsMessage.length, blsSignature.offset]],
  managedVerifyBLS: [[blsKey.handle, blsMessage.handle, blsSignature.handle]],
  managedVerifyBLSSignatureShare: [[blsKey.handle, blsMessage.handle, blsSignature.handle]],
  managedVerifyBLSAggregatedSignature: [[keyListHandle, blsMessage.handle, blsSignature.handle]],
  verifyEd25519: [[edKey.offset, edMessage.offset, edMessage.length, edSignature.offset]],
  managedVerifyEd25519: [[edKey.handle, edMessage.handle, edSignature.handle]],
  verifySecp256k1: [[doubleKey.offset, doubleKey.length, doubleMessage.offset, doubleMessage.length, doubleSignature.offset]],
  managedVerifySecp256k1: [[doubleKey.handle, doubleMessage.handle, doubleSignature.handle]],
  verifyCustomSecp256k1: [[k1Key.offset, k1Key.length, k1Message.offset, k1Message.length, k1Signature.offset, sha256]],
  managedVerifyCustomSecp256k1: [[k1Key.handle, k1Message.handle, k1Signature.handle, sha256]],
  managedVerifySecp256r1: [[r1Key.handle, edMessage.handle, r1Signature.handle]],
  createEC: [[at.curve, 4]],
  managedCreateEC: [[handles.curve]],
  unmarshalEC: [[output, secondOutput, curve, point.offset, point.length]],
  managedUnmarshalEC: [[output, secondOutput, curve, point.handle]],
  unmarshalCompressedEC: [[output, secondOutput, curve, compressedPoint.offset, compressedPoint.length]],
  managedUnmarshalCompressedEC: [[output, secondOutput, curve, compressedPoint.handle]],
});
