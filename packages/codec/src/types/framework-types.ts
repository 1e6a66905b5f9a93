// Codecs of types that contracts' ABIs name and contracts in TypeScript have no use for: big floats, decimals, values that are ignored,
// results of asynchronous calls. Mirrors mx-sdk-rs framework/base types, and data/codec impl_unit and impl_ignore.
import { DecodeError } from "../errors.js";
import type { AnyArgCodec, ArgCodec, Codec } from "./codec.js";
import { failToEncode } from "./failure.js";
import { makeCodec, nestedFormat } from "./make.js";
import { t } from "./t.js";
import { bytesFromArray, bytesToArray, type Bytes } from "./values.js";

/** A decimal whose number of decimals is part of the value: `units` of 10^-`decimals`. */
export interface Decimal {
  readonly units: bigint;
  readonly decimals: number;
}

/** What an asynchronous call answered. */
export type AsyncCallResult<V> = { readonly type: "ok"; readonly value: V } | { readonly type: "error"; readonly code: number; readonly message: string };

/** Of calls in the same shard, and across shards: `ok` as a number. */
const successCodes: readonly number[] = [0, 0x6f6b];

/** By the names that ABIs give them. */
const codecs: Readonly<Record<string, AnyArgCodec>> = {
  "()": unit(),
  ignore: ignore(),
  BigFloat: renamed(t.bytes, "BigFloat"),
  "bytes-read-to-end": bytesReadToEnd(),
  EsdtTokenIdentifier: t.tokenIdentifier,
  MessageHashType: t.enum("MessageHashType", "ECDSAPlainMsg", "ECDSASha256", "ECDSADoubleSha256", "ECDSAKeccak256", "ECDSARipemd160"),
  NonZeroUsize: nonZeroUsize(),
  Sign: sign(),
};

/** The codec of such a type, if it is one. `codecOf` is that of the ABI, for types that have others inside. */
export function frameworkCodec(type: string, codecOf: (type: string) => AnyArgCodec): AnyArgCodec | undefined {
  if (Object.hasOwn(codecs, type)) return codecs[type];
  const [, name, part = ""] = /^(\w+)<(.*)>$/s.exec(type) ?? [];
  switch (name) {
    case "ManagedDecimal":
      return decimal(type, part, t.bigUint);
    case "ManagedDecimalSigned":
      return decimal(type, part, t.bigInt);
    case "AsyncCallResult":
      return asyncCallResult(codecOf(part));
    default:
      return undefined;
  }
}

function renamed<V, N extends string>(codec: Codec<V>, typeName: N): Codec<V, N> {
  return Object.freeze({ ...codec, kind: typeName, typeName });
}

/** Nothing, as a value that is encoded as no bytes. */
function unit(): Codec<null, "()"> {
  return makeCodec<null, "()">({ kind: "unit", typeName: "()" }, {
    topEncode: (_value, output) => output.slice(new Uint8Array(0)),
    topDecode: () => null,
    nestedEncode: () => undefined,
    nestedDecode: () => null,
    isZeroSized: true,
  });
}

/** Arguments that nobody looks at: all that are left. */
function ignore(): ArgCodec<undefined, "ignore"> {
  return Object.freeze({
    kind: "ignore",
    typeName: "ignore",
    components: [],
    single: false,
    multi: {
      decode: (source): undefined => {
        while (source.hasNext()) source.next();
      },
      encode: () => undefined,
    },
  } satisfies ArgCodec<undefined, "ignore">);
}

/** Bytes without their number: all that are left. */
function bytesReadToEnd(): Codec<Bytes, "bytes-read-to-end"> {
  return makeCodec(
    { kind: "bytesReadToEnd", typeName: "bytes-read-to-end" },
    nestedFormat<Bytes>({
      nestedEncode: (value, writer) => writer.writeFixedBytes(bytesToArray(value)),
      nestedDecode: (reader) => bytesFromArray(reader.readFixedBytes(reader.remaining())),
    }),
  );
}

function nonZeroUsize(): Codec<number, "NonZeroUsize"> {
  const { format } = t.usize;
  const toBeEncoded = (value: number): number => (value === 0 ? failToEncode("zero") : value);
  const decoded = (value: number): number => {
    if (value === 0) throw new DecodeError("INVALID_VALUE");
    return value;
  };
  return makeCodec<number, "NonZeroUsize">({ kind: "nonZeroUsize", typeName: "NonZeroUsize" }, {
    topEncode: (value, output) => format.topEncode(toBeEncoded(value), output),
    topDecode: (input) => decoded(format.topDecode(input) as number),
    nestedEncode: (value, writer) => format.nestedEncode(toBeEncoded(value), writer),
    nestedDecode: (reader) => decoded(format.nestedDecode(reader) as number),
  });
}

const signs = ["Minus", "NoSign", "Plus"] as const;
type Sign = (typeof signs)[number];

/** The sign of an integer, as -1, 0 or 1. */
function sign(): Codec<Sign, "Sign"> {
  const { format } = t.i8;
  const toNumber = (value: Sign): number => signs.indexOf(value) - 1;
  const fromNumber = (number: number): Sign => signs[Math.sign(number) + 1]!;
  return makeCodec<Sign, "Sign">({ kind: "sign", typeName: "Sign" }, {
    topEncode: (value, output) => format.topEncode(toNumber(value), output),
    topDecode: (input) => fromNumber(format.topDecode(input) as number),
    nestedEncode: (value, writer) => format.nestedEncode(toNumber(value), writer),
    nestedDecode: (reader) => fromNumber(format.nestedDecode(reader) as number),
  });
}

/** A decimal: its units where the type says how many decimals there are, else with their number. */
function decimal(type: string, decimals: string, units: Codec<bigint>): AnyArgCodec | undefined {
  if (/^\d+$/.test(decimals)) return renamed(units, type);
  return decimals === "usize" ? t.struct(type, { units, decimals: t.usize }) : undefined;
}

/** A success code and the result, or another code and the message. */
function asyncCallResult<V, N extends string>(result: ArgCodec<V, N>): ArgCodec<AsyncCallResult<V>, `AsyncCallResult<${N}>`> {
  return Object.freeze({
    kind: "asyncCallResult",
    typeName: `AsyncCallResult<${result.typeName}>`,
    components: [result],
    single: false,
    multi: {
      decode: (source): AsyncCallResult<V> => {
        const code = t.u32.multi.decode(source) as number;
        if (successCodes.includes(code)) return { type: "ok", value: result.multi.decode(source) as V };
        return { type: "error", code, message: source.hasNext() ? (t.string.multi.decode(source) as string) : "" };
      },
      encode: (value: AsyncCallResult<V>, sink) => {
        t.u32.multi.encode(value.type === "ok" ? 0 : value.code, sink);
        if (value.type === "ok") result.multi.encode(value.value, sink);
        else t.string.multi.encode(value.message, sink);
      },
    },
  } satisfies ArgCodec<AsyncCallResult<V>, `AsyncCallResult<${N}>`>);
}
