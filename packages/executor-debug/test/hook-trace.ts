// The hooks that contracts call, in order, on any executor, and the rules by which two such orders are compared.
import { type Executor, type ExecutorFactory, hooks as hookRows, type Instance, type VmHooks } from "@mxvm/executor-api";

type AnyHook = (...args: readonly (number | bigint)[]) => number | bigint | undefined;

/** A hook's name, and its arguments that are neither handles nor places in memory: `smallIntGetUnsignedArgument 0`. */
export type TracedHook = string;

/**
 * An executor that behaves as the one given and tells of each hook when it ends. What costs no points is left out: so the debug executor
 * moves values between JavaScript and the VM. In the default gas schedule every hook that a contract calls costs some.
 */
export function createTracingExecutor(factory: ExecutorFactory, onHook: (hook: TracedHook) => void): ExecutorFactory {
  return (hooks, opcodeCosts): Executor => {
    const running: Instance[] = [];
    const inner = factory(tracingHooks(hooks, running, onHook), opcodeCosts);
    return {
      specificationVersion: inner.specificationVersion,
      supports: inner.supports,
      setOpcodeCosts: (costs) => inner.setOpcodeCosts(costs),
      functionNames: () => inner.functionNames(),
      newInstance: (code, options) => {
        const result = inner.newInstance(code, options);
        return result.ok ? { ok: true, instance: tracked(result.instance, running) } : result;
      },
    };
  };
}

function tracingHooks(hooks: VmHooks, running: readonly Instance[], onHook: (hook: TracedHook) => void): VmHooks {
  const tracing = hookRows.map(({ name, params }) => {
    const hook = hooks[name] as AnyHook;
    const isScalar = params.map(({ kind }) => scalarKinds.has(kind));
    const traced: AnyHook = (...args) => {
      const instance = running.at(-1);
      const before = instance?.getPointsUsed();
      try {
        return hook(...args);
      } finally {
        if (instance?.getPointsUsed() !== before) onHook([name, ...args.filter((_, position) => isScalar[position])].join(" "));
      }
    };
    return [name, traced];
  });
  return Object.fromEntries(tracing) as VmHooks;
}

/** Parameters that mean the same for every contract. What a call gets of gas is not among them: only compiled code pays for opcodes. */
const scalarKinds: ReadonlySet<string> = new Set(["count", "index", "int32", "int64", "nonce"]);

/** The instance, which says when it runs. */
function tracked(instance: Instance, running: Instance[]): Instance {
  const { callFunction } = instance;
  instance.callFunction = (name) => {
    running.push(instance);
    try {
      return callFunction.call(instance, name);
    } finally {
      running.pop();
    }
  };
  return instance;
}

/** A reason why a compiled contract calls other hooks. It applies to calls of some functions, or to all. */
export interface HookRule {
  readonly name: string;
  readonly functions?: RegExp;
  /** What of a trace is compared. */
  readonly compared: (hooks: readonly TracedHook[]) => readonly TracedHook[];
}

/** Arithmetic and comparisons: JavaScript's. */
const arithmetic = /^bigInt(Add|Sub|Mul|TDiv|TMod|EDiv|EMod|Neg|Abs|Pow|Sqrt|Log2|And|Or|Xor|Shl|Shr|Cmp|Sign|New|SetInt64|IsInt64|GetInt64)\b/;

/** Values that go from one managed value or place in memory to another. */
const moves =
  /^mBuffer(New|NewFromBytes|SetBytes|GetBytes|GetByteSlice|SetByteSlice|CopyByteSlice|Append|AppendBytes|GetLength|Eq|(To|From)(SmallInt|BigInt)(Signed|Unsigned))\b/;

/** Big integers are JavaScript values, so that adding them calls no hook. */
export const arithmeticRule: HookRule = { name: "arithmetic", compared: (trace) => trace.filter((hook) => !arithmetic.test(hook)) };

/** Values are JavaScript's, and a value of several parts is encoded there: they are copied and put together without hooks. */
export const valueRule: HookRule = {
  name: "values",
  compared: (trace) => trace.filter((hook) => !arithmetic.test(hook) && !moves.test(hook)),
};

/** What rules let compare of the trace of a function's call. */
export function comparedHooks(trace: readonly TracedHook[], functionName: string, rules: readonly HookRule[]): readonly TracedHook[] {
  return rules
    .filter(({ functions }) => functions === undefined || functions.test(functionName))
    .reduce((hooks, { compared }) => compared(hooks), trace);
}
