// Everything for which production refuses code, as far as one refusal does not hide another: the executor and the VM name the first one that they meet,
// so what they name is taken out of a copy, and they are asked again.
import { ADDRESS_LENGTH } from "@mxvm/codec";
import { type VmHooks, hooks } from "@mxvm/executor-api";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import { ReturnCode } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";
import type { WasmFunction } from "./wasm-sections.js";
import { moduleExporting } from "./wasm-sections.js";

export interface Refusal {
  readonly reason: string;
  /** The function that is, or has, what is refused. */
  readonly function?: string;
  /** Where in the file. */
  readonly offset?: number;
}

/** Each costs a validation of the whole module; nobody reads more. */
const MOST_FUNCTIONS = 200;
const Opcode = { unreachable: 0x00, nop: 0x01, end: 0x0b } as const;
const GAS = 1_000_000_000n;

/** What the executor refuses, the first of each function; it stops at what is outside of functions. */
export function refusalsOfCode(code: Uint8Array, functions: readonly WasmFunction[]): Refusal[] {
  const refuse = createRefuse();
  const copy = code.slice();
  const refusals: Refusal[] = [];
  const emptied = new Set<WasmFunction>();
  for (let reason = refuse(copy); reason !== undefined && refusals.length < MOST_FUNCTIONS; reason = refuse(copy)) {
    const offset = offsetOf(reason);
    const found = offset === undefined ? undefined : functions.find((candidate) => offset >= candidate.offset && offset < candidate.offset + candidate.size);
    refusals.push({ reason, ...(found && { function: nameOf(found) }), ...(offset !== undefined && { offset }) });
    // A body that was emptied and is refused still would go on for ever.
    if (found === undefined || emptied.has(found)) break;
    emptied.add(found);
    emptyBody(copy, found);
  }
  return refusals;
}

/** Names of exported functions that production refuses. `names` as the module has them. */
export function refusalsOfNames(names: readonly string[]): Refusal[] {
  const vm = createVm({ executor: createWasmExecutor() });
  const world = createMockWorld({ gasSchedule: gasSchedules.default, vm });
  const sender = new Uint8Array(ADDRESS_LENGTH).fill(1);
  world.setAccount({ address: sender, balance: 0n });
  const refusals = names.flatMap((name): Refusal[] => {
    const transaction = { txHash: new Uint8Array(ADDRESS_LENGTH), sender, value: 0n, gasLimit: GAS, gasPrice: 0n, codeMetadata: new Uint8Array(2), arguments: [], esdt: [] };
    const { returnCode, returnMessage } = world.execute({ kind: "deploy", ...transaction, code: moduleExporting(name) });
    // Without "init" a deployment fails later, for that reason.
    return returnCode !== ReturnCode.contractInvalid ? [] : [{ reason: `no endpoint may have this name (${returnMessage})`, function: name }];
  });
  world.close();
  return refusals;
}

/** Answers why the executor refuses code; nothing where it does not. */
function createRefuse(): (code: Uint8Array) => string | undefined {
  const nothing = Object.fromEntries(hooks.map(({ name }) => [name, () => 0])) as unknown as VmHooks;
  const executor = createWasmExecutor()(nothing, gasSchedules.default["WASMOpcodeCost"] ?? {});
  return (code) => {
    const result = executor.newInstance(code.slice(), { pointsLimit: 1n, unmeteredLocals: 100, maxMemoryGrow: 10, maxMemoryGrowDelta: 10, metering: "exact" });
    if (!result.ok) return result.reason;
    result.instance.clean();
    return undefined;
  };
}

function offsetOf(reason: string): number | undefined {
  const digits = /\(at offset (\d+)\)$/u.exec(reason)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function nameOf({ name, index }: WasmFunction): string {
  return name ?? `function ${index}`;
}

/** A body of the same size that fits every type: no locals, `unreachable`, and nothing after it. */
function emptyBody(code: Uint8Array, { offset, size }: WasmFunction): void {
  code.fill(Opcode.nop, offset, offset + size);
  code[offset] = 0;
  code[offset + 1] = Opcode.unreachable;
  code[offset + size - 1] = Opcode.end;
}
