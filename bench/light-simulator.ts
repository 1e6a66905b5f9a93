// The light simulator (the Go VM behind HTTP), as a reference for transactions a second.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addressToBech32, buildCallData, byteStringToBytes, bytesToHex } from "@mxvm/codec";
import type { AccountChange, CallTransaction, TransferTransaction } from "@mxvm/protocol-hooks";

const PACKAGE = "@xsuite/light-simulnet-linux-amd64/package.json";
/** Upgradeable, readable, payable, payable by contracts: what the mock world gives code, too. */
const CODE_METADATA = "0506";

type SentTransaction = CallTransaction | TransferTransaction;

/** What came of one transaction. */
export interface SimulatorResult {
  readonly returnCode: number;
  readonly returnMessage: string;
  readonly gasUsed: bigint;
}

/** Transactions as one request. */
export interface SimulatorBatch {
  readonly body: string;
}

/** A running simulator. */
export interface LightSimulator {
  setAccounts(accounts: readonly AccountChange[]): Promise<void>;
  /** Prepared apart, so that only the simulator is measured; the transaction so many times, with nonces from `firstNonce`. */
  createBatch(transaction: SentTransaction, count: number, firstNonce: number): SimulatorBatch;
  /** Answers when all have run: the result of the last one. */
  send(batch: SimulatorBatch): Promise<() => Promise<SimulatorResult>>;
  stop(): void;
}

interface SentAnswer {
  readonly txsHashes: Readonly<Record<string, string>>;
}

interface TransactionAnswer {
  readonly transaction: {
    readonly gasUsed: number;
    readonly executionReceipt: { readonly returnCode: number; readonly returnMessage: string };
  };
}

function findPackage(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  try {
    return createRequire(import.meta.url).resolve(PACKAGE);
  } catch {
    // Optional dependencies may be left out.
    return undefined;
  }
}

/** Version of the simulator's package, or `undefined` where this platform has none. */
export function lightSimulatorVersion(): string | undefined {
  const manifest = findPackage();
  return manifest === undefined ? undefined : (JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string }).version;
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
  const manifest = findPackage();
  if (manifest === undefined) return undefined;
  // The package's file may lack the run bit, so a copy gets it.
  const folder = mkdtempSync(join(tmpdir(), "light-simulator-"));
  cpSync(join(manifest, "..", "bin"), folder, { recursive: true });
  const executable = join(folder, "lsproxy");
  chmodSync(executable, 0o755);
  const child = spawn(executable, ["--server-port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  const url = await listening(child);
  const request = async (path: string, body?: string): Promise<unknown> => {
    const response = await fetch(url + path, body === undefined ? {} : { method: "POST", body });
    const answer = await response.text();
    if (!response.ok) throw new TypeError(`${path}: ${answer}`);
    return (JSON.parse(answer) as { readonly data: unknown }).data;
  };
  return {
    setAccounts: async (accounts) => {
      await request("/admin/set-accounts", JSON.stringify(accounts.map(accountToJson)));
    },
    createBatch: (transaction, count, firstNonce) => ({
      body: JSON.stringify(Array.from({ length: count }, (_, index) => transactionToJson(transaction, firstNonce + index))),
    }),
    send: async ({ body }) => {
      const { txsHashes } = (await request("/transaction/send-multiple", body)) as SentAnswer;
      const last = Object.values(txsHashes).at(-1);
      return async () => {
        const { transaction } = (await request(`/transaction/${last ?? ""}?withResults=true`)) as TransactionAnswer;
        return { ...transaction.executionReceipt, gasUsed: BigInt(transaction.gasUsed) };
      };
    },
    stop: () => {
      child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function accountToJson({ address, balance = 0n, code, ownerAddress, storage = new Map() }: AccountChange): object {
  return {
    address: addressToBech32(address),
    nonce: 0,
    balance: balance.toString(),
    kvs: Object.fromEntries([...storage].map(([key, value]) => [bytesToHex(byteStringToBytes(key)), bytesToHex(value)])),
    ...(code && { code: bytesToHex(code), codeMetadata: CODE_METADATA }),
    ...(ownerAddress && { owner: addressToBech32(ownerAddress) }),
  };
}

function transactionToJson(transaction: SentTransaction, nonce: number): object {
  const { sender, receiver, value, gasLimit, gasPrice } = transaction;
  const data = transaction.kind === "call" ? buildCallData(transaction.function, transaction.arguments) : "";
  return {
    nonce,
    value: value.toString(),
    sender: addressToBech32(sender),
    receiver: addressToBech32(receiver),
    gasPrice: Number(gasPrice),
    gasLimit: Number(gasLimit),
    ...(data !== "" && { data: Buffer.from(data, "latin1").toString("base64") }),
    signature: "",
    chainID: "S",
    version: 1,
  };
}
