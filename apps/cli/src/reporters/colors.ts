// Colours of a report, or none.
import picocolors from "picocolors";
import { type Terminal, usesColors } from "../terminal.js";

export type Colors = ReturnType<typeof picocolors.createColors>;

export function colorsFor(terminal: Pick<Terminal, "env" | "isTerminal">): Colors {
  return picocolors.createColors(usesColors(terminal));
}
