// Hashes and signatures of contracts, with known vectors: the hash of "abc", and signatures of "message" by the secret 0x07…07.
import { type Bytes, type Context, contract, endpoint, init, t, view } from "@mxvm/contract-api";
import { describe, expect, it } from "vitest";
import { bytes, createScene } from "./support.js";
import { hexToBytes } from "@mxvm/codec";

const MESSAGE: Bytes = "0x6d657373616765";

type Sc = Context;
const hash = (name: "sha256" | "keccak256" | "ripemd160") => view({ data: t.bytes }, t.bytes, (sc: Sc, { data }) => sc.crypto[name](data));
const signed = { key: t.bytes, message: t.bytes, signature: t.bytes };
const verifier = (name: "verifyBls" | "verifyEd25519" | "verifySecp256r1" | "verifyBlsSignatureShare") =>
  endpoint(signed, (sc: Sc, { key, message, signature }) => { sc.crypto[name](key, message, signature); });

const cryptographer = contract("Cryptographer", {}, {
  init: init({}, () => undefined),
  endpoints: {
    // The names of hooks themselves are the VM's.
    ofSha256: hash("sha256"),
    ofKeccak256: hash("keccak256"),
    ofRipemd160: hash("ripemd160"),
    checkBls: verifier("verifyBls"),
    checkEd25519: verifier("verifyEd25519"),
    checkSecp256r1: verifier("verifySecp256r1"),
    checkBlsSignatureShare: verifier("verifyBlsSignatureShare"),
    checkSecp256k1: endpoint(signed, t.bool, (sc: Sc, { key, message, signature }) => sc.crypto.verifySecp256k1(key, message, signature)),
    checkCustomSecp256k1: endpoint(signed, t.bool, (sc: Sc, { key, message, signature }) =>
      sc.crypto.verifyCustomSecp256k1(key, message, signature, "sha256")),
    checkBlsAggregatedSignature: endpoint(signed, (sc: Sc, { key, message, signature }) => {
      sc.crypto.verifyBlsAggregatedSignature([key], message, signature);
    }),
    encode: view({ r: t.bytes, s: t.bytes }, t.bytes, (sc: Sc, { r, s }) => sc.crypto.encodeSecp256k1DerSignature(r, s)),
  },
});

const scene = createScene([cryptographer]);
const address = scene.deploy(cryptographer);

it.each([
  ["ofSha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  ["ofKeccak256", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"],
  ["ofRipemd160", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"],
])("%s is that of the VM", (name, digest) => {
  expect(scene.query(address, name, [bytes("abc")]).returnData).toEqual([hexToBytes(digest)]);
});

const message = hexToBytes(MESSAGE.slice(2));
const SECP256K1_KEY = "02989c0b76cb563971fdc9bef31ec06c3560f3249d6ee9e5d83c57625596e05f6f";
const R = "dd465f82e2786566068deebea09495a71fe6d3d904233d682594953184ed487b";
const S = "11ddca5c54ea0d98f36ca5070ccbeef704e20f55213ba44e5c27836d187be688";
// Source of the vector: vm-go crypto/signing/bls.
const BLS_KEY =
  "3e886a4c6e109a151f4105aee65a5192d150ef1fa68d3cd76964a0b086006dbe4324c989deb0e4416c6d6706db1b1910" +
  "eb2732f08842fb4886067b9ed191109ac2188d76002d2e11da80a3f0ea89fee6b59c834cc478a6bd49cb8a193b1abb16";
const BLS_SIGNATURE = "04725db195e37aa237cdbbda76270d4a229b6e7a3651104dc58c4349c0388e8546976fe54a04240530b99064e434c90f";
const BLS_MESSAGE = hexToBytes("e96bd0f36b70c5ccc0c4396343bd7d8255b8a526c55fa1e218511fafe6539b8e");
const ED25519_KEY = "ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c";
const ED25519_SIGNATURE =
  "9e46ad095242486ab68b0b6664ade0909c98e02de019d98810c448d7e58d4319c8ae941a474f6ef64ea9dd22106c5c52196e4728f9a3464737bbac84df2fab0a";
const SECP256R1_SIGNATURE =
  "d5360c4043acdc473ac75df445276e4ef1f7ef72a2535878f055973e9a96e72816802c4080101e9c1df2ae06a9f74c15a24ecce34a4d2dd3986c1384aff77dcc";

/** The hook's function, key, message, signature, and what the VM says of a wrong one. */
const signatures: readonly (readonly [name: string, key: string, message: Uint8Array, signature: string, failure: string])[] = [
  ["checkEd25519", ED25519_KEY, message, ED25519_SIGNATURE, "ed25519 verify error"],
  [
    "checkSecp256k1",
    SECP256K1_KEY,
    message,
    "3045022100bc5db2c29a5be7bcb6e772fa8e61a738aaf0fdae2417c14e298e980fc635875702200d4f8a548232db8647eb7e6b4648db660c2271c50c33e0effec9bc4d067bb2cc",
    "secp256k1 verify error",
  ],
  ["checkCustomSecp256k1", SECP256K1_KEY, message, `3045022100${R}0220${S}`, "secp256k1 verify error"],
  // Production says so of both curves.
  ["checkSecp256r1", "031e18532fd4754c02f3041d9c75ceb33b83ffd81ac7ce4fe882ccb1c98bc5896e", message, SECP256R1_SIGNATURE, "secp256k1 verify error"],
  ["checkBls", BLS_KEY, BLS_MESSAGE, BLS_SIGNATURE, "bls verify error"],
  ["checkBlsSignatureShare", BLS_KEY, BLS_MESSAGE, BLS_SIGNATURE, "bls verify error"],
  ["checkBlsAggregatedSignature", BLS_KEY, BLS_MESSAGE, BLS_SIGNATURE, "bls verify error"],
];

describe.each(signatures)("%s", (name, key, signedMessage, signature, failure) => {
  it("goes on with a right signature", () => {
    expect(scene.call(address, name, [hexToBytes(key), signedMessage, hexToBytes(signature)])).toMatchObject({ returnCode: 0, returnMessage: "" });
  });

  it("ends the contract, in the VM's words, with a signature of another message", () => {
    const result = scene.call(address, name, [hexToBytes(key), signedMessage.slice(1), hexToBytes(signature)]);
    expect(result).toMatchObject({ returnCode: 10, returnMessage: failure });
  });
});

it("puts a secp256k1 signature into DER", () => {
  expect(scene.query(address, "encode", [hexToBytes(R), hexToBytes(S)]).returnData).toEqual([hexToBytes(`3045022100${R}0220${S}`)]);
});
