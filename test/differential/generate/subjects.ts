// What a generated hook call is about: an account, a token, a call with its arguments, a key, a signature. A hook's operands are views of it.
import { buildCallData, bytesToByteString, concatBytes, hexToBytes, unsignedToFixedBytes, utf8ToBytes } from "@mxvm/codec";
import type { Address } from "@mxvm/protocol-hooks";
import { builtInCall } from "./built-in-calls.js";
import type { Random } from "./random.js";
import { endpointNames, viewName, type Surroundings, type TokenAmount } from "./surroundings.js";

/** A call of an endpoint or a built-in function. */
export interface CallOperands {
  readonly address: Address;
  readonly function: Uint8Array;
  readonly arguments: readonly Uint8Array[];
  readonly value: bigint;
}

export interface Subject extends CallOperands {
  readonly user: Address;
  /** A contract whose code is to be copied. */
  readonly source: Address;
  readonly token: TokenAmount;
  readonly transfers: readonly TokenAmount[];
  readonly code: Uint8Array;
  readonly codeMetadata: Uint8Array;
  readonly success: Uint8Array;
  readonly error: Uint8Array;
  readonly closure: Uint8Array;
  readonly storageKey: Uint8Array;
  readonly data: Uint8Array;
  readonly topics: readonly Uint8Array[];
  readonly signature: SignatureVector;
  readonly gas: bigint;
}

