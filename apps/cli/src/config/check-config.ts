// Whether a configuration is one: every key known, every value of its kind.
import { nearestName } from "@mxvm/scenario";
import { gasScheduleNames, worldNames } from "../composition-names.js";
import { UsageError } from "../terminal.js";
import type { RunConfig } from "../run/run-options.js";
import type { TestConfig } from "../test-run/test-options.js";
import type { FmtConfig, InspectConfig, MxvmConfig, NamedExecutor } from "./config.js";

type Check = (value: unknown, place: string) => void;

const namedExecutorChecks: Readonly<Record<keyof NamedExecutor, Check>> = {
  name: (value, place) => {
    if (typeof value !== "string" || value === "") throw wrong(place, value, "the name of an executor");
  },
  options: (value, place) => {
    if (!isRecord(value)) throw wrong(place, value, "an object of options");
  },
};

const oneOf =
  (choices: readonly string[]): Check =>
  (value, place) => {
    if (typeof value !== "string" || !choices.includes(value)) throw wrong(place, value, `one of ${choices.join(", ")}`);
  };

const ofType =
  (type: "string" | "boolean", expected: string): Check =>
  (value, place) => {
    if (typeof value !== type) throw wrong(place, value, expected);
  };

const strings: Check = (value, place) => {
  if (!Array.isArray(value) || !value.every((item) => typeof item === "string")) throw wrong(place, value, "an array of strings");
};

const wholeNumber =
  (least: number, most: number): Check =>
  (value, place) => {
    if (!Number.isInteger(value) || Number(value) < least || Number(value) > most) throw wrong(place, value, `a whole number from ${least} to ${most}`);
  };

const testChecks: Readonly<Record<keyof TestConfig, Check>> = {
  paths: strings,
  filter: ofType("string", "a part of paths"),
  bail: ofType("boolean", "true or false"),
  workers: wholeNumber(1, 999),
  reporter: strings,
  world: oneOf(worldNames),
  dialect: oneOf(["go", "rust"]),
  root: ofType("string", "a folder"),
  gasSchedule: oneOf(gasScheduleNames),
  maxPoints: (value, place) => {
    if (typeof value !== "bigint" || value <= 0n) throw wrong(place, value, "a bigint above 0, such as 1_000_000n");
  },
  stackSize: wholeNumber(16, 1024),
};

const digits: Check = (value, place) => {
  if (typeof value !== "string" || !/^[0-9][0-9,_]*$/u.test(value)) throw wrong(place, value, 'a whole number as text, such as "600,000,000"');
};

const runChecks: Readonly<Record<keyof RunConfig, Check>> = {
  world: ofType("string", "a file"),
  from: ofType("string", 'an address, such as "address:owner"'),
  gasLimit: digits,
  gasPrice: digits,
  gasSchedule: oneOf(gasScheduleNames),
};

const fmtChecks: Readonly<Record<keyof FmtConfig, Check>> = { paths: strings, check: ofType("boolean", "true or false") };

const inspectChecks: Readonly<Record<keyof InspectConfig, Check>> = { functions: wholeNumber(0, 999_999) };

const options =
  (checks: Readonly<Record<string, Check>>, expected: string): Check =>
  (value, place) => {
    if (!isRecord(value)) throw wrong(place, value, expected);
    checkKeys(value, checks, `${place}.`);
  };

/** A check for each key: the type asks for one wherever a key is added. */
const configChecks: Readonly<Record<keyof MxvmConfig, Check>> = {
  executor: checkExecutor,
  contracts: checkContracts,
  test: options(testChecks, 'options of `mxvm test`: { paths: ["scenarios"] }'),
  run: options(runChecks, 'options of `mxvm run`: { world: "world.json" }'),
  fmt: options(fmtChecks, 'options of `mxvm fmt`: { paths: ["scenarios"] }'),
  inspect: options(inspectChecks, "options of `mxvm inspect`: { functions: 20 }"),
};

/** Throws a `UsageError` with the place of what is wrong. `file` is the path as people write it. */
export function checkConfig(config: unknown, file: string): asserts config is MxvmConfig {
  if (!isRecord(config)) throw wrong(file, config, "an object as default export: export default defineConfig({ … })");
  checkKeys(config, configChecks, `${file}: `);
}

function checkExecutor(value: unknown, place: string): void {
  if (typeof value === "function") return;
  if (typeof value === "string") {
    namedExecutorChecks.name(value, place);
    return;
  }
  if (!isRecord(value)) throw wrong(place, value, "the name of an executor, { name, options }, or an ExecutorFactory");
  checkKeys(value, namedExecutorChecks, `${place}.`);
  namedExecutorChecks.name(value["name"], `${place}.name`);
}

function checkContracts(value: unknown, place: string): void {
  if (!isRecord(value)) throw wrong(place, value, 'contracts by file name: { "adder.mxsc.json": adder }');
  for (const [file, contract] of Object.entries(value)) {
    const isContract = isRecord(contract) && typeof contract["name"] === "string" && isRecord(contract["endpoints"]);
    if (!isContract) throw wrong(`${place}[${JSON.stringify(file)}]`, contract, "a contract, as `contract` of @mxvm/contract-api makes it");
  }
}

function checkKeys(object: Readonly<Record<string, unknown>>, checks: Readonly<Record<string, Check>>, place: string): void {
  const known = Object.keys(checks);
  for (const [key, value] of Object.entries(object)) {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    if (check === undefined) {
      const nearest = nearestName(key, known);
      throw new UsageError(`${place}${key}: there is no such key; there are: ${known.join(", ")}${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`);
    }
    if (value !== undefined) check(value, `${place}${key}`);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(place: string, value: unknown, expected: string): UsageError {
  const found = typeof value === "string" ? JSON.stringify(value) : Array.isArray(value) ? "an array" : value === null ? "null" : typeof value;
  return new UsageError(`${place}: found ${found}, expected ${expected}`);
}
