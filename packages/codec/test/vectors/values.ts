// Values and their encodings. Sources: the unit tests of mx-sdk-rs data/codec (numbers, options, arrays, tuples, derived structs and enums),
// its serialization documentation, and what the compiled basic-features contract answers to its `echo_…` and `store_…` endpoints (that it
// still does is checked by basic-features.test.ts where the contract is at hand).
import { address, EGLD, t, tokenId, type AnyCodec, type Bytes } from "@mxvm/codec";

export interface CodecVector {
  readonly codec: AnyCodec;
  readonly value: unknown;
  readonly top: string;
  readonly nested: string;
}

const ALICE = address("erd1qyu5wthldzr8wx5c9ucg8kjagg0jfs53s8nr3zpz3hypefsdd8ssycr6th");
const ALICE_HEX = "0139472eff6886771a982f3083da5d421f24c29181e63888228dc81ca60d69e1";
const TOKEN = tokenId("WEGLD-bd4d79");
const TOKEN_HEX = "5745474c442d626434643739";
const EGLD_HEX = "45474c442d303030303030";

const Status = t.enum("Status", "FundingPeriod", "Successful", "Failed");
const Explicit = t.enum("Explicit", { Zero: 0, Five: 5, Last: 255 });
const FiveFirst = t.enum("FiveFirst", { Five: 5, Zero: 0 });
const Fieldless = t.variants("Fieldless", { A: {}, B: {} });
const Pair = t.struct("Pair", { a: t.u16, b: t.option(t.bigUint) });
const Action = t.variants("Action", { Nothing: {}, Send: { to: t.address, amount: t.bigUint }, Many: { pairs: t.list(Pair) } });
const NoFirst = t.variants("NoFirst", { Sum: { value: t.u8 }, None: {} });

const row = (codec: AnyCodec, value: unknown, top: string, nested: string): CodecVector => ({ codec, value, top, nested });

