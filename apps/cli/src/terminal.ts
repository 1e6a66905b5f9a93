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
  /** Characters in a line; left out where nobody knows. */
  readonly columns?: number | undefined;
  /** Whether the stack of this thread is larger than production's. */
  readonly hasLargeStack?: boolean;
  /** Runs the same command line in a thread with so many megabytes of stack; left out where there is no program to run again. */
  readonly runInLargeStack?: (stackSizeMb: number) => Promise<ExitCodeValue>;
  /** The file that threads beside this one run; left out where there is none, and everything runs in this thread. */
  readonly workerScript?: string;
  /** Ends what would go on until the program is stopped; left out where only stopping does. */
  readonly signal?: AbortSignal;
}

/** Where nobody knows how wide a terminal is. */
export const DEFAULT_COLUMNS = 80;

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

/** Whether to write in colours: `NO_COLOR` and `FORCE_COLOR` decide, else whether somebody looks. */
export function usesColors({ env, isTerminal }: Pick<Terminal, "env" | "isTerminal">): boolean {
  if (isSet(env["NO_COLOR"])) return false;
  if (isSet(env["FORCE_COLOR"])) return env["FORCE_COLOR"] !== "0";
  return isTerminal && env["TERM"] !== "dumb";
}

/** Whether this is a run of continuous integration, where logs are kept and nobody waits. */
export function isContinuousIntegration({ env }: Pick<Terminal, "env">): boolean {
  return isSet(env["CI"]) && env["CI"] !== "false" && env["CI"] !== "0";
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== "";
}
