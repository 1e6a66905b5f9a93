// The Crypto hooks on the real VM: results, prices and failures of each.
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, hexToBytes, utf8ToBytes } from "@mxvm/codec";
import type { MockVm } from "@mxvm/executor-mock";
import { isVmError } from "@mxvm/protocol-hooks";
import { expect, test } from "vitest";
import { type ValueCase, runEndpoint, testValues } from "./support/value-cases.js";

const noBuffer = "no managed buffer under the given handle";
const outside = 0x2_0001;
const edge = 0x1_ffff;
const loadFails = "mem load: bad bounds";
const storeFails = "bad bounds (upper)";
const unmasked = { MaskInternalDependenciesErrorsFlag: false };
const message = utf8ToBytes("message");

function hash(key: string, digestOfAbc: string): readonly ValueCase[] {
  return [
    { does: "hashes memory into memory", args: [64, 3, 128], memory: { 64: "abc" }, answers: 0, stores: { 128: hexToBytes(digestOfAbc) }, costs: [key, "DataCopyPerByte*3"] },
    { does: "hashes what there is at the end of memory, at the price of what was asked for", args: [edge, 3, 128], costs: [key, "DataCopyPerByte*3"] },
    { does: "has no gas for a negative length", args: [64, -1, 128], fails: "not enough gas", failsWith: 5 },
    { does: "fails outside memory", args: [outside, 3, 128], fails: loadFails },
    { does: "fails where the result does not fit", args: [64, 3, edge], fails: storeFails },
  ];
}

function managedHash(key: string, digestOfAbc: string): readonly ValueCase[] {
  return [
    { does: "hashes a buffer into a buffer", args: [1, 2], buffers: { 1: "abc" }, answers: 0, setsBuffers: { 2: hexToBytes(digestOfAbc) }, costs: [key, "DataCopyPerByte*3"] },
    { does: "fails without a buffer", args: [1, 2], fails: noBuffer },
  ];
}

const sha256OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const keccak256OfAbc = "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45";
const ripemd160OfAbc = "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc";

testValues({
  sha256: hash("SHA256", sha256OfAbc),
  keccak256: hash("Keccak256", keccak256OfAbc),
  ripemd160: hash("Ripemd160", ripemd160OfAbc),
  managedSha256: managedHash("SHA256", sha256OfAbc),
  managedKeccak256: managedHash("Keccak256", keccak256OfAbc),
  managedRipemd160: managedHash("Ripemd160", ripemd160OfAbc),
});

/** A signature that is valid, and what its hooks say of one that is not. */
interface Signature {
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly masked: string;
  readonly unmasked: string;
}

const KEY = 0x100;
const MESSAGE = 0x200;
const SIGNATURE = 0x300;

/** Of a hook that reads key, message and signature from memory; `args` puts offsets and lengths together. */
function verifyInMemory(price: string, valid: Signature, args: (messageOffset: number, messageLength: number) => readonly number[]): readonly ValueCase[] {
  const { length } = valid.message;
  const memory = { [KEY]: valid.key, [MESSAGE]: valid.message, [SIGNATURE]: valid.signature };
  return [
    { does: "accepts a signature", args: args(MESSAGE, length), memory, answers: 0, costs: [price, `DataCopyPerByte*${length}`] },
    { does: "fails for another message", args: args(MESSAGE, length - 1), memory, fails: valid.masked },
    { does: "fails in the library's words where they are not masked", args: args(MESSAGE, length - 1), memory, flags: unmasked, fails: valid.unmasked },
    { does: "has no gas for a negative length", args: args(MESSAGE, -1), memory, fails: "not enough gas", failsWith: 5 },
    { does: "fails for a message outside memory", args: args(outside, length), memory, fails: loadFails },
  ];
}

