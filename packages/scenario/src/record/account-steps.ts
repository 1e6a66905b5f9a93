// An account that was put or changed, as `setState` writes it: what was done is written so that doing it again leaves the same.
import { bytesToByteString, bytesToUtf8, byteStringToBytes, equalBytes } from "@mxvm/codec";
import type { AccountChange, AccountState, EsdtInstanceState, EsdtState, World } from "@mxvm/protocol-hooks";
import { createScenarioLoader } from "../parse/loader.js";
import { setState } from "../run/set-state.js";
import { accountToJson } from "../write/accounts.js";
import { expressionFromBytes } from "../write/expression.js";
import { type JsonValue, writeJson } from "../write/json.js";
import type { AccountStep } from "./steps.js";

type Json = ReadonlyMap<string, JsonValue>;
type CodeExpression = (code: Uint8Array) => string;

const protectedPrefix = "ELROND";
/** Entries that are read as tokens. */
const tokenPrefix = /^ELROND(esdt|roleesdt|nonce)/;

/**
 * Writes the `accounts` of steps. Where there is a world to try it in, what is written leaves the account as it was recorded, or is refused.
 */
export function accountSteps(scratch: World | undefined, codeExpression: CodeExpression): (step: AccountStep, refuse: (reason: string) => void) => Json {
  return (step, refuse) => {
    const forms = step.isUpdate ? [updateToJson, putToJson] : [putToJson];
    const key = expressionFromBytes(step.change.address, "address");
    const problems: string[] = [];
    for (const toJson of forms) {
      const lost = scratch === undefined ? undefined : lostOnReplay(scratch, step, new Map([[key, toJson(step, (code) => expressionFromBytes(code, "hex"))]]));
      if (lost === undefined) return new Map([[key, toJson(step, codeExpression)]]);
      problems.push(lost);
    }
    refuse(`the account ${key}: a scenario cannot say ${problems[0] ?? ""}`);
    return new Map();
  };
}

function putToJson({ after, tokens }: AccountStep, codeExpression: CodeExpression): Json {
  return new Map([...accountToJson(after, tokens, codeExpression), ...asyncCallData(after)]);
}

function asyncCallData(state: AccountState): [string, JsonValue][] {
  return state.asyncCallData.length === 0 ? [] : [["asyncCallData", bytesToUtf8(state.asyncCallData) ?? ""]];
}

/** Only what was changed, so that the rest, of which a scenario may know nothing, stays. */
function updateToJson({ change, after }: AccountStep, codeExpression: CodeExpression): Json {
  const tokens = change.esdt ?? [];
  const storage = [...(change.storage ?? [])].map(([key, value]): [string, string] => [expressionFromBytes(byteStringToBytes(key)), expressionFromBytes(value)]);
  const whole = accountToJson(after, tokens, codeExpression);
  const names = [
    ...(change.nonce === undefined ? [] : ["nonce"]),
    ...(change.balance === undefined ? [] : ["balance"]),
    ...(tokens.length === 0 ? [] : ["esdt"]),
    ...(change.username === undefined ? [] : ["username"]),
    ...(change.ownerAddress === undefined ? [] : ["owner"]),
    // An account with a contract's address is written with its code.
    ...(after.code.length > 0 ? ["code"] : []),
  ];
  return new Map<string, JsonValue>([
    ["update", true],
    ...names.map((name): [string, JsonValue] => [name, whole.get(name) ?? ""]),
    ...(storage.length === 0 ? [] : [["storage", new Map(storage)] as [string, JsonValue]]),
    ...asyncCallData(after),
  ]);
}

/** What a replay of the step would not restore. */
function lostOnReplay(scratch: World, step: AccountStep, accounts: Json): string | undefined {
  const { address } = step.change;
  try {
    scratch.deleteAccount(address);
    if (step.before !== undefined) scratch.setAccount(stateToChange(step.before));
    const text = writeJson(new Map([["steps", [new Map<string, JsonValue>([["step", "setState"], ["accounts", accounts]])]]]));
    const [parsed] = createScenarioLoader({ files: { readFile: () => new Uint8Array() } }).parse({ path: "recording", text }).steps;
    if (parsed?.kind === "setState") setState(scratch, parsed);
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
  const restored = scratch.getAccount(address);
  return restored === undefined ? "that it exists" : (differentPart(step.after, restored) ?? differentToken(step.tokens, scratch.getEsdt(address)));
}

function stateToChange({ codeHash: _codeHash, ...state }: AccountState): AccountChange {
  return state;
}

const parts = ["nonce", "balance", "username", "code", "codeMetadata", "ownerAddress", "developerReward", "shard", "asyncCallData"] as const;

function differentPart(expected: AccountState, actual: AccountState): string | undefined {
  const part = parts.find((name) => !isEqual(expected[name], actual[name]));
  if (part !== undefined) return `its ${part}`;
  const key = [...new Set([...expected.storage.keys(), ...actual.storage.keys()])]
    .filter((name) => !tokenPrefix.test(name))
    .find((name) => !isEqual(expected.storage.get(name), actual.storage.get(name)));
  if (key === undefined) return undefined;
  const shown = expressionFromBytes(byteStringToBytes(key));
  return key.startsWith(protectedPrefix) ? `its storage under ${shown}, which is the protocol's` : `its storage under ${shown}`;
}

function differentToken(expected: readonly EsdtState[], actual: readonly EsdtState[]): string | undefined {
  const others = new Map(actual.map((token) => [bytesToByteString(token.tokenIdentifier), token]));
  for (const token of expected) {
    const name = expressionFromBytes(token.tokenIdentifier, "text");
    const other = others.get(bytesToByteString(token.tokenIdentifier));
    if (other === undefined) return `its token ${name}`;
    if (token.lastNonce !== other.lastNonce) return `the last nonce of ${name}`;
    if (!isEqual([...token.roles].sort(), [...other.roles].sort())) return `its roles of ${name}`;
    for (const nonce of new Set([...token.instances, ...other.instances].map((instance) => instance.nonce))) {
      const [instance, restored] = [token, other].map(({ instances }) => instances.find((candidate) => candidate.nonce === nonce));
      const field = differentField(instance, restored);
      if (field !== undefined) return `${field} of ${name}${nonce === 0n ? "" : ` (nonce ${nonce})`}`;
    }
  }
  const more = actual.find((token) => !expected.some(({ tokenIdentifier }) => equalBytes(tokenIdentifier, token.tokenIdentifier)));
  return more === undefined ? undefined : `that it has no ${expressionFromBytes(more.tokenIdentifier, "text")}`;
}

const instanceFields = ["balance", "name", "creator", "royalties", "hash", "uris", "attributes", "frozen"] as const;

function differentField(expected: EsdtInstanceState | undefined, actual: EsdtInstanceState | undefined): string | undefined {
  return instanceFields.find((field) => !isEqual(expected?.[field], actual?.[field]));
}

/** What is absent is as empty. */
function isEqual(left: unknown, right: unknown): boolean {
  return fingerprint(left) === fingerprint(right);
}

function fingerprint(value: unknown): string {
  if (value instanceof Uint8Array) return bytesToByteString(value);
  if (Array.isArray(value)) return value.map((item) => `[${fingerprint(item)}]`).join("");
  return typeof value === "string" || typeof value === "number" || typeof value === "bigint" || value === true ? String(value || "") : "";
}
