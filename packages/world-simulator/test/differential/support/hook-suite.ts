// Plays the cases of one group of hooks on both worlds.
import { utf8ToBytes } from "@mxvm/codec";
import { hooks, type Hook, type HookGroup, type HookNameOf } from "@mxvm/executor-api";
import { ReturnCode, type CallTransaction, type EsdtState } from "@mxvm/protocol-hooks";
import { isLightSimulatorInstalled } from "@mxvm/world-simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBothWorlds, type BothWorlds, type Observation } from "./both-worlds.js";
import { difference, flat } from "./difference.js";
import { hostileArguments, usualArguments } from "./hook-arguments.js";
import { reportHook } from "./hook-report.js";
import { endpointOfCase, hookContract, sceneEndpoint, type HookArguments } from "./hook-contract.js";
import { callee, calleeCode, driver, driverCode, somebody, tested, token } from "./scene.js";
import { call, owner } from "./transactions.js";

/** Arguments for hooks of a group that the names of parameters do not tell; the first list takes the place of the usual arguments. */
export type HookCases<Group extends HookGroup> = Readonly<Partial<Record<HookNameOf<Group>, readonly HookArguments[]>>>;

const args = [Uint8Array.of(5), somebody, token, new Uint8Array(40).fill(0x81)];
const codeMetadata = Uint8Array.of(5, 6);

const gold: EsdtState = {
  tokenIdentifier: token,
  instances: [
    { nonce: 0n, balance: 1000n },
    { nonce: 1n, balance: 10n, name: utf8ToBytes("one"), hash: utf8ToBytes("hash"), royalties: 100, attributes: utf8ToBytes("attributes"), uris: [utf8ToBytes("uri"), utf8ToBytes("second")] },
  ],
  lastNonce: 1n,
  roles: ["ESDTRoleLocalMint", "ESDTRoleNFTCreate"],
};

const payment = (nonce: bigint) => ({ tokenIdentifier: token, nonce, value: 3n });

/** What may come with a call. */
const payments: readonly (readonly [string, Partial<CallTransaction>])[] = [
  ["EGLD", { value: 7n }],
  ["a token", { esdt: [payment(0n)] }],
  ["an NFT", { esdt: [payment(1n)] }],
  ["two tokens", { esdt: [payment(0n), payment(1n)] }],
];

const driverEndpoints = ["readOnly", "sameContext", "destinationContext"];

/** The scenario runner inside the simulator does not tell the VM who sent the transaction, as the node does. */
const incomparable: ReadonlySet<string> = new Set(["managedGetOriginalCallerAddr"]);

/** Gas that a hook gets beyond what the scene needs, so that gas ends in it or soon after. */
const shortages = [30n, 150n, 1_050n, 11_000n, 80_000n];

/** Registers the tests of a group: one per hook, which plays all of its cases. */
export function describeHooks<Group extends HookGroup>(group: Group, cases: HookCases<Group>): void {
  describe.skipIf(!isLightSimulatorInstalled())(`the ${group} hooks, as production runs them`, () => {
    let worlds: BothWorlds;
    beforeAll(() => {
      worlds = createWorlds();
    });
    afterAll(() => worlds.close());

    const comparable = hooks.filter((hook) => hook.group === group && !incomparable.has(hook.name));
    it.each(comparable.map((hook) => [hook.name, hook] as const))("%s", (_name, hook) => {
      const given = (cases as Readonly<Record<string, readonly HookArguments[]>>)[hook.name];
      const renewed = (): BothWorlds => {
        if (worlds.production.listsAllAccounts()) return worlds;
        worlds.close();
        worlds = createWorlds();
        return worlds;
      };
      // The simulator cannot delete an account, and a new contract must not meet an old one.
      if (/deploy|create.*contract/i.test(hook.name)) {
        worlds.close();
        worlds = createWorlds();
      }
      const failures = playHook(renewed, hook, given ?? [usualArguments(hook)]);
      expect(failures.join("\n\n")).toBe("");
    });
  });
}

