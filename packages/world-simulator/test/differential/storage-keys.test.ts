// Storage keys that a contract changes in place after it has used them, on both worlds: production keeps keys by reference.
import { isLightSimulatorInstalled } from "@mxvm/world-simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBothWorlds, type BothWorlds } from "./support/both-worlds.js";
import { assemble } from "./support/contracts.js";
import { call, contract, owner } from "./support/transactions.js";

const code = assemble(`(module
  (import "env" "mBufferNewFromBytes" (func $buffer (param i32 i32) (result i32)))
  (import "env" "mBufferSetByteSlice" (func $setByteSlice (param i32 i32 i32 i32) (result i32)))
  (import "env" "mBufferStorageStore" (func $store (param i32 i32) (result i32)))
  (import "env" "mBufferStorageLoad" (func $load (param i32 i32) (result i32)))
  (import "env" "mBufferFinish" (func $finish (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "keyvalueKlater")
  (func (export "init"))
  (func $key (result i32) (call $buffer (i32.const 0) (i32.const 3)))
  (func $value (result i32) (call $buffer (i32.const 3) (i32.const 5)))
  (func $change (param $key i32) (drop (call $setByteSlice (local.get $key) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func $read (param $key i32) (local $into i32)
    (local.set $into (call $value))
    (drop (call $load (local.get $key) (local.get $into)))
    (drop (call $finish (local.get $into))))
  (func (export "changeAfterStore") (local $key i32)
    (drop (call $store (local.tee $key (call $key)) (call $value)))
    (call $change (local.get $key))
    (call $read (call $key))
    (call $read (local.get $key)))
  (func (export "changeAfterLoad") (local $key i32)
    (call $read (local.tee $key (call $key)))
    (call $change (local.get $key))
    (call $read (call $key)))
  (func (export "storeAfterChange") (local $key i32)
    (call $read (local.tee $key (call $key)))
    (call $change (local.get $key))
    (drop (call $store (local.get $key) (call $value)))
    (drop (call $store (call $key) (call $buffer (i32.const 9) (i32.const 5))))))`);

describe.skipIf(!isLightSimulatorInstalled())("storage keys that change in place, as production runs them", () => {
  let worlds: BothWorlds;
  beforeAll(() => {
    worlds = createBothWorlds();
  });
  afterAll(() => worlds.close());

  it.each(["changeAfterStore", "changeAfterLoad", "storeAfterChange"])("%s", (name) => {
    for (const storage of [new Map(), new Map([["key", Uint8Array.of(1, 2)]]), new Map([["Key", Uint8Array.of(3)]])]) {
      worlds.setAccount({ address: owner, balance: 10n ** 18n });
      worlds.setAccount({ address: contract, code, codeMetadata: Uint8Array.of(5, 6), ownerAddress: owner, storage });
      expect(worlds.execute(call(contract, name)).returnCode).toBe(0);
    }
  });
});
