// Command lines of documentation, held against the programs that they call.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createProgram } from "../../apps/cli/src/cli.js";
import { createProgram as createMxScenarioGo } from "../../apps/cli/src/mx-scenario-go.js";
import { root } from "./markdown.js";

const terminal = { out: () => undefined, err: () => undefined, cwd: root, env: {}, isTerminal: false };

/** What is no program of ours, and is left to the reader. */
const others = /^(?:cd|git clone|npm (?:install|publish)|npx (?:vitest|tsc)|npx pnpm|code)\b/;

/** The complaint about a command line on a page of that folder, or `undefined` where all is well. */
export function complaint(line: string, folder: string): string | undefined {
  const commands = line.replace(/\s+#.*$/, "").replace("${{ matrix.shard }}", "1/4").split(/\s*(?:&&|;|\|)\s*/);
  return commands.map((command) => complaintAboutCommand(command.trim(), folder)).find((text) => text !== undefined);
}

function complaintAboutCommand(command: string, folder: string): string | undefined {
  const [program = "", ...words] = command.replace(/^(?:[A-Z_]+=\S+ )*(?:npx (?=mx))?/, "").match(/"[^"]*"|\S+/g) ?? [];
  if (program === "mxvm") return complaintAboutWords(createProgram(terminal, () => undefined), words);
  if (program === "mx-scenario-go") return complaintAboutWords(createMxScenarioGo(terminal), words);
  const [, script] = /^npm (?:run )?([\w:-]+)/.exec(command) ?? [];
  if (others.test(command)) return undefined;
  if (script === undefined) return `no program that is known: ${command}`;
  return scriptsOf(folder).has(script) ? undefined : `there is no script ${script}`;
}

function complaintAboutWords(program: ReturnType<typeof createProgram>, words: readonly string[]): string | undefined {
  const [name, ...rest] = words;
  if (name === undefined || name === "--help" || name === "--version") return undefined;
  const command = program.commands.find((candidate) => candidate.name() === name);
  if (command === undefined) return `there is no command ${program.name()} ${name}`;
  try {
    // Square brackets are options that may be left out.
    const { unknown } = command.exitOverride().configureOutput({ writeErr: () => undefined }).parseOptions(rest.map((word) => word.replace(/^\[|\]$/g, "")));
    const flag = unknown.find((word) => word !== "--help");
    return flag === undefined ? undefined : `${program.name()} ${name} has no option ${flag}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
}

/** Scripts of the manifests in the folder and above it. */
function scriptsOf(folder: string): Set<string> {
  const manifest = join(root, folder, "package.json");
  const { scripts = {} } = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, "utf8")) as Manifest) : {};
  const above = folder === "." ? [] : scriptsOf(dirname(folder));
  return new Set([...Object.keys(scripts), ...above]);
}
