;; Big integers: multiplies and divides numbers of 512 bits, a hundred times each.
(module
  (import "env" "bigIntNew" (func $bigIntNew (param i64) (result i32)))
  (import "env" "bigIntSetUnsignedBytes" (func $bigIntSetUnsignedBytes (param i32 i32 i32)))
  (import "env" "bigIntAdd" (func $bigIntAdd (param i32 i32 i32)))
  (import "env" "bigIntMul" (func $bigIntMul (param i32 i32 i32)))
  (import "env" "bigIntTDiv" (func $bigIntTDiv (param i32 i32 i32)))
  (import "env" "bigIntFinishUnsigned" (func $bigIntFinishUnsigned (param i32)))

  (memory (export "memory") 1)
  ;; Two numbers of 64 bytes.
  (data (i32.const 0) "\9fThe first of two numbers that the benchmark multiplies: 512 bits")
  (data (i32.const 64) "\8eThe second of them, by which it divides what it multiplied: 512 b")

  (func (export "init"))

  ;; compute() -> BigUint: (a * b) / b, and a grows by b each time.
  (func (export "compute") (local $a i32) (local $b i32) (local $product i32) (local $quotient i32) (local $round i32)
    (local.set $a (call $bigIntNew (i64.const 0)))
    (local.set $b (call $bigIntNew (i64.const 0)))
    (local.set $product (call $bigIntNew (i64.const 0)))
    (local.set $quotient (call $bigIntNew (i64.const 0)))
    (call $bigIntSetUnsignedBytes (local.get $a) (i32.const 0) (i32.const 64))
    (call $bigIntSetUnsignedBytes (local.get $b) (i32.const 64) (i32.const 64))
    (loop $next
      (call $bigIntMul (local.get $product) (local.get $a) (local.get $b))
      (call $bigIntTDiv (local.get $quotient) (local.get $product) (local.get $b))
      (call $bigIntAdd (local.get $a) (local.get $quotient) (local.get $b))
      (br_if $next (i32.lt_u (local.tee $round (i32.add (local.get $round) (i32.const 1))) (i32.const 100))))
    (call $bigIntFinishUnsigned (local.get $a))))
