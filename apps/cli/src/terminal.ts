// What a command sees of the process it runs in, so that tests can run commands without one.

export interface Terminal {
  /** Writes to standard output, where results go. */
  readonly out: (text: string) => unknown;
  /** Writes to standard error, where complaints go. */
  readonly err: (text: string) => unknown;
  /** Directory that relative paths start from. */
  readonly cwd: string;
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a person's terminal. */
  readonly isTerminal: boolean;
  /** Whether the stack of this thread is larger than production's. */
  readonly hasLargeStack?: boolean;
  /** Runs the same command line in a thread with so many megabytes of stack; left out where there is no program to run again. */
  readonly runInLargeStack?: (stackSizeMb: number) => Promise<ExitCodeValue>;
}

/** Exit codes of every command. */
export const ExitCode: {
  readonly ok: 0;
  /** Something that was to pass failed. */
  readonly failed: 1;
  /** The command line, or what it names, is wrong. */
  readonly usage: 2;
} = { ok: 0, failed: 1, usage: 2 };

export type ExitCodeValue = (typeof ExitCode)[keyof typeof ExitCode];

/** The command line asks for something that cannot be: the message says what, and what would do. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}
