// What passes between a contract and the hooks that it calls, and what a hook that throws does.
import { ExecutorError, isExecutorError } from "../errors.js";
import type { Instance } from "../instance.js";
import { allHooks, hookArguments } from "./all-hooks-contract.js";
import { core, written, writtenAt } from "./core-contract.js";
import { expectCall, type Fixture, open, openExecutor, openInstance, returned, vmHooks } from "./fixture.js";
import { hooks as hookRows } from "../hook-table/index.js";
import type { VmHooks } from "../vm-hooks.js";
import { type Behaviour, expectEqual, expectTrue, thrownBy } from "./suite.js";

/** What the hook of a behaviour does; no result, as the hook of the core contract has none. */
export const checkNoPayment = (body: () => void): Partial<VmHooks> => ({ checkNoPayment: body });

function throwing(error: unknown): Partial<VmHooks> {
  return checkNoPayment(() => {
    throw error;
  });
}

function expectFault(instance: Instance, name: string, code: string, cause: unknown): void {
  const fault = thrownBy(() => instance.callFunction(name), `${name} with a hook that throws`);
  expectTrue(isExecutorError(fault), `fault of a hook that throws: expected an ExecutorError, found ${String(fault)}`);
  if (!isExecutorError(fault)) return;
  expectEqual(fault.code, code, "code of the fault");
  expectTrue(fault.cause === cause, "cause of the fault: expected what the hook threw");
}

export const hookBehaviours: readonly Behaviour<Fixture>[] = [
  {
    name: "hooks get numbers as the contract passes them, signed, and the contract gets what they answer",
    run: (fixture) => {
      const calls: unknown[] = [];
      const instance = open(fixture, core, {
        hooks: {
          mBufferSetBytes: (...args) => {
            calls.push(args);
            return -2;
          },
          bigIntSetInt64: (...args) => void calls.push(args),
          getGasLeft: () => -0x0123_4567_89ab_cdefn,
        },
      });
      expectCall(instance, "numbers", returned);
      const [least, most] = [-0x8000_0000, 0x7fff_ffff];
      expectEqual(calls, [[-1, most, least], [least, -0x8000_0000_0000_0000n], [0, 0x7fff_ffff_ffff_ffffn]], "arguments of hooks");
      const answers = new DataView(instance.memLoad(64, 16).buffer);
      expectEqual([answers.getInt32(0, true), answers.getBigInt64(8, true)], [-2, -0x0123_4567_89ab_cdefn], "answers as the contract got them");
    },
  },
  {
    name: "every hook of the table can be called, with arguments and result of its types",
    run: (fixture) => {
      const calls: unknown[] = [];
      const answering = hookRows.map(({ name, result }) => [
        name,
        (...args: unknown[]) => {
          calls.push([name, ...args]);
          return result === undefined ? undefined : result === "i64" ? 0n : 0;
        },
      ]);
      const instance = open(fixture, allHooks, { hooks: Object.fromEntries(answering) as VmHooks });
      for (const hook of hookRows) {
        calls.length = 0;
        expectCall(instance, hook.name, returned);
        expectEqual(calls, [[hook.name, ...hookArguments(hook)]], `calls that ${hook.name} makes`);
      }
      expectTrue(hookRows.every(({ name }) => instance.isFunctionImported(name)), "imports: expected all hooks");
    },
  },
  {
    name: "hooks are called in order, once each",
    run: (fixture) => {
      let calls = 0;
      const hooks = checkNoPayment(() => {
        calls++;
      });
      const instance = open(fixture, core, { hooks });
      for (const name of ["hooks", "hook", "nothing", "hooks"]) expectCall(instance, name, returned);
      expectEqual(calls, 7, "calls of the hook");
    },
  },
  {
    name: "a hook sees the memory as the contract has left it, and the contract sees what a hook has stored",
    run: (fixture) => {
      const seen: Uint8Array[] = [];
      const hooks = checkNoPayment(() => {
        seen.push(instance.memLoad(writtenAt, 4));
        instance.memStore(32, Uint8Array.of(77));
      });
      const instance: Instance = open(fixture, core, { hooks });
      expectCall(instance, "writeThenHook", returned);
      expectCall(instance, "hookThenCopy", returned);
      expectEqual(seen, [written, written], "memory that the hook saw");
      expectEqual(instance.memLoad(32, 2), Uint8Array.of(77, 77), "memory that the contract copied");
    },
  },
  {
    name: "a hook that throws is a fault of the engine with what it threw as the cause, and nothing else runs",
    run: (fixture) => {
      for (const thrown of [new TypeError("thrown by a hook"), new RangeError("not the stack"), "a text", undefined, 0]) {
        const instance = open(fixture, core, { hooks: throwing(thrown) });
        expectFault(instance, "hookThenWrite", "HOOK_THREW", thrown);
        expectEqual(instance.memLoad(writtenAt, 4), new Uint8Array(4), "memory after the fault");
      }
    },
  },
  {
    name: "a fault of the engine that a hook throws passes through unchanged",
    run: (fixture) => {
      const fault = new ExecutorError("UNSUPPORTED_OPTION", "thrown by a hook");
      const found = thrownBy(() => open(fixture, core, { hooks: throwing(fault) }).callFunction("hook"), "fault of a hook");
      expectTrue(found === fault, `fault of a hook: expected the same object, found ${String(found)}`);
    },
  },
  {
    name: "a hook that throws before a trap is still a fault",
    run: (fixture) => {
      const cause = new TypeError("thrown by a hook");
      expectFault(open(fixture, core, { hooks: throwing(cause) }), "hookThenTrap", "HOOK_THREW", cause);
    },
  },
  {
    name: "an instance and its executor go on after a hook that threw",
    run: (fixture) => {
      let fails = true;
      const hooks = checkNoPayment(() => {
        if (fails) throw new TypeError("thrown by a hook");
      });
      const executor = openExecutor(fixture, { hooks });
      const [first, second] = [openInstance(executor, fixture.codeOf(core)), openInstance(executor, fixture.codeOf(core))];
      thrownBy(() => first.callFunction("hooks"), "fault of a hook");
      fails = false;
      for (const instance of [first, second, first]) expectCall(instance, "hookThenWrite", returned);
      expectEqual([first.clean(), second.clean()], [true, true], "clean");
    },
  },
  {
    name: "hooks are called only while an instance runs",
    run: (fixture) => {
      const instance = open(fixture, core, { hooks: vmHooks() });
      instance.memGrow(0);
      instance.reset();
      expectCall(instance, "nothing", returned);
      expectEqual(instance.clean(), true, "clean");
    },
  },
];
