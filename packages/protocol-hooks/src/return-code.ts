// Return codes. Mirrors vmcommon.ReturnCode.

/** How a transaction ended. */
export const ReturnCode: {
  readonly ok: 0;
  /** The contract has no endpoint of the name that was called. */
  readonly functionNotFound: 1;
  /** Not produced in practice: production reports such code as `contractInvalid`. */
  readonly functionWrongSignature: 2;
  /** There is no contract at the address. */
  readonly contractNotFound: 3;
  /** The contract signalled an error, or was called in a way that contracts forbid. */
  readonly userError: 4;
  readonly outOfGas: 5;
  /** Never produced by the VM. */
  readonly accountCollision: 6;
  /** The sender cannot pay the call value. */
  readonly outOfFunds: 7;
  /** Never produced. */
  readonly callStackOverFlow: 8;
  /** The code is not a valid contract. */
  readonly contractInvalid: 9;
  /** Any other failure, a trap or a failed VM hook among them. */
  readonly executionFailed: 10;
  readonly upgradeFailed: 11;
  /** Never produced by the VM. */
  readonly simulateFailed: 12;
} = {
  ok: 0,
  functionNotFound: 1,
  functionWrongSignature: 2,
  contractNotFound: 3,
  userError: 4,
  outOfGas: 5,
  accountCollision: 6,
  outOfFunds: 7,
  callStackOverFlow: 8,
  contractInvalid: 9,
  executionFailed: 10,
  upgradeFailed: 11,
  simulateFailed: 12,
};

/** One of the values of `ReturnCode`. */
export type ReturnCodeValue = (typeof ReturnCode)[keyof typeof ReturnCode];

/** Production's words for each return code. */
export const returnCodeTexts: Readonly<Record<ReturnCodeValue, string>> = {
  0: "ok",
  1: "function not found",
  2: "wrong signature for function",
  3: "contract not found",
  4: "user error",
  5: "out of gas",
  6: "account collision",
  7: "out of funds",
  8: "call stack overflow",
  9: "contract invalid",
  10: "execution failed",
  11: "unknown error, code: 11",
  12: "unknown error, code: 12",
};