interface SignatureVector {
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

const message = utf8ToBytes("message");

/** Valid signatures by the word in a hook's name. Sources: RFC 8032, vm-go crypto/signing tests, RFC 6979 with a secret of sevens. */
const signatures: Readonly<Record<string, SignatureVector>> = {
  Ed25519: {
    key: hexToBytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"),
    message: hexToBytes("72"),
    signature: hexToBytes(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
  },
  k1: {
    key: hexToBytes("02989c0b76cb563971fdc9bef31ec06c3560f3249d6ee9e5d83c57625596e05f6f"),
    message,
    signature: hexToBytes(
      "3045022100dd465f82e2786566068deebea09495a71fe6d3d904233d682594953184ed487b022011ddca5c54ea0d98f36ca5070ccbeef704e20f55213ba44e5c27836d187be688",
    ),
  },
  r1: {
    key: hexToBytes("031e18532fd4754c02f3041d9c75ceb33b83ffd81ac7ce4fe882ccb1c98bc5896e"),
    message,
    signature: hexToBytes(
      "d5360c4043acdc473ac75df445276e4ef1f7ef72a2535878f055973e9a96e72816802c4080101e9c1df2ae06a9f74c15a24ecce34a4d2dd3986c1384aff77dcc",
    ),
  },
  BLS: {
    key: hexToBytes(
      "3e886a4c6e109a151f4105aee65a5192d150ef1fa68d3cd76964a0b086006dbe4324c989deb0e4416c6d6706db1b1910" +
        "eb2732f08842fb4886067b9ed191109ac2188d76002d2e11da80a3f0ea89fee6b59c834cc478a6bd49cb8a193b1abb16",
    ),
    message: hexToBytes("e96bd0f36b70c5ccc0c4396343bd7d8255b8a526c55fa1e218511fafe6539b8e"),
    signature: hexToBytes("04725db195e37aa237cdbbda76270d4a229b6e7a3651104dc58c4349c0388e8546976fe54a04240530b99064e434c90f"),
  },
};

/** The signature over the message's SHA-256, hashed once more. */
const doublyHashed = hexToBytes(
  "3045022100bc5db2c29a5be7bcb6e772fa8e61a738aaf0fdae2417c14e298e980fc635875702200d4f8a548232db8647eb7e6b4648db660c2271c50c33e0effec9bc4d067bb2cc",
);

const curves = ["p224", "p256", "p384", "p521"].map(utf8ToBytes);
const storageKeys = ["a", "key", "sum", "another.key", "x".repeat(40)].map(utf8ToBytes);

/** What of the function that is generated counts here. */
export interface Caller {
  readonly random: Random;
  readonly surroundings: Surroundings;
  readonly self: Address;
  /** Functions of a higher rank may be called. */
  readonly rank: number;
  /** Gas for a call that it makes. */
  readonly callGas: bigint;
}

/** A subject for a call of the hook. */
export function createSubject(caller: Caller, hook: string, callee: "any" | "built-in" = "any"): Subject {
  const { random, surroundings } = caller;
  const transfers = Array.from({ length: 1 + random.below(3) }, () => tokenAmount(random, surroundings));
  const call = callee === "built-in" ? builtInCall(random, surroundings, caller.self) : callFor(caller, hook);
  return {
    ...call,
    user: random.pick(surroundings.users),
    source: random.pick(surroundings.contracts),
    token: /^transferESDTExecute$/.test(hook) ? { ...transfers[0]!, tokenIdentifier: random.pick(surroundings.fungible), nonce: 0n } : transfers[0]!,
    transfers,
    code: random.pick(surroundings.codes),
    codeMetadata: random.pick([Uint8Array.of(5, 6), Uint8Array.of(1, 2), Uint8Array.of(0, 0), Uint8Array.of(5, 4)]),
    success: utf8ToBytes(random.pick(["cb0", "cb1"])),
    error: utf8ToBytes(random.pick(["cb0", "cb1"])),
    closure: random.bytes(random.below(20)),
    storageKey: random.pick(storageKeys),
    data: dataFor(random, hook, call),
    topics: Array.from({ length: 1 + random.below(3) }, () => random.bytes(32)),
    signature: signatureFor(hook),
    gas: caller.callGas,
  };
}

function signatureFor(hook: string): SignatureVector {
  const vector = signatures[/Ed25519|k1|r1|BLS/.exec(hook)?.[0] ?? "k1"]!;
  return /erifySecp256k1$/.test(hook) ? { ...vector, signature: doublyHashed } : vector;
}

function callFor(caller: Caller, hook: string): CallOperands {
  const { random, surroundings, self, rank } = caller;
  if (/[uU]pgrade|[dD]eleteContract/.test(hook)) {
    const owned = surroundings.contractsOwnedBy(self);
    return { address: owned ?? random.pick(surroundings.contracts), function: utf8ToBytes("upgrade"), arguments: [], value: 0n };
  }
  const mayBeBuiltIn = /[aA]syncCall$|AsyncCall$|OnDestContext/.test(hook);
  if (mayBeBuiltIn && random.chance(0.3)) return builtInCall(random, surroundings, self);
  const isTransfer = /[tT]ransfer/.test(hook);
  if (isTransfer && random.chance(0.4)) {
    const address = random.chance(0.5) ? random.pick(surroundings.users) : random.pick(surroundings.contracts);
    return { address, function: new Uint8Array(), arguments: [], value: amount(random) };
  }
  const isReader = /get|is|Balance|FromAddress/.test(hook) && !/Context/.test(hook);
  const address = random.pick(isReader ? [...surroundings.contracts, ...surroundings.users] : surroundings.contracts);
  if (/ReadOnly/.test(hook) && random.chance(0.9)) return { address, function: utf8ToBytes(viewName), arguments: [random.bytes(4)], value: 0n };
  return {
    address,
    function: utf8ToBytes(endpointNames[Math.min(rank + 1 + random.below(2), endpointNames.length - 1)]!),
    arguments: Array.from({ length: 1 + random.below(3) }, () => random.bytes(random.below(6))),
    value: random.chance(0.6) || /ReadOnly/.test(hook) ? 0n : amount(random),
  };
}

function amount(random: Random): bigint {
  return BigInt(random.below(1_000));
}

export function tokenAmount(random: Random, { fungible, collections }: Surroundings): TokenAmount {
  if (random.chance(0.5)) return { tokenIdentifier: random.pick(fungible), nonce: 0n, value: BigInt(1 + random.below(100)) };
  return { tokenIdentifier: random.pick(collections), nonce: BigInt(1 + random.below(2)), value: BigInt(1 + random.below(3)) };
}

function dataFor(random: Random, hook: string, call: CallOperands): Uint8Array {
  if (/createEC|CreateEC/.test(hook)) return random.pick(curves);
  if (/^transferValue$/.test(hook)) return new Uint8Array();
  if (/asyncCall|createAsyncCall/.test(hook)) return callDataOf(call);
  if (/scalar/i.test(hook)) return random.bytes(1 + random.below(28));
  return random.bytes(random.pick([0, 1, 2, 4, 8, 20, 32, 33, 64]));
}

function callDataOf(call: CallOperands): Uint8Array {
  const text = buildCallData(bytesToByteString(call.function), call.arguments);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Lengths as legacy hooks read them: 32 bits each, little-endian. */
export function lengthsOf(items: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...items.map(({ length }) => unsignedToFixedBytes(BigInt(length), 4).reverse()));
}
