// Asynchronous calls whose callbacks do all that a callback can do, alone and several in one run.
import { isLightSimulatorInstalled } from "@mxvm/world-simulator";
import { describe, expect, it } from "vitest";
import { callbackEndpoints, calling, endings, first, last, middle, outcomes, sources, stepOf, type Wish } from "../support/flow-scene.js";
import { useFlowSuite } from "../support/flow-suite.js";
import { asyncCall, execute, finish, finishClosure, finishGasLeft, promise, report, store, transferExecute, type Callbacks } from "../support/steps.js";
import { owner } from "../support/transactions.js";
import type { Endpoints, Step } from "../support/wat-builder.js";

const gas = 5_000_000n;
const wish: Wish = { to: last, function: outcomes[0], outcome: outcomes[0], gas, value: 2n };
const usual: Callbacks = { success: "onSuccess", error: "onError", extraGas: 2_000_000n, closure: "closure" };

const form = (name: string, change: Partial<Wish> = {}): Step => stepOf(name, { ...wish, gas: 1_000_000n, ...change });

/** What a callback does. */
const inCallback: Readonly<Record<string, readonly Step[]>> = {
  succeeds: [],
  fails: endings.fails,
  traps: endings.traps,
  exhausts: endings.exhausts,
  pays: [form("transferExecute", { to: owner, function: "", gas: 0n })],
  executes: [form("destination")],
  executesWhatFails: [form("destinationWithErrorReturn", { function: "fails" })],
  sendsTokens: [form("tokensExecute")],
  promises: [form("promise")],
  callsAsynchronously: [form("asyncCall")],
  deploys: [form("deployFromSource")],
  upgrades: [form("upgradeFromSource")],
};

const starters = ["asyncCall", "promise"] as const;

/** Endpoints of the first contract, one for each outcome of the call. */
function startersOf(change: Partial<Wish> = {}): Endpoints {
  return Object.fromEntries(
    starters.flatMap((name) => outcomes.map((outcome) => [`${name}_${outcome}`, calling("first", name, { ...wish, function: outcome, ...change })] as const)),
  );
}

