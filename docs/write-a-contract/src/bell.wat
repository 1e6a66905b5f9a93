;; A bell that counts how often it was rung.
(module
  (import "env" "int64storageLoad" (func $load (param i32 i32) (result i64)))
  (import "env" "int64storageStore" (func $store (param i32 i32 i64) (result i32)))
  (import "env" "int64finish" (func $finish (param i64)))

  (memory (export "memory") 1)
  (data (i32.const 0) "rings")

  (func (export "init"))

  (func (export "ring") (local $rings i64)
    (local.set $rings (i64.add (call $load (i32.const 0) (i32.const 5)) (i64.const 1)))
    (drop (call $store (i32.const 0) (i32.const 5) (local.get $rings)))
    (call $finish (local.get $rings))))
