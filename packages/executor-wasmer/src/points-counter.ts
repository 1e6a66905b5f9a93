// An instance's points as hooks charge them: read from the library at the first use in a hook, and written back before code runs on.
import type { NativeInstance } from "./native-instance.js";

/**
 * Two calls of the library per hook that charges, 90 ns each, however often it charges. BigInts, since numbers save 25 ns of the 600 ns of
 * such a hook and would need a second way for limits above 2^53.
 */
export class PointsCounter {
  private readonly native: NativeInstance;
  private limitNow: bigint;
  private used = 0n;
  private isKnown = false;
  private isChanged = false;

  constructor(native: NativeInstance, limit: bigint) {
    this.native = native;
    this.limitNow = limit;
    native.pointsLimit = limit;
    this.setUsed(0n);
  }

  get limit(): bigint {
    return this.limitNow;
  }

  setLimit(limit: bigint): void {
    this.limitNow = limit;
    this.native.pointsLimit = limit;
  }

  getUsed(): bigint {
    if (!this.isKnown) {
      this.used = this.native.pointsUsed;
      this.isKnown = true;
    }
    return this.used;
  }

  setUsed(points: bigint): void {
    this.used = points;
    this.isKnown = true;
    this.isChanged = true;
  }

  left(): bigint {
    return this.limitNow - this.getUsed();
  }

  /** Charges, or takes all that is left and answers false. */
  use(points: bigint): boolean {
    const left = this.left();
    if (points <= left) {
      this.setUsed(this.used + points);
      return true;
    }
    if (left > 0n) this.setUsed(this.limitNow);
    return false;
  }

  restore(points: bigint): void {
    if (points <= this.getUsed()) this.setUsed(this.used - points);
  }

  /** Before code runs. */
  write(): void {
    if (this.isChanged) this.native.pointsUsed = this.used;
    this.isChanged = false;
  }

  /** After code has run. */
  forget(): void {
    this.isKnown = false;
  }

  /** After something else than code has changed the library's counter; the points used must have been read before. */
  rewrite(): void {
    this.native.pointsLimit = this.limitNow;
    this.isChanged = true;
  }
}
