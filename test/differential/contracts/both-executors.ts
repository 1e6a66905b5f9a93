// Two worlds, one with the contract in TypeScript and one with its compiled form: the same steps, and what can be seen after each.
import { bytesToHex, byteStringToBytes } from "@mxvm/codec";
import { codeOf } from "@mxvm/contract-api";
import type { ExecutorFactory } from "@mxvm/executor-api";
import { createDebugExecutor } from "@mxvm/executor-debug";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import { isWorldError, type LogEntry, type TransactionResult, type World } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import { createRandom } from "../generate/random.js";
import { type Difference, differencesBetween, type Observation, observe } from "../run/observation.js";
import { randomStep, type Step, tokens, users } from "./steps.js";
import type { Subject } from "./subjects.js";

/** A step that came to something else, with what it was. */
export interface StepDifference {
  readonly seed: number;
  readonly step: number;
  readonly what: string;
  /** `ours` is what the contract in TypeScript did, `production` its compiled form. */
  readonly differences: readonly Difference[];
}

export interface CaseReport {
  readonly sent: number;
  readonly succeeded: number;
  /** Why calls failed, and how often. */
  readonly messages: ReadonlyMap<string, number>;
  readonly difference: StepDifference | undefined;
}

interface Side {
  readonly world: World;
  readonly code: Uint8Array;
}

/**
 * What differs and must. Gas: only a compiled contract pays for instructions. The code and its hash, which are in the account, and in what is
 * logged of deployments and upgrades.
 */
const incomparable: readonly RegExp[] = [/^gasUsed$/, /\.codeHash$/];

/** Prepares the executors once: compiled code is kept by them. */
export function createSides(subject: Subject): () => readonly [debug: Side, wasm: Side] {
  const executors = [createDebugExecutor({ contracts: [subject.contract] }), createWasmExecutor()] as const;
  return () => [
    { world: createUsersWorld(executors[0]), code: codeOf(subject.contract) },
    { world: createUsersWorld(executors[1]), code: subject.code },
  ];
}

function createUsersWorld(executor: ExecutorFactory): World {
  const world = createMockWorld({ gasSchedule: gasSchedules.default, vm: createVm({ executor }) });
  for (const address of users) {
    const esdt = tokens.map((tokenIdentifier) => ({ tokenIdentifier, instances: [{ nonce: 0n, balance: 10n ** 6n }], lastNonce: 0n, roles: [] }));
    world.setAccount({ address, balance: 10n ** 9n, esdt });
  }
  return world;
}

function perform({ world, code }: Side, step: Step): TransactionResult | string | undefined {
  try {
    if (step.kind === "query") return world.query(step.query);
    if (step.kind === "transaction") return world.execute(step.transaction(code));
    world.updateAccount(step.change);
    return undefined;
  } catch (error) {
    if (!isWorldError(error)) throw error;
    return error.code;
  }
}

function seen(outcome: TransactionResult | string | undefined, world: World): Observation {
  const observation = new Map(observe(outcome, world, world.addresses()));
  const hashes = new Set(world.addresses().map((address) => bytesToHex(world.getAccount(address)?.codeHash ?? new Uint8Array(0))));
  const text = (bytes: Uint8Array): string => (bytes.length === 32 && hashes.has(bytesToHex(bytes)) ? "the hash of the code" : bytesToHex(bytes));
  if (typeof outcome === "object") {
    outcome.logs.forEach((log, index) => observation.set(`logs.${index}`, logAsText(log, text)));
    observation.set("transfers", transfersAsText(outcome));
  }
  return new Map([...observation].filter(([path]) => !incomparable.some((pattern) => pattern.test(path))));
}

function logAsText({ identifier, address, topics, data }: LogEntry, text: (bytes: Uint8Array) => string): string {
  const rows = [topics, data].map((row) => row.map(text).join("@"));
  return [bytesToHex(identifier), bytesToHex(address), ...rows].join(" ");
}

function transfersAsText({ vmOutput }: TransactionResult): string {
  const accounts = [...(vmOutput?.outputAccounts.values() ?? [])].filter(({ outputTransfers }) => outputTransfers.length > 0);
  return accounts.map(({ address, outputTransfers }) => `${bytesToHex(address)}: ${outputTransfers.map(({ value, data }) => `${value} ${bytesToHex(data)}`).join(", ")}`).join("; ");
}

function describeStep(step: Step): string {
  const value = step.kind === "transaction" ? step.transaction(new Uint8Array(0)) : step.kind === "query" ? step.query : step.change;
  return JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Uint8Array) return bytesToHex(part);
    if (part instanceof Map) return [...part].map(([key, bytes]) => [bytesToHex(byteStringToBytes(key as string)), bytes] as unknown);
    return typeof part === "bigint" ? String(part) : part;
  });
}

/** Plays one case of so many steps, the first of which deploys; ends at the first difference. */
export function runCase(subject: Subject, [debug, wasm]: readonly [debug: Side, wasm: Side], seed: number, steps: number): CaseReport {
  const random = createRandom(seed);
  const contracts: Uint8Array[] = [];
  const keysOf = (contract: Uint8Array) => [...(debug.world.getAccount(contract)?.storage.keys() ?? [])].filter((key) => !key.startsWith("ELROND"));
  const messages = new Map<string, number>();
  let succeeded = 0;
  for (let index = 0; index < steps; index++) {
    const step = randomStep(subject, random, { contracts, keysOf });
    const outcome = perform(debug, step);
    const differences = differencesBetween(seen(outcome, debug.world), seen(perform(wasm, step), wasm.world));
    if (differences.length > 0) {
      const difference = { seed, step: index, what: `${step.kind} ${describeStep(step)}`, differences };
      return { sent: index + 1, succeeded, messages, difference };
    }
    if (typeof outcome !== "object") continue;
    if (outcome.deployedAddress !== undefined) contracts.push(outcome.deployedAddress);
    if (outcome.returnCode === 0) succeeded++;
    else messages.set(outcome.returnMessage, (messages.get(outcome.returnMessage) ?? 0) + 1);
  }
  return { sent: steps, succeeded, messages, difference: undefined };
}
