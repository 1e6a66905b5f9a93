// What can be seen of a step and the state after it, as texts that compare and show well.
import { bytesToHex, bytesToUtf8, byteStringToBytes } from "@mxvm/codec";
import type { AccountState, Address, TransactionResult, World } from "@mxvm/protocol-hooks";

/** By path, such as `gasUsed` or `accounts.<address>.balance`. */
export type Observation = ReadonlyMap<string, string>;

/** What came of a step: a result, the name of a refusal or a fault, or nothing where it only sets something. */
export type StepOutcome = TransactionResult | string | undefined;

/** `addresses` are the accounts that both worlds can show. */
export function observe(outcome: StepOutcome, world: World, addresses: readonly Address[]): Observation {
  const observation = new Map<string, string>();
  if (typeof outcome === "string") observation.set("refused", outcome);
  else if (outcome !== undefined) {
    observation.set("returnCode", String(outcome.returnCode));
    observation.set("returnMessage", messageAsText(outcome.returnMessage));
    observation.set("returnData", outcome.returnData.map(bytesToHex).join("@"));
    observation.set("gasUsed", String(outcome.gasUsed));
    observation.set("deployedAddress", outcome.deployedAddress === undefined ? "" : bytesToHex(outcome.deployedAddress));
  }
  for (const address of addresses) observeAccount(observation, world.getAccount(address));
  return observation;
}

function observeAccount(observation: Map<string, string>, account: AccountState | undefined): void {
  if (account === undefined) return;
  const path = `accounts.${bytesToHex(account.address)}`;
  const set = (part: string, value: string): void => {
    if (value !== "" && value !== "0") observation.set(`${path}.${part}`, value);
  };
  set("nonce", String(account.nonce));
  set("balance", String(account.balance));
  set("codeHash", account.code.length === 0 ? "" : bytesToHex(account.codeHash));
  // The simulator makes up code metadata for accounts without code.
  set("codeMetadata", account.code.length === 0 ? "" : bytesToHex(account.codeMetadata));
  set("owner", bytesToHex(account.ownerAddress));
  for (const [key, value] of account.storage) set(`storage.${bytesToHex(byteStringToBytes(key))}`, bytesToHex(value));
}

/** What follows are the words of the engine that compiles. */
const instanceFailure = "could not create wasmer instance: ";

/** The simulator's JSON has U+FFFD for each byte that is not of a character, as Go writes it. */
function messageAsText(message: string): string {
  if (message.startsWith(instanceFailure)) return instanceFailure;
  if ([...message].some((character) => character > "\u00ff")) return message;
  const bytes = byteStringToBytes(message);
  let text = "";
  for (let start = 0; start < bytes.length; ) {
    const character = characterAt(bytes, start);
    text += character ?? "\ufffd";
    start += character === undefined ? 1 : new TextEncoder().encode(character).length;
  }
  return text;
}

function characterAt(bytes: Uint8Array, start: number): string | undefined {
  for (let length = 1; length <= 4; length++) {
    const character = bytesToUtf8(bytes.subarray(start, start + length));
    if (character !== undefined) return character;
  }
  return undefined;
}

export interface Difference {
  readonly path: string;
  readonly ours: string | undefined;
  readonly production: string | undefined;
}

export function differencesBetween(ours: Observation, production: Observation): Difference[] {
  const paths = new Set([...ours.keys(), ...production.keys()]);
  return [...paths]
    .map((path) => ({ path, ours: ours.get(path), production: production.get(path) }))
    .filter((difference) => difference.ours !== difference.production);
}
