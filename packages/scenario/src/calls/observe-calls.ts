// The calls of what a world does, where it tells of them.
import type { ObservedCall, World } from "@mxvm/protocol-hooks";

/** Looks on at a world. */
export interface CallWatch {
  /** The calls of the last run since the watch was asked before; none if there was none, or the world does not tell of any. */
  take(): readonly ObservedCall[];
}

/** Observes a world, in place of whoever did before. What is not taken is replaced by the next run's calls. */
export function watchCalls(world: World): CallWatch {
  let last: readonly ObservedCall[] = [];
  world.observeCalls?.((calls) => {
    last = calls;
  });
  return {
    take: () => {
      const calls = last;
      last = [];
      return calls;
    },
  };
}
