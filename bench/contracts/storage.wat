;; Storage: reads, changes and writes a hundred entries of 32 bytes each.
(module
  (import "env" "storageLoad" (func $storageLoad (param i32 i32 i32) (result i32)))
  (import "env" "storageStore" (func $storageStore (param i32 i32 i32 i32) (result i32)))

  (memory (export "memory") 1)
  ;; 0: key, of which the first four bytes count
  (data (i32.const 4) "an entry of the benchmark...")
  ;; 32: value (32 bytes)

  (func (export "init"))

  ;; touch()
  (func (export "touch") (local $index i32)
    (loop $next
      (i32.store (i32.const 0) (local.get $index))
      (drop (call $storageLoad (i32.const 0) (i32.const 32) (i32.const 32)))
      (i64.store (i32.const 32) (i64.add (i64.load (i32.const 32)) (i64.const 1)))
      (drop (call $storageStore (i32.const 0) (i32.const 32) (i32.const 32) (i32.const 32)))
      (br_if $next (i32.lt_u (local.tee $index (i32.add (local.get $index) (i32.const 1))) (i32.const 100))))))
