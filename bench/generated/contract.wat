;; The contract of generated scenarios: a sum in storage, and an endpoint that refuses. KEY is replaced, so that there are many codes.
(module
  (import "env" "bigIntNew" (func $bigIntNew (param i64) (result i32)))
  (import "env" "bigIntAdd" (func $bigIntAdd (param i32 i32 i32)))
  (import "env" "bigIntGetUnsignedArgument" (func $bigIntGetUnsignedArgument (param i32 i32)))
  (import "env" "bigIntStorageLoadUnsigned" (func $bigIntStorageLoadUnsigned (param i32 i32 i32) (result i32)))
  (import "env" "bigIntStorageStoreUnsigned" (func $bigIntStorageStoreUnsigned (param i32 i32 i32) (result i32)))
  (import "env" "bigIntFinishUnsigned" (func $bigIntFinishUnsigned (param i32)))
  (import "env" "signalError" (func $signalError (param i32 i32)))

  (memory (export "memory") 1)
  (data (i32.const 0) "KEY")
  (data (i32.const 16) "refused")

  (func $argument (result i32) (local $value i32)
    (call $bigIntGetUnsignedArgument (i32.const 0) (local.tee $value (call $bigIntNew (i64.const 0))))
    (local.get $value))
  (func $load (result i32) (local $value i32)
    (drop (call $bigIntStorageLoadUnsigned (i32.const 0) (i32.const 6) (local.tee $value (call $bigIntNew (i64.const 0)))))
    (local.get $value))
  (func $store (param $value i32)
    (drop (call $bigIntStorageStoreUnsigned (i32.const 0) (i32.const 6) (local.get $value))))

  (func (export "init") (call $store (call $argument)))
  (func (export "add") (local $sum i32)
    (call $bigIntAdd (local.tee $sum (call $load)) (local.get $sum) (call $argument))
    (call $store (local.get $sum)))
  (func (export "getSum") (call $bigIntFinishUnsigned (call $load)))
  (func (export "refuse") (call $store (call $argument)) (call $signalError (i32.const 16) (i32.const 7))))
