// A scenario as a test of vitest over the fluent world: its accounts as variables, its steps as tests, passing and failing as it does.
import { ADDRESS_LENGTH, bytesToByteString, bytesToUtf8, type ByteString } from "@mxvm/codec";
import { ReturnCode, returnCodeTexts } from "@mxvm/protocol-hooks";
import type { Abi } from "../abi/abi.js";
import type { Scenario, SetStateStep, TransactionStep } from "../model/scenario.js";
import type { ExpectedList, ExpectedNumber } from "../model/values.js";
import type { ScenarioLoader } from "../parse/loader.js";
import { relativePath } from "../values/paths.js";
import { expressionFromBytes } from "../write/expression.js";
import { bigint, call, type Code, layOut, list, object, prefixed, text } from "./code.js";
import { fileOf, findAbis, type KnownAbi, type NamedFile, reducedAbi } from "./contracts.js";
import { accountToCode, listToCode, resultFields } from "./expectations.js";
import { type FlatStep, flattenSteps } from "./flat-steps.js";
import { commentLines, inDescribe, inTest, literal, statement, type TestDraft, titleOf, writeTest } from "./lines.js";
import { accountName, Names } from "./names.js";
import { blockToCode, setupToCode } from "./setups.js";
import { type TransactionWriter, transactionToCode } from "./transactions.js";
import { expressionOf } from "./values.js";

/** Where the test that a scenario becomes will be, and on what it runs. */
export interface ConversionOptions {
  /** The loader that gave the scenario. */
  readonly loader: ScenarioLoader;
  /** The folder of the test, written like the scenario's path: both absolute, or both from the same place. */
  readonly folder: string;
  /** The module whose default export makes worlds by executors' names, as the test imports it. Default: compiled contracts in a mock world. */
  readonly worlds?: string;
  /** The ABI that goes with a contract's file. */
  readonly abiOf?: (path: string) => Abi | undefined;
}

/**
 * The text of a test file that passes where the scenario passes, and fails where it fails. Steps of other files stand in it. The same input gives
 * the same text. Throws a `ScenarioError` where another file of steps cannot be read.
 */
export function convertToVitest(scenario: Scenario, options: ConversionOptions): string {
  const steps = flattenSteps(scenario, options.loader);
  const abis = findAbis(steps, options.abiOf ?? ((): undefined => undefined));
  // Which contracts are called by their ABIs is known when all is written, and then which variables are used.
  const first = new Conversion(scenario, steps, options, abis, undefined);
  first.write();
  const typed = new Map([...abis].filter(([address]) => first.typed.has(address)));
  const second = new Conversion(scenario, steps, options, typed, undefined);
  second.write();
  return new Conversion(scenario, steps, options, typed, second.used).write();
}

class Conversion {
  readonly #scenario: Scenario;
  readonly #steps: readonly FlatStep[];
  readonly #options: ConversionOptions;
  readonly #usedBefore: ReadonlySet<string> | undefined;
  readonly used = new Set<string>();
  /** Contracts that are called by their ABIs. */
  readonly typed = new Set<ByteString>();
  readonly #names = new Names();
  readonly #abis: ReadonlyMap<ByteString, KnownAbi>;
  /** Addresses for which there is a variable, in order of their first use. */
  readonly #variables = new Map<string, Uint8Array>();
  /** Variables that are made with an account's first setup. */
  readonly #madeBySetup = new Set<string>();
  readonly #typedCalls = new Map<string, { readonly known: KnownAbi; readonly endpoints: Set<string> }>();
  readonly #codes = new Map<string, NamedFile>();
  readonly #fromCodec = new Set<string>();
  readonly #titles = new Map<string, number>();
  #hasBlockHashes = false;

  constructor(scenario: Scenario, steps: readonly FlatStep[], options: ConversionOptions, abis: ReadonlyMap<ByteString, KnownAbi>, usedBefore: ReadonlySet<string> | undefined) {
    this.#scenario = scenario;
    this.#steps = steps;
    this.#options = options;
    this.#usedBefore = usedBefore;
    this.#abis = abis;
  }

