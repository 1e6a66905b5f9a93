// How a VM hook is declared, and how declarations become the functions that an executor calls. Charging, tracing and failing are done here,
// once, so that a declaration is the hook's name, its flat gas key and its body.
import type { HookArguments, HookGroup, HookResult, HookSignature, HookTable, VmHooksOf } from "@mxvm/executor-api";
import { hookTable } from "@mxvm/executor-api";
import type { Host } from "../host.js";
import type { FlatGasKey } from "../metering/gas-keys.js";

/**
 * A VM hook.
 *
 * `gas` is charged before the body runs; a shortage fails the contract. `"compatible"` as `whenShort` keeps the leniency of flag
 * UseGasBoundedShouldFailExecutionFlag. A hook whose first charge is not flat has no `gas` and charges in its body.
 *
 * The body answers the hook's result, or throws a `ContractFailure`, `MemoryAccessError` or `BlockchainHookError`, which fails the
 * contract. Its result after a failure is never seen, since the contract stops.
 */
export interface HookDeclaration<Row extends HookSignature> {
  readonly gas?: FlatGasKey;
  readonly whenShort?: "compatible";
  readonly run: (host: Host, ...args: HookArguments<Row>) => HookResult<Row>;
}

/** Declarations of all hooks of a group. The type checker holds them against the hook table. */
export type HookDeclarations<Group extends HookGroup> = {
  readonly [Name in keyof HookTable[Group]]: HookTable[Group][Name] extends HookSignature
    ? HookDeclaration<HookTable[Group][Name]>
    : never;
};

type AnyBody = (host: Host, ...args: unknown[]) => unknown;
type AnyHook = (...args: unknown[]) => unknown;

/** What binding needs of the VM beyond the host: the flat cost of a key under the current schedule, and the gas trace. */
export interface HookBinding {
  readonly host: Host;
  /** Slot of a flat cost in `flatCosts`. */
  slotOf(key: FlatGasKey): number;
  /** Costs by slot; the VM rewrites the contents when the schedule changes. */
  readonly flatCosts: Float64Array;
  /** Called before a hook charges; absent where gas is not traced. */
  readonly beginHook: ((name: string) => void) | undefined;
}

const nothing = (): void => undefined;

function chargeOf(binding: HookBinding, declaration: HookDeclaration<HookSignature>): () => void {
  if (declaration.gas === undefined) return nothing;
  const { host, flatCosts } = binding;
  const slot = binding.slotOf(declaration.gas);
  if (declaration.whenShort === "compatible") return () => { host.metering.useGasCompatible(flatCosts[slot] as number); };
  return () => { host.metering.useGas(flatCosts[slot] as number); };
}

/** Binds one hook. Arities are spelled out up to four, since spreading arguments costs more than the call itself. */
function bindHook(binding: HookBinding, name: string, row: HookSignature, declaration: HookDeclaration<HookSignature>): AnyHook {
  const { host, beginHook } = binding;
  const run = declaration.run as AnyBody;
  const charge = chargeOf(binding, declaration);
  const begin = beginHook === undefined ? charge : () => { beginHook(name); charge(); };
  const zero = row.result === "i64" ? 0n : 0;
  const fail = (cause: unknown): unknown => {
    host.failExecution(cause);
    return zero;
  };
  switch (row.params.length) {
    case 0:
      return () => { try { begin(); return run(host); } catch (cause) { return fail(cause); } };
    case 1:
      return (a) => { try { begin(); return run(host, a); } catch (cause) { return fail(cause); } };
    case 2:
      return (a, b) => { try { begin(); return run(host, a, b); } catch (cause) { return fail(cause); } };
    case 3:
      return (a, b, c) => { try { begin(); return run(host, a, b, c); } catch (cause) { return fail(cause); } };
    case 4:
      return (a, b, c, d) => { try { begin(); return run(host, a, b, c, d); } catch (cause) { return fail(cause); } };
    default:
      return (...args) => { try { begin(); return run(host, ...args); } catch (cause) { return fail(cause); } };
  }
}

/** Turns the declarations of a group into the functions that an executor calls. */
export function bindHooks<Group extends HookGroup>(
  binding: HookBinding,
  group: Group,
  declarations: HookDeclarations<Group>,
): VmHooksOf<Group> {
  const rows = hookTable[group] as Record<string, HookSignature>;
  const bound = Object.create(null) as Record<string, AnyHook>;
  for (const [name, declaration] of Object.entries(declarations)) {
    bound[name] = bindHook(binding, name, rows[name] as HookSignature, declaration as HookDeclaration<HookSignature>);
  }
  return bound as unknown as VmHooksOf<Group>;
}

