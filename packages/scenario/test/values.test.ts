// Value expressions: mx-chain-scenario-go expression/interpreter.
import { bytesToHex, hexToBytes, utf8ToBytes } from "@mxvm/codec";
import { describe, expect, test } from "vitest";
import type { ValueContext } from "../src/index.js";
import { ValueError, interpretExpression } from "../src/index.js";

const context: ValueContext = {
  vmType: Uint8Array.of(5, 0),
  readFile: (path) => {
    if (path !== "hello.txt") throw new TypeError("no such file");
    return utf8ToBytes("hello");
  },
  readCode: () => Uint8Array.of(0, 0x61, 0x73, 0x6d),
};

function interpret(expression: string): string {
  return bytesToHex(interpretExpression(expression, context));
}

function failure(expression: string): ValueError {
  try {
    interpretExpression(expression, context);
  } catch (error) {
    if (error instanceof ValueError) return error;
    throw error;
  }
  throw new TypeError(`${expression} has a value`);
}

const ascii = (text: string): string => bytesToHex(utf8ToBytes(text));
const contract = (rest: string): string => `00000000000000000500${rest}`;

describe("an expression stands for bytes", () => {
  test.each<readonly [expression: string, hex: string]>([
    ["", ""],
    ["true", "01"],
    ["false", ""],
    // Text
    ["str:abc", ascii("abc")],
    ["str:", ""],
    ["``abc", ascii("abc")],
    ["''abc", ascii("abc")],
    ["'''", ascii("'")],
    ["``''", ascii("''")],
    ["str:a:b", ascii("a:b")],
    ["str:é", "c3a9"],
    // Addresses
    ["address:", ascii("_".repeat(32))],
    ["address:an_owner", ascii("an_owner".padEnd(32, "_"))],
    ["address:1234567890123456789012345678901234", ascii("12345678901234567890123456789012")],
    ["address:a#bb", ascii("a".padEnd(31, "_")) + "bb"],
    ["address:#05", ascii("_".repeat(31)) + "05"],
    ["address:12345678901234567890123456789012#66", ascii("1234567890123456789012345678901") + "66"],
    ["sc:a", contract(ascii("a".padEnd(22, "_")))],
    ["sc:a#44", contract(ascii("a".padEnd(21, "_")) + "44")],
    ["sc:1234567890123456789012345", contract(ascii("1234567890123456789012"))],
    ["bech32:erd1qqqqqqqqqqqqqqqpqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqplllst77y4l", "00000000000000000001" + "00".repeat(19) + "01ffff"],
    // Unsigned numbers
    ["0", ""],
    ["12", "0c"],
    ["256", "0100"],
    ["1,000_000", "0f4240"],
    ["0x", ""],
    ["0X0012", "0012"],
    ["0x123", "0123"],
    ["0x12_34,56", "123456"],
    ["0b101", "05"],
    ["0B1_0000_0000", "0100"],
    ["115792089237316195423570985008687907853269984665640564039457584007913129639936", "01" + "00".repeat(32)],
    // Signed numbers
    ["-1", "ff"],
    ["+255", "00ff"],
    ["+0", ""],
    ["-0", ""],
    ["-256", "ff00"],
    ["-0b101", "fb"],
    ["+0xff", "00ff"],
    ["-128", "80"],
    ["-129", "ff7f"],
    // Fixed width
    ["u8:0", "00"],
    ["u16:0x1234", "1234"],
    ["u32:+5", "00000005"],
    ["u64:0b101", "0000000000000005"],
    ["i8:255", "ff"],
    ["i8:-1", "ff"],
    ["i16:+255", "00ff"],
    ["i32:-1", "ffffffff"],
    ["i64:-256", "ffffffffffffff00"],
    ["i64:256", "0000000000000100"],
    // With a length in front
    ["biguint:0", "00000000"],
    ["biguint:27,80", "000000020adc"],
    ["biguint:0x01_FF", "0000000201ff"],
    ["nested:", "00000000"],
    ["nested:str:abc", "00000003616263"],
    ["nested:-0x01", "00000001ff"],
    ["nested:nested:5", "000000050000000105"],
    // Concatenation
    ["|", ""],
    ["|0|", ""],
    ["|||0x01|5||||", "0105"],
    ["str:a|''b|0x63", "616263"],
    ["i16:0x61|u32:5", "006100000005"],
    ["nested:str:a|str:b", "000000016162"],
    // Hashes take everything that follows, concatenation included
    ["keccak256:", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"],
    ["keccak256:|0", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"],
    ["keccak256:str:transfer(address,uint256)", "a9059cbb2ab09eb219583f4a59a5d0623ade346d962bcd4e46b11da047c9049b"],
    ["keccak256:str:transfer(|str:address,uint256)", "a9059cbb2ab09eb219583f4a59a5d0623ade346d962bcd4e46b11da047c9049b"],
    // Files take everything that follows
    ["file:", ""],
    ["file:hello.txt", ascii("hello")],
    ["0x01|file:hello.txt", "01" + ascii("hello")],
    ["nested:file:hello.txt", "00000005" + ascii("hello")],
    ["mxsc:any.mxsc.json", "0061736d"],
  ])("%s", (expression, hex) => {
    expect(interpret(expression)).toBe(hex);
  });

  test("`sc:` takes the VM type from its context", () => {
    const bytes = interpretExpression("sc:a", { ...context, vmType: Uint8Array.of(0x56, 0x4d) });
    expect(bytesToHex(bytes.subarray(0, 11))).toBe("0000000000000000564d61");
  });
});

describe("a number with a fraction is a big float as Go's gob encodes it", () => {
  const float = (flags: string, exponent: string, mantissa: string): string => `01${flags}00000035${exponent}${mantissa}`;

  test.each<readonly [expression: string, hex: string]>([
    ["6297134613497.34523924564572445", float("0a", "0000002b", "b7454f187f2b1000")],
    ["-6297134613497.34523924564572445", float("0b", "0000002b", "b7454f187f2b1000")],
    ["1.0", float("0a", "00000001", "8000000000000000")],
    ["+0.5", float("0a", "00000000", "8000000000000000")],
    ["0.1", float("0a", "fffffffd", "ccccccccccccd000")],
    ["1,234.5e-3", float("0a", "00000001", "9e04189374bc6800")],
    ["1.5p3", float("0a", "00000004", "c000000000000000")],
    ["-0x1.8p1", float("0b", "00000002", "c000000000000000")],
    ["0b1.1", float("0a", "00000001", "c000000000000000")],
    ["0.0", "010800000035"],
    ["-0.0", "010800000035"],
    ["1.5e300", float("0a", "000003e6", "8f596b3002c1a800")],
    ["1.5e-300", float("0a", "fffffc1d", "8094be91d5b41800")],
    ["bigfloat:5", `00000012${float("0a", "00000003", "a000000000000000")}`],
    ["bigfloat:inf", "00000006010c00000035"],
    ["bigfloat:-Inf", "00000006010d00000035"],
    ["bigfloat:0x01_0a,00", "00000003010a00"],
    ["i64:1.0", float("0a", "00000001", "8000000000000000")],
  ])("%s", (expression, hex) => {
    expect(interpret(expression)).toBe(hex);
  });

  test("decimal fractions round as the machine's own doubles do", () => {
    for (let i = 0; i < 500; i++) {
      const text = `${(i * 7919 + 1) % 1009}.${String((i * 104729 + 17) ** 2)}e${(i % 41) - 20}`;
      const value = Number(text);
      const bytes = hexToBytes(interpret(text));
      const view = new DataView(bytes.buffer);
      expect(Number(view.getBigUint64(10)) * 2 ** (view.getInt32(6) - 64)).toBe(value);
    }
  });
});

describe("a malformed expression says where and what was expected", () => {
  test.each<readonly [expression: string, index: number, message: RegExp]>([
    ["abc", 0, /found `abc`, expected a number/],
    ["12 ", 0, /expected a number/],
    ["0x1g", 0, /hexadecimal digits/],
    ["0b12", 0, /expected a number/],
    ["--5", 1, /the negative number -5/],
    ["+", 1, /expected a number/],
    ["u8:256", 3, /fits in 1 byte/],
    ["i8:+255", 3, /fits in 1 byte/],
    ["i16:-32769", 4, /fits in 2 bytes/],
    ["biguint:-1", 8, /not negative/],
    ["u8:", 3, /expected a number/],
    ["1.2.3", 0, /a number such as/],
    ["1.5e9999999999", 0, /a number such as/],
    ["0b1.2", 0, /a number such as/],
    ["0o1.8", 0, /a number such as/],
    ["address:a#b", 10, /two hexadecimal digits/],
    ["address:a#bb#cc", 8, /at most one `#`/],
    ["bech32:erd1x", 7, /bech32/],
    ["str:a|adress:b", 6, /unknown prefix "adress:".*did you mean "address"\?/],
    ["u128:5", 0, /unknown prefix "u128:"/],
    ["keccak256:strr:a", 10, /did you mean "str"\?/],
    ["0x01|file:missing.txt", 10, /no readable file "missing.txt"/],
  ])("%s", (expression, index, message) => {
    const error = failure(expression);
    expect(error.message).toMatch(message);
    expect(error.index).toBe(index);
  });

  test("prefixes nested without end are refused before the stack is exhausted", () => {
    expect(failure("nested:".repeat(100_000)).problem.code).toBe("TOO_DEEP");
    expect(failure("keccak256:".repeat(100_000)).problem.code).toBe("TOO_DEEP");
  });
});
