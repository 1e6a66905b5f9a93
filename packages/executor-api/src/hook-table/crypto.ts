// The Crypto hooks: hashes, signatures and elliptic curves.
// Names, order, parameters and signatures as production declares them (vm-executor-rs, libvmexeccapi.h).

export const cryptoHooks = {
  sha256: { params: ["dataOffset: pointer", "length: length", "resultOffset: pointer"], result: "i32" },
  managedSha256: { params: ["inputHandle: handle", "outputHandle: handle"], result: "i32" },
  keccak256: { params: ["dataOffset: pointer", "length: length", "resultOffset: pointer"], result: "i32" },
  managedKeccak256: { params: ["inputHandle: handle", "outputHandle: handle"], result: "i32" },
  ripemd160: { params: ["dataOffset: pointer", "length: length", "resultOffset: pointer"], result: "i32" },
  managedRipemd160: { params: ["inputHandle: handle", "outputHandle: handle"], result: "i32" },
  verifyBLS: {
    params: [
      "keyOffset: pointer",
      "messageOffset: pointer",
      "messageLength: length",
      "sigOffset: pointer",
    ],
    result: "i32",
  },
  managedVerifyBLS: {
    params: [
      "keyHandle: handle",
      "messageHandle: handle",
      "sigHandle: handle",
    ],
    result: "i32",
  },
  verifyEd25519: {
    params: [
      "keyOffset: pointer",
      "messageOffset: pointer",
      "messageLength: length",
      "sigOffset: pointer",
    ],
    result: "i32",
  },
  managedVerifyEd25519: {
    params: [
      "keyHandle: handle",
      "messageHandle: handle",
      "sigHandle: handle",
    ],
    result: "i32",
  },
  verifyCustomSecp256k1: {
    params: [
      "keyOffset: pointer",
      "keyLength: length",
      "messageOffset: pointer",
      "messageLength: length",
      "sigOffset: pointer",
      "hashType: int32",
    ],
    result: "i32",
  },
  managedVerifyCustomSecp256k1: {
    params: [
      "keyHandle: handle",
      "messageHandle: handle",
      "sigHandle: handle",
      "hashType: int32",
    ],
    result: "i32",
  },
  verifySecp256k1: {
    params: [
      "keyOffset: pointer",
      "keyLength: length",
      "messageOffset: pointer",
      "messageLength: length",
      "sigOffset: pointer",
    ],
    result: "i32",
  },
  managedVerifySecp256k1: {
    params: [
      "keyHandle: handle",
      "messageHandle: handle",
      "sigHandle: handle",
    ],
    result: "i32",
  },
  encodeSecp256k1DerSignature: {
    params: [
      "rOffset: pointer",
      "rLength: length",
      "sOffset: pointer",
      "sLength: length",
      "sigOffset: pointer",
    ],
    result: "i32",
  },
  managedEncodeSecp256k1DerSignature: {
    params: [
      "rHandle: handle",
      "sHandle: handle",
      "sigHandle: handle",
    ],
    result: "i32",
  },
  addEC: {
    params: [
      "xResultHandle: handle",
      "yResultHandle: handle",
      "ecHandle: handle",
      "fstPointXHandle: handle",
      "fstPointYHandle: handle",
      "sndPointXHandle: handle",
      "sndPointYHandle: handle",
    ],
    result: "void",
  },
  doubleEC: {
    params: [
      "xResultHandle: handle",
      "yResultHandle: handle",
      "ecHandle: handle",
      "pointXHandle: handle",
      "pointYHandle: handle",
    ],
    result: "void",
  },
  isOnCurveEC: {
    params: [
      "ecHandle: handle",
      "pointXHandle: handle",
      "pointYHandle: handle",
    ],
    result: "i32",
  },
  scalarBaseMultEC: {
    params: [
      "xResultHandle: handle",
      "yResultHandle: handle",
      "ecHandle: handle",
      "dataOffset: pointer",
      "length: length",
    ],
    result: "i32",
  },
  managedScalarBaseMultEC: {
    params: [
      "xResultHandle: handle",
      "yResultHandle: handle",
      "ecHandle: handle",
      "dataHandle: handle",
    ],
    result: "i32",
  },
  scalarMultEC: {
    params: [
      "xResultHandle: handle",
      "yResultHandle: handle",
      "ecHandle: handle",
      "pointXHandle: handle",
      "pointYHandle: handle",
      "dataOffset: pointer",
      "length: length",
    ],
    result: "i32",
  },
  managedScalarMultEC: {
    params: [
      "xResultHandle: handle",
      "yResultHandle: handle",
      "ecHandle: handle",
      "pointXHandle: handle",
      "pointYHandle: handle",
      "dataHandle: handle",
    ],
    result: "i32",
  },
  marshalEC: {
    params: [
      "xPairHandle: handle",
      "yPairHandle: handle",
      "ecHandle: handle",
      "resultOffset: pointer",
    ],
    result: "i32",
  },
  managedMarshalEC: {
    params: [
      "xPairHandle: handle",
      "yPairHandle: handle",
      "ecHandle: handle",
      "resultHandle: handle",
    ],
    result: "i32",
  },
  marshalCompressedEC: {
    params: [
      "xPairHandle: handle",
      "yPairHandle: handle",
      "ecHandle: handle",
      "resultOffset: pointer",
    ],
    result: "i32",
  },
  managedMarshalCompressedEC: {
    params: [
      "xPairHandle: handle",
      "yPairHandle: handle",
      "ecHandle: handle",
      "resultHandle: handle",
    ],
    result: "i32",
  },
  unmarshalEC: {
    params: [
      "xResultHandle: handle",
      "yResultHandle: handle",
      "ecHandle: handle",
      "dataOffset: pointer",
      "length: length",
    ],
    result: "i32",
  },
  managedUnmarshalEC: {
    params: [
      "xResultHandle: handle",
      "yResultHandle: handle",
      "ecHandle: handle",
      "dataHandle: handle",
    ],
    result: "i32",
  },
  unmarshalCompressedEC: {
    params: [
      "xResultHandle: handle",
      "yResultHandle: handle",
      "ecHandle: handle",
      "dataOffset: pointer",
      "length: length",
    ],
    result: "i32",
  },
  managedUnmarshalCompressedEC: {
    params: [
      "xResultHandle: handle",
      "yResultHandle: handle",
      "ecHandle: handle",
      "dataHandle: handle",
    ],
    result: "i32",
  },
  generateKeyEC: {
    params: [
      "xPubKeyHandle: handle",
      "yPubKeyHandle: handle",
      "ecHandle: handle",
      "resultOffset: pointer",
    ],
    result: "i32",
  },
  managedGenerateKeyEC: {
    params: [
      "xPubKeyHandle: handle",
      "yPubKeyHandle: handle",
      "ecHandle: handle",
      "resultHandle: handle",
    ],
    result: "i32",
  },
  createEC: { params: ["dataOffset: pointer", "dataLength: length"], result: "i32" },
  managedCreateEC: { params: ["dataHandle: handle"], result: "i32" },
  getCurveLengthEC: { params: ["ecHandle: handle"], result: "i32" },
  getPrivKeyByteLengthEC: { params: ["ecHandle: handle"], result: "i32" },
  ellipticCurveGetValues: {
    params: [
      "ecHandle: handle",
      "fieldOrderHandle: handle",
      "basePointOrderHandle: handle",
      "eqConstantHandle: handle",
      "xBasePointHandle: handle",
      "yBasePointHandle: handle",
    ],
    result: "i32",
  },
  managedVerifySecp256r1: {
    params: [
      "keyHandle: handle",
      "messageHandle: handle",
      "sigHandle: handle",
    ],
    result: "i32",
  },
  managedVerifyBLSSignatureShare: {
    params: [
      "keyHandle: handle",
      "messageHandle: handle",
      "sigHandle: handle",
    ],
    result: "i32",
  },
  managedVerifyBLSAggregatedSignature: {
    params: [
      "keyHandle: handle",
      "messageHandle: handle",
      "sigHandle: handle",
    ],
    result: "i32",
  },
} as const;
