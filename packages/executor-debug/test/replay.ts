// Calls of one contract in a row, and what each answers and changes: given to a TypeScript contract and to a compiled one.
import { bytesToHex, hexToBytes } from "@mxvm/codec";
import type { ExecutorFactory } from "@mxvm/executor-api";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { AccountChange } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";

/** A function's name and its arguments in hexadecimal. */
export type ReplayCall = readonly [name: string, ...args: readonly string[]];

/** What a call came to: its message, its results, and the storage entries that it changed, all in hexadecimal but the message. */
export interface ReplayOutcome {
  readonly message: string;
  readonly results: readonly string[];
  readonly storage: Readonly<Record<string, string>>;
}

export interface ReplayOptions {
  /** Arguments of `init`, in hexadecimal. */
  readonly initArguments?: readonly string[];
  /** Called after the deployment and after each call. */
  readonly onCallEnd?: () => void;
}

const owner = new Uint8Array(32).fill(1);
const txHash = new Uint8Array(32);
const codeMetadata = Uint8Array.of(5, 6);

/** Deploys the code, does what `prepare` changes in the account, and makes the calls, one transaction each. */
export function replay(
  executor: ExecutorFactory,
  code: Uint8Array,
  calls: readonly ReplayCall[],
  prepare: Omit<AccountChange, "address"> = {},
  { initArguments = [], onCallEnd = () => undefined }: ReplayOptions = {},
): ReplayOutcome[] {
  const world = createMockWorld({ gasSchedule: gasSchedules.default, vm: createVm({ executor }) });
  world.setAccount({ address: owner, balance: 10n ** 24n });
  const basics = { sender: owner, value: 0n, esdt: [], txHash, gasLimit: 600_000_000n, gasPrice: 0n } as const;
  const deployed = world.execute({ kind: "deploy", code, codeMetadata, arguments: initArguments.map(hexToBytes), ...basics });
  const receiver = deployed.deployedAddress;
  if (receiver === undefined) throw new TypeError(deployed.returnMessage);
  world.updateAccount({ address: receiver, ...prepare });
  const storageNow = (): Map<string, string> =>
    new Map([...(world.getAccount(receiver)?.storage ?? [])].map(([key, value]) => [keyHex(key), bytesToHex(value)]));
  let before = storageNow();
  onCallEnd();
  return calls.map(([name, ...args]) => {
    const result = world.execute({ kind: "call", receiver, function: name, arguments: args.map(hexToBytes), ...basics });
    const after = storageNow();
    const storage = changes(before, after);
    before = after;
    onCallEnd();
    return { message: result.returnMessage, results: result.returnData.map(bytesToHex), storage };
  });
}

function keyHex(key: string | Uint8Array): string {
  return bytesToHex(typeof key === "string" ? Uint8Array.from(key, (character) => character.charCodeAt(0)) : key);
}

/** Entries that differ; gone ones are empty. */
function changes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Record<string, string> {
  const keys = [...new Set([...before.keys(), ...after.keys()])].filter((key) => (before.get(key) ?? "") !== (after.get(key) ?? ""));
  return Object.fromEntries(keys.sort().map((key) => [key, after.get(key) ?? ""]));
}
