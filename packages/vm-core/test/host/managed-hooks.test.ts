// Managed hooks of production's host tests, with their vectors: tokens, code, transfers on behalf of users, buffers, numbers and cryptography.
import { ed25519 } from "@noble/curves/ed25519.js";
import { p521 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { blake2b } from "@noble/hashes/blake2.js";
import { ripemd160 } from "@noble/hashes/legacy.js";
import { bytesToByteString, bytesToHex, bytesToUnsigned, hexToBytes } from "@mxvm/codec";
import { codeOf, mockContract, type MockEndpoint, type MockVm } from "@mxvm/executor-mock";
import { type BlockchainHooks, type ContractCallInput, type EsDigitalToken, ReturnCode, type VmOutput } from "@mxvm/protocol-hooks";
import { describe, expect, test, vi } from "vitest";
import { alice, buffer, bytesOf, fail, payments, text, tokenIdentifier, vector } from "../support/mock-world.js";
import { child, parent } from "./support/async-contracts.js";
import { createHost, errorsOf, type Host, type HostSetup, transfersOf } from "./support/host.js";
import { blsMultiSignature, blsSignature, p521Point, secp256k1Signature, secp256r1Signature, type SignatureVector } from "./support/signature-vectors.js";

vi.mock("../../src/metering/gas-costs.js", async (original) => (await import("./support/unchecked-costs.js")).unchecked(await original()));

/** What an endpoint saw; the run must succeed. */
function seen<Seen>(look: (vm: MockVm) => Seen, setup: Partial<HostSetup> = {}, input: Partial<ContractCallInput> = {}): Seen {
  const results: Seen[] = [];
  const run: MockEndpoint = (vm) => { results.push(look(vm)); };
  const output = createHost({ contracts: { parent: { endpoints: { run }, codeMetadata: [0, 2] } }, ...setup }).call(1000, input);
  expect([output.returnMessage, results.length]).toEqual(["", 1]);
  return results[0]!;
}

/** The bytes that a hook puts under its last handle. */
function resultOf(vm: MockVm, hook: (destination: number) => unknown): Uint8Array {
  const destination = vm.hooks.mBufferNew();
  hook(destination);
  return bytesOf(vm, destination);
}

describe("a token", () => {
  const token = (change: Partial<EsDigitalToken>): EsDigitalToken => {
    return { type: 0, value: 100n, properties: text(""), metadata: undefined, reserved: text(""), ...change };
  };
  const own = (vm: MockVm): [address: number, identifier: number] => [buffer(vm, parent), buffer(vm, tokenIdentifier)];

  test.each([0, 1])("is frozen if its properties say so: %d", (frozen) => {
    const hooks = { getEsdtToken: () => token({ properties: Uint8Array.of(frozen, 0) }) };
    expect(seen((vm) => vm.hooks.managedIsESDTFrozen(...own(vm), 0n), { hooks })).toBe(frozen);
  });

  test.each([false, true])("is paused, or its transfer limited, as the protocol says: %s", (is) => {
    const hooks = { isPaused: () => is, isLimitedTransfer: () => is };
    expect(seen((vm) => vm.hooks.managedIsESDTPaused(buffer(vm, tokenIdentifier)), { hooks })).toBe(Number(is));
    expect(seen((vm) => vm.hooks.managedIsESDTLimitedTransfer(buffer(vm, tokenIdentifier)), { hooks })).toBe(Number(is));
  });

  test("has the type that the protocol says", () => {
    const type = seen(
      (vm) => {
        const handle = vm.hooks.bigIntNew(0n);
        vm.hooks.managedGetESDTTokenType(...own(vm), 0n, handle);
        return vm.hooks.bigIntGetInt64(handle);
      },
      { hooks: { getEsdtToken: () => token({ type: 1 }) } },
    );
    expect(type).toBe(1n);
  });

  test("may have a nonce beyond what is signed", () => {
    const nonces: bigint[] = [];
    const getEsdtToken: BlockchainHooks["getEsdtToken"] = (_address, _identifier, nonce) => {
      nonces.push(nonce);
      return token({});
    };
    const value = seen(
      (vm) => {
        const value = vm.hooks.bigIntNew(0n);
        const rest = Array.from({ length: 5 }, () => vm.hooks.mBufferNew()) as [number, number, number, number, number];
        vm.hooks.managedGetESDTTokenData(...own(vm), -(2n ** 63n), value, ...rest, vm.hooks.bigIntNew(0n), vm.hooks.mBufferNew());
        return vm.hooks.bigIntGetInt64(value);
      },
      { hooks: { getEsdtToken } },
    );
    expect([value, nonces]).toEqual([100n, [2n ** 63n]]);
  });
});

test("code has metadata and a hash", () => {
  expect(seen((vm) => resultOf(vm, (to) => { vm.hooks.managedGetCodeMetadata(buffer(vm, parent), to); }))).toEqual(Uint8Array.of(0, 2));
  const hash = blake2b(codeOf(mockContract({ name: "parent", endpoints: {} })), { dkLen: 32 });
  expect(seen((vm) => resultOf(vm, (to) => { vm.hooks.managedGetCodeHash(buffer(vm, parent), to); }))).toEqual(hash);
});

test.each([["ESDTTransfer", 1], ["NotABuiltInFunction", 0]])("%s is a built-in function: %d", (name, expected) => {
  expect(seen((vm) => vm.hooks.managedIsBuiltinFunction(buffer(vm, name)))).toBe(expected);
});

describe("a transfer on behalf of a user", () => {
  const balances = (host: Host): readonly number[] => [parent, child, alice].map((address) => Number(host.tokens(address)));

  function transferByUser(functionName: string, childFunction: MockEndpoint): { host: Host; output: VmOutput } {
    const run: MockEndpoint = (vm) => {
      const [user, to, sent] = [buffer(vm, alice), buffer(vm, child), payments(vm, { value: 5n })];
      vm.hooks.managedMultiTransferESDTNFTExecuteByUser(user, to, sent, 1000n, buffer(vm, functionName), vector(vm));
    };
    const contracts = { parent: { endpoints: { run }, tokens: 100n }, child: { endpoints: { childFunction }, codeMetadata: [0, 6] as const } };
    const host = createHost({ contracts, options: { opcodeAddressIsAllowed: { managedMultiTransferESDTNFTExecuteByUser: [parent] } } });
    return { host, output: host.call(1000) };
  }

  test("comes from the user", () => {
    const { host, output } = transferByUser("", () => undefined);
    expect(output.returnMessage).toBe("");
    expect(balances(host)).toEqual([95, 5, 0]);
    expect(transfersOf(output)).toMatchObject([{ from: "alice", to: "child" }]);
  });

  test("may call a function", () => {
    const { host, output } = transferByUser("childFunction", () => undefined);
    expect(output.returnMessage).toBe("");
    expect(balances(host)).toEqual([95, 5, 0]);
  });

  test("gives the tokens to the user if the called function fails", () => {
    const { host, output } = transferByUser("childFunction", (vm) => { fail(vm, "triggered error"); });
    expect(balances(host)).toEqual([95, 0, 5]);
    expect(errorsOf(output)).toContain("triggered error");
  });
});

describe("all transfers of a call", () => {
  const transfers = (input: Partial<ContractCallInput>): readonly string[] =>
    seen((vm) => {
      const bytes = resultOf(vm, (to) => { vm.hooks.managedGetAllTransfersCallValue(to); });
      const list = new DataView(bytes.buffer);
      return Array.from({ length: bytes.length / 16 }, (_, index) => {
        const name = bytesToByteString(bytesOf(vm, list.getInt32(index * 16)));
        return `${name} ${vm.hooks.bigIntGetInt64(list.getInt32(index * 16 + 12))}`;
      });
    }, {}, input);

  test.each<[string, Partial<ContractCallInput>, readonly string[]]>([
    ["are its tokens", { esdtTransfers: [{ tokenIdentifier, nonce: 0n, value: 5n, tokenType: 0 }] }, ["TOK-123456 5"]],
    ["are its EGLD, under an identifier", { callValue: 5n }, ["EGLD-000000 5"]],
    ["may be none", {}, []],
  ])("%s", (_what, input, expected) => {
    expect(transfers(input)).toEqual(expected);
  });
});

describe("buffers and numbers", () => {
  const data = "ABCDEFGHIJKLMNOPR";
  const zeros = (count: number): string => "\0".repeat(count);

  test("part of a buffer is overwritten from memory", () => {
    const bytes = seen((vm) => {
      const handle = buffer(vm, new Uint8Array(data.length));
      vm.memory.store(0, text(data));
      expect(vm.hooks.mBufferSetByteSlice(handle, 4, 10, 0)).toBe(0);
      return bytesOf(vm, handle);
    });
    expect(bytesToByteString(bytes)).toBe(zeros(4) + data.slice(0, 10) + zeros(3));
  });

  test("part of a buffer is copied over another, or over itself", () => {
    const copied = (from: number, isSame: boolean): string =>
      seen((vm) => {
        const source = buffer(vm, data);
        const destination = isSame ? source : buffer(vm, "01234567890123456789");
        expect(vm.hooks.mBufferCopyByteSlice(source, from, 10, destination)).toBe(0);
        return bytesToByteString(bytesOf(vm, destination));
      });
    expect([copied(4, false), copied(2, true)]).toEqual([data.slice(4, 14), data.slice(2, 12)]);
  });

  test("bytes are written as hex, numbers in decimal", () => {
    const written = seen((vm) => [
      resultOf(vm, (to) => { vm.hooks.managedBufferToHex(buffer(vm, Uint8Array.of(1, 2, 3)), to); }),
      resultOf(vm, (to) => { vm.hooks.bigIntToString(vm.hooks.bigIntNew(1_234_567_890n), to); }),
    ]);
    expect(written.map(bytesToByteString)).toEqual(["010203", "1234567890"]);
  });

  test("a number is an int64 only if it fits", () => {
    const run: MockEndpoint = (vm) => {
      vm.hooks.bigIntGetSignedArgument(0, 0);
      vm.hooks.smallIntFinishSigned(vm.hooks.bigIntGetInt64(0));
    };
    const host = createHost({ contracts: { parent: { endpoints: { run } } } });
    const most = hexToBytes("7fffffffffffffff");
    expect(host.call(1000, { arguments: [most] })).toMatchObject({ returnCode: ReturnCode.ok, returnData: [most] });
    const failed = host.call(1000, { arguments: [hexToBytes("01ffffffffffffffff")] });
    expect(failed).toMatchObject({ returnCode: ReturnCode.executionFailed, returnMessage: "big int cannot be represented as int64" });
  });
});

describe("signatures and hashes", () => {
  const handlesOf = (vm: MockVm, { key, message, signature }: SignatureVector): [number, number, number] => [
    buffer(vm, hexToBytes(key)),
    buffer(vm, hexToBytes(message)),
    buffer(vm, hexToBytes(signature)),
  ];
  const { r, s } = secp256k1Signature;
  const derOf = (ofS: bigint): Uint8Array => new secp256k1.Signature(bytesToUnsigned(hexToBytes(r)), ofS).toBytes("der");
  const highS = bytesToUnsigned(hexToBytes(s));
  const secp256k1Der = { ...secp256k1Signature, signature: bytesToHex(derOf(highS)) };
  const seed = hexToBytes("1122334455667788990011223344556677889900112233445566778899001122");
  const edMessage = text("test message!");
  const edSignature = { key: bytesToHex(ed25519.getPublicKey(seed)), message: bytesToHex(edMessage), signature: bytesToHex(ed25519.sign(edMessage, seed)) };

  test.each<[string, (vm: MockVm) => number]>([
    ["BLS", (vm) => vm.hooks.managedVerifyBLS(...handlesOf(vm, blsSignature))],
    ["a BLS signature share", (vm) => vm.hooks.managedVerifyBLSSignatureShare(...handlesOf(vm, blsSignature))],
    ["a BLS multi-signature", (vm) => {
      const keys = vector(vm, ...blsMultiSignature.keys.map(hexToBytes));
      return vm.hooks.managedVerifyBLSAggregatedSignature(keys, buffer(vm, hexToBytes(blsMultiSignature.message)), buffer(vm, hexToBytes(blsMultiSignature.signature)));
    }],
    ["Ed25519", (vm) => vm.hooks.managedVerifyEd25519(...handlesOf(vm, edSignature))],
    ["secp256k1 in DER", (vm) => vm.hooks.managedVerifySecp256k1(...handlesOf(vm, secp256k1Der))],
    ["secp256r1", (vm) => vm.hooks.managedVerifySecp256r1(...handlesOf(vm, secp256r1Signature))],
    ["secp256k1 of a message that is hashed twice", (vm) => vm.hooks.managedVerifyCustomSecp256k1(...handlesOf(vm, secp256k1Der), 2)],
  ])("of %s is verified", (_kind, verify) => {
    expect(seen(verify)).toBe(0);
  });

  test("secp256k1 halves are encoded in DER, with the lower of the two values of s", () => {
    const encoded = seen((vm) => resultOf(vm, (to) => vm.hooks.managedEncodeSecp256k1DerSignature(buffer(vm, hexToBytes(r)), buffer(vm, hexToBytes(s)), to)));
    expect(encoded).toEqual(derOf(secp256k1.Point.CURVE().n - highS));
  });

  test("RIPEMD-160 is that of the bytes", () => {
    const bytes = Uint8Array.of(1, 2, 3);
    expect(seen((vm) => resultOf(vm, (to) => vm.hooks.managedRipemd160(buffer(vm, bytes), to)))).toEqual(ripemd160(bytes));
  });
});

describe("the curve P-521", () => {
  const { x, y, scalar, baseScalar, generatedKey } = p521Point;
  const uncompressed = `04${x}${y}`;
  const compressed = `03${x}`;
  const bigInt = (vm: MockVm, hex: string): number => {
    const handle = vm.hooks.bigIntNew(0n);
    vm.hooks.mBufferToBigIntUnsigned(buffer(vm, hexToBytes(hex)), handle);
    return handle;
  };
  const hexOf = (vm: MockVm, handle: number): string => {
    const bytes = vm.hooks.mBufferNew();
    vm.hooks.mBufferFromBigIntUnsigned(bytes, handle);
    return bytesToHex(bytesOf(vm, bytes)).padStart(132, "0");
  };
  const curve = (vm: MockVm): number => vm.hooks.managedCreateEC(buffer(vm, "p521"));

  /** The point that a hook puts under two handles. */
  const pointOf = (hook: (vm: MockVm, ...handles: readonly [x: number, y: number, ec: number]) => number): readonly string[] =>
    seen((vm) => {
      const [toX, toY] = [vm.hooks.bigIntNew(0n), vm.hooks.bigIntNew(0n)];
      expect(hook(vm, toX, toY, curve(vm))).toBe(0);
      return [hexOf(vm, toX), hexOf(vm, toY)];
    });
  const times = (point: typeof p521.Point.BASE, factor: string): readonly string[] => {
    const { x: productX, y: productY } = point.multiply(bytesToUnsigned(hexToBytes(factor))).toAffine();
    return [productX, productY].map((coordinate) => coordinate.toString(16).padStart(132, "0"));
  };

  test("multiplies its base point and others", () => {
    const point = p521.Point.fromHex(uncompressed);
    expect(pointOf((vm, toX, toY, ec) => vm.hooks.managedScalarBaseMultEC(toX, toY, ec, buffer(vm, hexToBytes(baseScalar))))).toEqual(times(p521.Point.BASE, baseScalar));
    const multiplied = pointOf((vm, toX, toY, ec) => vm.hooks.managedScalarMultEC(toX, toY, ec, bigInt(vm, x), bigInt(vm, y), buffer(vm, hexToBytes(scalar))));
    expect(multiplied).toEqual(times(point, scalar));
  });

  test("marshals and unmarshals points, compressed or not", () => {
    expect(pointOf((vm, toX, toY, ec) => vm.hooks.managedUnmarshalEC(toX, toY, ec, buffer(vm, hexToBytes(uncompressed))))).toEqual([x, y]);
    expect(pointOf((vm, toX, toY, ec) => vm.hooks.managedUnmarshalCompressedEC(toX, toY, ec, buffer(vm, hexToBytes(compressed))))).toEqual([x, y]);
    const marshalled = seen((vm) => [
      resultOf(vm, (to) => vm.hooks.managedMarshalEC(bigInt(vm, x), bigInt(vm, y), curve(vm), to)),
      resultOf(vm, (to) => vm.hooks.managedMarshalCompressedEC(bigInt(vm, x), bigInt(vm, y), curve(vm), to)),
    ]);
    expect(marshalled.map(bytesToHex)).toEqual([uncompressed, compressed]);
  });

  test("generates the key that production generates from empty seeds", () => {
    const input = { currentTxHash: text(""), originalTxHash: text(""), prevTxHash: text("") };
    const key = seen((vm) => resultOf(vm, (to) => vm.hooks.managedGenerateKeyEC(bigInt(vm, x), bigInt(vm, y), curve(vm), to)), {}, input);
    expect(bytesToHex(key)).toBe(generatedKey);
  });

  test.each([["p224", 224], ["p256", 256], ["p384", 384], ["p521", 521]])("is one of four: %s", (name, bits) => {
    expect(seen((vm) => vm.hooks.getCurveLengthEC(vm.hooks.managedCreateEC(buffer(vm, name))))).toBe(bits);
  });
});
