// `mxvm test --watch`: runs again what read a file that changed, and scenarios that are new.
import { type FSWatcher, watch } from "node:fs";
import { dirname, join, sep } from "node:path";
import { type Terminal, UsageError } from "../terminal.js";
import { displayPath } from "../node-files.js";
import type { ScenarioOutcome } from "../scenario-run.js";

export type OnOutcome = (outcome: ScenarioOutcome) => void;

/** What a configuration and a command line ask for. */
export interface WatchPlan {
  readonly run: (files: readonly string[], onOutcome: OnOutcome) => Promise<unknown>;
  /** The files that there are now. */
  readonly choose: () => readonly string[];
  /** Folders in which there may be new ones. */
  readonly folders: () => readonly string[];
  /** The configuration, and what it imports. */
  readonly configFiles: readonly string[];
}

/** Editors and compilers write in several goes. */
const QUIET_MILLISECONDS = 60;

/** Goes on until the terminal's signal aborts. What is wrong is told and may be mended; only a plan that is wrong at first throws. */
export async function watchFiles(createPlan: () => Promise<WatchPlan>, terminal: Terminal): Promise<void> {
  const reads = new Map<string, readonly string[]>();
  const changes = createChanges(terminal.signal);
  let plan = await createPlan();
  let due = plan.choose();
  try {
    for (;;) {
      await told(terminal, () => plan.run(due, ({ path, reads: read }) => reads.set(path, [path, ...read])));
      changes.watch([...[...reads.values()].flat(), ...plan.configFiles].map((file) => dirname(file)));
      terminal.out("\n  watching; Ctrl-C ends\n");
      do {
        changes.watch(plan.folders());
        const changed = await changes.next();
        if (changed === undefined) return;
        const isNewPlan = plan.configFiles.some((file) => changed.includes(file)) || changed.some((path) => /\/mxvm\.config\.[cm]?[jt]s$/u.test(path));
        const next = isNewPlan ? await told(terminal, createPlan) : plan;
        plan = next ?? plan;
        // Before files are looked for, so that none comes up unseen between.
        changes.watch(plan.folders());
        due = next === undefined ? [] : isNewPlan ? chosenNow(plan) : affected(changed, reads, chosenNow(plan));
        if (due.length > 0) terminal.out(`\n  changed: ${changed.map((path) => displayPath(path, terminal.cwd)).join(", ")}\n\n`);
      } while (due.length === 0);
    }
  } finally {
    changes.close();
  }
}

/** Tells what is wrong with a command line or configuration, and answers nothing then. */
async function told<Result>(terminal: Terminal, work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.err(`mxvm: ${error.message}\n`);
    return undefined;
  }
}

/** While files are moved about there may be none. */
function chosenNow({ choose }: WatchPlan): readonly string[] {
  try {
    return choose();
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

function affected(changed: readonly string[], reads: ReadonlyMap<string, readonly string[]>, files: readonly string[]): readonly string[] {
  return files.filter((file) => reads.get(file)?.some((path) => changed.includes(path)) ?? true);
}

interface Changes {
  /** Watches these folders, too. */
  watch(folders: readonly string[]): void;
  /** Files that changed since the last answer, as soon as there are any; `undefined` at the end. */
  next(): Promise<readonly string[] | undefined>;
  close(): void;
}

function createChanges(signal: AbortSignal | undefined): Changes {
  const watchers = new Map<string, FSWatcher>();
  let changed = new Set<string>();
  let wake = (): void => undefined;
  let timer: NodeJS.Timeout | undefined;
  const note = (folder: string, name: string | null): void => {
    if (name === null) return;
    changed.add(join(folder, name).split(sep).join("/"));
    clearTimeout(timer);
    timer = setTimeout(() => wake(), QUIET_MILLISECONDS);
  };
  const isOver = (): boolean => signal?.aborted ?? false;
  signal?.addEventListener("abort", () => wake());
  return {
    watch: (folders) => {
      for (const folder of folders) {
        if (watchers.has(folder)) continue;
        try {
          watchers.set(folder, watch(folder, (_event, name) => note(folder, name)).on("error", () => watchers.delete(folder)));
        } catch {
          // A folder that a scenario names need not be there; the failing scenario says so.
        }
      }
    },
    next: async () => {
      while (!isOver() && changed.size === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const files = [...changed];
      changed = new Set();
      return isOver() ? undefined : files;
    },
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}