/** Of a hook that reads key, message and signature from buffers 1, 2 and 3; `more` are its further arguments. */
function verifyManaged(price: string, valid: Signature, ...more: readonly number[]): readonly ValueCase[] {
  const buffers = { 1: valid.key, 2: valid.message, 3: valid.signature };
  const bytes = valid.key.length + valid.message.length + valid.signature.length;
  return [
    { does: "accepts a signature", args: [1, 2, 3, ...more], buffers, answers: 0, costs: [price, `DataCopyPerByte*${bytes}`] },
    { does: "fails for another message", args: [1, 3, 3, ...more], buffers, fails: valid.masked },
    { does: "fails for a malformed key", args: [2, 2, 3, ...more], buffers, fails: valid.masked },
    { does: "fails for a malformed signature", args: [1, 2, 2, ...more], buffers, fails: valid.masked },
    { does: "fails in the library's words where they are not masked", args: [1, 3, 3, ...more], buffers, flags: unmasked, fails: valid.unmasked },
    { does: "fails without a key", args: [9, 2, 3, ...more], buffers, fails: noBuffer },
    { does: "fails without a message", args: [1, 9, 3, ...more], buffers, fails: noBuffer },
    { does: "fails without a signature", args: [1, 2, 9, ...more], buffers, fails: noBuffer },
  ];
}

// Source of the vector: vm-go crypto/signing/bls.
const bls: Signature = {
  key: hexToBytes(
    "3e886a4c6e109a151f4105aee65a5192d150ef1fa68d3cd76964a0b086006dbe4324c989deb0e4416c6d6706db1b1910" +
      "eb2732f08842fb4886067b9ed191109ac2188d76002d2e11da80a3f0ea89fee6b59c834cc478a6bd49cb8a193b1abb16",
  ),
  message: hexToBytes("e96bd0f36b70c5ccc0c4396343bd7d8255b8a526c55fa1e218511fafe6539b8e"),
  signature: hexToBytes("04725db195e37aa237cdbbda76270d4a229b6e7a3651104dc58c4349c0388e8546976fe54a04240530b99064e434c90f"),
  masked: "bls verify error",
  unmasked: "bls signature verification failed",
};

const secret = new Uint8Array(32).fill(7);
const ed25519Signature: Signature = {
  key: ed25519.getPublicKey(secret),
  message,
  signature: ed25519.sign(message, secret),
  masked: "ed25519 verify error",
  unmasked: "invalid signature",
};

function secp256k1Signature(hashed: Uint8Array): Signature {
  const signature = secp256k1.sign(hashed, secret, { prehash: false, format: "der" });
  return { key: secp256k1.getPublicKey(secret), message, signature, masked: "secp256k1 verify error", unmasked: "invalid signature" };
}

const onceHashed = secp256k1Signature(sha256(message));
const twiceHashed = secp256k1Signature(sha256(sha256(message)));
const secp256r1Signature: Signature = {
  key: p256.getPublicKey(secret),
  message,
  signature: p256.sign(message, secret, { lowS: true }),
  // Production says so of both curves.
  masked: "secp256k1 verify error",
  unmasked: "invalid signature",
};

