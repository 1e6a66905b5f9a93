// What a process holds once garbage is collected.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");

/** Collects now. */
export const collectGarbage: () => void = runInNewContext("gc") as () => void;

/** Megabytes of the heap and of buffers in use. */
export function usedMemory(): number {
  // Twice, since what the first collection finalises only the second one frees.
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}
