// A case: accounts, contracts and the transactions that are sent to them, all from one seed.
import { equalBytes, utf8ToBytes } from "@mxvm/codec";
import type { AccountChange, Address, BlockInfo, EsdtState, TokenPayment } from "@mxvm/protocol-hooks";
import type { Program } from "../program/program.js";
import { assembleProgram } from "../program/assemble.js";
import { createBody } from "./body.js";
import { createDataPool } from "./data-pool.js";
import { createRandom, type Random } from "./random.js";
import { tokenAmount } from "./subjects.js";
import { callbackNames, endpointNames, roles, viewName, type Surroundings } from "./surroundings.js";

export interface GeneratedContract {
  readonly address: Address;
  readonly owner: Address;
  readonly codeMetadata: Uint8Array;
  readonly program: Program;
}

/** A step that is sent to both worlds. */
export type Step =
  | {
      readonly kind: "call";
      readonly sender: Address;
      readonly receiver: Address;
      readonly function: string;
      readonly arguments: readonly Uint8Array[];
      readonly value: bigint;
      readonly esdt: readonly TokenPayment[];
      readonly gasLimit: bigint;
    }
  | { readonly kind: "transfer"; readonly sender: Address; readonly receiver: Address; readonly value: bigint; readonly esdt: readonly TokenPayment[] }
  | {
      readonly kind: "deploy";
      readonly sender: Address;
      readonly code: Uint8Array;
      readonly codeMetadata: Uint8Array;
      readonly arguments: readonly Uint8Array[];
      readonly value: bigint;
      readonly gasLimit: bigint;
    }
  | { readonly kind: "upgrade"; readonly sender: Address; readonly receiver: Address; readonly code: Uint8Array; readonly codeMetadata: Uint8Array }
  | { readonly kind: "query"; readonly receiver: Address; readonly function: string; readonly arguments: readonly Uint8Array[] }
  | { readonly kind: "block"; readonly which: "current" | "previous"; readonly block: Partial<BlockInfo> };

export interface Case {
  readonly seed: number;
  readonly accounts: readonly AccountChange[];
  readonly contracts: readonly GeneratedContract[];
  readonly steps: readonly Step[];
}

const contractCount = 4;
const plentyOfGas = 600_000_000n;
/** Gas for calls of endpoints by rank: each may make a few of the next. */
const callGas = [60_000_000n, 12_000_000n, 4_000_000n, 3_000_000n];
const callsOfRank = [3, 2, 1, 0];

export function generateCase(seed: number, transactions: number): Case {
  const random = createRandom(seed);
  const users = ["alice", "bob", "carol"].map(userAddress);
  const addresses = Array.from({ length: contractCount }, (_, index) => contractAddress(`${index}contract`));
  const owners = addresses.map((_, index) => (index === 0 ? users[0]! : random.chance(0.8) ? addresses[index - 1]! : random.pick(users)));
  const surroundings: Surroundings = {
    users,
    contracts: addresses,
    fungible: ["FUNG-123456", "COIN-abcdef"].map(utf8ToBytes),
    collections: ["SFT-0a1b2c", "NFT-aaaaaa"].map(utf8ToBytes),
    codes: [smallCode(random), smallCode(random)],
    contractsOwnedBy: (owner) => addresses.find((_, index) => equalBytes(owners[index]!, owner)),
  };
  const hostility = random.chance(0.4) ? random.pick([0.005, 0.01, 0.03]) : 0;
  const contracts = addresses.map((address, index) => ({
    address,
    owner: owners[index]!,
    codeMetadata: random.pick([Uint8Array.of(5, 6), Uint8Array.of(5, 6), Uint8Array.of(5, 4), Uint8Array.of(1, 2)]),
    program: generateProgram(random, surroundings, address, hostility),
  }));
  return {
    seed,
    accounts: users.map((address) => ({ address, balance: 10n ** 18n, esdt: holdings(surroundings) })),
    contracts,
    steps: Array.from({ length: transactions }, () => generateStep(random, surroundings)),
  };
}

/** What a contract's account has besides its code. */
export function contractHoldings(): AccountChange["esdt"] {
  return holdings({ fungible: ["FUNG-123456", "COIN-abcdef"].map(utf8ToBytes), collections: ["SFT-0a1b2c", "NFT-aaaaaa"].map(utf8ToBytes) });
}

function holdings({ fungible, collections }: Pick<Surroundings, "fungible" | "collections">): EsdtState[] {
  return [
    ...fungible.map((tokenIdentifier) => ({ tokenIdentifier, instances: [{ nonce: 0n, balance: 1_000_000n }], lastNonce: 0n, roles })),
    ...collections.map((tokenIdentifier) => ({ tokenIdentifier, instances: [1n, 2n].map(instance), lastNonce: 2n, roles })),
  ];
}

