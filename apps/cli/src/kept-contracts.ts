// Files of contracts, kept between the scenarios of a thread, since many use the same: reading a build, hashing and comparing its code were a quarter
// of the time of a suite.
import { statSync } from "node:fs";
import type { FileSystem } from "@mxvm/scenario";

interface KeptFile {
  readonly modified: number;
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** A suite has some dozens, of some 100 KB each; so much is nothing beside the engine's memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Answers the same bytes for the same file as long as its size and time of change stay. */
export function keepContracts(files: FileSystem): FileSystem {
  const kept = new Map<string, KeptFile>();
  let total = 0;
  const forget = (path: string, { size }: KeptFile): void => {
    kept.delete(path);
    total -= size;
  };
  return {
    ...files,
    readFile: (path) => {
      const stats = /\.(wasm|mxsc\.json)$/u.test(path) ? statSync(path, { throwIfNoEntry: false }) : undefined;
      if (stats === undefined) return files.readFile(path);
      const before = kept.get(path);
      if (before?.modified === stats.mtimeMs && before.size === stats.size) return before.bytes;
      if (before !== undefined) forget(path, before);
      const bytes = files.readFile(path);
      kept.set(path, { modified: stats.mtimeMs, size: stats.size, bytes });
      total += stats.size;
      for (const [other, file] of kept) {
        if (total <= MOST_BYTES) break;
        forget(other, file);
      }
      return bytes;
    },
  };
}
