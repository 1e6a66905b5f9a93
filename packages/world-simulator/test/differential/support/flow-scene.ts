// The scene of the flow tests: three contracts in a row, of which each owns and calls the next one, and contracts whose code is deployed.
import { systemAccountAddress, utf8ToBytes } from "@mxvm/codec";
import type { Address, EsdtState } from "@mxvm/protocol-hooks";
import type { BothWorlds } from "./both-worlds.js";
import {
  asyncCall,
  deleteContract,
  deploy,
  execute,
  executeReadOnly,
  exhaust,
  finish,
  finishArguments,
  finishBackTransfers,
  finishClosure,
  finishGasLeft,
  finishOwner,
  load,
  log,
  payBack,
  promise,
  report,
  signalError,
  store,
  transferExecute,
  transferExecuteWithReturn,
  trap,
  upgrade,
  type Token,
} from "./steps.js";
import { contractAddress, owner } from "./transactions.js";
import { buildContract, type Endpoints, type Step } from "./wat-builder.js";

export const first: Address = contractAddress("first");
export const middle: Address = contractAddress("middle");
export const last: Address = contractAddress("last");

/** How a called endpoint ends. */
export const outcomes = ["succeeds", "pays", "fails", "traps", "exhausts"] as const;
export type Outcome = (typeof outcomes)[number];

const gold: Token = { identifier: "GOLD-123456", nonce: 0n, value: 4n };
const silver: Token = { identifier: "SILV-123456", nonce: 2n, value: 1n };
const goldState: EsdtState = { tokenIdentifier: utf8ToBytes(gold.identifier), instances: [{ nonce: 0n, balance: 1000n }], lastNonce: 0n, roles: [] };
const silverState: EsdtState = {
  tokenIdentifier: utf8ToBytes(silver.identifier),
  instances: [{ nonce: 2n, balance: 10n, name: utf8ToBytes("silver"), attributes: utf8ToBytes("attributes") }],
  lastNonce: 0n,
  roles: [],
};

/** What an endpoint does before it ends in a way. */
const before: readonly Step[] = [report, store("key", "last"), log("last", "data"), finish("last")];

export const endings: Readonly<Record<Outcome, readonly Step[]>> = {
  succeeds: [load("key"), finishGasLeft],
  pays: [payBack(3n, [gold, silver]), finishGasLeft],
  fails: [signalError("the last one fails")],
  traps: [trap],
  exhausts: [exhaust],
};

const lastEndpoints: Endpoints = Object.fromEntries(outcomes.map((outcome) => [outcome, [finishOwner, ...before, ...endings[outcome]]]));

/** A contract to deploy, or to upgrade to. */
const codeOf = (outcome: Outcome): Uint8Array => {
  const steps = [...before, ...endings[outcome]];
  return buildContract({ init: steps, upgrade: steps, callBack: steps });
};
const codes: Readonly<Record<Outcome, Uint8Array>> = {
  succeeds: codeOf("succeeds"),
  pays: codeOf("pays"),
  fails: codeOf("fails"),
  traps: codeOf("traps"),
  exhausts: codeOf("exhausts"),
};
export const sources: Readonly<Record<Outcome, Address>> = {
  succeeds: contractAddress("source s"),
  pays: contractAddress("source p"),
  fails: contractAddress("source f"),
  traps: contractAddress("source t"),
  exhausts: contractAddress("source e"),
};

/** What a caller wants of a callee. */
export interface Wish {
  readonly to: Address;
  /** Endpoint of the callee. */
  readonly function: string;
  /** How the code that is deployed in the callee's place ends. */
  readonly outcome: Outcome;
  readonly gas: bigint;
  readonly value: bigint;
}

const args = ["one", "", "three"];
const callbacks = { success: "onSuccess", error: "onError", extraGas: 300_000n, closure: "closure" };

