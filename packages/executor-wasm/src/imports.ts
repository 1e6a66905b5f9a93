// VM hooks as functions that Wasm imports: they stop the contract when the hook has set a breakpoint or has thrown.
import type { HookName, VmHooks } from "@mxvm/executor-api";
import { ExecutorError, hooks as hookRows, isExecutorError } from "@mxvm/executor-api";
import type { PointsAccount, PointsRegister } from "./points-register.js";

/** Thrown through the contract's frames when a hook has set a breakpoint. As cheap as a trap (3 µs), and it cannot be mistaken. */
export const stopped: Error = new Error("stopped by a breakpoint");

/** The instance that runs, as hooks see it. */
export interface RunningInstance {
  readonly account: PointsAccount;
  readonly breakpoint: number;
  /** Bytes of production's stack that are left below it; `undefined` if they are not counted. */
  stackLeft(): number | undefined;
}

/** Stands for the running instance while none runs. */
export const nobody: RunningInstance = { account: { left: 0n, limit: 0n }, breakpoint: 0, stackLeft: () => undefined };

/** Which instance runs; nested runs put their caller back. */
export interface RunState {
  readonly register: PointsRegister;
  running: RunningInstance;
  /** Whether control is in a hook of the running instance: what is thrown then is the hook's. */
  inHook: boolean;
}

type Value = number | bigint | void;
type Argument = number | bigint;
type HookFunction = (...args: Argument[]) => Value;

const arities = Object.fromEntries(hookRows.map(({ name, params }) => [name, params.length])) as Readonly<Record<HookName, number>>;

/** Answers the functions for imports of these names, which must be those of hooks. */
export type HookImports = (names: Iterable<string>) => Readonly<Record<string, HookFunction>>;

/** Hooks are wrapped when a contract first imports them: an executor is made with every fork of a world, and few hooks are imported. */
export function hookImportsFromVmHooks(hooks: VmHooks, state: RunState): HookImports {
  for (const { name } of hookRows) if (typeof hooks[name] !== "function") throw new TypeError(`VM hook ${name} is missing`);
  const wrapped: Partial<Record<HookName, HookFunction>> = {};
  return (names) => {
    const imports: Record<string, HookFunction> = {};
    for (const name of names as Iterable<HookName>) imports[name] = wrapped[name] ??= wrapHook(hooks[name] as HookFunction, arities[name], state);
    return imports;
  };
}

/** Engine fault for what a hook threw. */
export function hookFault(thrown: unknown): ExecutorError {
  if (isExecutorError(thrown)) return thrown;
  if (isStackExhaustion(thrown)) return stackFault(thrown);
  return new ExecutorError("HOOK_THREW", "a VM hook threw", { cause: thrown });
}

export function stackFault(cause: unknown): ExecutorError {
  const advice =
    'the stack of this thread, not of the contract, is exhausted; run in a worker with a larger one (resourceLimits: { stackSizeMb: 64 }) on createWasmExecutor({ stack: "production" }), or with mxvm test --stack-size 64';
  return new ExecutorError("NATIVE_STACK_EXHAUSTED", advice, { cause });
}

/** How engines say that the stack has ended: a RangeError, or in Firefox an InternalError. */
export function isStackExhaustion(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return thrown.name === "InternalError" || (thrown instanceof RangeError && thrown.message.includes("call stack"));
}

/**
 * A function of the hook's own number of parameters: through hooks of many shapes it costs 11 ns a call, with rest parameters 18 ns.
 */
function wrapHook(hook: HookFunction, arity: number, state: RunState): HookFunction {
  const enter = (): RunningInstance => {
    state.inHook = true;
    return state.running;
  };
  const leave = (caller: RunningInstance, result: Value): Value => {
    state.inHook = false;
    if (caller.breakpoint !== 0) throw stopped;
    // A nested run, or gas charged for another instance, may have left someone else's points in the register.
    if (state.register.owner !== caller.account) state.register.take(caller.account);
    return result;
  };
  const byArity: readonly HookFunction[] = [
    () => leave(enter(), hook()),
    (a) => leave(enter(), hook(a)),
    (a, b) => leave(enter(), hook(a, b)),
    (a, b, c) => leave(enter(), hook(a, b, c)),
    (a, b, c, d) => leave(enter(), hook(a, b, c, d)),
    (a, b, c, d, e) => leave(enter(), hook(a, b, c, d, e)),
    (a, b, c, d, e, f) => leave(enter(), hook(a, b, c, d, e, f)),
    (a, b, c, d, e, f, g) => leave(enter(), hook(a, b, c, d, e, f, g)),
    (a, b, c, d, e, f, g, h) => leave(enter(), hook(a, b, c, d, e, f, g, h)),
  ];
  return byArity[arity] ?? ((...args) => leave(enter(), hook(...args)));
}