function createWorlds(): BothWorlds {
  const worlds = createBothWorlds();
  worlds.setBlock("current", { nonce: 100n, round: 110n, epoch: 7, timestampMs: 1_700_000_000_000n });
  worlds.setBlock("previous", { nonce: 99n, round: 108n, epoch: 6, timestampMs: 1_699_999_994_000n });
  return worlds;
}

/** Answers the differences. `renewed` answers the worlds, new ones if production's can no longer be compared. */
function playHook(renewed: () => BothWorlds, hook: Hook, given: readonly HookArguments[]): string[] {
  const [usual = []] = given;
  const all = [...given, ...hostileArguments(hook, usual)];
  const { play, differences, codes } = createStage(renewed, hookContract(hook, all));
  const needed = play("the scene", call(tested, sceneEndpoint, { arguments: args }));
  all.forEach((values, index) => {
    play(`${hook.name}(${values.join(", ")})`, call(tested, endpointOfCase(index), { arguments: args }));
  });
  const first = endpointOfCase(0);
  for (const [name, change] of payments) play(`${hook.name} with ${name}`, call(tested, first, { arguments: args, ...change }));
  for (const name of driverEndpoints) play(`${hook.name}, ${name}`, call(driver, name, { arguments: [utf8ToBytes(first)] }));
  for (const shortage of shortages) {
    for (const index of [0, given.length]) {
      const gasLimit = needed + shortage;
      if (index >= all.length || needed === 0n) continue;
      play(`${hook.name}(${all[index]?.join(", ")}) with ${shortage} more`, call(tested, endpointOfCase(index), { arguments: args, gasLimit }));
    }
  }
  const succeeded = codes.filter((code) => code === ReturnCode.ok).length;
  reportHook({ group: hook.group, hook: hook.name, succeeded, failed: codes.length - succeeded, differences: differences.length });
  return differences;
}

interface Stage {
  /** Plays a transaction in the scene; answers the gas that it used. */
  readonly play: (title: string, transaction: CallTransaction) => bigint;
  readonly differences: string[];
  /** Return codes of the cases that were equal. */
  readonly codes: number[];
}

function createStage(renewed: () => BothWorlds, code: Uint8Array): Stage {
  const differences: string[] = [];
  const codes: number[] = [];
  // Setting the scene costs more than most cases: it is left standing as long as nothing has changed in it.
  let standing: BothWorlds | undefined;
  let untouched: string | undefined;
  let scenes = 0n;
  const play = (title: string, transaction: CallTransaction): bigint => {
    const worlds = renewed();
    if (standing !== worlds) setScene(worlds, code, scenes++);
    standing = undefined;
    try {
      const seen = worlds.execute(transaction);
      codes.push(seen.returnCode);
      const accounts = accountsText(seen);
      untouched ??= accounts;
      if (accounts === untouched) standing = worlds;
      return seen.gasUsed;
    } catch (error) {
      differences.push(`${title}: ${difference(error)}`);
      return 0n;
    }
  };
  return { play, differences, codes };
}

/** All accounts but for their nonces: that of the sender every transaction counts up. */
function accountsText({ accounts }: Observation): string {
  const lines = [...flat(accounts)].filter(([key]) => !key.endsWith(".nonce"));
  return lines.map(([key, value]) => `${key} ${value}`).join("\n");
}

/** `nonce` decides the addresses of contracts that are deployed in the scene. */
function setScene(worlds: BothWorlds, code: Uint8Array, nonce: bigint): void {
  const ownerNonce = worlds.ours.getAccount(owner)?.nonce ?? 0n;
  worlds.setAccount({ address: owner, balance: 10n ** 20n, nonce: ownerNonce, esdt: [gold] });
  const storage = new Map([["key", Uint8Array.of(1, 2, 3)]]);
  worlds.setAccount({ address: tested, nonce, code, codeMetadata, ownerAddress: owner, balance: 10n ** 18n, storage, esdt: [gold] });
  worlds.setAccount({ address: callee, code: calleeCode, codeMetadata, ownerAddress: tested, storage, esdt: [gold] });
  worlds.setAccount({ address: driver, nonce, code: driverCode, codeMetadata, ownerAddress: owner, balance: 10n ** 18n });
}
