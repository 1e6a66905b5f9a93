// Flags that somebody turned off, which scenarios cannot say.
import { type Flags, isWorldError } from "@mxvm/protocol-hooks";
import type { Recorder } from "./recorder.js";

/** Flags that are off although the gas schedule has their keys, so that a world which nobody chose flags for would have them on. */
export function findChosenFlags(recorder: Recorder): string[] {
  const { supports } = recorder.world;
  if (!supports.settings) return [];
  const off = Object.entries(recorder.world.getFlags() as Readonly<Record<string, boolean>>).filter(([, isOn]) => !isOn);
  const scratch = off.length === 0 ? undefined : recorder.scratch();
  if (scratch === undefined) return [];
  const chosen = off.map(([flag]) => flag as keyof Flags).filter((flag) => canBeOn(() => scratch.setFlags({ [flag]: true })));
  scratch.close();
  if (chosen.length === 0) return [];
  return [`flags that are off (${chosen.join(", ")}): scenarios choose no flags. Where the world that replays is made with the same, say so: sameFlags: true`];
}

function canBeOn(turnOn: () => void): boolean {
  try {
    turnOn();
    return true;
  } catch (thrown) {
    if (isWorldError(thrown)) return false;
    throw thrown;
  }
}
