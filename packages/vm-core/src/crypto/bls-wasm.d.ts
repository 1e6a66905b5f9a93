// The part of npm `bls-wasm` that is used; the package ships no types.
declare module "bls-wasm" {
  interface Element {
    /** Throws for bytes that are no element. */
    deserialize(bytes: Uint8Array): void;
    isZero(): boolean;
    isValidOrder(): boolean;
  }

  interface BlsSignature extends Element {
    readonly kind: "signature";
  }

  interface BlsPublicKey extends Element {
    add(other: BlsPublicKey): void;
    verify(signature: BlsSignature, message: Uint8Array): boolean;
  }

  const bls: {
    readonly BLS12_381: number;
    init(curve: number): Promise<void>;
    readonly PublicKey: new () => BlsPublicKey;
    readonly Signature: new () => BlsSignature;
  };
  export default bls;
}
