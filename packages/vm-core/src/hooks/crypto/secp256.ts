// secp256k1 and secp256r1 hooks.
import {
  DOUBLE_SHA256,
  encodeSecp256k1DerSignature,
  verifySecp256k1 as isSecp256k1Signature,
  verifySecp256r1 as isSecp256r1Signature,
} from "../../crypto/secp256.js";
import { failures } from "../../failures.js";
import type { Host } from "../../host.js";
import { panicked } from "../../panic.js";
import { assertValid, chargedBuffer, loadMessage } from "./arguments.js";

const COMPRESSED_KEY_LENGTH = 33;
const UNCOMPRESSED_KEY_LENGTH = 65;
/** `30` and the length of the rest. */
const DER_HEADER_LENGTH = 2;
const MISMATCH = "invalid signature";

export function verifyCustomSecp256k1(
  host: Host,
  keyOffset: number,
  keyLength: number,
  messageOffset: number,
  messageLength: number,
  signatureOffset: number,
  hashType: number,
): number {
  if (keyLength !== COMPRESSED_KEY_LENGTH && keyLength !== UNCOMPRESSED_KEY_LENGTH) throw failures.invalidPublicKeySize;
  const key = host.memLoad(keyOffset, keyLength);
  const message = loadMessage(host, messageOffset, messageLength);
  const [, restLength] = host.memLoad(signatureOffset, DER_HEADER_LENGTH);
  if (restLength === undefined) throw panicked("the header of a signature is cut by the end of memory");
  const signature = host.memLoad(signatureOffset, restLength + DER_HEADER_LENGTH);
  const valid = isSecp256k1Signature(key, message, signature, hashType);
  return assertValid(host, valid, failures.secp256k1Verify, MISMATCH);
}

export function verifySecp256k1(
  host: Host,
  keyOffset: number,
  keyLength: number,
  messageOffset: number,
  messageLength: number,
  signatureOffset: number,
): number {
  return verifyCustomSecp256k1(host, keyOffset, keyLength, messageOffset, messageLength, signatureOffset, DOUBLE_SHA256);
}

export function managedVerifySecp256k1(
  host: Host,
  keyHandle: number,
  messageHandle: number,
  signatureHandle: number,
  hashType: number,
): number {
  const key = chargedBuffer(host, keyHandle);
  const message = chargedBuffer(host, messageHandle);
  const signature = chargedBuffer(host, signatureHandle);
  const valid = isSecp256k1Signature(key, message, signature, hashType);
  return assertValid(host, valid, failures.secp256k1Verify, MISMATCH);
}

export function managedVerifySecp256k1DoubleSha256(host: Host, key: number, message: number, signature: number): number {
  return managedVerifySecp256k1(host, key, message, signature, DOUBLE_SHA256);
}

export function managedVerifySecp256r1(host: Host, keyHandle: number, messageHandle: number, signatureHandle: number): number {
  const key = chargedBuffer(host, keyHandle);
  const message = chargedBuffer(host, messageHandle);
  const signature = chargedBuffer(host, signatureHandle);
  // Production reports the other curve's failure here too.
  return assertValid(host, isSecp256r1Signature(key, message, signature), failures.secp256k1Verify, MISMATCH);
}

export function encodeDerSignature(
  host: Host,
  rOffset: number,
  rLength: number,
  sOffset: number,
  sLength: number,
  signatureOffset: number,
): number {
  const r = host.memLoad(rOffset, rLength);
  const s = host.memLoad(sOffset, sLength);
  host.memStore(signatureOffset, encodeSecp256k1DerSignature(r, s));
  return 0;
}

export function managedEncodeDerSignature(host: Host, rHandle: number, sHandle: number, signatureHandle: number): number {
  const r = host.managedTypes.getBytes(rHandle);
  const s = host.managedTypes.getBytes(sHandle);
  host.managedTypes.setOwnedBytes(signatureHandle, encodeSecp256k1DerSignature(r, s));
  return 0;
}
