// Runs a command line of the workspace's own tools, on every platform, with its output passed through.
import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";

export const root = join(import.meta.dirname, "..");

const environment = {
  ...process.env,
  PATH: join(root, "node_modules", ".bin") + delimiter + process.env.PATH,
  DO_NOT_TRACK: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
};

/** Whether the command ended with exit code 0 within the time; it runs in a folder of the repository, the root by default. */
export function runs(command, { timeoutMinutes = 60, folder = "." } = {}) {
  const { status, error } = spawnSync(command, {
    cwd: join(root, folder),
    env: environment,
    shell: true,
    stdio: ["ignore", "inherit", "inherit"],
    timeout: timeoutMinutes * 60_000,
  });
  if (error) console.error(`${command}: ${error.code === "ETIMEDOUT" ? `no end after ${timeoutMinutes} minutes` : error.message}`);
  return status === 0;
}
