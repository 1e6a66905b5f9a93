// `mxvm fmt`: lays scenario files out in one way.
import { readFileSync, writeFileSync } from "node:fs";
import { formatScenario, isScenarioError } from "@mxvm/scenario";
import type { Command } from "commander";
import { displayPath, findScenarioFiles, stepsEndings } from "../node-files.js";
import { ExitCode } from "../terminal.js";
import type { ExitCodeValue, Terminal } from "../terminal.js";

interface FmtOptions {
  readonly check: boolean;
}

const EXAMPLES = `
Examples:
  $ mxvm fmt scenarios                       every *.scen.json, *.steps.json and *.step.json below a folder
  $ mxvm fmt . --check                       changes nothing, and fails if a file would change

Fields get one order and their newer names, fields that say nothing go, values stay as they are written.

Exit codes: 0 all files are laid out, 1 one is wrong (or, with --check, would change), 2 the command line is wrong.`;

type Layout = { readonly status: "same" } | { readonly status: "changed"; readonly text: string } | { readonly status: "wrong"; readonly message: string };

function layOut(file: string, path: string): Layout {
  const text = readFileSync(file, "utf8");
  try {
    const formatted = formatScenario({ path, text });
    return formatted === text ? { status: "same" } : { status: "changed", text: formatted };
  } catch (error) {
    if (!isScenarioError(error)) throw error;
    return { status: "wrong", message: error.message };
  }
}

function fmt(paths: readonly string[], { check }: FmtOptions, terminal: Terminal): ExitCodeValue {
  const counts = { same: 0, changed: 0, wrong: 0 };
  for (const file of findScenarioFiles(paths, terminal.cwd, stepsEndings)) {
    const path = displayPath(file, terminal.cwd);
    const layout = layOut(file, path);
    counts[layout.status]++;
    if (layout.status === "wrong") terminal.err(`${layout.message}\n`);
    if (layout.status !== "changed") continue;
    terminal.out(`${path}\n`);
    if (!check) writeFileSync(file, layout.text);
  }
  const changes = check ? "would change" : "changed";
  terminal.out(`${counts.changed} ${changes}, ${counts.same} as they should be${counts.wrong > 0 ? `, ${counts.wrong} wrong` : ""}\n`);
  return counts.wrong > 0 || (check && counts.changed > 0) ? ExitCode.failed : ExitCode.ok;
}

export function addFmtCommand(program: Command, terminal: Terminal, onExit: (code: ExitCodeValue) => void): void {
  program
    .command("fmt")
    .description("Lay out scenario files below each path")
    .argument("<path...>", "files, or folders to search")
    .option("--check", "change nothing, and fail if a file would change", false)
    .addHelpText("after", EXAMPLES)
    .action((paths: string[], options: FmtOptions) => {
      onExit(fmt(paths, options, terminal));
    });
}
