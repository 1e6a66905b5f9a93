// What a reporter hears of a run.
import type { FilesRun } from "../test-run/run-files.js";
import type { ScenarioOutcome } from "../scenario-run.js";
import type { Terminal } from "../terminal.js";

export interface Reporter {
  /** Before the first file. */
  onStart?(files: number): void;
  /** In the order of the files. */
  onOutcome?(outcome: ScenarioOutcome): void;
  /** Whenever a file has ended, also before its turn. */
  onProgress?(done: number): void;
  onEnd(run: FilesRun, durationMs: number): void;
}

/** Where a report goes, and what it may know of that place. */
export interface ReportTarget extends Pick<Terminal, "cwd" | "env" | "isTerminal" | "columns"> {
  readonly write: (text: string) => void;
}

export type CreateReporter = (target: ReportTarget) => Reporter;
