// Scenario files without number, from a seed: deployments, calls that go through and calls that fail, queries, transfers of EGLD and tokens, checks.
// The same seed writes the same files; what they expect comes from a model beside them, not from the VM.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import wabt from "wabt";
import { createRandom, type Random } from "../../test/differential/generate/random.js";

/** Contracts with code of their own: more than an executor keeps warm instances of. */
const CONTRACTS = 64;
/** So that folders stay small, as those of people are. */
const FILES_IN_A_FOLDER = 500;
const USERS = ["owner", "alice", "bob"] as const;
const TOKEN = "str:TOKEN-123456";
const FIRST_BALANCE = 1_000_000n;
const FIRST_TOKENS = 5_000n;
const GAS = { gasLimit: "50,000,000", gasPrice: "0" } as const;

type User = (typeof USERS)[number];
type Step = Readonly<Record<string, unknown>>;

/** What accounts hold as the steps go on. */
interface Model {
  sum: bigint;
  contractBalance: bigint;
  readonly balances: Map<User, bigint>;
  readonly tokens: Map<User, bigint>;
  readonly nonces: Map<User, number>;
}

function changed<Key>(map: Map<Key, bigint>, key: Key, by: bigint): void {
  map.set(key, (map.get(key) ?? 0n) + by);
}

function call(from: User, name: string, args: readonly string[], value: bigint, expect: Step): Step {
  const tx = { from: `address:${from}`, to: "sc:contract", egldValue: value.toString(), function: name, arguments: args, ...GAS };
  return { step: "scCall", id: name, tx, expect: { out: [], refund: "*", ...expect } };
}

function transfer(from: User, to: User, payment: Step): Step {
  return { step: "transfer", id: "transfer", tx: { from: `address:${from}`, to: `address:${to}`, ...payment, ...GAS } };
}

/** One step of each kind, with what it does to the model. */
const kinds: readonly ((model: Model, random: Random, from: User, to: User) => Step)[] = [
  (model, random, from) => {
    const [amount, value] = [BigInt(random.below(1_000_000)), BigInt(random.below(100))];
    model.sum += amount;
    model.contractBalance += value;
    changed(model.balances, from, -value);
    return call(from, "add", [amount.toString()], value, { status: "0", logs: "*" });
  },
  (_model, random, from) => call(from, "refuse", [random.below(1_000).toString()], BigInt(random.below(100)), { status: "4", message: "str:refused" }),
  (_model, _random, from) => call(from, "nothing", [], 0n, { status: "1", message: "str:invalid function (not found)" }),
  (model, random, from, to) => {
    const value = BigInt(random.below(1_000));
    changed(model.balances, from, -value);
    changed(model.balances, to, value);
    return transfer(from, to, { egldValue: value.toString() });
  },
  (model, random, from, to) => {
    const value = BigInt(1 + random.below(50));
    changed(model.tokens, from, -value);
    changed(model.tokens, to, value);
    return transfer(from, to, { esdtValue: [{ tokenIdentifier: TOKEN, value: value.toString() }] });
  },
];

function query({ sum }: Model): Step {
  return { step: "scQuery", id: "query", tx: { to: "sc:contract", function: "getSum", arguments: [] }, expect: { out: [sum === 0n ? "" : sum.toString()], status: "0" } };
}

function checkState(key: string, { sum, contractBalance, balances, tokens, nonces }: Model): Step {
  const users = USERS.map((user) => [
    `address:${user}`,
    {
      nonce: nonces.get(user)?.toString(),
      balance: balances.get(user)?.toString(),
      esdt: { [TOKEN]: tokens.get(user)?.toString() },
      storage: {},
      code: "",
    },
  ]);
  const contract = { nonce: "0", balance: contractBalance.toString(), storage: { [`str:${key}`]: sum.toString() }, code: "*" };
  return { step: "checkState", accounts: { ...(Object.fromEntries(users) as object), "sc:contract": contract } };
}

function scenario(number: number, key: string, random: Random): Step {
  const initial = BigInt(random.below(1_000));
  const model: Model = {
    sum: initial,
    contractBalance: 0n,
    balances: new Map(USERS.map((user) => [user, FIRST_BALANCE])),
    tokens: new Map(USERS.map((user) => [user, FIRST_TOKENS])),
    nonces: new Map(USERS.map((user) => [user, user === "owner" ? 1 : 0])),
  };
  const account = { balance: FIRST_BALANCE.toString(), esdt: { [TOKEN]: FIRST_TOKENS.toString() } };
  const steps: Step[] = [
    {
      step: "setState",
      accounts: Object.fromEntries(USERS.map((user) => [`address:${user}`, account])),
      newAddresses: [{ creatorAddress: "address:owner", creatorNonce: "0", newAddress: "sc:contract" }],
    },
    {
      step: "scDeploy",
      id: "deploy",
      tx: { from: "address:owner", contractCode: `file:../contracts/${key}.wasm`, arguments: [initial.toString()], ...GAS },
      expect: { out: [], status: "0", refund: "*" },
    },
  ];
  for (let count = 4 + random.below(8); count > 0; count--) {
    const from = random.pick(USERS);
    steps.push(random.pick(kinds)(model, random, from, random.pick(USERS)), query(model));
    model.nonces.set(from, (model.nonces.get(from) ?? 0) + 1);
  }
  return { name: `generated ${number}`, steps: [...steps, checkState(key, model)] };
}

/** Writes the files below `folder`. */
export async function writeScenarios(folder: string, count: number, seed: number): Promise<void> {
  const assembler = await wabt();
  const source = readFileSync(new URL("contract.wat", import.meta.url), "utf8");
  const keys = Array.from({ length: CONTRACTS }, (_, index) => `sum-${index.toString().padStart(2, "0")}`);
  mkdirSync(join(folder, "contracts"), { recursive: true });
  for (const key of keys) writeFileSync(join(folder, "contracts", `${key}.wasm`), assembler.parseWat("contract.wat", source.replace('"KEY"', `"${key}"`)).toBinary({}).buffer);
  const random = createRandom(seed);
  for (let number = 0; number < count; number++) {
    const below = join(folder, `part-${Math.floor(number / FILES_IN_A_FOLDER).toString().padStart(3, "0")}`);
    if (number % FILES_IN_A_FOLDER === 0) mkdirSync(below, { recursive: true });
    const key = random.pick(keys);
    writeFileSync(join(below, `${number.toString().padStart(6, "0")}.scen.json`), JSON.stringify(scenario(number, key, random), undefined, 2));
  }
}