export const codecVectors: readonly CodecVector[] = [
  row(t.u8, 0, "", "00"),
  row(t.u8, 127, "7f", "7f"),
  row(t.u8, 128, "80", "80"),
  row(t.u8, 255, "ff", "ff"),
  row(t.u16, 0, "", "0000"),
  row(t.u16, 0x1234, "1234", "1234"),
  row(t.u32, 5, "05", "00000005"),
  row(t.u32, 0xffff_ffff, "ffffffff", "ffffffff"),
  row(t.usize, 0x10000, "010000", "00010000"),
  row(t.u64, 0n, "", "0000000000000000"),
  row(t.u64, 256n, "0100", "0000000000000100"),
  row(t.u64, 0xffff_ffff_ffff_ffffn, "ffffffffffffffff", "ffffffffffffffff"),
  row(t.i8, 0, "", "00"),
  row(t.i8, -1, "ff", "ff"),
  row(t.i8, -128, "80", "80"),
  row(t.i16, 128, "0080", "0080"),
  row(t.i16, -129, "ff7f", "ff7f"),
  row(t.i32, -1, "ff", "ffffffff"),
  row(t.i32, -256, "ff00", "ffffff00"),
  row(t.isize, 255, "00ff", "000000ff"),
  row(t.i64, -1n, "ff", "ffffffffffffffff"),
  row(t.i64, -257n, "feff", "fffffffffffffeff"),
  row(t.i64, -0x8000_0000_0000_0000n, "8000000000000000", "8000000000000000"),
  row(t.i64, 0x7fff_ffff_ffff_ffffn, "7fffffffffffffff", "7fffffffffffffff"),
  row(t.bigUint, 0n, "", "00000000"),
  row(t.bigUint, 128n, "80", "0000000180"),
  row(t.bigUint, 1n << 64n, "010000000000000000", "00000009010000000000000000"),
  row(t.nonZeroBigUint, 1n, "01", "0000000101"),
  row(t.bigInt, 0n, "", "00000000"),
  row(t.bigInt, -1n, "ff", "00000001ff"),
  row(t.bigInt, 128n, "0080", "000000020080"),
  row(t.bigInt, -129n, "ff7f", "00000002ff7f"),
  row(t.timestampMs, 1_700_000_000_000n, "018bcfe56800", "0000018bcfe56800"),
  row(t.durationSeconds, 60n, "3c", "000000000000003c"),
  row(t.bool, false, "", "00"),
  row(t.bool, true, "01", "01"),
  row(t.bytes, "0x", "", "00000000"),
  row(t.bytes, "0x0102ff" satisfies Bytes, "0102ff", "000000030102ff"),
  row(t.byteArray(5), "0x0102030405" satisfies Bytes, "0102030405", "0102030405"),
  row(t.byteArray(0), "0x", "", ""),
  row(t.string, "", "", "00000000"),
  row(t.string, "abc", "616263", "00000003616263"),
  row(t.string, "łódź", "c582c3b364c5ba", "00000007c582c3b364c5ba"),
  row(t.string, "a\udcffb", "61ff62", "0000000361ff62"),
  row(t.address, ALICE, ALICE_HEX, ALICE_HEX),
  row(t.tokenId, TOKEN, TOKEN_HEX, `0000000c${TOKEN_HEX}`),
  row(t.tokenId, EGLD, EGLD_HEX, `0000000b${EGLD_HEX}`),
  row(t.tokenIdentifier, TOKEN, TOKEN_HEX, `0000000c${TOKEN_HEX}`),
  row(t.egldOrEsdtTokenId, EGLD, "45474c44", "0000000445474c44"),
  row(t.egldOrEsdtTokenId, TOKEN, TOKEN_HEX, `0000000c${TOKEN_HEX}`),
  row(t.payment, { token: TOKEN, nonce: 1n, amount: 2n }, `0000000c${TOKEN_HEX}00000000000000010000000102`, `0000000c${TOKEN_HEX}00000000000000010000000102`),
  row(t.payment, { token: EGLD, nonce: 0n, amount: 2n }, `0000000b${EGLD_HEX}00000000000000000000000102`, `0000000b${EGLD_HEX}00000000000000000000000102`),
  row(t.esdtPayment, { token: TOKEN, nonce: 0n, amount: 0n }, `0000000c${TOKEN_HEX}000000000000000000000000`, `0000000c${TOKEN_HEX}000000000000000000000000`),
  row(t.egldOrEsdtPayment, { token: EGLD, nonce: 0n, amount: 5n }, "0000000445474c4400000000000000000000000105", "0000000445474c4400000000000000000000000105"),
  row(t.codeMetadata, { upgradeable: true, readable: true, guarded: false, payable: false, payableBySC: true }, "0504", "0504"),
  row(t.list(t.u8), [], "", "00000000"),
  row(t.list(t.u8), [1, 2], "0102", "000000020102"),
  row(t.list(t.u32), [1, 2], "0000000100000002", "000000020000000100000002"),
  row(t.list(t.bigInt), [5n, -1n], "000000010500000001ff", "00000002000000010500000001ff"),
  row(t.list(t.list(t.u32)), [[1], []], "000000010000000100000000", "00000002000000010000000100000000"),
  row(t.array(2, t.i32), [1, 2], "0000000100000002", "0000000100000002"),
  row(t.array(0, t.u64), [], "", ""),
  row(t.option(t.u32), undefined, "", "00"),
  row(t.option(t.u32), 5, "0100000005", "0100000005"),
  row(t.option(t.bigUint), 0n, "0100000000", "0100000000"),
  row(t.option(t.list(t.i32)), [1, 2, 3], "0100000003000000010000000200000003", "0100000003000000010000000200000003"),
  row(t.tuple(t.bigInt, t.bytes), [-5n, "0x0a"], "00000001fb000000010a", "00000001fb000000010a"),
  row(t.tuple(t.u8), [7], "07", "07"),
  row(Pair, { a: 5, b: undefined }, "000500", "000500"),
  row(Pair, { a: 5, b: 6n }, "0005010000000106", "0005010000000106"),
  row(Status, "FundingPeriod", "", "00"),
  row(Status, "Failed", "02", "02"),
  row(Explicit, "Zero", "", "00"),
  row(Explicit, "Five", "05", "05"),
  row(Explicit, "Last", "ff", "ff"),
  row(Fieldless, { type: "B" }, "01", "01"),
  row(Action, { type: "Nothing" }, "", "00"),
  row(Action, { type: "Send", to: ALICE, amount: 1n }, `01${ALICE_HEX}0000000101`, `01${ALICE_HEX}0000000101`),
  row(Action, { type: "Many", pairs: [{ a: 1, b: undefined }] }, "0200000001000100", "0200000001000100"),
  row(NoFirst, { type: "Sum", value: 0 }, "0000", "0000"),
  row(t.completionStatus, "completed", "636f6d706c65746564", "00000009636f6d706c65746564"),
];

/** Encodings that are read, though nothing is written so. */
export const leniently: readonly { readonly codec: AnyCodec; readonly value: unknown; readonly top?: string; readonly nested?: string }[] = [
  { codec: t.u8, value: 5, top: "0005" },
  { codec: t.u64, value: 1n, top: "0000000000000001" },
  { codec: t.i64, value: -1n, top: "ffffffffffffffff" },
  { codec: t.bigUint, value: 1n, top: "0001", nested: "000000020001" },
  { codec: t.bool, value: false, top: "00" },
  { codec: t.option(t.u32), value: undefined, top: "00" },
  { codec: t.tokenId, value: EGLD, top: "", nested: "00000000" },
  { codec: t.tokenId, value: EGLD, top: "45474c44" },
  { codec: t.egldOrEsdtTokenId, value: EGLD, top: EGLD_HEX },
  { codec: t.egldOrEsdtTokenId, value: EGLD, top: "", nested: "00000000" },
  { codec: Status, value: "FundingPeriod", top: "00" },
  // No bytes are the first variant even where it is not number 0, which is written as no bytes.
  { codec: FiveFirst, value: "Five", top: "" },
  { codec: FiveFirst, value: "Zero", top: "00" },
  { codec: Fieldless, value: { type: "A" }, top: "00" },
  { codec: Action, value: { type: "Nothing" }, top: "00" },
];

