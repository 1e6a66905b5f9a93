// A part of the files, for machines of a CI matrix that share a suite.
import { UsageError } from "../terminal.js";

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Reads `2/4`. */
export function parseShard(text: string): Shard {
  const [, index = "", count = ""] = /^([0-9]{1,6})\/([0-9]{1,6})$/u.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (index === "" || shard.index < 1 || shard.index > shard.count) {
    throw new UsageError(`--shard takes a part and how many there are, such as 1/3 to 3/3, not "${text}"`);
  }
  return shard;
}

/** Every `count`-th file: long ones often lie beside each other, so neighbours go to different machines. Each file is in one shard. */
export function filesOfShard(paths: readonly string[], { index, count }: Shard): string[] {
  return paths.filter((_path, position) => position % count === index - 1);
}