const several: Readonly<Record<string, readonly Step[]>> = {
  twoPromises: [promise({ ...wish, gas }, usual), promise({ ...wish, gas, function: "fails" }, { ...usual, closure: "second" })],
  threePromises: ["succeeds", "pays", "fails"].map((name) => promise({ ...wish, gas: 3_000_000n, function: name }, { ...usual, closure: name })),
  promiseAndAsync: [promise({ ...wish, gas }, usual), asyncCall(wish)],
  promiseThenFailure: [promise({ ...wish, gas }, usual), ...endings.fails],
  promiseWithoutGas: [promise({ ...wish, gas: 0n }, usual)],
  promiseWithTooMuchGas: [promise({ ...wish, gas: 100_000_000n }, usual)],
  promisesWithTooMuchGasTogether: [promise({ ...wish, gas: 30_000_000n }, usual), promise({ ...wish, gas: 30_000_000n }, usual)],
  promiseWithoutExtraGas: [promise({ ...wish, gas }, { ...usual, extraGas: 0n })],
  promiseWithTooMuchExtraGas: [promise({ ...wish, gas }, { ...usual, extraGas: 100_000_000n })],
  promiseWithLittleExtraGas: [promise({ ...wish, gas }, { ...usual, extraGas: 1_000n })],
  promiseWithoutCallbacks: [promise({ ...wish, gas }, { ...usual, success: "", error: "" })],
  promiseWithUnknownCallbacks: [promise({ ...wish, gas }, { ...usual, success: "nothing", error: "nothing" })],
  promiseWithForbiddenCallbacks: [promise({ ...wish, gas }, { ...usual, success: "init", error: "init" })],
  promiseWithLegacyCallback: [promise({ ...wish, gas }, { ...usual, success: "callBack", error: "callBack" })],
  promiseWithoutClosure: [promise({ ...wish, gas }, { ...usual, closure: "" })],
  promiseToItself: [promise({ ...wish, gas, to: first, function: "plain" }, usual)],
  promiseToUser: [promise({ ...wish, gas, to: owner, function: "" }, usual)],
  promiseToUserWithFunction: [promise({ ...wish, gas, to: owner }, usual)],
  promiseToUnknownFunction: [promise({ ...wish, gas, function: "nothing" }, usual)],
  promiseOfTooMuchValue: [promise({ ...wish, gas, value: 2n ** 70n }, usual)],
  promiseOfTokens: [promise({ ...wish, gas, value: 0n, function: "ESDTTransfer", arguments: ["GOLD-123456", Uint8Array.of(3), "succeeds", "argument"] }, usual)],
  promiseOfTokensThatFails: [promise({ ...wish, gas, value: 0n, function: "ESDTTransfer", arguments: ["GOLD-123456", Uint8Array.of(3), "fails"] }, usual)],
  promiseOfTooManyTokens: [promise({ ...wish, gas, value: 0n, function: "ESDTTransfer", arguments: ["GOLD-123456", Uint8Array.of(255, 255), "succeeds"] }, usual)],
  promiseOfTokensToUser: [promise({ ...wish, gas, value: 0n, to: owner, function: "ESDTTransfer", arguments: ["GOLD-123456", Uint8Array.of(3)] }, usual)],
  promiseToDeployed: [promise({ ...wish, gas, to: sources.succeeds, function: "upgradeContract" }, usual)],
  asyncToItself: [asyncCall({ ...wish, to: first, function: "plain" })],
  asyncToUser: [asyncCall({ ...wish, to: owner, function: "" })],
  asyncToUnknownFunction: [asyncCall({ ...wish, function: "nothing" })],
  asyncTwice: [asyncCall(wish), asyncCall({ ...wish, function: "fails" })],
  asyncOfTooMuchValue: [asyncCall({ ...wish, value: 2n ** 70n })],
  asyncOfTokens: [asyncCall({ ...wish, value: 0n, function: "ESDTTransfer", arguments: ["GOLD-123456", Uint8Array.of(3), "pays"] })],
  asyncOfTokensToUser: [asyncCall({ ...wish, value: 0n, to: owner, function: "ESDTTransfer", arguments: ["GOLD-123456", Uint8Array.of(3)] })],
  executeThenPromise: [execute("managedExecuteOnDestContext", wish), promise({ ...wish, gas }, usual)],
  promiseThenTransfer: [promise({ ...wish, gas }, usual), transferExecute({ ...wish, to: owner, function: "", gas: 0n })],
  executeItselfWithPromise: [execute("managedExecuteOnDestContext", { ...wish, to: first, function: "withPromise", gas: 15_000_000n })],
  executeItselfWithAsync: [execute("managedExecuteOnDestContext", { ...wish, to: first, function: "withAsync", gas: 15_000_000n })],
  closureWithoutCallback: [finishClosure],
  closureAfterCallback: [execute("managedExecuteOnDestContext", { ...wish, to: middle, function: "withPromise", gas: 15_000_000n }), finishClosure],
  promiseOfPromise: [promise({ ...wish, to: middle, function: "withPromise", gas: 20_000_000n }, usual), promise({ ...wish, gas }, usual)],
  promiseOfAsync: [promise({ ...wish, to: middle, function: "withAsync", gas: 20_000_000n }, usual)],
  asyncOfPromise: [asyncCall({ ...wish, to: middle, function: "withPromise" })],
  asyncOfAsync: [asyncCall({ ...wish, to: middle, function: "withAsync" })],
  promiseBackToFirst: [promise({ ...wish, to: middle, function: "backToFirst", gas: 20_000_000n }, usual)],
};

const severalEndpoints: Endpoints = Object.fromEntries(
  Object.entries(several).map(([name, steps]) => [name, [report, store("key", "first"), ...steps, finish(name), finishGasLeft]]),
);
const helpers: Endpoints = {
  plain: [report, store("plain", "value"), finish("plain")],
  withPromise: [report, promise({ ...wish, gas: 4_000_000n }, usual), finish("promised")],
  withAsync: [report, asyncCall(wish)],
};
const middleEndpoints: Endpoints = {
  ...helpers,
  backToFirst: [report, promise({ ...wish, to: first, function: "plain", gas: 4_000_000n }, usual)],
  ...callbackEndpoints("middle"),
};

describe.skipIf(!isLightSimulatorInstalled())("callbacks, as production runs them", () => {
  const { play, playEndpoints } = useFlowSuite();

  it.each(Object.entries(inCallback))("a callback that %s", (_name, ending) => {
    expect(playEndpoints({ first: { ...startersOf(), ...callbackEndpoints("first", ending) } })).toBe("");
  });

  it("a contract without callbacks", () => {
    expect(playEndpoints({ first: startersOf() })).toBe("");
  });

  it("calls with every amount of gas and value, alone and together", () => {
    const scene = { first: { ...severalEndpoints, ...helpers, ...callbackEndpoints("first") }, middle: middleEndpoints };
    expect(playEndpoints(scene)).toBe("");
  });

  it.each(["threePromises", "promiseAndAsync", "promiseOfPromise", "asyncOfTokens", "promiseOfTokensThatFails"])("%s, ending where gas ends", (name) => {
    const scene = { first: { [name]: severalEndpoints[name] ?? [], ...callbackEndpoints("first") }, middle: middleEndpoints };
    const differences = play(scene, (playOne) => {
      for (let gasLimit = 500_000n; gasLimit < 60_000_000n; gasLimit = (gasLimit * 13n) / 10n) playOne(name, { gasLimit });
    });
    expect(differences).toBe("");
  });
});
