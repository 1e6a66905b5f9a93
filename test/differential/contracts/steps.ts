// Random steps of a world in which one contract is deployed, called, asked, paid and upgraded, rightly and wrongly.
import { type ByteString, utf8ToBytes } from "@mxvm/codec";
import type { ContractAbi } from "@mxvm/contract-api";
import type { AccountChange, Query, TokenPayment, Transaction } from "@mxvm/protocol-hooks";
import type { Random } from "../generate/random.js";
import type { Subject } from "./subjects.js";
import { numberToBytes, randomArgument } from "./values.js";

/** A step. Where it brings code, that of the subject is filled in on each side. */
export type Step =
  | { readonly kind: "transaction"; readonly transaction: (code: Uint8Array) => Transaction }
  | { readonly kind: "query"; readonly query: Query }
  | { readonly kind: "store"; readonly change: AccountChange };

/** What steps can refer to. */
export interface Situation {
  readonly contracts: readonly Uint8Array[];
  /** Storage keys of a contract. */
  readonly keysOf: (contract: Uint8Array) => readonly ByteString[];
}

export const tokens: readonly Uint8Array[] = ["TOK-123456", "GEM-abcdef"].map(utf8ToBytes);
export const users: readonly Uint8Array[] = [1, 2, 3, 4, 5].map((byte) => new Uint8Array(32).fill(byte));

/** More than any step needs: the two sides pay differently for code, so that they agree only where gas does not end. */
const GAS_LIMIT = 5_000_000_000n;

/** Exports that are no endpoints, names that the VM knows, and names that nobody has. */
const otherFunctions = ["", "init", "upgrade", "callBack", "memory", "__heap_base", "add ", "noSuchFunction", "\u00e9", "ESDTTransfer", "SaveKeyValue"];

const codeMetadata: readonly Uint8Array[] = [[1, 0], [5, 0], [5, 2], [5, 6], [1, 6], [0, 4], [0, 0]].map((bytes) => Uint8Array.from(bytes));

interface Called {
  readonly name: string;
  readonly types: readonly string[];
}

function functionsOf({ contract }: Subject): readonly Called[] {
  return (contract.abi as ContractAbi).endpoints.map(({ name, inputs }) => ({ name, types: inputs.map(({ type }) => type) }));
}

function typesOf(inputs: readonly { readonly type: string }[] | undefined): readonly string[] {
  return (inputs ?? []).map(({ type }) => type);
}

export function randomStep(subject: Subject, random: Random, situation: Situation): Step {
  const { contracts } = situation;
  if (contracts.length === 0 || random.chance(0.03)) return deployment(subject, random, situation);
  const chosen = random.below(100);
  if (chosen < 62) return call(subject, random, situation);
  if (chosen < 82) return query(subject, random, situation);
  if (chosen < 90) return subject.upgrades ? upgrade(subject, random, situation) : call(subject, random, situation);
  if (chosen < 95) return transfer(random, situation);
  return store(random, situation);
}

function argumentsFor(types: readonly string[], random: Random, { contracts }: Situation): readonly Uint8Array[] {
  const known = [...users, ...contracts];
  const row = types.map((type) => randomArgument(type, random, known));
  if (random.chance(0.04)) return row.slice(0, random.below(row.length + 1));
  if (random.chance(0.04)) return [...row, ...row.slice(0, 1), random.bytes(random.below(4))];
  return row;
}

function common(random: Random) {
  const value = random.chance(0.07) ? BigInt(random.below(2000)) : 0n;
  return { txHash: random.bytes(32), sender: random.pick(users), value, gasLimit: GAS_LIMIT, gasPrice: 0n };
}

/** None for the most part; sometimes more than anybody has. */
function payments(random: Random): readonly TokenPayment[] {
  if (!random.chance(0.07)) return [];
  return Array.from({ length: 1 + random.below(2) }, () => ({
    tokenIdentifier: random.pick(tokens),
    nonce: 0n,
    value: random.chance(0.1) ? 10n ** 30n : BigInt(1 + random.below(1000)),
  }));
}

function deployment(subject: Subject, random: Random, situation: Situation): Step {
  const deploy = {
    ...common(random),
    kind: "deploy" as const,
    codeMetadata: random.pick(codeMetadata),
    arguments: argumentsFor(typesOf((subject.contract.abi as ContractAbi).constructor?.inputs), random, situation),
    esdt: payments(random),
  };
  return { kind: "transaction", transaction: (code) => ({ ...deploy, code }) };
}

function call(subject: Subject, random: Random, situation: Situation): Step {
  const { name, arguments: args } = calledFunction(subject, random, situation);
  const transaction = { ...common(random), kind: "call", receiver: random.pick(situation.contracts), function: name, arguments: args, esdt: payments(random) } as const;
  return { kind: "transaction", transaction: () => transaction };
}

function calledFunction(subject: Subject, random: Random, situation: Situation) {
  const functions = functionsOf(subject);
  const { name, types } = random.pick(functions);
  return { name: random.chance(0.06) ? random.pick(otherFunctions) : name, arguments: argumentsFor(types, random, situation) };
}

function query(subject: Subject, random: Random, situation: Situation): Step {
  const { name, arguments: args } = calledFunction(subject, random, situation);
  const value = random.chance(0.05) ? 7n : 0n;
  return { kind: "query", query: { receiver: random.pick(situation.contracts), function: name, arguments: args, value } };
}

function upgrade(subject: Subject, random: Random, situation: Situation): Step {
  const { upgradeConstructor, constructor: deployed } = subject.contract.abi as ContractAbi;
  const transaction = {
    ...common(random),
    kind: "upgrade" as const,
    receiver: random.pick(situation.contracts),
    codeMetadata: random.pick(codeMetadata),
    arguments: argumentsFor(typesOf((upgradeConstructor ?? deployed)?.inputs), random, situation),
  };
  return { kind: "transaction", transaction: (code) => ({ ...transaction, code }) };
}

/** Either EGLD or tokens. */
function transfer(random: Random, { contracts }: Situation): Step {
  const esdt = payments(random);
  const value = esdt.length > 0 ? 0n : BigInt(random.below(2000));
  const transaction = { ...common(random), value, kind: "transfer", receiver: random.pick([...users, ...contracts]), esdt } as const;
  return { kind: "transaction", transaction: () => transaction };
}

/** What the contract stored becomes something else. */
function store(random: Random, { contracts, keysOf }: Situation): Step {
  const address = random.pick(contracts);
  const keys = keysOf(address);
  const value = random.chance(0.5) ? random.bytes(random.below(40)) : numberToBytes(BigInt(random.below(1000)));
  return { kind: "store", change: { address, storage: new Map(keys.length === 0 ? [] : [[random.pick(keys), value]]) } };
}