testValues({
  verifyBLS: verifyInMemory("VerifyBLS", bls, (offset, length) => [KEY, offset, length, SIGNATURE]),
  managedVerifyBLS: verifyManaged("VerifyBLS", bls),
  managedVerifyBLSSignatureShare: verifyManaged("VerifyBLSSignatureShare", bls),
  verifyEd25519: verifyInMemory("VerifyEd25519", ed25519Signature, (offset, length) => [KEY, offset, length, SIGNATURE]),
  managedVerifyEd25519: verifyManaged("VerifyEd25519", ed25519Signature),
  verifySecp256k1: verifyInMemory("VerifySecp256k1", twiceHashed, (offset, length) => [KEY, 33, offset, length, SIGNATURE]),
  managedVerifySecp256k1: verifyManaged("VerifySecp256k1", twiceHashed),
  verifyCustomSecp256k1: [
    ...verifyInMemory("VerifySecp256k1", onceHashed, (offset, length) => [KEY, 33, offset, length, SIGNATURE, 1]),
    { does: "fails for a key of another size before anything is read", args: [outside, 34, 0, 0, 0, 1], fails: "invalid public key size" },
    { does: "fails for an unknown hash", args: [KEY, 33, MESSAGE, 7, SIGNATURE, 5], memory: { [KEY]: onceHashed.key, [SIGNATURE]: onceHashed.signature }, fails: onceHashed.masked },
  ],
  managedVerifyCustomSecp256k1: [
    ...verifyManaged("VerifySecp256k1", onceHashed, 1),
    { does: "takes the hash's lowest 8 bits", args: [1, 2, 3, 0x101], buffers: { 1: onceHashed.key, 2: message, 3: onceHashed.signature }, answers: 0 },
  ],
  managedVerifySecp256r1: verifyManaged("VerifySecp256r1", secp256r1Signature).filter(({ does }) => !does.includes("malformed key")),
  managedVerifyBLSAggregatedSignature: [
    {
      does: "accepts a signature of all keys, which are charged again as a vector",
      args: [4, 2, 3],
      buffers: { 1: bls.key, 2: bls.message, 3: bls.signature, 4: Uint8Array.of(0, 0, 0, 1) },
      answers: 0,
      costs: ["VerifyBLSMultiSig", `DataCopyPerByte*${4 + 32 + 48 + 4 + 96}`],
      // A key that cannot be paid is masked, too.
      failsShort: bls.masked,
    },
    { does: "fails for no keys", args: [4, 2, 3], buffers: { 2: bls.message, 3: bls.signature, 4: "" }, fails: bls.masked },
    { does: "masks a vector that is malformed", args: [4, 2, 3], buffers: { 2: bls.message, 3: bls.signature, 4: "abc" }, fails: bls.masked },
    { does: "masks a key that is missing", args: [4, 2, 3], buffers: { 2: bls.message, 3: bls.signature, 4: Uint8Array.of(0, 0, 0, 1) }, fails: bls.masked },
    {
      does: "says what is wrong with a vector where nothing is masked",
      args: [4, 2, 3],
      buffers: { 2: bls.message, 3: bls.signature, 4: "abc" },
      flags: unmasked,
      fails: "invalid managed vector of managed buffer handles",
    },
    { does: "fails without a vector", args: [4, 2, 3], buffers: { 2: bls.message, 3: bls.signature }, fails: noBuffer },
  ],
  encodeSecp256k1DerSignature: [
    {
      does: "writes r and s",
      args: [64, 2, 70, 1, 128],
      memory: { 64: Uint8Array.of(0x90, 0xf2), 70: Uint8Array.of(1) },
      answers: 0,
      stores: { 128: hexToBytes("3008020300" + "90f2" + "020101") },
      costs: ["EncodeDERSig"],
    },
    { does: "fails for r outside memory", args: [outside, 2, 70, 1, 128], fails: loadFails },
    { does: "fails where the result does not fit", args: [64, 2, 70, 1, edge], fails: storeFails },
  ],
  managedEncodeSecp256k1DerSignature: [
    { does: "writes r and s", args: [1, 2, 3], buffers: { 1: Uint8Array.of(1), 2: "" }, answers: 0, setsBuffers: { 3: hexToBytes("3006020101020100") }, costs: ["EncodeDERSig"] },
    { does: "fails without r", args: [9, 1, 3], buffers: { 1: "a" }, fails: noBuffer },
    { does: "fails without s", args: [1, 9, 3], buffers: { 1: "a" }, fails: noBuffer },
  ],
});

test.each([
  ["the header of a signature is cut by the end of memory", ({ hooks }: MockVm) => hooks.verifyCustomSecp256k1(KEY, 33, MESSAGE, 0, edge, 1)],
  [
    "a key is no point of secp256r1",
    ({ hooks, memory }: MockVm): number => {
      memory.store(0, concatBytes(Uint8Array.of(2), new Uint8Array(32).fill(0xff), new Uint8Array(64).fill(1)));
      hooks.mBufferSetBytes(1, 0, 33);
      hooks.mBufferSetBytes(2, 33, 64);
      return hooks.managedVerifySecp256r1(1, 1, 2);
    },
  ],
] as const)("the VM panics as production's does where %s", (_reason, run) => {
  let thrown: unknown;
  try {
    runEndpoint((vm) => { run(vm); });
  } catch (cause) {
    thrown = cause;
  }
  expect(isVmError(thrown) && thrown.code).toBe("EXECUTION_PANICKED");
});
