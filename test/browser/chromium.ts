// Finds Chromium, and installs Debian's where that is possible without asking anybody.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const CANDIDATES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** Without these, Chromium looks for hosts of its maker at every start. */
export const quiet: string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How long a slow machine may take to start it, or to show something. */
export const PATIENCE_MS: number = 5 * 60_000;
const INSTALL_TIMEOUT_MS = 10 * 60_000;

function found(): string | undefined {
  return [process.env["CHROMIUM_PATH"], ...CANDIDATES].find((path) => path !== undefined && existsSync(path));
}

function canInstall(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

function aptGet(...args: string[]): boolean {
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", ["-qq", ...args], { env: environment, timeout: INSTALL_TIMEOUT_MS }).status === 0;
}

/** Path of the executable, or `undefined` where there is none and none can be installed. */
export function findOrInstallChromium(): string | undefined {
  const path = found();
  if (path !== undefined || !canInstall()) return path;
  return aptGet("update") && aptGet("install", "--yes", "chromium") ? found() : undefined;
}
