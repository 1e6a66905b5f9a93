// Help that stands after the options, laid out for the width of the terminal.
import type { Command } from "commander";
import { DEFAULT_COLUMNS, type Terminal } from "./terminal.js";

const HANGING = 6;

/** Adds text whose lines are broken between words where they are longer than the terminal is wide. */
export function addHelp(command: Command, text: string, { columns = DEFAULT_COLUMNS }: Terminal): void {
  command.addHelpText("after", () => text.split("\n").map((line) => wrapLine(line, columns)).join("\n"));
}

/** Where a line describes something, what follows the break stands below the description; elsewhere it is indented. */
function wrapLine(line: string, columns: number): string {
  if (line.length <= columns) return line;
  const description = /\S( {2,})(?=\S)/u.exec(line);
  if (description !== null) {
    const command = line.slice(0, description.index + 1);
    const rest = line.slice(description.index + description[0].length);
    return [...wrapWords(command, columns, HANGING), ...wrapWords(" ".repeat(HANGING) + rest, columns, HANGING)].join("\n");
  }
  return wrapWords(line, columns, line.startsWith(" ") ? HANGING : 0).join("\n");
}

function wrapWords(line: string, columns: number, indent: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > columns) {
    const at = rest.lastIndexOf(" ", columns);
    if (at <= indent) break;
    lines.push(rest.slice(0, at).trimEnd());
    rest = " ".repeat(indent) + rest.slice(at + 1);
  }
  return [...lines, rest];
}
