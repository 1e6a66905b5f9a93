// A contract calls one other, with every amount of gas and value, and callees of every kind.
import { systemAccountAddress, zeroAddress } from "@mxvm/codec";
import type { Address } from "@mxvm/protocol-hooks";
import { isLightSimulatorInstalled } from "@mxvm/world-simulator";
import { describe, expect, it } from "vitest";
import type { Observation } from "../support/both-worlds.js";
import { callbackEndpoints, calling, endings, first, formNames, last, middle, outcomes, sources, type Wish } from "../support/flow-scene.js";
import { useFlowSuite } from "../support/flow-suite.js";
import { aroundTheNeed, contractAddress, owner } from "../support/transactions.js";
import type { Step } from "../support/wat-builder.js";

const usual: Wish = { to: last, function: outcomes[0], outcome: outcomes[0], gas: 5_000_000n, value: 2n };

const gasLimits = [0n, 1_000n, 60_000n, 300_000n, 1_000_000n, 49_000_000n, 60_000_000n, 2n ** 63n - 1n, 2n ** 64n - 1n];
const values = [0n, 1_000_000n, 1_000_001n, 2n ** 80n];
const functions = ["", "nothing", "init", "callBack", "memory", "ESDTTransfer", "ClaimDeveloperRewards", "two words", "x".repeat(300)];
const callees: Readonly<Record<string, Address>> = {
  itself: first,
  owner,
  nobody: contractAddress("nobody"),
  zero: zeroAddress,
  systemAccount: systemAccountAddress,
  source: sources.fails,
  notOwned: middle,
};
/** Stands for what was not equal. */
const nothing: Observation = { returnCode: -1, returnMessage: "", returnData: [], gasUsed: 0n, accounts: {}, hooks: [] };

/** The scenario runner inside the simulator panics when a contract sends them tokens; the node makes an account. */
const withoutAccount: ReadonlySet<string> = new Set(["nobody", "zero"]);

describe.skipIf(!isLightSimulatorInstalled()).each(formNames)("a call through %s, as production runs it", (form) => {
  const { play, playEndpoints } = useFlowSuite();
  const called = (change: Partial<Wish>, ending: readonly Step[] = []) =>
    calling("first", form, { ...usual, ...change }, ending);
  const playAll = (endpoints: Readonly<Record<string, readonly Step[]>>, codeMetadata = Uint8Array.of(5, 6)): string =>
    // The middle one is a contract without endpoints; the last one is owned by the first.
    playEndpoints({ first: { ...endpoints, ...callbackEndpoints("first") }, middle: {}, codeMetadata });

  it("ends in every way, inside and afterwards", () => {
    const inside = outcomes.map((outcome) => [`inside_${outcome}`, called({ function: outcome, outcome })] as const);
    const afterwards = outcomes.map((outcome) => [`after_${outcome}`, called({}, endings[outcome])] as const);
    expect(playAll(Object.fromEntries([...inside, ...afterwards]))).toBe("");
  });

  it("gets every amount of gas and value", () => {
    const byGas = gasLimits.map((gas, index) => [`gas_${index}`, called({ gas: BigInt.asIntN(64, gas) })] as const);
    const byValue = values.map((value, index) => [`value_${index}`, called({ value })] as const);
    expect(playAll(Object.fromEntries([...byGas, ...byValue]))).toBe("");
  });

  it("names every kind of callee and function", () => {
    const existing = Object.entries(callees).filter(([name]) => !form.startsWith("tokensExecute") || !withoutAccount.has(name));
    const byCallee = existing.map(([name, to]) => [`to_${name}`, called({ to })] as const);
    const byFunction = functions.map((name, index) => [`function_${index}`, called({ function: name })] as const);
    const withoutValue = existing.map(([name, to]) => [`without_value_to_${name}`, called({ to, value: 0n })] as const);
    expect(playAll(Object.fromEntries([...byCallee, ...byFunction, ...withoutValue]))).toBe("");
  });

  it("respects what code metadata allow", () => {
    const endpoints = Object.fromEntries(outcomes.map((outcome) => [outcome, called({ function: outcome, outcome })]));
    for (const codeMetadata of [Uint8Array.of(0, 0), Uint8Array.of(5, 4)]) expect(playAll(endpoints, codeMetadata)).toBe("");
  });

  it("ends where gas ends", () => {
    const scene = { first: { succeeds: called({}), ...callbackEndpoints("first") } };
    const differences = play(scene, (playOne) => {
      aroundTheNeed((gasLimit) => playOne("succeeds", { gasLimit }) ?? nothing);
    });
    expect(differences).toBe("");
  });
});
