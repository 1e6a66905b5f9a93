// Reporters by name, and those that a command line asks for put together, each with the place that its report goes to.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { nearestName } from "@mxvm/scenario";
import { type Terminal, UsageError } from "../terminal.js";
import { createGithubReporter } from "./github.js";
import { createJsonReporter } from "./json.js";
import { createJunitReporter } from "./junit.js";
import { createPrettyReporter } from "./pretty.js";
import type { CreateReporter, Reporter } from "./reporter.js";
import { reporterNames, type ReporterName } from "./reporter-names.js";
import { createTapReporter } from "./tap.js";

const reporters: Readonly<Record<ReporterName, CreateReporter>> = {
  pretty: createPrettyReporter,
  json: createJsonReporter,
  junit: createJunitReporter,
  tap: createTapReporter,
  github: createGithubReporter,
};

/** What is written where nobody chose: annotations as well where GitHub reads them. */
export function defaultReporters(env: Terminal["env"]): readonly string[] {
  return env["GITHUB_ACTIONS"] === "true" ? ["pretty", "github"] : ["pretty"];
}

/** One reporter for all of `wishes`, each `name` or `name=file`. Throws a `UsageError` for unknown names. */
export function createReporters(wishes: readonly string[], terminal: Terminal): Reporter {
  const all = wishes.map((wish) => createOne(wish, terminal));
  return {
    onStart: (files) => all.forEach((reporter) => reporter.onStart?.(files)),
    onOutcome: (outcome) => all.forEach((reporter) => reporter.onOutcome?.(outcome)),
    onProgress: (done) => all.forEach((reporter) => reporter.onProgress?.(done)),
    onEnd: (run, durationMs) => all.forEach((reporter) => reporter.onEnd(run, durationMs)),
  };
}

function createOne(wish: string, terminal: Terminal): Reporter {
  const [name = "", ...rest] = wish.split("=");
  if (!isReporterName(name)) throw unknownReporter(name);
  const file = rest.join("=");
  if (rest.length === 0) return reporters[name]({ ...terminal, write: terminal.out });
  if (file === "") throw new UsageError(`--reporter ${name}= lacks the file to write: --reporter ${name}=report.txt`);
  return createFileReporter(reporters[name], resolve(terminal.cwd, file), terminal);
}

/** Written as a whole at the end, so that a run that is stopped leaves no half report. */
function createFileReporter(create: CreateReporter, path: string, { cwd, env }: Terminal): Reporter {
  let text = "";
  const reporter = create({ cwd, env, isTerminal: false, write: (part) => (text += part) });
  return {
    ...reporter,
    onEnd: (run, durationMs) => {
      reporter.onEnd(run, durationMs);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      text = "";
    },
  };
}

function isReporterName(name: string): name is ReporterName {
  return Object.hasOwn(reporters, name);
}

function unknownReporter(name: string): UsageError {
  const nearest = nearestName(name, reporterNames);
  return new UsageError(`there is no reporter "${name}"; there are: ${reporterNames.join(", ")}${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`);
}