function instance(nonce: bigint): EsdtState["instances"][number] {
  const creator = userAddress("alice");
  const attributes = utf8ToBytes("attributes");
  return { nonce, balance: 100n, name: utf8ToBytes("name"), creator, royalties: 500, hash: utf8ToBytes("hash"), uris: [utf8ToBytes("uri")], attributes };
}

function generateProgram(random: Random, surroundings: Surroundings, self: Address, hostility: number): Program {
  const pool = createDataPool();
  type Part = "endpoint" | "callback" | "constructor" | "view";
  const body = (part: Part, rank: number, statements: number): Program["functions"][number]["body"] =>
    createBody({
      random,
      surroundings,
      self,
      rank,
      callGas: callGas[rank]!,
      pool,
      hostility,
      statements,
      calls: callsOfRank[rank]!,
      mayEndAsync: part === "endpoint" && rank < 2,
      // The simulator's world crashes where a contract without account calls a built-in function: one that is being deployed.
      mayCallBuiltIn: part === "endpoint" || part === "callback",
      isView: part === "view",
    });
  const functions = [
    { name: "init", body: body("constructor", 3, 2) },
    { name: "upgrade", body: body("constructor", 3, 2) },
    { name: viewName, body: body("view", 3, 8) },
    ...endpointNames.map((name, rank) => ({ name, body: body("endpoint", rank, 4 + random.below(9)) })),
    ...callbackNames.map((name) => ({ name, body: withClosure(random, body("callback", 3, 3)) })),
  ];
  return { functions, data: pool.contents() };
}

function withClosure(random: Random, body: Program["functions"][number]["body"]): Program["functions"][number]["body"] {
  if (random.chance(0.3)) return body;
  return [
    { kind: "hook", hook: "managedGetCallbackClosure", operands: [-50], answer: "drop" },
    { kind: "hook", hook: "mBufferFinish", operands: [-50], answer: "drop" },
    ...body,
  ];
}

/** Code to deploy from a contract: all endpoints, with little in them. */
function smallCode(random: Random): Uint8Array {
  const body = (value: bigint): Program["functions"][number]["body"] => [
    { kind: "hook", hook: "int64storageStore", operands: [0, 3, value], answer: "drop" },
    { kind: "hook", hook: "int64finish", operands: [value], answer: "drop" },
  ];
  const names = ["init", "upgrade", viewName, ...endpointNames, ...callbackNames];
  return assembleProgram({ functions: names.map((name) => ({ name, body: body(BigInt(random.below(1_000))) })), data: utf8ToBytes("sum") });
}

function generateStep(random: Random, surroundings: Surroundings): Step {
  const sender = random.pick(surroundings.users);
  const receiver = random.pick(surroundings.contracts);
  const functionName = random.pick([...endpointNames, "f0", "f1", viewName]);
  const args = Array.from({ length: 1 + random.below(3) }, () => random.bytes(random.below(6)));
  const codeMetadata = Uint8Array.of(5, 6);
  const payment = (): TokenPayment[] => Array.from({ length: 1 + random.below(3) }, () => tokenAmount(random, surroundings));
  const kind = random.below(100);
  if (kind < 5) return { kind: "transfer", sender, receiver: random.pick([...surroundings.users, receiver]), value: BigInt(random.below(1_000)), esdt: [] };
  if (kind < 12) return { kind: "transfer", sender, receiver: random.pick([...surroundings.users, receiver]), value: 0n, esdt: payment() };
  if (kind < 16) {
    const code = random.chance(0.9) ? random.pick(surroundings.codes) : random.bytes(40);
    return { kind: "deploy", sender, code, codeMetadata, arguments: args, value: BigInt(random.below(2) * 7), gasLimit: plentyOfGas };
  }
  if (kind < 18) return { kind: "upgrade", sender: surroundings.users[0]!, receiver: surroundings.contracts[0]!, code: random.pick(surroundings.codes), codeMetadata };
  if (kind < 24) return { kind: "query", receiver, function: functionName, arguments: args };
  if (kind < 28) return { kind: "block", which: random.pick(["current", "previous"]), block: generateBlock(random) };
  const gasLimit = random.chance(0.06) ? BigInt(50_000 + random.below(5_000_000)) : plentyOfGas;
  const value = random.chance(0.2) ? BigInt(random.below(1_000)) : 0n;
  const esdt = value === 0n && random.chance(0.25) ? payment() : [];
  return { kind: "call", sender, receiver, function: functionName, arguments: args, value, esdt, gasLimit };
}

function generateBlock(random: Random): Partial<BlockInfo> {
  const nonce = BigInt(random.below(1_000));
  return { nonce, round: nonce + 3n, epoch: random.below(50), timestampMs: BigInt(random.below(10_000)) * 1_000n };
}

/** An address that reads as a name. */
function userAddress(name: string): Address {
  return Uint8Array.from({ length: 32 }, (_, index) => utf8ToBytes(name)[index] ?? 0x5f);
}

function contractAddress(name: string): Address {
  const address = userAddress(`          ${name}`);
  address.fill(0, 0, 10);
  address[8] = 5;
  return address;
}

