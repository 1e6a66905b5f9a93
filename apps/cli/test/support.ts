// Runs the program in a folder of its own, without a process.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import wabt from "wabt";
import { runCli } from "../src/cli.js";

const { parseWat } = await wabt();

export interface CliRun {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

export interface Project {
  readonly folder: string;
  write(path: string, contents: string | Uint8Array): void;
  /** Installs a package of this repository, in its built form. */
  install(name: string): void;
  run(...args: string[]): Promise<CliRun>;
  /** With environment variables; `run` has none. */
  runWith(env: Readonly<Record<string, string>>, ...args: string[]): Promise<CliRun>;
  remove(): void;
}

/** A temporary folder with files. */
export function createProject(): Project {
  const folder = mkdtempSync(join(tmpdir(), "mxvm-cli-"));
  const run = async (env: Readonly<Record<string, string>>, args: readonly string[]): Promise<CliRun> => {
    let out = "";
    let err = "";
    const exitCode = await runCli(args, { out: (text) => (out += text), err: (text) => (err += text), cwd: folder, env, isTerminal: false });
    return { exitCode, out, err };
  };
  return {
    folder,
    write: (path, contents) => {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, contents);
    },
    install: (name) => {
      const link = join(folder, "node_modules", name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(import.meta.dirname, "../../../packages", name.replace("@mxvm/", "")), link, "junction");
    },
    run: (...args) => run({}, args),
    runWith: (env, ...args) => run(env, args),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Binary of WebAssembly text. Features that contracts may not use are on, so that tests can try them. */
export function wasmFromText(text: string, { debugNames = false } = {}): Uint8Array {
  return parseWat("contract.wat", text, { bulk_memory: true, sat_float_to_int: true }).toBinary({ write_debug_names: debugNames }).buffer;
}

/** A contract with `init` and one endpoint. */
export function contractWith(endpoint: string, body: string, imports = ""): Uint8Array {
  return wasmFromText(`(module ${imports} (memory (export "memory") 1) (func (export "init")) (func (export "${endpoint}") ${body}))`);
}

/** A scenario with an owner, a user, and the address of the owner's first contract. */
export function scenarioOf(...steps: object[]): string {
  const setState = {
    step: "setState",
    accounts: { "address:owner": { balance: "1000000" }, "address:user": { nonce: "0", balance: "1000000" } },
    newAddresses: [{ creatorAddress: "address:owner", creatorNonce: "0", newAddress: "sc:contract" }],
  };
  return JSON.stringify({ name: "a test", steps: [setState, ...steps] }, undefined, 2);
}

export function deploy(code: string, expect: object = { status: "0" }): object {
  return {
    step: "scDeploy",
    id: "deploy",
    tx: { from: "address:owner", contractCode: code, arguments: [], gasLimit: "5000000", gasPrice: "0" },
    expect: { out: [], ...expect },
  };
}

export function call(name: string, expect: object = { status: "0" }): object {
  return {
    step: "scCall",
    id: `call-${name}`,
    tx: { from: "address:user", to: "sc:contract", function: name, arguments: [], gasLimit: "5000000", gasPrice: "0" },
    expect: { out: [], refund: "*", ...expect },
  };
}

export function query(name: string, expect: object = { status: "0" }): object {
  return {
    step: "scQuery",
    id: `query-${name}`,
    tx: { to: "sc:contract", function: name, arguments: [] },
    expect: { out: [], refund: "*", ...expect },
  };
}
