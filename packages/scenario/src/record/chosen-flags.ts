// Flags that somebody chose, which scenarios cannot say.
import type { Recorder } from "./recorder.js";

/** Flags that are other than in a world which nobody chose flags for. */
export function findChosenFlags(recorder: Recorder): string[] {
  const scratch = recorder.world.supports.settings ? recorder.scratch() : undefined;
  if (scratch === undefined) return [];
  scratch.setFlags({});
  const unchosen = new Map(Object.entries(scratch.getFlags()));
  scratch.close();
  const chosen = Object.entries(recorder.world.getFlags()).filter(([flag, isOn]) => unchosen.get(flag) !== isOn);
  if (chosen.length === 0) return [];
  const names = chosen.map(([flag, isOn]) => `${flag} ${isOn ? "on" : "off"}`).join(", ");
  return [`flags that were chosen (${names}): scenarios choose no flags. Where the world that replays is made with the same, say so: sameFlags: true`];
}
