// The light simulator (the Go VM behind HTTP), as a reference for transactions a second.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addressToBech32, bytesToHex } from "@mxvm/codec";

const PACKAGE = "@xsuite/light-simulnet-linux-amd64/package.json";
const GAS_LIMIT = 10_000_000;

/** One transaction of the load. */
export interface SimulatorCall {
  readonly sender: Uint8Array;
  readonly receiver: Uint8Array;
  readonly data: string;
}

export interface SimulatorAccount {
  readonly address: Uint8Array;
  readonly code?: Uint8Array;
  readonly owner?: Uint8Array;
}

/** A running simulator. */
export interface LightSimulator {
  setAccounts(accounts: readonly SimulatorAccount[]): Promise<void>;
  /** Sends the calls as one batch; answers when all have run. */
  sendMultiple(calls: readonly SimulatorCall[], firstNonce: number): Promise<void>;
  stop(): void;
}

/** The folder of the executable and its library. */
function findBinaries(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  try {
    return join(createRequire(import.meta.url).resolve(PACKAGE), "..", "bin");
  } catch {
    // Optional dependencies may be left out.
    return undefined;
  }
}

/** The address that the simulator prints when it listens. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const url = /https?:\/\/[^\s]+:\d+/u.exec(printed)?.[0];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => reject(new TypeError(`the simulator ended with code ${String(code)}: ${printed}`)));
  });
}

/** Starts a simulator, or answers `undefined` where this platform has none. */
export async function startLightSimulator(): Promise<LightSimulator | undefined> {
  const binaries = findBinaries();
  if (binaries === undefined) return undefined;
  // The package's file may lack the run bit, so a copy gets it.
  const folder = mkdtempSync(join(tmpdir(), "light-simulator-"));
  cpSync(binaries, folder, { recursive: true });
  const executable = join(folder, "lsproxy");
  chmodSync(executable, 0o755);
  const child = spawn(executable, ["--server-port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  const url = await listening(child);
  const post = async (path: string, body: unknown): Promise<void> => {
    const response = await fetch(url + path, { method: "POST", body: JSON.stringify(body) });
    const answer = await response.text();
    if (!response.ok) throw new TypeError(`${path}: ${answer}`);
  };
  return {
    setAccounts: (accounts) => post("/admin/set-accounts", accounts.map(accountToJson)),
    sendMultiple: (calls, firstNonce) => post("/transaction/send-multiple", calls.map((call, index) => callToJson(call, firstNonce + index))),
    stop: () => {
      child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function accountToJson({ address, code, owner }: SimulatorAccount): object {
  return {
    address: addressToBech32(address),
    nonce: 0,
    balance: "1000000000000000000000",
    ...(code && { code: bytesToHex(code), codeMetadata: "0506" }),
    ...(owner && { owner: addressToBech32(owner) }),
  };
}

function callToJson({ sender, receiver, data }: SimulatorCall, nonce: number): object {
  return {
    nonce,
    value: "0",
    sender: addressToBech32(sender),
    receiver: addressToBech32(receiver),
    gasPrice: 0,
    gasLimit: GAS_LIMIT,
    data: Buffer.from(data).toString("base64"),
    signature: "",
    chainID: "S",
    version: 1,
  };
}
