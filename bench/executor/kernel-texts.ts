// Compute kernels of the shapes that contracts have at their worst, in WebAssembly text. Each exports `run`, which takes nothing.

export interface Kernel {
  readonly name: string;
  readonly text: string;
}

const memory = `(memory (export "memory") 17)`;

/** A loop that runs its body `count` times with the counter in `$i`. */
function times(counter: string, count: number | string, body: string): string {
  const limit = typeof count === "number" ? `(i32.const ${String(count)})` : count;
  return `(local.set ${counter} (i32.const 0))
    (loop $${counter.slice(1)}_next ${body}
      (br_if $${counter.slice(1)}_next (i32.lt_u (local.tee ${counter} (i32.add (local.get ${counter}) (i32.const 1))) ${limit})))`;
}

const arithmetic = `(module ${memory} (func (export "run") (local $i i32) (local $x i64) (local $y i64)
  (local.set $x (i64.const 88172645463325252))
  ${times(
    "$i",
    3_000_000,
    `(local.set $x (i64.add (i64.mul (local.get $x) (i64.const 6364136223846793005)) (i64.const 1442695040888963407)))
     (local.set $y (i64.sub (i64.xor (local.get $y) (i64.add (i64.rotl (local.get $x) (i64.const 13)) (i64.shr_u (local.get $x) (i64.const 29))))
       (i64.extend_i32_u (local.get $i))))`,
  )}
  (i64.store (i32.const 16) (i64.xor (local.get $x) (local.get $y)))))`;

const memoryKernel = `(module ${memory} (func (export "run") (local $i i32) (local $x i64) (local $at i32)
  (local.set $x (i64.const 88172645463325252))
  ${times(
    "$i",
    2_000_000,
    `(local.set $x (i64.xor (local.get $x) (i64.shl (local.get $x) (i64.const 13))))
     (local.set $x (i64.xor (local.get $x) (i64.shr_u (local.get $x) (i64.const 7))))
     (local.set $at (i32.and (i32.wrap_i64 (i64.shr_u (local.get $x) (i64.const 37))) (i32.const 0xfff8)))
     (i64.store offset=1024 (local.get $at) (i64.add (i64.load offset=1024 (local.get $at)) (local.get $x)))
     (local.set $x (i64.add (local.get $x) (i64.load offset=1024 (i32.and (i32.mul (local.get $i) (i32.const 56)) (i32.const 0xfff8)))))`,
  )}
  (i64.store (i32.const 16) (local.get $x))))`;

const sieve = `(module ${memory} (func (export "run") (local $i i32) (local $j i32) (local $r i32) (local $total i32)
  ${times(
    "$r",
    6,
    `${times("$i", 400_000, "(i32.store8 offset=1024 (local.get $i) (i32.const 1))")}
     (local.set $i (i32.const 2))
     (loop $outer
       (if (i32.load8_u offset=1024 (local.get $i)) (then
         (local.set $j (i32.mul (local.get $i) (local.get $i)))
         (loop $inner
           (i32.store8 offset=1024 (local.get $j) (i32.const 0))
           (br_if $inner (i32.lt_u (local.tee $j (i32.add (local.get $j) (local.get $i))) (i32.const 400000))))))
       (br_if $outer (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 633))))
     ${times("$j", 400_000, "(local.set $total (i32.add (local.get $total) (i32.load8_u offset=1024 (local.get $j))))")}`,
  )}
  (i32.store (i32.const 16) (local.get $total))))`;

const matrix = `(module ${memory} (func (export "run") (local $i i32) (local $j i32) (local $k i32) (local $sum i32) (local $r i32)
  ${times("$i", 16_384, `(i32.store offset=1024 (i32.shl (local.get $i) (i32.const 2)) (i32.mul (local.get $i) (i32.const -1640531535)))
    (i32.store offset=66560 (i32.shl (local.get $i) (i32.const 2)) (i32.mul (local.get $i) (i32.const 40503)))`)}
  ${times(
    "$r",
    2,
    times(
      "$i",
      128,
      times(
        "$j",
        128,
        `(local.set $sum (i32.const 0))
         ${times(
           "$k",
           128,
           `(local.set $sum (i32.add (local.get $sum) (i32.mul
              (i32.load offset=1024 (i32.shl (i32.add (i32.shl (local.get $i) (i32.const 7)) (local.get $k)) (i32.const 2)))
              (i32.load offset=66560 (i32.shl (i32.add (i32.shl (local.get $k) (i32.const 7)) (local.get $j)) (i32.const 2))))))`,
         )}
         (i32.store offset=132096 (i32.shl (i32.add (i32.shl (local.get $i) (i32.const 7)) (local.get $j)) (i32.const 2)) (local.get $sum))`,
      ),
    ),
  )}))`;

const fibonacci = `(module ${memory}
  (func $fibonacci (param $n i32) (result i64)
    (if (result i64) (i32.lt_u (local.get $n) (i32.const 2))
      (then (i64.extend_i32_u (local.get $n)))
      (else (i64.add (call $fibonacci (i32.sub (local.get $n) (i32.const 1))) (call $fibonacci (i32.sub (local.get $n) (i32.const 2)))))))
  (func (export "run") (i64.store (i32.const 16) (call $fibonacci (i32.const 27)))))`;

