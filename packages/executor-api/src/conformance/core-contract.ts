// The contract of the mandatory behaviours: endpoints that call hooks, write memory, charge gas and trap.
import type { ConformanceEndpoint, Contract } from "./contract.js";

/** What `write` puts at `writtenAt`. */
export const written: Uint8Array = Uint8Array.of(1, 2, 3, 4);
export const writtenAt = 16;

const write: ConformanceEndpoint = ({ memory }) => memory.store(writtenAt, written);

const endpoints = {
  nothing: () => undefined,
  write,
  /** Counts its calls in the first byte of memory. */
  count: ({ memory }) => memory.store(0, Uint8Array.of(memory.load(0, 1)[0]! + 1)),
  hook: ({ hooks }) => hooks.checkNoPayment(),
  hooks: ({ hooks }) => {
    for (let call = 0; call < 3; call++) hooks.checkNoPayment();
  },
  hookThenWrite: (vm) => {
    vm.hooks.checkNoPayment();
    write(vm);
  },
  writeThenHook: (vm) => {
    write(vm);
    vm.hooks.checkNoPayment();
  },
  /** Copies byte 32 to 33 after the hook. */
  hookThenCopy: ({ hooks, memory }) => {
    hooks.checkNoPayment();
    memory.store(33, memory.load(32, 1));
  },
  /** Calls hooks with the ends of both number types, and writes down what two of them answer. */
  numbers: ({ hooks, memory }) => {
    const int32 = hooks.mBufferSetBytes(-1, 0x7fff_ffff, -0x8000_0000);
    hooks.bigIntSetInt64(-0x8000_0000, -0x8000_0000_0000_0000n);
    hooks.bigIntSetInt64(0, 0x7fff_ffff_ffff_ffffn);
    const bytes = new DataView(new ArrayBuffer(16));
    bytes.setInt32(0, int32, true);
    bytes.setBigInt64(8, hooks.getGasLeft(), true);
    memory.store(64, new Uint8Array(bytes.buffer));
  },
  trap: (vm) => {
    write(vm);
    vm.trap("unreachable");
  },
  hookThenTrap: ({ hooks, trap }) => {
    hooks.checkNoPayment();
    trap("unreachable");
  },
  charge: ({ useGas }) => {
    for (const points of [10, 0, 20]) useGas(points);
  },
} satisfies Record<string, ConformanceEndpoint>;

/** In both forms. */
export const core: Contract = {
  name: "core",
  text: `(module
    (import "env" "checkNoPayment" (func $hook))
    (import "env" "mBufferSetBytes" (func $setBytes (param i32 i32 i32) (result i32)))
    (import "env" "bigIntSetInt64" (func $setInt64 (param i32 i64)))
    (import "env" "getGasLeft" (func $gasLeft (result i64)))
    (memory (export "memory") 1)
    (func $write (i32.store (i32.const 16) (i32.const 0x04030201)))
    (func (export "nothing"))
    (func (export "write") (call $write))
    (func (export "count") (i32.store8 (i32.const 0) (i32.add (i32.load8_u (i32.const 0)) (i32.const 1))))
    (func (export "hook") (call $hook))
    (func (export "hooks") (call $hook) (call $hook) (call $hook))
    (func (export "hookThenWrite") (call $hook) (call $write))
    (func (export "writeThenHook") (call $write) (call $hook))
    (func (export "hookThenCopy") (call $hook) (i32.store8 (i32.const 33) (i32.load8_u (i32.const 32))))
    (func (export "numbers")
      (i32.store (i32.const 64) (call $setBytes (i32.const -1) (i32.const 0x7fffffff) (i32.const 0x80000000)))
      (call $setInt64 (i32.const 0x80000000) (i64.const 0x8000000000000000))
      (call $setInt64 (i32.const 0) (i64.const 0x7fffffffffffffff))
      (i64.store (i32.const 72) (call $gasLeft)))
    (func (export "trap") (call $write) (unreachable))
    (func (export "hookThenTrap") (call $hook) (unreachable))
    (func (export "charge")))`,
  imports: ["checkNoPayment", "mBufferSetBytes", "bigIntSetInt64", "getGasLeft"],
  endpoints,
};

/** The same endpoints under another name, so that another code. */
export const otherCore: Contract = { ...core, name: "other-core", text: `${core.text.slice(0, -1)} (global i32 (i32.const 1)))` };
