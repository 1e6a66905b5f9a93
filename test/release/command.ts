// Runs command lines as a person would type them, on every platform.
import { exec } from "node:child_process";

export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Answers what the command printed. Rejects with that, if it failed. */
export function run(command: string, { cwd, env }: CommandOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = exec(command, { cwd, env, maxBuffer: MAX_OUTPUT_BYTES }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${command} in ${cwd} failed:\n${stdout}${stderr}`, { cause: error }));
    });
    child.stdin?.end();
  });
}
