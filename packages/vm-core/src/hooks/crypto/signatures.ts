// BLS and Ed25519 hooks.
import { verifyBls, verifyBlsAggregated } from "../../crypto/bls.js";
import { verifyEd25519 } from "../../crypto/ed25519.js";
import { ContractFailure, failures } from "../../failures.js";
import type { Host } from "../../host.js";
import { assertValid, chargedBuffer, loadMessage } from "./arguments.js";

const BLS_KEY_LENGTH = 96;
const BLS_SIGNATURE_LENGTH = 48;
const ED25519_KEY_LENGTH = 32;
const ED25519_SIGNATURE_LENGTH = 64;
const BLS_MISMATCH = "bls signature verification failed";
const SIGNATURE_MISMATCH = "invalid signature";

type ManagedVerify = (host: Host, key: number, message: number, signature: number) => number;

export function verifyBlsFromMemory(
  host: Host,
  keyOffset: number,
  messageOffset: number,
  messageLength: number,
  signatureOffset: number,
): number {
  const key = host.memLoad(keyOffset, BLS_KEY_LENGTH);
  const message = loadMessage(host, messageOffset, messageLength);
  const signature = host.memLoad(signatureOffset, BLS_SIGNATURE_LENGTH);
  return assertValid(host, verifyBls(key, message, signature), failures.blsVerify, BLS_MISMATCH);
}

export function verifyEd25519FromMemory(
  host: Host,
  keyOffset: number,
  messageOffset: number,
  messageLength: number,
  signatureOffset: number,
): number {
  const key = host.memLoad(keyOffset, ED25519_KEY_LENGTH);
  const message = loadMessage(host, messageOffset, messageLength);
  const signature = host.memLoad(signatureOffset, ED25519_SIGNATURE_LENGTH);
  return assertValid(host, verifyEd25519(key, message, signature), failures.ed25519Verify, SIGNATURE_MISMATCH);
}

export const managedVerifyEd25519: ManagedVerify = (host, keyHandle, messageHandle, signatureHandle) => {
  const key = chargedBuffer(host, keyHandle);
  const message = chargedBuffer(host, messageHandle);
  const signature = chargedBuffer(host, signatureHandle);
  return assertValid(host, verifyEd25519(key, message, signature), failures.ed25519Verify, SIGNATURE_MISMATCH);
};

function managedBls(verify: (host: Host, keyHandle: number, message: Uint8Array, signature: Uint8Array) => boolean): ManagedVerify {
  return (host, keyHandle, messageHandle, signatureHandle) => {
    chargedBuffer(host, keyHandle);
    const message = chargedBuffer(host, messageHandle);
    const signature = chargedBuffer(host, signatureHandle);
    return assertValid(host, verify(host, keyHandle, message, signature), failures.blsVerify, BLS_MISMATCH);
  };
}

function verifySingle(host: Host, keyHandle: number, message: Uint8Array, signature: Uint8Array): boolean {
  return verifyBls(host.managedTypes.getBytes(keyHandle), message, signature);
}

/** Keys come as a vector of buffers. What is wrong with it, a shortage of gas included, is masked like an invalid signature. */
function verifyAggregated(host: Host, keyHandle: number, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verifyBlsAggregated(host.managedTypes.readManagedVecOfManagedBuffers(keyHandle).buffers, message, signature);
  } catch (cause) {
    if (cause instanceof ContractFailure && host.flags.MaskInternalDependenciesErrorsFlag) return false;
    throw cause;
  }
}

export const managedVerifyBls: ManagedVerify = managedBls(verifySingle);
export const managedVerifyBlsAggregatedSignature: ManagedVerify = managedBls(verifyAggregated);