/** The forms in which a contract calls another. */
const forms: Readonly<Record<string, (wish: Wish) => Step>> = {
  destination: (wish) => execute("managedExecuteOnDestContext", { ...wish, arguments: args }),
  destinationWithErrorReturn: (wish) => execute("managedExecuteOnDestContextWithErrorReturn", { ...wish, arguments: args }),
  sameContext: (wish) => execute("managedExecuteOnSameContext", { ...wish, arguments: args }),
  readOnly: (wish) => executeReadOnly({ ...wish, arguments: args }),
  transferExecute: (wish) => transferExecute({ ...wish, arguments: args }),
  tokensExecute: (wish) => transferExecute({ ...wish, tokens: [gold, silver], arguments: args }),
  tokensExecuteWithReturn: (wish) => transferExecuteWithReturn({ ...wish, tokens: [gold, silver], arguments: args }),
  asyncCall: (wish) => asyncCall({ ...wish, arguments: args }),
  promise: (wish) => promise({ ...wish, arguments: args }, callbacks),
  deployFromSource: ({ outcome, gas, value }) => deploy({ source: { from: sources[outcome] }, gas, value, arguments: args }),
  deployCode: ({ outcome, gas, value }) => deploy({ source: { code: codes[outcome] }, gas, value, arguments: args }),
  upgradeFromSource: ({ to, outcome, gas, value }) => upgrade(to, { source: { from: sources[outcome] }, gas, value, arguments: args }),
  upgradeCode: ({ to, outcome, gas, value }) => upgrade(to, { source: { code: codes[outcome] }, gas, value, arguments: args }),
  delete: ({ to, gas }) => deleteContract(to, gas, args),
};
export const formNames: readonly string[] = Object.keys(forms);

/** The forms that call an endpoint of the callee. */
export const callingForms: readonly string[] = formNames.slice(0, formNames.indexOf("deployFromSource"));

/** An endpoint that calls in a form and goes on. */
export function calling(name: string, form: string, wish: Wish, ending: readonly Step[] = []): readonly Step[] {
  const before = [report, finishOwner, store("key", name), log(name, "before"), finish(name)];
  return [...before, stepOf(form, wish), finishBackTransfers, store("then", name), load("key"), finishGasLeft, ...ending];
}

/** Like `calling`, writing nothing. */
export function callingQuietly(name: string, form: string, wish: Wish, ending: readonly Step[] = []): readonly Step[] {
  return [report, finishOwner, finish(name), stepOf(form, wish), finishBackTransfers, load("key"), finishGasLeft, ...ending];
}

/** The step that calls in a form. */
export function stepOf(form: string, wish: Wish): Step {
  const step = forms[form];
  if (step === undefined) throw new TypeError(`there is no form ${form}`);
  return step(wish);
}

export const callbackNames: ReadonlySet<string> = new Set(["callBack", "onSuccess", "onError"]);

/** Callbacks, which end as the name of the contract says. */
export function callbackEndpoints(name: string, ending: readonly Step[] = []): Endpoints {
  const steps = (callback: string, ...more: readonly Step[]): readonly Step[] => {
    const start = [finishGasLeft, finish(`${name} ${callback}`), finishArguments, store(callback, name), finishBackTransfers];
    return [...start, ...more, ...ending];
  };
  return { callBack: steps("callBack"), onSuccess: steps("onSuccess", finishClosure), onError: steps("onError", finishClosure) };
}

/** The contracts of a scene; what is not given is usual. */
export interface Scene {
  readonly first: Endpoints;
  readonly middle?: Endpoints;
  readonly last?: Endpoints;
  readonly codeMetadata?: Uint8Array;
}

const usualMetadata = Uint8Array.of(5, 6);

/** Endpoints of the last contract: one for each outcome, and callbacks. */
const usualLast: Endpoints = { ...lastEndpoints, ...callbackEndpoints("last") };

/** Puts what is the same in all scenes. */
export function putSources(worlds: BothWorlds): void {
  worlds.setAccount({ address: systemAccountAddress, balance: 1n });
  for (const outcome of outcomes) {
    worlds.setAccount({ address: sources[outcome], code: codes[outcome], codeMetadata: usualMetadata, ownerAddress: owner });
  }
}

/** Answers what puts owner and contracts, as they are at the start. */
export function createScene({ codeMetadata = usualMetadata, ...scene }: Scene): (worlds: BothWorlds) => void {
  const codeFrom = (endpoints: Endpoints): Uint8Array => buildContract({ init: [], upgrade: [], ...endpoints });
  const contracts = [
    [first, codeFrom(scene.first), owner],
    [middle, codeFrom(scene.middle ?? {}), first],
    [last, codeFrom(scene.last ?? usualLast), middle],
  ] as const;
  const esdt = [goldState, silverState];
  return (worlds) => {
    // Nonces go on, so that what is deployed gets a new address each time.
    const nonceOf = (address: Address): bigint => worlds.ours.getAccount(address)?.nonce ?? 0n;
    worlds.setAccount({ address: owner, balance: 10n ** 20n, nonce: nonceOf(owner), esdt });
    for (const [address, code, ownerAddress] of contracts) {
      worlds.setAccount({ address, code, codeMetadata, ownerAddress, nonce: nonceOf(address), balance: 1_000_000n, esdt });
    }
  };
}
