// The hook table against what is known of production's header.
import { describe, expect, test } from "vitest";
import {
  ExecutorError,
  MemoryAccessError,
  hookTable,
  hooks,
  hooksByName,
  isExecutorError,
  isMemoryAccessError,
  memoryAccessMessages,
} from "../src/index.js";

describe("the hook table", () => {
  test("has production's 277 hooks in its eight groups", () => {
    const sizes = Object.fromEntries(Object.entries(hookTable).map(([group, rows]) => [group, Object.keys(rows as object).length]));
    expect(sizes).toEqual({
      main: 87,
      managed: 41,
      bigFloat: 22,
      bigInt: 42,
      managedBuffer: 27,
      managedMap: 5,
      smallInt: 12,
      crypto: 41,
    });
    expect(hooks).toHaveLength(277);
    expect(hooksByName.size).toBe(277);
  });

  test("keeps the order of the C header", () => {
    expect(hooks[0]?.name).toBe("getGasLeft");
    expect(hooks.at(-1)?.name).toBe("managedVerifyBLSAggregatedSignature");
  });

  test("gives each parameter the Wasm type of its kind", () => {
    expect(hooksByName.get("transferESDTNFTExecute")?.params.map(({ type }) => type)).toEqual([
      "i32", "i32", "i32", "i32", "i64", "i64", "i32", "i32", "i32", "i32", "i32",
    ]);
    expect(hooksByName.get("bigFloatNewFromFrac")?.params.map(({ kind }) => kind)).toEqual(["int64", "int64"]);
    const byType = (type: string): Set<string> => new Set(hooks.flatMap(({ params }) => params.filter((param) => param.type === type).map(({ kind }) => kind)));
    expect([...byType("i64")].sort()).toEqual(["gas", "int64", "nonce"]);
  });

  test("names the parameters of a hook differently", () => {
    for (const { name, params } of hooks) expect(new Set(params.map((param) => param.name)).size, name).toBe(params.length);
  });

  test("says which hooks answer nothing", () => {
    expect(hooksByName.get("finish")?.result).toBeUndefined();
    expect(hooksByName.get("getGasLeft")?.result).toBe("i64");
    expect(hooksByName.get("storageStore")?.result).toBe("i32");
  });
});

describe("errors", () => {
  test("are recognised by brand, not by class", () => {
    const fault = new ExecutorError("HOOK_THREW", "a hook threw", { cause: "why" });
    expect(fault).toMatchObject({ name: "ExecutorError", code: "HOOK_THREW", cause: "why" });
    expect(isExecutorError(fault)).toBe(true);
    const fromAnotherCopy = Object.assign(new Error("x"), { [Symbol.for("mxvm.executor-error")]: true });
    expect(isExecutorError(fromAnotherCopy)).toBe(true);
    expect([new Error("x"), undefined, null, "HOOK_THREW"].some(isExecutorError)).toBe(false);
  });

  test("a refused memory access has production's words", () => {
    const refused = new MemoryAccessError(memoryAccessMessages.loadBadBounds);
    expect(refused.message).toBe("mem load: bad bounds");
    expect(isMemoryAccessError(refused)).toBe(true);
    expect(isExecutorError(refused)).toBe(false);
  });
});
