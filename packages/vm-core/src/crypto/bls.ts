// BLS signatures over BLS12-381 as production uses them: herumi's library, keys in G2, signatures in G1.
// The package ships no types; naming ours here lets every program that reads this source find them.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- an ambient declaration cannot be imported
/// <reference path="./bls-wasm.d.ts" />
import blsSetupFactory from "bls-wasm/src/bls.js";
import createModule from "bls-wasm/src/bls_c.js";

const KEY_LENGTH = 96;
const SIGNATURE_LENGTH = 48;

// The package's own entry differs between Node and browsers in where randomness comes from. Nothing here needs any: put together from its
// two parts, the library is the same everywhere.
const bls = blsSetupFactory(createModule, () => {
  throw new TypeError("verifying signatures needs no randomness");
});

// The library is WebAssembly and starts asynchronously; waiting here, once, keeps everything after it synchronous.
await bls.init(bls.BLS12_381);

type PublicKey = InstanceType<typeof bls.PublicKey>;
type Signature = InstanceType<typeof bls.Signature>;

/** A value from its bytes, or `undefined` where they are malformed, outside the group or zero. */
function deserialize<Value extends PublicKey | Signature>(value: Value, bytes: Uint8Array, length: number): Value | undefined {
  if (bytes.length !== length) return undefined;
  try {
    value.deserialize(bytes);
  } catch {
    // The library throws for malformed bytes.
    return undefined;
  }
  return value.isZero() || !value.isValidOrder() ? undefined : value;
}

function publicKeyFromBytes(bytes: Uint8Array): PublicKey | undefined {
  return deserialize(new bls.PublicKey(), bytes, KEY_LENGTH);
}

/** Whether `signature` is `key`'s over `message`. */
export function verifyBls(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const publicKey = publicKeyFromBytes(key);
  const parsed = deserialize(new bls.Signature(), signature, SIGNATURE_LENGTH);
  if (publicKey === undefined || parsed === undefined || message.length === 0) return false;
  return publicKey.verify(parsed, message);
}

/** Whether `signature` aggregates the signatures of all `keys` over one `message`. */
export function verifyBlsAggregated(keys: readonly Uint8Array[], message: Uint8Array, signature: Uint8Array): boolean {
  const [first, ...others] = keys.map(publicKeyFromBytes);
  const parsed = deserialize(new bls.Signature(), signature, SIGNATURE_LENGTH);
  if (first === undefined || parsed === undefined || message.length === 0) return false;
  for (const other of others) {
    if (other === undefined) return false;
    first.add(other);
  }
  return first.verify(parsed, message);
}
