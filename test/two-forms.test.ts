// The contract of the project to copy has two forms, in TypeScript and compiled. Whatever is sent to them, both do the same.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { EGLD } from "@mxvm/codec";
import { codeFromMxsc, createTestWorld, isTransactionFailure, type TestWorld } from "@mxvm/scenario";
import { expect, test } from "vitest";
import { crowdfunding } from "../examples/project/src/crowdfunding.js";
import worlds from "../examples/project/worlds.js";

const project = join(import.meta.dirname, "../examples/project");
execFileSync(process.execPath, ["build.mjs"], { cwd: project });
const build = codeFromMxsc(readFileSync(join(project, "output/crowdfunding.mxsc.json"))) ?? new Uint8Array();
const path = "crowdfunding.mxsc.json";

const forms = [
  { createWorld: worlds.wasm, code: build },
  { createWorld: worlds.debug.createWorld, code: crowdfunding.code },
];

const users = ["owner", "alice", "bob"] as const;
const tokens = ["FUND-123456", "OTHER-123456"] as const;
/** What a contract is told in a call; decoding of arguments is part of what both forms do. */
const argument = fc.oneof(fc.constantFrom("address:alice", "address:bob", "0x", "0x00", "u64:1000", "str:FUND-123456"), fc.uint8Array({ maxLength: 33 }));
const payment = fc.oneof(
  fc.record({ egld: fc.bigInt(0n, 3n) }),
  fc.record({ tokens: fc.array(fc.record({ token: fc.constantFrom(...tokens), amount: fc.bigInt(1n, 40n) }), { maxLength: 2 }) }),
  fc.constant({ tokens: [{ token: "NFT-123456", nonce: 1n, amount: 1n }] }),
);
const operation = fc.oneof(
  fc.record({ kind: fc.constant("time" as const), seconds: fc.bigInt(0n, 400n) }),
  fc.record({ kind: fc.constant("fund" as const), from: fc.constantFrom(...users), amount: fc.bigInt(1n, 40n) }),
  fc.record({ kind: fc.constant("claim" as const), from: fc.constantFrom(...users) }),
  fc.record({
    kind: fc.constant("any" as const),
    from: fc.constantFrom(...users),
    function: fc.constantFrom("fund", "claim", "status", "getRaised", "getDeposit", "init", "nothing"),
    args: fc.array(argument, { maxLength: 2 }),
    payment: fc.option(payment, { nil: {} }),
  }),
);
type Operation = typeof operation extends fc.Arbitrary<infer O> ? O : never;

const funding = fc.record({
  token: fc.constantFrom<string>(...tokens, "EGLD-000000"),
  target: fc.oneof({ weight: 9, arbitrary: fc.bigInt(1n, 60n) }, fc.constant(0n)),
  deadline: fc.oneof({ weight: 9, arbitrary: fc.bigInt(1n, 600n) }, fc.constant(0n)),
});
type Funding = typeof funding extends fc.Arbitrary<infer F> ? F : never;

function perform(world: TestWorld, { token }: Funding, operation: Operation): void {
  if (operation.kind === "time") {
    world.advance({ seconds: operation.seconds });
    return;
  }
  const to = "sc:crowdfunding";
  const from = world.account(operation.from);
  switch (operation.kind) {
    case "fund":
      from.call({ to, function: "fund", ...(token === EGLD ? { egld: operation.amount } : { tokens: { [token]: operation.amount } }) });
      return;
    case "claim":
      from.call({ to, function: "claim" });
      return;
    case "any":
      from.call({ to, function: operation.function, args: operation.args, ...operation.payment });
  }
}

/** Does what may fail. How it failed is in the recording. */
function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (thrown) {
    if (isTransactionFailure(thrown)) return false;
    throw thrown;
  }
}

/** Everything that happened and what there is in the end, as a scenario. */
function recordingOf({ createWorld, code }: (typeof forms)[number], args: Funding, operations: readonly Operation[]): string {
  const world = createTestWorld(createWorld({ gasSchedule: "default" }));
  const nft = { instances: [{ nonce: 1n, balance: 5n }] };
  for (const user of users) world.account(user, { balance: 1_000n, tokens: { [tokens[0]]: 100n, [tokens[1]]: 100n, "NFT-123456": nft } });
  const owner = world.account("owner");
  const isDeployed = attempt(() => world.deploy({ abi: crowdfunding.abi, code, path }, { from: owner, name: "crowdfunding", args }));
  if (isDeployed) for (const operation of operations) attempt(() => perform(world, args, operation));
  const recording = world.toScenario();
  world.close();
  return recording;
}

test("both forms do the same", () => {
  let claims = 0;
  fc.assert(
    fc.property(funding, fc.array(operation, { maxLength: 16 }), (args, operations) => {
      const [compiled, inTypeScript] = forms.map((form) => recordingOf(form, args, operations));
      expect(inTypeScript).toBe(compiled);
      claims += (compiled?.split('"str:claimed"').length ?? 1) - 1;
    }),
    { numRuns: 150, seed: 1 },
  );
  // Of the operations, some go through to the end.
  expect(claims).toBeGreaterThan(0);
});
