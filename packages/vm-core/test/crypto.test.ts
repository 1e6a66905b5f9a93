// Signatures by vectors of production and by the rules of its libraries.
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@mxvm/codec";
import { isVmError } from "@mxvm/protocol-hooks";
import { describe, expect, test } from "vitest";
import { verifyBls, verifyBlsAggregated } from "../src/crypto/bls.js";
import { verifyEd25519 } from "../src/crypto/ed25519.js";
import { encodeSecp256k1DerSignature, verifySecp256k1, verifySecp256r1 } from "../src/crypto/secp256.js";

// Sources of the vectors: vm-go crypto/signing tests.
const bls = {
  key: hexToBytes(
    "3e886a4c6e109a151f4105aee65a5192d150ef1fa68d3cd76964a0b086006dbe4324c989deb0e4416c6d6706db1b1910" +
      "eb2732f08842fb4886067b9ed191109ac2188d76002d2e11da80a3f0ea89fee6b59c834cc478a6bd49cb8a193b1abb16",
  ),
  message: hexToBytes("e96bd0f36b70c5ccc0c4396343bd7d8255b8a526c55fa1e218511fafe6539b8e"),
  signature: hexToBytes("04725db195e37aa237cdbbda76270d4a229b6e7a3651104dc58c4349c0388e8546976fe54a04240530b99064e434c90f"),
};

describe("BLS", () => {
  test("a signature is valid for its key and message only", () => {
    expect(verifyBls(bls.key, bls.message, bls.signature)).toBe(true);
    expect(verifyBls(bls.key, utf8ToBytes("another"), bls.signature)).toBe(false);
  });

  test("one key aggregates to itself", () => {
    expect(verifyBlsAggregated([bls.key], bls.message, bls.signature)).toBe(true);
    expect(verifyBlsAggregated([bls.key, bls.key], bls.message, bls.signature)).toBe(false);
  });

  test.each([
    ["an empty key", new Uint8Array(0), bls.signature],
    ["a key of zeros", new Uint8Array(96), bls.signature],
    ["a malformed key", new Uint8Array(96).fill(0xff), bls.signature],
    ["a short signature", bls.key, bls.signature.subarray(1)],
    ["a signature of zeros", bls.key, new Uint8Array(48)],
  ])("%s is refused", (_name, key, signature) => {
    expect(verifyBls(key, bls.message, signature)).toBe(false);
  });

  test("no keys and no message are refused", () => {
    expect(verifyBlsAggregated([], bls.message, bls.signature)).toBe(false);
    expect(verifyBls(bls.key, new Uint8Array(0), bls.signature)).toBe(false);
  });
});

describe("Ed25519", () => {
  const secret = new Uint8Array(32).fill(7);
  const key = ed25519.getPublicKey(secret);
  const message = utf8ToBytes("message");
  const signature = ed25519.sign(message, secret);

  test("a signature is valid for its key and message only", () => {
    expect(verifyEd25519(key, message, signature)).toBe(true);
    expect(verifyEd25519(key, utf8ToBytes("another"), signature)).toBe(false);
  });

  test("a scalar that is not reduced is refused", () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const bytes = signature.slice();
    let s = 0n;
    for (let i = 63; i >= 32; i--) s = (s << 8n) | BigInt(bytes[i]!);
    s += order;
    for (let i = 32; i < 64; i++, s >>= 8n) bytes[i] = Number(s & 0xffn);
    expect(verifyEd25519(key, message, bytes)).toBe(false);
  });

  test("lengths other than 32 and 64 are refused", () => {
    expect(verifyEd25519(key.subarray(1), message, signature)).toBe(false);
    expect(verifyEd25519(key, message, signature.subarray(1))).toBe(false);
  });
});

