// `mxvm fmt`: lays scenario files out in one way.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { formatScenario, isScenarioError } from "@mxvm/scenario";
import { loadConfig } from "./config/load-config.js";
import { displayPath, findScenarioFiles, stepsEndings } from "./node-files.js";
import { ExitCode, UsageError } from "./terminal.js";
import type { ExitCodeValue, Terminal } from "./terminal.js";

/** Options that a command line gave. */
export interface FmtOptions {
  readonly check?: boolean;
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

/** `mxvm fmt`: the command line goes before the configuration, whose paths start from its folder. */
export async function fmtByConfig(given: readonly string[], options: FmtOptions, terminal: Terminal): Promise<ExitCodeValue> {
  const { config, folder } = await loadConfig(terminal.cwd);
  const paths = given.length > 0 ? given : (config.fmt?.paths ?? []).map((path) => resolve(folder, path));
  if (paths.length === 0) throw new UsageError("missing required argument: name files or folders, mxvm fmt scenarios, or set fmt.paths in mxvm.config.ts");
  return fmt(paths, { check: options.check ?? config.fmt?.check ?? false }, terminal);
}

export function fmt(paths: readonly string[], { check = false }: FmtOptions, terminal: Terminal): ExitCodeValue {
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
