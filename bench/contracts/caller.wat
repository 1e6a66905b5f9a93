;; Caller: calls `add(1)` of another contract, whose address is its only argument, within the transaction and asynchronously.
(module
  (import "env" "getArgument" (func $getArgument (param i32 i32) (result i32)))
  (import "env" "signalError" (func $signalError (param i32 i32)))
  (import "env" "executeOnDestContext" (func $executeOnDestContext (param i64 i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "env" "createAsyncCall" (func $createAsyncCall (param i32 i32 i32 i32 i32 i32 i32 i32 i64 i64) (result i32)))
  (import "env" "int64storageLoad" (func $int64storageLoad (param i32 i32) (result i64)))
  (import "env" "int64storageStore" (func $int64storageStore (param i32 i32 i64) (result i32)))

  (memory (export "memory") 1)
  ;; 0: address (32 bytes), 32: no value (32 bytes)
  (data (i32.const 64) "add")
  ;; One argument: its length, and itself.
  (data (i32.const 68) "\01\00\00\00\01")
  (data (i32.const 80) "add@01")
  (data (i32.const 96) "answered")
  (data (i32.const 112) "answers")
  (data (i32.const 128) "the call failed")

  (func (export "init"))

  ;; call(address)
  (func (export "call")
    (drop (call $getArgument (i32.const 0) (i32.const 0)))
    (if (call $executeOnDestContext (i64.const 5000000) (i32.const 0) (i32.const 32) (i32.const 64) (i32.const 3)
          (i32.const 1) (i32.const 68) (i32.const 72))
      (then (call $signalError (i32.const 128) (i32.const 15)))))

  ;; callAsync(address): registers the call with `answered` as its callback.
  (func (export "callAsync")
    (drop (call $getArgument (i32.const 0) (i32.const 0)))
    (drop (call $createAsyncCall (i32.const 0) (i32.const 32) (i32.const 80) (i32.const 6)
      (i32.const 96) (i32.const 8) (i32.const 96) (i32.const 8) (i64.const 5000000) (i64.const 1000000))))

  ;; Counts the answers.
  (func (export "answered")
    (drop (call $int64storageStore (i32.const 112) (i32.const 7)
      (i64.add (call $int64storageLoad (i32.const 112) (i32.const 7)) (i64.const 1))))))
