// The gas counter of an instance: points used and their limit.

/** Whole numbers where they are exact; what has been used before the last `setUsed` is a bigint. */
export class Points {
  private limit: bigint;
  private base = 0n;
  /** Used since `base`, and what of it is left: numbers are the hot path. */
  private used = 0;
  private room: number;

  constructor(limit: bigint) {
    this.limit = limit;
    this.room = Number(limit);
  }

  getLimit(): bigint {
    return this.limit;
  }

  setLimit(points: bigint): void {
    this.limit = points;
    this.setUsed(this.getUsed());
  }

  getUsed(): bigint {
    return this.base + BigInt(this.used);
  }

  setUsed(points: bigint): void {
    this.base = points;
    this.used = 0;
    this.room = points < this.limit ? Number(this.limit - points) : 0;
  }

  useAll(): void {
    this.setUsed(this.limit);
  }

  /** Uses points if as many are left; otherwise all that are. */
  use(points: number): boolean {
    if (this.used + points <= this.room) {
      this.used += points;
      return true;
    }
    if (this.getUsed() < this.limit) this.useAll();
    return false;
  }

  restore(points: number): void {
    if (this.used >= points) this.used -= points;
    else {
      const used = this.getUsed() - BigInt(points);
      if (used >= 0n) this.setUsed(used);
    }
  }

  left(): number {
    return this.room - this.used;
  }
}
