;; Adder: keeps a sum in storage, adds to it, answers it.
;; An endpoint takes and answers nothing: arguments and results travel through VM hooks, big integers by handle.
(module
  (import "env" "checkNoPayment" (func $checkNoPayment))
  (import "env" "getNumArguments" (func $getNumArguments (result i32)))
  (import "env" "signalError" (func $signalError (param i32 i32)))
  (import "env" "bigIntNew" (func $bigIntNew (param i64) (result i32)))
  (import "env" "bigIntGetUnsignedArgument" (func $bigIntGetUnsignedArgument (param i32 i32)))
  (import "env" "bigIntStorageLoadUnsigned" (func $bigIntStorageLoadUnsigned (param i32 i32 i32) (result i32)))
  (import "env" "bigIntStorageStoreUnsigned" (func $bigIntStorageStoreUnsigned (param i32 i32 i32) (result i32)))
  (import "env" "bigIntAdd" (func $bigIntAdd (param i32 i32 i32)))
  (import "env" "bigIntFinishUnsigned" (func $bigIntFinishUnsigned (param i32)))

  (memory (export "memory") 1)
  (data (i32.const 0) "sum")
  (data (i32.const 16) "wrong number of arguments")

  (func $expectArguments (param $count i32)
    (if (i32.ne (call $getNumArguments) (local.get $count))
      (then (call $signalError (i32.const 16) (i32.const 25)))))

  ;; Handle of the only argument.
  (func $argument (result i32) (local $handle i32)
    (local.set $handle (call $bigIntNew (i64.const 0)))
    (call $bigIntGetUnsignedArgument (i32.const 0) (local.get $handle))
    (local.get $handle))

  ;; Handle of the stored sum.
  (func $loadSum (result i32) (local $handle i32)
    (local.set $handle (call $bigIntNew (i64.const 0)))
    (drop (call $bigIntStorageLoadUnsigned (i32.const 0) (i32.const 3) (local.get $handle)))
    (local.get $handle))

  (func $storeSum (param $handle i32)
    (drop (call $bigIntStorageStoreUnsigned (i32.const 0) (i32.const 3) (local.get $handle))))

  ;; init(initial_value: BigUint)
  (func (export "init")
    (call $checkNoPayment)
    (call $expectArguments (i32.const 1))
    (call $storeSum (call $argument)))

  (func (export "upgrade"))

  ;; add(value: BigUint)
  (func (export "add") (local $sum i32)
    (call $checkNoPayment)
    (call $expectArguments (i32.const 1))
    (local.set $sum (call $loadSum))
    (call $bigIntAdd (local.get $sum) (local.get $sum) (call $argument))
    (call $storeSum (local.get $sum)))

  ;; getSum() -> BigUint
  (func (export "getSum")
    (call $checkNoPayment)
    (call $expectArguments (i32.const 0))
    (call $bigIntFinishUnsigned (call $loadSum))))
