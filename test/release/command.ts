// Runs command lines as a person would type them, on every platform.
import { exec } from "node:child_process";

export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

interface Outcome {
  readonly error: Error | null;
  readonly stdout: string;
  readonly stderr: string;
}

function outcomeOf(command: string, { cwd, env }: CommandOptions): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = exec(command, { cwd, env, maxBuffer: MAX_OUTPUT_BYTES }, (error, stdout, stderr) => resolve({ error, stdout, stderr }));
    child.stdin?.end();
  });
}

/** Answers what the command printed. Rejects with that, if it failed. */
export async function run(command: string, options: CommandOptions): Promise<string> {
  const { error, stdout, stderr } = await outcomeOf(command, options);
  if (error !== null) throw new Error(`${command} in ${options.cwd} failed:\n${stdout}${stderr}`, { cause: error });
  return stdout;
}

/** Answers what the command printed, errors among it. Rejects, if it did not fail. */
export async function runFailing(command: string, options: CommandOptions): Promise<string> {
  const { error, stdout } = await outcomeOf(`${command} 2>&1`, options);
  if (error === null) throw new Error(`${command} in ${options.cwd} was to fail, but succeeded:\n${stdout}`);
  return stdout;
}