describe("secp256k1", () => {
  const ethereum = {
    message: hexToBytes("ce0677bb30baa8cf067c88db9811f4333d131bf8bcf12fe7065d211dce971008"),
    r: hexToBytes("90f27b8b488db00b00606796d2987f6a5f59ae62ea05effe84fef5b8b0e54998"),
    s: hexToBytes("4a691139ad57a3f0b906637673aa2f63d1f55cb1a69199d4009eea23ceaddc93"),
    key: hexToBytes(
      "04e32df42865e97135acfb65f3bae71bdc86f4d49150ad6a440b6f15878109880a0a2b2667f7e725ceea70c673093bf67663e0312623c8e091b13cf2c0f11ef652",
    ),
  };

  test("a signature over a plain hash is valid, also with a hybrid key", () => {
    const signature = encodeSecp256k1DerSignature(ethereum.r, ethereum.s);
    expect(verifySecp256k1(ethereum.key, ethereum.message, signature, 0)).toBe(true);
    const hybrid = ethereum.key.slice();
    hybrid[0] = 6 + (hybrid[64]! % 2);
    expect(verifySecp256k1(hybrid, ethereum.message, signature, 0)).toBe(true);
    hybrid[0] ^= 1;
    expect(verifySecp256k1(hybrid, ethereum.message, signature, 0)).toBe(false);
  });

  test("a high s and a doubly hashed message are valid", () => {
    const key = hexToBytes(
      "04d2e670a19c6d753d1a6d8b20bd045df8a08fb162cf508956c31268c6d81ffdabab65528eefbb8057aa85d597258a3fbd481a24633bc9b47a9aa045c91371de52",
    );
    const r = hexToBytes("fef45d2892953aa5bbcdb057b5e98b208f1617a7498af7eb765574e29b5d9c2c");
    const s = hexToBytes("d47563f52aac6b04b55de236b7c515eb9311757db01e02cff079c3ca6efb063f");
    expect(verifySecp256k1(key, hexToBytes("01020304"), encodeSecp256k1DerSignature(r, s), 2)).toBe(true);
  });

  test("a SHA-256 hash and numbers padded with zeros are valid", () => {
    const key = hexToBytes(
      "044338845e8308b819bf33a43dc7f47713f92d8d377dfde399831e9d8da23446be32cef60a7c923332ab06c768242d11017a6bcf419c17b8b184fc19ea603b07d6",
    );
    const signature = hexToBytes(
      "3046022100da0db89620513df9a90cf8c97edf227e07182d1c91b3cab55a472122d639daee022100d5b9cf4a02274cf5b606df7b4fa73bff1190f54e0c6ef8cd362e63dc1dbecce1",
    );
    expect(verifySecp256k1(key, hexToBytes("616161"), signature, 1)).toBe(true);
    expect(verifySecp256k1(key, hexToBytes("616161"), signature, 5)).toBe(false);
  });

  test("numbers of other lengths than 32 are cut or taken as they are", () => {
    expect(bytesToHex(encodeSecp256k1DerSignature(hexToBytes("90f2"), new Uint8Array(0)))).toBe("300802030090f2020100");
  });

  test.each(["", "30", "3006020101020101", "3106020101020101", "30060200020101ff", "3008020101020101ff00"])(
    "the malformed signature %s is refused",
    (hex) => {
      expect(verifySecp256k1(ethereum.key, ethereum.message, hexToBytes(hex), 0)).toBe(false);
    },
  );
});

describe("secp256r1", () => {
  const secret = new Uint8Array(32).fill(9);
  const key = p256.getPublicKey(secret, true);
  const message = utf8ToBytes("message");
  const signature = p256.sign(sha256(message), secret, { prehash: false, lowS: true });

  test("a signature is valid for its key and message only", () => {
    expect(verifySecp256r1(key, message, signature)).toBe(true);
    expect(verifySecp256r1(key, utf8ToBytes("another"), signature)).toBe(false);
  });

  test("a high s is refused", () => {
    const order = p256.Point.CURVE().n;
    const low = BigInt(`0x${bytesToHex(signature.subarray(32))}`);
    const high = hexToBytes((order - low).toString(16).padStart(64, "0"));
    expect(verifySecp256r1(key, message, Uint8Array.from([...signature.subarray(0, 32), ...high]))).toBe(false);
  });

  test("a key that is no point is where production's VM crashes", () => {
    const nowhere = key.slice();
    nowhere.fill(0xff, 1);
    let thrown: unknown;
    try {
      verifySecp256r1(nowhere, message, signature);
    } catch (error) {
      thrown = error;
    }
    expect(isVmError(thrown) && thrown.code).toBe("EXECUTION_PANICKED");
  });
});
