// `mxvm fmt`: lays scenario files out in one way.
import { readFileSync, writeFileSync } from "node:fs";
import { formatScenario, isScenarioError } from "@mxvm/scenario";
import { displayPath, findScenarioFiles, stepsEndings } from "./node-files.js";
import { ExitCode } from "./terminal.js";
import type { ExitCodeValue, Terminal } from "./terminal.js";

export interface FmtOptions {
  readonly check: boolean;
}

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

export function fmt(paths: readonly string[], { check }: FmtOptions, terminal: Terminal): ExitCodeValue {
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
