// Recursion through hooks: a contract that calls itself through the VM, as deep as gas and the VM let it, ends with a clear result.
import type { ExecutorFactory } from "@mxvm/executor-api";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { createWasmerExecutor, isWasmerLibraryInstalled } from "@mxvm/executor-wasmer";
import { gasSchedules } from "@mxvm/gas-schedules";
import { ReturnCode, type TransactionResult, type World } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { describe, expect, it } from "vitest";
import { wat } from "../packages/executor-wasm/test/support/harness.js";

const user = new Uint8Array(32).fill(1);
const contract = Uint8Array.from({ length: 32 }, (_, index) => (index === 8 ? 5 : index < 10 ? 0 : 2));

/** Calls itself with the gas that is left, and answers what its own call answered. */
const code = wat(`(module
  (import "env" "getSCAddress" (func $address (param i32)))
  (import "env" "getGasLeft" (func $gasLeft (result i64)))
  (import "env" "executeOnDestContext" (func $execute (param i64 i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 100) "run")
  (func (export "run")
    (call $address (i32.const 0))
    (drop (call $execute (call $gasLeft) (i32.const 0) (i32.const 32) (i32.const 100) (i32.const 3) (i32.const 0) (i32.const 200) (i32.const 200)))))`);

function createWorld(executor: ExecutorFactory): World {
  const world = createMockWorld({ gasSchedule: gasSchedules.default, vm: createVm({ executor }) });
  world.setAccount({ address: user, balance: 10n ** 21n });
  world.setAccount({ address: contract, code, ownerAddress: user });
  return world;
}

function call(world: World, gasLimit: bigint): TransactionResult {
  return world.execute({
    kind: "call",
    txHash: new Uint8Array(32),
    sender: user,
    receiver: contract,
    function: "run",
    arguments: [],
    value: 0n,
    gasLimit,
    gasPrice: 0n,
    esdt: [],
  });
}

describe("a contract that calls itself without end", () => {
  it.each([
    ["by its gas of", 1_000_000n, ReturnCode.outOfGas, "not enough gas"],
    ["by its gas of", 10_000_000n, ReturnCode.outOfGas, "not enough gas"],
    ["by the VM's limit of nested instances, with gas of", 50_000_000n, ReturnCode.executionFailed, "execution failed"],
    ["by the same limit, with gas of", 2n ** 60n, ReturnCode.executionFailed, "execution failed"],
  ])("ends %s %s", (_how, gasLimit, returnCode, returnMessage) => {
    const world = createWorld(createWasmExecutor());
    const result = call(world, gasLimit);
    expect(result).toMatchObject({ returnCode, returnMessage, gasRemaining: 0n });
    // The world is as it was, and no instance is in the way of the next.
    expect(call(world, gasLimit)).toEqual(result);
    if (isWasmerLibraryInstalled()) expect(call(createWorld(createWasmerExecutor()), gasLimit)).toEqual(result);
  });
});
