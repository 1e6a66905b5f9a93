// Keys, messages and signatures that are valid, and points of P-256, for the crypto hooks. Sources: vm-go crypto/signing tests, and for
// Ed25519 and secp256r1 keys made for the purpose.

/** A value in memory that is also a buffer. */
interface Placed {
  readonly offset: number;
  readonly handle: number;
  readonly length: number;
}

const FIRST_OFFSET = 0x800;
const FIRST_HANDLE = 18;

const values = {
  /** The base point. */
  point:
    "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
  compressedPoint: "036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
  blsKey:
    "3e886a4c6e109a151f4105aee65a5192d150ef1fa68d3cd76964a0b086006dbe4324c989deb0e4416c6d6706db1b1910" +
    "eb2732f08842fb4886067b9ed191109ac2188d76002d2e11da80a3f0ea89fee6b59c834cc478a6bd49cb8a193b1abb16",
  blsMessage: "e96bd0f36b70c5ccc0c4396343bd7d8255b8a526c55fa1e218511fafe6539b8e",
  blsSignature: "04725db195e37aa237cdbbda76270d4a229b6e7a3651104dc58c4349c0388e8546976fe54a04240530b99064e434c90f",
  edKey: "ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c",
  edMessage: "61206d657373616765206f662036342062797465",
  edSignature:
    "c4cc5745fadf35a3d7fc8e241eabd94e3d30e1a59a65fd7639fd0712482472e88ce00baaecd4eeefb3679cad1a8f5797821c736d56b025656594793a21ff7609",
  k1Key:
    "044338845e8308b819bf33a43dc7f47713f92d8d377dfde399831e9d8da23446be32cef60a7c923332ab06c768242d11017a6bcf419c17b8b184fc19ea603b07d6",
  k1Message: "616161",
  k1Signature:
    "3046022100da0db89620513df9a90cf8c97edf227e07182d1c91b3cab55a472122d639daee022100d5b9cf4a02274cf5b606df7b4fa73bff1190f54e0c6ef8cd362e63dc1dbecce1",
  doubleKey:
    "04d2e670a19c6d753d1a6d8b20bd045df8a08fb162cf508956c31268c6d81ffdabab65528eefbb8057aa85d597258a3fbd481a24633bc9b47a9aa045c91371de52",
  doubleMessage: "01020304",
  doubleSignature:
    "3046022100" +
    "fef45d2892953aa5bbcdb057b5e98b208f1617a7498af7eb765574e29b5d9c2c" +
    "022100d47563f52aac6b04b55de236b7c515eb9311757db01e02cff079c3ca6efb063f",
  r1Key: "0218e5b9f188e2aecdbd6d9f7cb0298efa1997a7b4ba1f40ae5e0873a652c83352",
  r1Signature: "aba62c3d911292fb14d06e7633f606755a4d127b806cffef447fe34d08caee9f6507fa0c5c96f76d3b0bc558a3cdf6708a8061a697f1aade1de3add84b96b7ed",
} as const;

export const vectors: Readonly<Record<keyof typeof values, Placed>> = Object.fromEntries(
  placed(Object.entries(values).map(([name, text]) => [name, text.length / 2] as const)),
) as Record<keyof typeof values, Placed>;

/** Hexadecimal contents, in the order of their handles. */
export const vectorTexts: readonly (readonly [Placed, string])[] = Object.entries(values).map(([name, text]) => [
  vectors[name as keyof typeof values],
  text,
]);

function placed(lengths: readonly (readonly [string, number])[]): (readonly [string, Placed])[] {
  let offset = FIRST_OFFSET;
  return lengths.map(([name, length], index) => {
    const place = { offset, handle: FIRST_HANDLE + index, length };
    offset += length;
    return [name, place] as const;
  });
}
