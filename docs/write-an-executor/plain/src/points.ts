// The gas counter of an instance.

export class Points {
  used = 0n;
  limit: bigint;

  constructor(limit: bigint) {
    this.limit = limit;
  }

  /** Takes points if so many are left; otherwise takes what is left and answers false. */
  use(points: number): boolean {
    const used = this.used + BigInt(points);
    if (used <= this.limit) {
      this.used = used;
      return true;
    }
    this.useAll();
    return false;
  }

  useAll(): void {
    if (this.used < this.limit) this.used = this.limit;
  }

  /** Gives points back, if so many are used. */
  restore(points: number): void {
    const used = this.used - BigInt(points);
    if (used >= 0n) this.used = used;
  }

  left(): number {
    return this.used < this.limit ? Number(this.limit - this.used) : 0;
  }
}
