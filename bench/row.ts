// A row of the benchmark table, and the statistics that rows are made of.

export interface BenchmarkRow {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** `null` where this platform or invocation has no reference; the name says why. */
  readonly reference: number | null;
  readonly referenceName: string;
  /** How many times better ours is than the reference; `null` without one. */
  readonly ratio: number | null;
}

/** A row in which less is better: time, memory. */
export function costRow(name: string, unit: string, ours: number, reference: number | null, referenceName: string): BenchmarkRow {
  return { name, unit, ours, reference, referenceName, ratio: reference === null ? null : reference / ours };
}

/** A row in which more is better: things done a second. */
export function rateRow(name: string, unit: string, ours: number, reference: number | null, referenceName: string): BenchmarkRow {
  return { name, unit, ours, reference, referenceName, ratio: reference === null ? null : ours / reference };
}

/** `null` of no samples. */
export function median(samples: readonly number[]): number | null {
  return [...samples].sort((left, right) => left - right)[samples.length >> 1] ?? null;
}

export function geometricMean(samples: readonly number[]): number {
  return Math.exp(samples.reduce((sum, sample) => sum + Math.log(sample), 0) / samples.length);
}

/** The median milliseconds of each work. The works alternate, so that all see the same machine. */
export function medianTimes(works: readonly (() => void)[], rounds: number): number[] {
  const times = works.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    works.forEach((work, index) => {
      const start = performance.now();
      work();
      times[index]!.push(performance.now() - start);
    });
  }
  return times.map((samples) => median(samples) ?? Number.NaN);
}
