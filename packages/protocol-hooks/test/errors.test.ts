// Errors, flags and codes of the boundary.
import { describe, expect, test } from "vitest";
import {
  BlockchainHookError,
  CallType,
  ReturnCode,
  VmError,
  WorldError,
  builtInFunctionFlags,
  gasKeysOfFlag,
  isBlockchainHookError,
  isVmError,
  isWorldError,
  returnCodeTexts,
  vmFlags,
} from "../src/index.js";

describe("errors", () => {
  const errors = [
    [new VmError("MAX_POINTS_REACHED", "too many", { maxPoints: 5n }), isVmError],
    [new WorldError("ACCOUNT_NOT_FOUND", "who?", { address: "x" }), isWorldError],
    [new BlockchainHookError("account not found"), isBlockchainHookError],
  ] as const;

  test.each(errors)("%s is recognised by its own brand only", (error, isOwn) => {
    expect(errors.map(([, isKind]) => isKind(error))).toEqual(errors.map(([, isKind]) => isKind === isOwn));
    expect([undefined, null, 1, new Error("x")].some(isOwn)).toBe(false);
  });

  test("carry code, details and cause", () => {
    const cause = new Error("below");
    const fault = new VmError("EXECUTION_PANICKED", "VM execution panicked", { at: 1 }, { cause });
    expect(fault).toMatchObject({ name: "VmError", code: "EXECUTION_PANICKED", details: { at: 1 }, cause });
  });
});

describe("numbers of production", () => {
  test("return codes have production's values and words", () => {
    expect(ReturnCode.contractInvalid).toBe(9);
    expect(Object.values(ReturnCode)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(returnCodeTexts[ReturnCode.executionFailed]).toBe("execution failed");
  });

  test("call types have production's values", () => {
    expect(CallType).toMatchObject({ directCall: 0, asynchronousCallBack: 2, execOnDestByCaller: 4 });
  });

  test("there are 9 flags of the VM and 24 of built-in functions, none twice", () => {
    expect([vmFlags.length, builtInFunctionFlags.length]).toEqual([9, 24]);
    expect(new Set([...vmFlags, ...builtInFunctionFlags]).size).toBe(33);
    expect(gasKeysOfFlag.BarnardOpcodesFlag).toHaveLength(10);
  });
});