/** The rounds of a hash: rotations, choices and a schedule in memory, a function per block. */
const hash = `(module ${memory}
  (func $sigma (param $x i32) (param $a i32) (param $b i32) (param $c i32) (result i32)
    (i32.xor (i32.xor (i32.rotr (local.get $x) (local.get $a)) (i32.rotr (local.get $x) (local.get $b))) (i32.shr_u (local.get $x) (local.get $c))))
  (func $block (param $data i32) (local $i i32) (local $w i32) (local $a i32) (local $b i32) (local $c i32) (local $d i32) (local $t i32)
    ${times("$i", 16, `(i32.store offset=512 (i32.shl (local.get $i) (i32.const 2)) (i32.load (i32.add (local.get $data) (i32.shl (local.get $i) (i32.const 2)))))`)}
    (local.set $i (i32.const 16))
    (loop $schedule
      (local.set $w (i32.add (i32.shl (local.get $i) (i32.const 2)) (i32.const 512)))
      (i32.store (local.get $w) (i32.add
        (i32.add (i32.load (i32.sub (local.get $w) (i32.const 64))) (call $sigma (i32.load (i32.sub (local.get $w) (i32.const 60))) (i32.const 7) (i32.const 18) (i32.const 3)))
        (i32.add (i32.load (i32.sub (local.get $w) (i32.const 28))) (call $sigma (i32.load (i32.sub (local.get $w) (i32.const 8))) (i32.const 17) (i32.const 19) (i32.const 10)))))
      (br_if $schedule (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 64))))
    (local.set $a (i32.load (i32.const 0))) (local.set $b (i32.load (i32.const 4)))
    (local.set $c (i32.load (i32.const 8))) (local.set $d (i32.load (i32.const 12)))
    ${times(
      "$i",
      64,
      `(local.set $t (i32.add (i32.add (local.get $d) (i32.xor (i32.rotr (local.get $a) (i32.const 6)) (i32.rotr (local.get $a) (i32.const 25))))
         (i32.add (i32.xor (i32.and (local.get $a) (local.get $b)) (i32.and (i32.xor (local.get $a) (i32.const -1)) (local.get $c)))
           (i32.load offset=512 (i32.shl (local.get $i) (i32.const 2))))))
       (local.set $d (local.get $c)) (local.set $c (local.get $b)) (local.set $b (local.get $a)) (local.set $a (local.get $t))`,
    )}
    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (local.get $a))) (i32.store (i32.const 4) (i32.add (i32.load (i32.const 4)) (local.get $b)))
    (i32.store (i32.const 8) (i32.add (i32.load (i32.const 8)) (local.get $c))) (i32.store (i32.const 12) (i32.add (i32.load (i32.const 12)) (local.get $d))))
  (func (export "run") (local $r i32)
    ${times("$r", 20_000, "(call $block (i32.add (i32.const 4096) (i32.shl (i32.and (local.get $r) (i32.const 1023)) (i32.const 6))))")}))`;

const sort = `(module ${memory}
  (func $at (param $index i32) (result i32) (i32.add (i32.const 4096) (i32.shl (local.get $index) (i32.const 2))))
  (func $sort (param $low i32) (param $high i32) (local $i i32) (local $j i32) (local $pivot i32) (local $t i32)
    (local.set $pivot (i32.load (call $at (i32.shr_u (i32.add (local.get $low) (local.get $high)) (i32.const 1)))))
    (local.set $i (local.get $low)) (local.set $j (local.get $high))
    (loop $partition
      (loop $up (if (i32.lt_s (i32.load offset=4096 (i32.shl (local.get $i) (i32.const 2))) (local.get $pivot))
        (then (local.set $i (i32.add (local.get $i) (i32.const 1))) (br $up))))
      (loop $down (if (i32.gt_s (i32.load offset=4096 (i32.shl (local.get $j) (i32.const 2))) (local.get $pivot))
        (then (local.set $j (i32.sub (local.get $j) (i32.const 1))) (br $down))))
      (if (i32.le_s (local.get $i) (local.get $j)) (then
        (local.set $t (i32.load offset=4096 (i32.shl (local.get $i) (i32.const 2))))
        (i32.store offset=4096 (i32.shl (local.get $i) (i32.const 2)) (i32.load offset=4096 (i32.shl (local.get $j) (i32.const 2))))
        (i32.store offset=4096 (i32.shl (local.get $j) (i32.const 2)) (local.get $t))
        (local.set $i (i32.add (local.get $i) (i32.const 1))) (local.set $j (i32.sub (local.get $j) (i32.const 1)))))
      (br_if $partition (i32.le_s (local.get $i) (local.get $j))))
    (if (i32.lt_s (local.get $low) (local.get $j)) (then (call $sort (local.get $low) (local.get $j))))
    (if (i32.lt_s (local.get $i) (local.get $high)) (then (call $sort (local.get $i) (local.get $high)))))
  (func (export "run") (local $i i32) (local $x i32)
    (local.set $x (i32.const 12345))
    ${times(
      "$i",
      100_000,
      `(local.set $x (i32.add (i32.mul (local.get $x) (i32.const 1664525)) (i32.const 1013904223)))
       (i32.store offset=4096 (i32.shl (local.get $i) (i32.const 2)) (local.get $x))`,
    )}
    (call $sort (i32.const 0) (i32.const 99999))))`;

export const kernels: readonly Kernel[] = [
  { name: "arithmetic", text: arithmetic },
  { name: "memory", text: memoryKernel },
  { name: "sieve", text: sieve },
  { name: "matrix product", text: matrix },
  { name: "fibonacci", text: fibonacci },
  { name: "hash rounds", text: hash },
  { name: "quicksort", text: sort },
];
