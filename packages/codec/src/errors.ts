// Errors of decoding. Codes and messages mirror `DecodeError` of mx-sdk-rs data/codec: contracts show these messages to their callers.

const decodeErrorBrand = Symbol.for("mxvm.decode-error");

/** Message of each code, as the Rust framework words it. */
export const decodeErrorMessages: {
  readonly INPUT_TOO_SHORT: "input too short";
  readonly INPUT_TOO_LONG: "input too long";
  readonly INPUT_OUT_OF_RANGE: "input out of range";
  readonly INVALID_VALUE: "invalid value";
  readonly UTF8: "utf-8 decode error";
  readonly VALUE_TOO_LONG: "value too long";
  readonly BAD_ARRAY_LENGTH: "bad array length";
  readonly ZERO_VALUE: "zero value not allowed";
  readonly ESDT_EXPECTED: "ESDT expected";
  readonly TOO_FEW_ARGUMENTS: "too few arguments";
  readonly TOO_MANY_ARGUMENTS: "too many arguments";
} = {
  INPUT_TOO_SHORT: "input too short",
  INPUT_TOO_LONG: "input too long",
  INPUT_OUT_OF_RANGE: "input out of range",
  INVALID_VALUE: "invalid value",
  UTF8: "utf-8 decode error",
  VALUE_TOO_LONG: "value too long",
  BAD_ARRAY_LENGTH: "bad array length",
  ZERO_VALUE: "zero value not allowed",
  ESDT_EXPECTED: "ESDT expected",
  TOO_FEW_ARGUMENTS: "too few arguments",
  TOO_MANY_ARGUMENTS: "too many arguments",
};

/** What is wrong with the bytes; each code has its message in `decodeErrorMessages`. */
export type DecodeErrorCode = keyof typeof decodeErrorMessages;

/** Bytes are not what they were decoded as. */
export class DecodeError extends Error {
  override readonly name: string = "DecodeError";
  readonly code: DecodeErrorCode;

  constructor(code: DecodeErrorCode) {
    super(decodeErrorMessages[code]);
    this.code = code;
    Object.defineProperty(this, decodeErrorBrand, { value: true });
  }
}

/** Whether a value is a `DecodeError`, also one of another copy of this package. */
export function isDecodeError(value: unknown): value is DecodeError {
  return typeof value === "object" && value !== null && decodeErrorBrand in value;
}