/** Bytes that are not read, and the framework's words for it. */
export const badEncodings: readonly { readonly codec: AnyCodec; readonly top?: readonly [string, string]; readonly nested?: readonly [string, string] }[] = [
  { codec: t.u8, top: ["0100", "input too long"], nested: ["", "input too short"] },
  { codec: t.u16, top: ["010000", "input too long"], nested: ["01", "input too short"] },
  { codec: t.u32, top: ["0100000000", "input too long"], nested: ["000001", "input too short"] },
  { codec: t.u64, top: ["010000000000000000", "value too long"], nested: ["00", "input too short"] },
  { codec: t.i8, top: ["0080", "input out of range"] },
  { codec: t.i32, top: ["0080000000", "input out of range"] },
  { codec: t.i64, top: ["000000000000000001", "value too long"], nested: ["0000000000000001ff", "input too long"] },
  { codec: t.bigUint, nested: ["00000002ff", "input too short"] },
  { codec: t.nonZeroBigUint, top: ["", "zero value not allowed"], nested: ["00000000", "zero value not allowed"] },
  { codec: t.bool, top: ["02", "invalid value"], nested: ["02", "invalid value"] },
  { codec: t.bool, top: ["0001", "input too long"] },
  { codec: t.bytes, nested: ["00000005ff", "input too short"] },
  { codec: t.byteArray(5), top: ["01020304", "bad array length"], nested: ["01020304", "input too short"] },
  { codec: t.address, top: [ALICE_HEX.slice(2), "bad array length"], nested: [ALICE_HEX.slice(2), "input too short"] },
  { codec: t.option(t.u32), top: ["0000", "input too long"], nested: ["02", "invalid value"] },
  { codec: t.option(t.u32), top: ["010000000500", "input too long"] },
  { codec: t.option(t.u32), top: ["02", "invalid value"] },
  { codec: t.list(t.u32), top: ["000000010000", "input too short"], nested: ["00000002000000010000", "input too short"] },
  { codec: t.list(t.u32), nested: ["ffffffff", "input too short"] },
  { codec: t.array(2, t.u8), top: ["010203", "input too long"], nested: ["01", "input too short"] },
  { codec: t.tuple(t.u8, t.u8), top: ["01", "input too short"] },
  { codec: t.tuple(t.u8, t.u8), top: ["010203", "input too long"] },
  { codec: Pair, top: ["", "input too short"] },
  { codec: Pair, top: ["00050000", "input too long"] },
  { codec: Status, top: ["03", "invalid value"], nested: ["03", "invalid value"] },
  { codec: Status, top: ["0100", "input too long"] },
  { codec: Fieldless, top: ["02", "invalid value"] },
  { codec: Action, top: ["03", "invalid value"], nested: ["03", "invalid value"] },
  { codec: Action, top: ["0000", "input too long"] },
  { codec: NoFirst, top: ["", "input too short"] },
  { codec: t.completionStatus, top: ["63", "invalid value"] },
  { codec: t.payment, top: [`0000000c${TOKEN_HEX}000000000000000000000000`, "zero value not allowed"] },
  { codec: t.tokenIdentifier, top: [EGLD_HEX, "ESDT expected"], nested: [`0000000b${EGLD_HEX}`, "ESDT expected"] },
  { codec: t.tokenIdentifier, top: ["45474c44", "ESDT expected"], nested: ["00000000", "ESDT expected"] },
  { codec: t.codeMetadata, top: ["05", "input too short"] },
  { codec: t.codeMetadata, top: ["050400", "input too long"] },
];

/** Values that are not of their type, as only a contract's arithmetic can make them, and how the contract ends. */
export const badValues: readonly { readonly codec: AnyCodec; readonly value: unknown; readonly message: string }[] = [
  { codec: t.u8, value: 256, message: "integer overflow" },
  { codec: t.u32, value: -1, message: "integer overflow" },
  { codec: t.usize, value: 0.5, message: "integer overflow" },
  { codec: t.u16, value: Number.NaN, message: "integer overflow" },
  { codec: t.i8, value: 128, message: "integer overflow" },
  { codec: t.i32, value: -0x8000_0001, message: "integer overflow" },
  { codec: t.u64, value: 1n << 64n, message: "integer overflow" },
  { codec: t.i64, value: 1n << 63n, message: "integer overflow" },
  { codec: t.bigUint, value: -1n, message: "cannot subtract because result would be negative" },
  { codec: t.list(t.bigUint), value: [1n, -1n], message: "cannot subtract because result would be negative" },
  { codec: t.nonZeroBigUint, value: 0n, message: "zero value not allowed" },
  { codec: t.byteArray(2), value: "0x01", message: "bad array length" },
  { codec: t.array(2, t.u8), value: [1], message: "bad array length" },
  { codec: Status, value: "Other", message: "invalid value" },
  { codec: Action, value: { type: "Other" }, message: "invalid value" },
];
