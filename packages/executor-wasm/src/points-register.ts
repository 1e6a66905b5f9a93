// The points counter of whichever instance is in use. Hooks charge gas several times per call, so charging must cost next to nothing:
// a Wasm function over one i64 global takes 6-9 ns, while one such function per instance takes 22-28 ns once a call site has seen two,
// and a BigInt read or write of a global 55 ns. So all instances share one global, whose contents change hands when another runs.
import { ByteWriter } from "./module/byte-writer.js";
import type { NativeGlobal } from "./native-wasm.js";
import { nativeWasm } from "./native-wasm.js";

/** An instance's points while another instance holds the register. */
export interface PointsAccount {
  left: bigint;
  limit: bigint;
}

export interface PointsRegister {
  /** The global that rewritten modules import. */
  readonly global: NativeGlobal<bigint>;
  /** Whose points are in the register. */
  readonly owner: PointsAccount | undefined;
  /** Puts an account's points into the register, and back into its account what was there. */
  take(account: PointsAccount): void;
  /** Puts the owner's points back into its account and leaves the register without an owner. */
  release(): void;
  /** Charges the owner if that many points are left, else takes what is left and answers 0. */
  readonly use: (points: number) => number;
  /** Gives points back to the owner if that many are used. */
  readonly restore: (points: number) => void;
  /** Points left of the owner; negative if more than the limit is used. */
  readonly left: () => number;
}

type Points = NativeGlobal<bigint>;

export function createPointsRegister(): PointsRegister {
  const global = new nativeWasm.Global({ value: "i64", mutable: true }, 0n);
  const limit = new nativeWasm.Global({ value: "i64", mutable: true }, 0n);
  const { exports } = new nativeWasm.Instance(new nativeWasm.Module(registerModule()), { points: { left: global, limit } });
  return new Register(global, limit, exports as unknown as RegisterFunctions);
}

type RegisterFunctions = Pick<PointsRegister, "use" | "restore" | "left">;

class Register implements PointsRegister {
  readonly global: Points;
  readonly use: (points: number) => number;
  readonly restore: (points: number) => void;
  readonly left: () => number;
  owner: PointsAccount | undefined = undefined;
  private readonly limit: Points;

  constructor(global: Points, limit: Points, functions: RegisterFunctions) {
    this.global = global;
    this.limit = limit;
    this.use = functions.use;
    this.restore = functions.restore;
    this.left = functions.left;
  }

  take(account: PointsAccount): void {
    if (this.owner === account) return;
    this.release();
    this.owner = account;
    this.global.value = account.left;
    this.limit.value = account.limit;
  }

  release(): void {
    if (this.owner !== undefined) this.owner.left = this.global.value;
    this.owner = undefined;
  }
}

/**
 * The binary of:
 *
 *     (import "points" "left" (global $left (mut i64))) (import "points" "limit" (global $limit (mut i64)))
 *     (func (export "use") (param $points f64) (result i32) (local $amount i64)
 *       (if (i64.lt_s (global.get $left) (local.tee $amount (i64.trunc_sat_f64_s (local.get $points))))
 *         (then
 *           (if (i64.gt_s (global.get $left) (i64.const 0)) (then (global.set $left (i64.const 0))))
 *           (return (i32.const 0))))
 *       (global.set $left (i64.sub (global.get $left) (local.get $amount)))
 *       (i32.const 1))
 *     (func (export "restore") (param $points f64) (local $amount i64)
 *       (if (i64.le_s (local.tee $amount (i64.trunc_sat_f64_s (local.get $points))) (i64.sub (global.get $limit) (global.get $left)))
 *         (then (global.set $left (i64.add (global.get $left) (local.get $amount))))))
 *     (func (export "left") (result f64) (f64.convert_i64_s (global.get $left)))
 */
function registerModule(): Uint8Array {
  const i64 = 0x7e;
  const f64 = 0x7c;
  const out = new ByteWriter(256);
  const section = (id: number, write: (out: ByteWriter) => void): void => {
    const contents = new ByteWriter(128);
    write(contents);
    out.byte(id);
    out.u32(contents.length);
    out.append(contents);
  };
  const bytes = (to: ByteWriter, values: readonly number[]): void => {
    for (const value of values) to.byte(value);
  };
  bytes(out, [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  section(1, (to) => bytes(to, [3, 0x60, 1, f64, 1, 0x7f, 0x60, 1, f64, 0, 0x60, 0, 1, f64]));
  section(2, (to) => {
    to.u32(2);
    for (const name of ["left", "limit"]) {
      to.name("points");
      to.name(name);
      bytes(to, [3, i64, 1]);
    }
  });
  section(3, (to) => bytes(to, [3, 0, 1, 2]));
  section(7, (to) => {
    to.u32(3);
    ["use", "restore", "left"].forEach((name, index) => {
      to.name(name);
      bytes(to, [0, index]);
    });
  });
  const amount = [0x20, 0, 0xfc, 6, 0x22, 1];
  const use = [
    [1, 1, i64, 0x23, 0, ...amount, 0x53, 0x04, 0x40, 0x23, 0, 0x42, 0, 0x55, 0x04, 0x40, 0x42, 0, 0x24, 0, 0x0b],
    [0x41, 0, 0x0f, 0x0b, 0x23, 0, 0x20, 1, 0x7d, 0x24, 0, 0x41, 1, 0x0b],
  ].flat();
  const restore = [1, 1, i64, ...amount, 0x23, 1, 0x23, 0, 0x7d, 0x57, 0x04, 0x40, 0x23, 0, 0x20, 1, 0x7c, 0x24, 0, 0x0b, 0x0b];
  const left = [0, 0x23, 0, 0xb9, 0x0b];
  section(10, (to) => {
    to.u32(3);
    for (const body of [use, restore, left]) {
      to.u32(body.length);
      bytes(to, body);
    }
  });
  return out.bytes.slice(0, out.length);
}
