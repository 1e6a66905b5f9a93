// Random numbers: the VM's, drawn as the Rust framework draws them.
import { bytesToHex, hexToBytes } from "@mxvm/codec";
import { contract, init, codeOf, t, view } from "@mxvm/contract-api";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import type { ExecutorFactory } from "@mxvm/executor-api";
import { gasSchedules } from "@mxvm/gas-schedules";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import wabt from "wabt";
import { expect, it } from "vitest";
import { owner } from "./support.js";

const gambler = contract("Gambler", {}, {
  init: init({}, () => undefined),
  endpoints: {
    draw: view({}, t.multi(t.u8, t.u16, t.u32, t.u64, t.bytes), (sc) => [
      sc.random.u8(),
      sc.random.u16(),
      sc.random.u32(),
      sc.random.u64(),
      sc.random.bytes(5),
    ] as const),
    dice: view({ times: t.u32 }, t.variadic(t.u32), (sc, { times }) => {
      const throws: number[] = [];
      for (let i = 0; i < times; i++) throws.push(sc.random.range(1, 7));
      return throws;
    }),
    nothing: view({}, t.u32, (sc) => sc.random.range(3, 3)),
  },
});

/** The same draws in Wasm. */
const source = `(module
  (import "env" "mBufferNew" (func $new (result i32)))
  (import "env" "mBufferSetRandom" (func $random (param i32 i32) (result i32)))
  (import "env" "mBufferFinish" (func $finish (param i32) (result i32)))
  (memory (export "memory") 1)
  (func $draw (param $length i32) (local $buffer i32)
    (local.set $buffer (call $new))
    (drop (call $random (local.get $buffer) (local.get $length)))
    (drop (call $finish (local.get $buffer))))
  (func (export "init"))
  (func (export "draw")
    (call $draw (i32.const 1)) (call $draw (i32.const 2)) (call $draw (i32.const 4)) (call $draw (i32.const 8)) (call $draw (i32.const 5))))`;

const { parseWat } = await wabt();
const wasm = parseWat("random.wat", source).toBinary({}).buffer;

/** What a function draws, in a block of a random seed; numbers without leading zeros, as they are encoded. */
function drawn(executor: ExecutorFactory, code: Uint8Array, seed: number, name: string, args: readonly string[] = []) {
  const world = createMockWorld({ gasSchedule: gasSchedules.default, vm: createVm({ executor }) });
  world.setAccount({ address: owner, balance: 10n ** 18n });
  world.setCurrentBlock({ randomSeed: new Uint8Array(48).fill(seed) });
  const basics = { sender: owner, txHash: new Uint8Array(32).fill(9), value: 0n, esdt: [], gasLimit: 100_000_000n, gasPrice: 0n } as const;
  const { deployedAddress } = world.execute({ kind: "deploy", code, codeMetadata: Uint8Array.of(5, 6), arguments: [], ...basics });
  const result = world.execute({ kind: "call", receiver: deployedAddress ?? owner, function: name, arguments: args.map(hexToBytes), ...basics });
  return { message: result.returnMessage, results: result.returnData.map((data) => bytesToHex(data).replace(/^(00)+/, "")) };
}

const ours = (seed: number, name: string, args?: readonly string[]) => drawn(createDebugExecutor({ contracts: [gambler] }), codeOf(gambler), seed, name, args);

it("are those that a compiled contract draws", () => {
  expect(ours(1, "draw")).toEqual(drawn(createWasmExecutor(), wasm, 1, "draw"));
  expect(ours(2, "draw")).toEqual(drawn(createWasmExecutor(), wasm, 2, "draw"));
});

it("are the same for the same block, and others for another", () => {
  expect(ours(1, "draw")).toEqual(ours(1, "draw"));
  expect(ours(1, "draw")).not.toEqual(ours(2, "draw"));
});

it("lie within their range, and reach both ends", () => {
  const { results } = ours(1, "dice", ["c8"]);
  expect(new Set(results)).toEqual(new Set(["01", "02", "03", "04", "05", "06"]));
  expect(ours(1, "nothing").message).toBe("panic occurred");
});
