// A registry on loopback, with a storage of its own: what is published there is gone with it.
import { execSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

export interface Registry {
  readonly url: string;
  /** For npm and pnpm: everything is installed from here and published here. */
  readonly env: NodeJS.ProcessEnv;
  /** Lines of an `.npmrc` by which npm publishes here. Anybody may, under any name. */
  readonly npmrc: string;
  /** The newest version of a package as the registry describes it. */
  manifest(name: string): Promise<PublishedManifest>;
  stop(): Promise<void>;
}

export interface PublishedManifest {
  readonly name: string;
  readonly version: string;
  readonly exports?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly repository?: { readonly url: string; readonly directory?: string };
}

/** Where third parties' packages come from: as npm is configured on this machine. */
function upstreamUrl(): string {
  return execSync("npm config get registry", { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
}

/** What the npm that started this process has told it, and that it asks for provenance. */
const toldByNpm = /^npm_(config_(registry|provenance|dry_run|call|package|workspaces?)$|package_|lifecycle_)/i;
/** What makes programs print otherwise where nobody looks on. */
const aboutOutput = /^(CI|GITHUB_ACTIONS|FORCE_COLOR)$/;

function plainEnvironment(): NodeJS.ProcessEnv {
  const plain = Object.entries(process.env).filter(([name]) => !toldByNpm.test(name) && !aboutOutput.test(name));
  return { ...Object.fromEntries(plain), NO_COLOR: "1" };
}

/** Starts a registry that keeps everything in a folder. */
export async function startRegistry(folder: string): Promise<Registry> {
  mkdirSync(folder, { recursive: true });
  const child = fork(join(import.meta.dirname, "registry-process.mjs"), [folder, upstreamUrl()], { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const [port] = (await Promise.race([once(child, "message"), failure(once(child, "exit"))])) as [number];
  const host = `127.0.0.1:${port}`;
  const url = `http://${host}/`;
  return {
    url,
    env: { ...plainEnvironment(), npm_config_registry: url, npm_config_audit: "false", npm_config_fund: "false", npm_config_update_notifier: "false" },
    npmrc: `registry=${url}\n//${host}/:_authToken=anybody\n`,
    manifest: async (name) => {
      const response = await fetch(`${url}${name.replace("/", "%2f")}/latest`);
      if (!response.ok) throw new Error(`${name} is not in the registry: ${response.status}`);
      return (await response.json()) as PublishedManifest;
    },
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function failure(exit: Promise<unknown[]>): Promise<never> {
  const [code] = await exit;
  throw new Error(`the registry ended before it listened, with exit code ${String(code)}`);
}
