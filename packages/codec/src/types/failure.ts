// Values that do not fit their type end the contract: the messages with which the Rust framework ends it.

const encodeErrorBrand = Symbol.for("mxvm.encode-error");

/** A value cannot be encoded; the contract fails with the message. */
export class EncodeError extends Error {
  override readonly name: string = "EncodeError";

  constructor(message: string) {
    super(message);
    Object.defineProperty(this, encodeErrorBrand, { value: true });
  }
}

/** Whether a value is an `EncodeError`, also one of another copy of this package. */
export function isEncodeError(value: unknown): value is EncodeError {
  return typeof value === "object" && value !== null && encodeErrorBrand in value;
}

/** Messages of values that cannot be encoded. The first is the framework's for a BigUint below zero. */
export const encodeErrorMessages: {
  readonly negative: "cannot subtract because result would be negative";
  readonly overflow: "integer overflow";
  readonly arrayLength: "bad array length";
  readonly zero: "zero value not allowed";
  readonly variant: "invalid value";
} = {
  negative: "cannot subtract because result would be negative",
  overflow: "integer overflow",
  arrayLength: "bad array length",
  zero: "zero value not allowed",
  variant: "invalid value",
};

/** Ends the encoding of a value. */
export function failToEncode(reason: keyof typeof encodeErrorMessages): never {
  throw new EncodeError(encodeErrorMessages[reason]);
}
