// The parts of npm `bls-wasm` that are used; the package ships no types.

/** The WebAssembly module, which brings its binary along. */
declare module "bls-wasm/src/bls_c.js" {
  const createModule: () => Promise<unknown>;
  export default createModule;
}

/** The library over that module. */
declare module "bls-wasm/src/bls.js" {
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

  interface Bls {
    readonly BLS12_381: number;
    init(curve: number): Promise<void>;
    readonly PublicKey: new () => BlsPublicKey;
    readonly Signature: new () => BlsSignature;
  }

  const blsSetupFactory: (createModule: () => Promise<unknown>, getRandomValues: (bytes: Uint8Array) => void) => Bls;
  export default blsSetupFactory;
}
