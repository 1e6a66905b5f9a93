// What the instances of one executor share: the VM's hooks, which of them runs, and the hooks as contracts call them.
import type { BoundaryHooks } from "@mxvm/contract-api";
import { Breakpoint, type BreakpointValue, ExecutorError, hooks as hookRows, isExecutorError, type VmHooks } from "@mxvm/executor-api";
import type { Run } from "./run.js";

type AnyHook = (...args: readonly unknown[]) => unknown;

/** The instance whose contract runs. */
export interface RunningInstance {
  readonly program: { readonly name: string };
  currentRun(): Run;
  getBreakpointValue(): BreakpointValue;
}

export class Machine {
  readonly vmHooks: VmHooks;
  /** The hooks as steps of the contract that runs. That contracts know a subset of the VM's table, this type holds them to. */
  readonly hooks: VmHooks & BoundaryHooks;
  /** The instance whose code runs: while it calls another, that one. */
  running: RunningInstance | undefined;

  constructor(vmHooks: VmHooks) {
    this.vmHooks = vmHooks;
    const bound = hookRows.map(({ name, params }) => [name, this.bind(name, vmHooks[name] as AnyHook, params.length)]);
    this.hooks = Object.freeze(Object.fromEntries(bound) as VmHooks);
  }

  /** A hook as a step of the contract that runs. Arities are spelled out up to three, as spreading costs more than most hooks. */
  private bind(name: string, hook: AnyHook, arity: number): AnyHook {
    switch (arity) {
      case 0:
        return () => {
          const instance = this.begin(name);
          let result: unknown;
          try { result = hook(); } catch (thrown) { instance.currentRun().fault(hookFault(thrown)); }
          return this.end(instance, name, result);
        };
      case 1:
        return (a) => {
          const instance = this.begin(name);
          let result: unknown;
          try { result = hook(a); } catch (thrown) { instance.currentRun().fault(hookFault(thrown)); }
          return this.end(instance, name, result);
        };
      case 2:
        return (a, b) => {
          const instance = this.begin(name);
          let result: unknown;
          try { result = hook(a, b); } catch (thrown) { instance.currentRun().fault(hookFault(thrown)); }
          return this.end(instance, name, result);
        };
      case 3:
        return (a, b, c) => {
          const instance = this.begin(name);
          let result: unknown;
          try { result = hook(a, b, c); } catch (thrown) { instance.currentRun().fault(hookFault(thrown)); }
          return this.end(instance, name, result);
        };
      default:
        return (...args) => {
          const instance = this.begin(name);
          let result: unknown;
          try { result = hook(...args); } catch (thrown) { instance.currentRun().fault(hookFault(thrown)); }
          return this.end(instance, name, result);
        };
    }
  }

  private begin(name: string): RunningInstance {
    const instance = this.running;
    if (instance === undefined) throw new TypeError(`${name} was called while no contract runs: a context is of use only inside its contract`);
    const run = instance.currentRun();
    if (!run.begin()) run.fault(new ExecutorError("HOOK_CALLS_SPENT", `${instance.program.name} called more hooks in ${run.functionName} than its budget allows`));
    return instance;
  }

  private end(instance: RunningInstance, name: string, result: unknown): unknown {
    if (instance.getBreakpointValue() !== Breakpoint.none) instance.currentRun().stop(`${name} ended the run`);
    return result;
  }
}

function hookFault(thrown: unknown): ExecutorError {
  return isExecutorError(thrown) ? thrown : new ExecutorError("HOOK_THREW", "a VM hook threw", { cause: thrown });
}