  write(): string {
    const firstTest = this.#steps.findIndex(({ step }) => step.kind !== "setState");
    const setups = this.#steps.slice(0, Math.max(firstTest, 0)).flatMap((step) => [...commentLines(step.comments, inDescribe), ...this.#setState(step, step.step as SetStateStep, inDescribe, true)]);
    const tests = this.#tests(this.#steps.slice(Math.max(firstTest, 0)));
    const body = [...this.#world(), ...this.#declarations(), ...setups, ...tests.flatMap((draft) => ["", ...writeTest(draft)])];
    return [...this.#head(), "", ...this.#constants(), ...this.#wrap(body), ""].join("\n");
  }

  #head(): readonly string[] {
    const { name, comment, source } = this.#scenario;
    const file = source.path.slice(source.path.lastIndexOf("/") + 1);
    const about = [name, comment].filter((part) => part !== undefined && part !== "").join(": ");
    return [...commentLines([about === "" ? `The scenario ${file}.` : `${about} (${file})`], ""), ...this.#imports()];
  }

  #imports(): readonly string[] {
    const { worlds } = this.#options;
    const files = [...this.#codes.values()];
    const readsFiles = files.some((file) => !isBuild(file));
    const fromVitest = [...(worlds === undefined ? [] : ["describeWorlds"]), ...(worlds === undefined && files.some(isBuild) ? ["readCode"] : [])];
    return [
      ...(readsFiles ? ['import { readFileSync } from "node:fs";'] : []),
      ...(this.#fromCodec.size > 0 ? [`import { ${[...this.#fromCodec].sort().join(", ")} } from "@mxvm/codec";`] : []),
      ...(worlds === undefined ? ['import { createWasmExecutor } from "@mxvm/executor-wasm";', 'import { scenarioGasSchedules } from "@mxvm/gas-schedules";'] : []),
      'import { createTestWorld } from "@mxvm/scenario";',
      fromVitest.length > 0 ? `import { ${fromVitest.join(", ")} } from "@mxvm/vitest";` : 'import "@mxvm/vitest";',
      ...(worlds === undefined ? ['import { createVm } from "@mxvm/vm-core";', 'import { createMockWorld } from "@mxvm/world-mock";'] : []),
      `import { ${worlds === undefined ? "describe, " : ""}expect, test } from "vitest";`,
      ...(worlds === undefined ? [] : [`import worlds from ${text(worlds)};`]),
    ];
  }

  #constants(): readonly string[] {
    const hasWorlds = this.#options.worlds !== undefined;
    const codes = hasWorlds ? [] : this.#codeLines("");
    const abis = [...this.#typedCalls.entries()].map(([name, { known, endpoints }]) => `const ${name} = ${layOut(literal(reducedAbi(known.abi, endpoints)), "", `const ${name} =  as const;`.length)} as const;`);
    return codes.length + abis.length === 0 ? [] : [...codes, ...abis, ""];
  }

  #codeLines(indent: string): readonly string[] {
    return [...this.#codes.entries()].map(([name, file]) => {
      const path = text(relativePath(this.#options.folder, file.path));
      if (!isBuild(file)) return `${indent}const ${name} = readFileSync(new URL(${path}, import.meta.url));`;
      return this.#options.worlds === undefined ? `${indent}const ${name} = readCode(new URL(${path}, import.meta.url));` : `${indent}const { code: ${name} } = build({ abi: { endpoints: [] } }, ${path});`;
    });
  }

  #wrap(body: readonly string[]): readonly string[] {
    const { name, source } = this.#scenario;
    const title = text(name ?? source.path.slice(source.path.lastIndexOf("/") + 1).replace(/\.(scen|steps|step)\.json$/, ""));
    if (this.#options.worlds === undefined) return [`describe(${title}, () => {`, ...body, "});"];
    const hasCode = [...this.#codes.values()].some(isBuild);
    return [`describeWorlds(${title}, worlds, (createWorld${hasCode ? ", _executor, build" : ""}) => {`, ...this.#codeLines(inDescribe), ...body, "});"];
  }

  #world(): readonly string[] {
    const { gasSchedule, dialect } = this.#scenario;
    const commits = this.#steps.some(({ step }) => step.kind === "scQuery");
    const fields = object([
      ["commitQueries", commits ? "true" : undefined],
      ["dialect", dialect === "rust" ? text(dialect) : undefined],
    ]);
    const options = fields === "{}" ? [] : [fields];
    const world: Code =
      this.#options.worlds === undefined
        ? call(
            "createMockWorld",
            object([
              ["gasSchedule", `scenarioGasSchedules.${gasSchedule}`],
              ["compatibility", dialect === "rust" ? text("framework") : undefined],
              ["vm", "createVm({ executor: createWasmExecutor() })"],
            ]),
          )
        : `createWorld(${gasSchedule === "default" ? "" : `{ gasSchedule: ${text(gasSchedule)} }`})`;
    return [`${inDescribe}const world = ${layOut(call("createTestWorld", world, ...options), inDescribe, 15)};`];
  }

  /** Variables that no setup makes. */
  #declarations(): readonly string[] {
    return [...this.#variables].flatMap(([name, address]) => {
      if (this.#madeBySetup.has(name)) return [];
      const known = this.#typedAt(address);
      const expression = expressionFromBytes(address, "address");
      return [`${inDescribe}const ${name} = ${known === undefined ? `world.account(${text(accountName(expression))})` : `world.contract(${this.#names.ofAbi(known.path)}, ${text(expression)})`};`];
    });
  }

  #tests(steps: readonly FlatStep[]): readonly TestDraft[] {
    const tests: TestDraft[] = [];
    let pending: string[] = [];
    let last = "the setup";
    for (const flat of steps) {
      const { step } = flat;
      const title = titleOf(step, last);
      if ("tx" in step) last = title;
      const lines = [...commentLines(flat.comments, inTest), ...this.#step(flat)];
      pending.push(...lines);
      if (!lines.some((line) => line.startsWith(`${inTest}expect(`))) continue;
      tests.push({ title: this.#unique(title), lines: pending });
      pending = [];
    }
    if (pending.length > 0) tests.push({ title: this.#unique(tests.length === 0 ? "runs" : "goes on"), lines: [`${inTest}expect(() => {`, ...pending.map((line) => `  ${line}`), `${inTest}}).not.toThrow();`] });
    return tests;
  }

  #unique(title: string): string {
    const count = (this.#titles.get(title) ?? 0) + 1;
    this.#titles.set(title, count);
    return count === 1 ? title : `${title} (${count})`;
  }

  #step(flat: FlatStep): readonly string[] {
    const { step } = flat;
    switch (step.kind) {
      case "setState":
        return this.#setState(flat, step, inTest, false);
      case "checkState": {
        const { accounts, othersAllowed } = step.accounts;
        const writer = this.#writer(flat.scenario);
        const checks = accounts.flatMap((check) => [
          ...commentLines(check.comment === undefined ? [] : [check.comment], inTest),
          statement(inTest, prefixed(`expect(${this.#variable(check.address.bytes)})`, call(".toHaveState", accountToCode(check, writer)))),
        ]);
        // The framework does not look at other accounts.
        if (othersAllowed || writer.dialect === "rust") return checks.length > 0 ? checks : [`${inTest}// Nothing is expected here.`];
        return [...checks, statement(inTest, prefixed("expect(world)", call(".toHaveOnlyAccounts", ...accounts.map(({ address }) => this.#variable(address.bytes)))))];
      }
      case "dumpState":
        return [`${inTest}// Here the scenario writes out all accounts.`];
      default:
        return this.#transaction(flat, step);
    }
  }

  #setState({ scenario }: FlatStep, step: SetStateStep, indent: string, isSetup: boolean): readonly string[] {
    const writer = this.#writer(scenario);
    const lines: string[] = [];
    const add = (code: Code): unknown => lines.push(statement(indent, code));
    for (const account of step.accounts) {
      lines.push(...commentLines(account.comment === undefined ? [] : [account.comment], indent));
      const setup = setupToCode(account, writer);
      if (account.update) add(call(`${this.#user(account.address.bytes)}.set`, setup));
      else add(this.#put(account.address.bytes, setup, isSetup));
    }
    if (step.previousBlockInfo) add(call("world.setPreviousBlock", blockToCode(step.previousBlockInfo, writer)));
    if (step.currentBlockInfo) add(call("world.setBlock", blockToCode(step.currentBlockInfo, writer)));
    // Every setState replaces them, also one that names none.
    if (step.blockHashes.length > 0 || this.#hasBlockHashes) add(call("world.setBlockHashes", list(step.blockHashes.map((hash) => text(writer.bytes(hash, hash.bytes))))));
    this.#hasBlockHashes = step.blockHashes.length > 0;
    for (const { creatorAddress, creatorNonce, newAddress } of step.newAddresses) {
      const fields = object([
        ["creator", this.#reference(creatorAddress.bytes)],
        ["nonce", bigint(creatorNonce.value)],
        ["address", this.#reference(newAddress.bytes)],
      ]);
      add(call("world.setNewAddress", fields));
    }
    if (step.newTokenIdentifiers.length > 0) add(call("world.setNewTokenIdentifiers", list(step.newTokenIdentifiers.map((identifier) => text(identifier.text)))));
    return lines;
  }

  /** An account is put. In the setup of a test, that makes its variable. */
  #put(address: Uint8Array, setup: Code, isSetup: boolean): Code {
    const put = call("world.account", text(accountName(expressionFromBytes(address, "address"))), setup);
    const name = this.#names.ofAddress(address);
    if (!isSetup || this.#typedAt(address) !== undefined || this.#variables.has(name)) return put;
    this.#variables.set(name, address);
    this.#madeBySetup.add(name);
    return this.#usedBefore?.has(name) === false ? put : prefixed(`const ${name} = `, put);
  }

  #transaction({ scenario, checkGas }: FlatStep, step: TransactionStep): readonly string[] {
    const writer = this.#writer(scenario);
    const { expect } = step;
    if (step.kind === "transfer" || step.kind === "validatorReward") return [statement(inTest, transactionToCode(step, undefined, writer))];
    if (expect === undefined) return [statement(inTest, attempt(transactionToCode(step, undefined, writer)))];
    const isOpen = writer.dialect === "rust";
    const isAny = expect.status === undefined ? isOpen : expect.status.kind === "any";
    const status = isAny ? undefined : statusOf(expect.status);
    const isOk = status === ReturnCode.ok;
    const name = isOk || isAny ? "result" : "failure";
    const code = transactionToCode(step, isOk ? exactRow(expect.out, isOpen) : isAny ? undefined : "failure", writer);
    const sent = isAny ? attempt(code) : code;
    const message = expect.message?.kind === "any" || (isOpen && expect.message === undefined) ? undefined : (expect.message?.value ?? new Uint8Array());
    const words = message && bytesToUtf8(message);
    const inFailure = !isOk && !isAny && words !== undefined;
    const fields = [
      ["out", expect.out?.kind === "any" || (isOpen && expect.out === undefined) || (!isOk && !isAny && isEmptyRow(expect.out)) ? undefined : listToCode(expect.out, writer)] as const,
      ["message", message === undefined || inFailure || (isOk && message.length === 0) ? undefined : text(expressionFromBytes(message, "text"))] as const,
      ...resultFields(expect, checkGas, isOk || isAny, writer),
    ];
    const checks: string[] = [];
    if (!isOk && !isAny) checks.push(this.#failure(status, message === undefined ? undefined : words));
    if (fields.some(([, value]) => value !== undefined)) checks.push(statement(inTest, prefixed(`expect(${name})`, call(".toResultIn", object(fields)))));
    return checks.length === 0 ? [statement(inTest, sent)] : [statement(inTest, prefixed(`const ${name} = `, sent)), ...checks];
  }

  #failure(status: number | undefined, message: string | undefined): string {
    const code = status === undefined ? undefined : (returnCodeTexts as Readonly<Record<number, string>>)[status];
    if (code === undefined) return statement(inTest, `expect(failure.result.returnCode).toBe(${status})`);
    const fields = object([
      ["code", text(code)],
      ["message", message === undefined ? undefined : text(message)],
    ]);
    return statement(inTest, prefixed("expect(failure)", call(".toFailWith", fields)));
  }

  #writer(scenario: Scenario): TransactionWriter {
    const { source, dialect } = scenario;
    const bytes: TransactionWriter["bytes"] = (span, value) => expressionOf(source, span, value);
    return {
      dialect,
      bytes,
      code: (span, value) => {
        const file = fileOf(scenario, span);
        return file === undefined ? text(bytes(span, value)) : this.#code(file);
      },
      addressOrBytes: (span, value) => {
        const name = value.length === ADDRESS_LENGTH ? this.#names.ofAddress(value) : undefined;
        return name !== undefined && this.#isDeclared(name) ? this.#variable(value) : text(expressionOf(source, span, value, "address"));
      },
      accountAt: (address) => this.#variable(address),
      userAt: (address) => this.#user(address),
      abiAt: (address) => this.#abis.get(bytesToByteString(address)),
      onTypedCall: (contract, known, endpoint) => {
        this.typed.add(bytesToByteString(contract));
        const name = this.#names.ofAbi(known.path);
        const calls = this.#typedCalls.get(name) ?? { known, endpoints: new Set() };
        calls.endpoints.add(endpoint);
        this.#typedCalls.set(name, calls);
      },
      fromCodec: (name) => {
        this.#fromCodec.add(name);
        return name;
      },
    };
  }

  #code(file: NamedFile): string {
    const name = this.#names.ofCode(`${file.kind}:${file.path}`);
    this.#codes.set(name, file);
    return name;
  }

  /** The variable for an address, used. */
  #variable(address: Uint8Array): string {
    const name = this.#names.ofAddress(address);
    if (!this.#variables.has(name)) this.#variables.set(name, address);
    this.used.add(name);
    return name;
  }

  /** What sends transactions: a contract's variable is its proxy, which sends none. */
  #user(address: Uint8Array): string {
    if (this.#typedAt(address) === undefined) return this.#variable(address);
    return `world.account(${text(expressionFromBytes(address, "address"))})`;
  }

  /** The variable, or, where it is made further below, the address. */
  #reference(address: Uint8Array): string {
    return this.#isDeclared(this.#names.ofAddress(address)) ? this.#variable(address) : text(expressionFromBytes(address, "address"));
  }

  #isDeclared(name: string): boolean {
    return this.#variables.has(name);
  }

  #typedAt(address: Uint8Array): KnownAbi | undefined {
    return this.#abis.get(bytesToByteString(address));
  }
}

function isBuild({ kind, path }: NamedFile): boolean {
  return kind === "mxsc" || !path.endsWith(".json");
}

function attempt(code: Code): Code {
  return call("world.attempt", prefixed("() => ", code));
}

/** The status as a return code; `undefined` where any will do. */
function statusOf(status: ExpectedNumber | undefined): number | undefined {
  if (status === undefined) return ReturnCode.ok;
  return status.kind === "any" ? undefined : Number(status.value);
}

/** What is returned, where the scenario leaves none of it open. */
function exactRow(out: ExpectedList | undefined, isOpen: boolean): readonly Uint8Array[] | undefined {
  if (out === undefined) return isOpen ? undefined : [];
  if (out.kind === "any") return undefined;
  const row = out.items.flatMap((item) => (item.kind === "equal" ? [item.value] : []));
  return row.length === out.items.length ? row : undefined;
}

function isEmptyRow(out: ExpectedList | undefined): boolean {
  return out === undefined || (out.kind === "items" && out.items.length === 0);
}
