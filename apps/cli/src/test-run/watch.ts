// `mxvm test --watch`: runs again what read a file that changed, and scenarios that are new.
import { type FSWatcher, watch } from "node:fs";
import { dirname, join, sep } from "node:path";
import { type Terminal, UsageError } from "../terminal.js";
import { displayPath } from "../node-files.js";
import type { ScenarioOutcome } from "../scenario-run.js";

export type OnOutcome = (outcome: ScenarioOutcome) => void;

export interface WatchOptions {
  readonly run: (files: readonly string[], onOutcome: OnOutcome) => Promise<unknown>;
  /** The files that there are now. */
  readonly choose: () => readonly string[];
  readonly terminal: Terminal;
}

/** Editors and compilers write in several goes. */
const QUIET_MILLISECONDS = 60;

/** Goes on until the terminal's signal aborts. */
export async function watchFiles({ run, choose, terminal }: WatchOptions): Promise<void> {
  const reads = new Map<string, readonly string[]>();
  const changes = createChanges(terminal.signal);
  let due: readonly string[] = choose();
  try {
    for (;;) {
      await run(due, ({ path, reads: read }) => reads.set(path, [path, ...read]));
      changes.watch([...reads.values()].flat());
      terminal.out("\n  watching; Ctrl-C ends\n");
      do {
        const changed = await changes.next();
        if (changed === undefined) return;
        due = affected(changed, reads, chosenNow(choose));
        if (due.length > 0) terminal.out(`\n  changed: ${changed.map((path) => displayPath(path, terminal.cwd)).join(", ")}\n\n`);
      } while (due.length === 0);
    }
  } finally {
    changes.close();
  }
}

/** While files are moved about there may be none. */
function chosenNow(choose: () => readonly string[]): readonly string[] {
  try {
    return choose();
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

function affected(changed: readonly string[], reads: ReadonlyMap<string, readonly string[]>, files: readonly string[]): readonly string[] {
  // What a configuration imports is not known, so it concerns all.
  if (changed.some((path) => /\/mxvm\.config\.[cm]?[jt]s$/u.test(path))) return files;
  return files.filter((file) => reads.get(file)?.some((path) => changed.includes(path)) ?? true);
}

interface Changes {
  /** Watches the folders of these files, too. */
  watch(files: readonly string[]): void;
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
    watch: (files) => {
      for (const folder of new Set(files.map((file) => dirname(file)))) {
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
