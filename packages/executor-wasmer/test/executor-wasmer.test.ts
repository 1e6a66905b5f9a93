// What is this executor's own: the library and how it is found, memory that moves, instances that are used again, threads.
import { Worker } from "node:worker_threads";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Breakpoint, type Executor, type HookName, hooks, type Instance, type InstanceOptions, type OpcodeCosts, type VmHooks } from "@mxvm/executor-api";
import { afterEach, describe, expect, it, vi } from "vitest";
import wabt from "wabt";
import { createWasmerExecutor, isWasmerLibraryError, isWasmerLibraryInstalled } from "../src/index.js";

const { parseWat } = await wabt();

function wat(text: string): Uint8Array {
  return parseWat("test.wat", text, { reference_types: true, bulk_memory: true }).toBinary({}).buffer;
}

type HookBodies = { readonly [Name in HookName]?: (...args: never[]) => number | bigint | undefined };

function vmHooks(bodies: HookBodies = {}): VmHooks {
  const entries = hooks.map(({ name, result }) => [name, bodies[name] ?? ((): unknown => (result === "i64" ? 0n : 0))] as const);
  return Object.fromEntries(entries) as unknown as VmHooks;
}

const options: InstanceOptions = { pointsLimit: 1_000_000n, unmeteredLocals: 100, maxMemoryGrow: 10, maxMemoryGrowDelta: 1, metering: "fast" };
const nopCosts: OpcodeCosts = { Nop: 1 };

function open(executor: Executor, code: Uint8Array, changes: Partial<InstanceOptions> = {}): Instance {
  const result = executor.newInstance(code, { ...options, ...changes });
  if (!result.ok) throw new Error(result.reason);
  return result.instance;
}

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("the library", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  it("that an option names and that is not there is an error with its path and how to get it", () => {
    const error = thrownBy(() => createWasmerExecutor({ library: "/no/such/library.so" }));
    expect(isWasmerLibraryError(error)).toBe(true);
    expect(error).toMatchObject({ code: "LIBRARY_NOT_FOUND", lookedIn: ["/no/such/library.so (the path in the option `library`)"] });
    expect((error as Error).message).toContain("/no/such/library.so");
    expect((error as Error).message).toMatch(/MXVM_WASMER_LIBRARY/u);
  });

  it("that the environment variable names goes before the npm package", () => {
    vi.stubEnv("MXVM_WASMER_LIBRARY", "/no/such/variable.so");
    expect(isWasmerLibraryInstalled()).toBe(false);
    expect(thrownBy(() => createWasmerExecutor())).toMatchObject({
      code: "LIBRARY_NOT_FOUND",
      lookedIn: ["/no/such/variable.so (the path in MXVM_WASMER_LIBRARY)"],
    });
  });

  it.each([
    ["win32", "x64"],
    ["linux", "arm64"],
    ["darwin", "arm64"],
  ])("is said to be missing for %s on %s", (platform, arch) => {
    vi.stubGlobal("process", Object.create(process, { platform: { value: platform }, arch: { value: arch } }));
    vi.stubEnv("MXVM_WASMER_LIBRARY", undefined);
    const error = thrownBy(() => createWasmerExecutor());
    expect(error).toMatchObject({ code: "PLATFORM_UNSUPPORTED" });
    expect((error as Error).message).toContain(`${platform}-${arch}`);
    expect((error as Error).message).toContain("linux-x64 and darwin-x64");
  });

  it("that is another file is incompatible, and says why", () => {
    const folder = mkdtempSync(join(tmpdir(), "mxvm-wasmer-"));
    const library = join(folder, "library.so");
    writeFileSync(library, "not a library");
    const error = thrownBy(() => createWasmerExecutor({ library }));
    rmSync(folder, { recursive: true });
    // Where koffi has no binary for the platform, that is said first.
    expect(["LIBRARY_INCOMPATIBLE", "PLATFORM_UNSUPPORTED"]).toContain((error as { readonly code?: unknown }).code);
  });
});

describe.skipIf(!isWasmerLibraryInstalled())("on production's library", () => {
  const newExecutor = (bodies: HookBodies = {}, costs = nopCosts): Executor => createWasmerExecutor()(vmHooks(bodies), costs);

  it("refuses the library of an older VM", () => {
    const manifest = createRequire(join(process.cwd(), "package.json")).resolve("@xsuite/full-simulnet-linux-amd64/package.json");
    const error = thrownBy(() => createWasmerExecutor({ library: join(dirname(manifest), "bin", "libvmexeccapi.so") }));
    expect(error).toMatchObject({ code: "LIBRARY_INCOMPATIBLE" });
  });

  it("makes more executors than koffi has callbacks for", () => {
    const code = wat(`(module (import "env" "getNumArguments" (func $hook (result i32))) (memory (export "memory") 1)
      (func (export "run") (i32.store (i32.const 0) (call $hook))))`);
    const answers = Array.from({ length: 100 }, (_, index) => {
      const instance = open(newExecutor({ getNumArguments: () => index }), code);
      instance.callFunction("run");
      const [answer] = instance.memLoad(0, 1);
      instance.clean();
      return answer;
    });
    expect(answers).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });

  it("finds memory again that has grown, was reset and has grown anew", () => {
    const code = wat(`(module (import "env" "checkNoPayment" (func $hook)) (memory (export "memory") 17)
      (func (export "run") (drop (memory.grow (i32.const 1))) (call $hook)))`);
    const executor = newExecutor({
      checkNoPayment: () => {
        instance.memStore(18 * 65_536 - 4, Uint8Array.of(1, 2, 3, 4));
        return undefined;
      },
    });
    const instance = open(executor, code);
    for (let round = 0; round < 5; round++) {
      expect(instance.callFunction("run")).toEqual({ status: "returned" });
      expect(instance.memLoad(18 * 65_536 - 4, 9)).toEqual(Uint8Array.of(1, 2, 3, 4));
      expect(instance.reset()).toBe(true);
      expect([instance.memLength(), instance.memDump().every((byte) => byte === 0)]).toEqual([17 * 65_536, true]);
    }
  });

  it("does not reset what the library cannot bring back: tables that code writes, and start functions", () => {
    const executor = newExecutor();
    const resets = (fields: string): boolean => open(executor, wat(`(module (memory (export "memory") 1) ${fields})`)).reset();
    expect(resets(`(table 2 funcref) (elem (i32.const 0) $f) (func $f) (func (export "run") (call_indirect (i32.const 0)) (drop (table.size 0)))`)).toBe(true);
    expect(resets(`(table 2 funcref) (func (export "run") (table.set (i32.const 1) (ref.null func)))`)).toBe(false);
    expect(resets(`(table 2 funcref) (func (export "run") (drop (table.grow (ref.null func) (i32.const 1))))`)).toBe(false);
    expect(resets(`(func $start (i32.store (i32.const 0) (i32.const 7))) (start $start)`)).toBe(false);
  });

  it("reads all of a function's code when it looks for writes of tables", () => {
    const body = `(local i64 i32) (block (loop (if (result i32) (i32.const 1) (then (i32.const -77)) (else (i32.const 0x26262626))) (local.set 1)
      (br_if 1 (i32.eqz (local.get 1))) (br_table 0 1 1 (i32.const 38))))
      (i64.store offset=9958 align=1 (i32.const 38) (i64.const 0x2626262626262626)) (drop (select (i32.const 1) (i32.const 2) (i32.const 3)))
      (drop (select (result i32) (i32.const 1) (i32.const 2) (i32.const 3))) (drop (memory.size)) (drop (ref.is_null (table.get (i32.const 0))))
      (drop (ref.func $f)) (call $f) (drop (i64.extend_i32_s (i32.extend8_s (i32.const 38))))`;
    const codeWith = (end: string): Uint8Array =>
      wat(`(module (table 2 funcref) (elem declare func $f) (memory (export "memory") 1) (func $f) (func (export "run") ${body} ${end}))`);
    expect(open(newExecutor(), codeWith("")).reset()).toBe(true);
    expect(open(newExecutor(), codeWith("(table.set (i32.const 1) (ref.null func))")).reset()).toBe(false);
  });

  it("runs compiled code and idle instances as it runs code for the first time", () => {
    const code = wat(`(module (memory (export "memory") 1) (global $count (mut i32) (i32.const 5)) (data (i32.const 9) "x")
      (func (export "run") (nop) (global.set $count (i32.add (global.get $count) (i32.const 1)))
        (i32.store (i32.load8_u (i32.const 9)) (global.get $count)) (i32.store8 (i32.const 9) (i32.const 0))))`);
    const outcomes = [{}, { maxIdleInstances: 0 }, { maxCachedCodes: 0, maxIdleInstances: 0 }, { maxCachedCodes: 1, maxIdleInstances: 1 }].map((settings) => {
      const executor = createWasmerExecutor(settings)(vmHooks(), nopCosts);
      return Array.from({ length: 4 }, () => {
        const instance = open(executor, code.slice(), { pointsLimit: 10n });
        open(executor, wat('(module (memory (export "memory") 2))')).clean();
        const { status } = instance.callFunction("run");
        const outcome = [status, instance.getPointsUsed(), instance.memLoad(120, 1)[0], instance.getBreakpointValue()];
        instance.setBreakpointValue(Breakpoint.signalError);
        instance.clean();
        return outcome;
      });
    });
    for (const outcome of outcomes.flat()) expect(outcome).toEqual(["returned", 1n, 6, Breakpoint.none]);
  });

  it("keeps costs of executors apart, and of instances that were made before they changed", () => {
    const code = wat('(module (memory (export "memory") 1) (func (export "run") (nop)))');
    const createExecutor = createWasmerExecutor();
    const [one, two] = [createExecutor(vmHooks(), { Nop: 1 }), createExecutor(vmHooks(), { Nop: 2 })];
    const used = (instance: Instance): bigint => {
      instance.callFunction("run");
      return instance.getPointsUsed();
    };
    const before = open(one, code);
    expect([used(open(one, code)), used(open(two, code)), used(open(one, code))]).toEqual([1n, 2n, 1n]);
    one.setOpcodeCosts({ Nop: 7 });
    expect([used(open(one, code)), used(before), used(open(two, code))]).toEqual([7n, 1n, 2n]);
  });

  it("runs a start function under the executor's hooks, before there is an instance", () => {
    const code = wat(`(module (import "env" "getNumArguments" (func $hook (result i32))) (memory (export "memory") 1)
      (func $start (i32.store (i32.const 0) (call $hook))) (start $start) (func (export "run") (nop)))`);
    const executor = newExecutor({ getNumArguments: () => 42 });
    for (let round = 0; round < 2; round++) {
      const instance = open(executor, code);
      expect([instance.memLoad(0, 1)[0], instance.getPointsUsed()]).toEqual([42, 0n]);
    }
    const cause = new TypeError("thrown by a hook");
    const failing = newExecutor({
      getNumArguments: () => {
        throw cause;
      },
    });
    expect(thrownBy(() => failing.newInstance(code, options))).toMatchObject({ code: "HOOK_THREW", cause });
  });

  it.each([
    [0, 130_970],
    [1, 104_776],
    [8, 65_484],
    [31, 26_193],
    [200, 5_036],
  ])("lets a function with %i locals call itself as deep as production does, %i times, and not much deeper", (locals, depth) => {
    const code = wat(`(module (import "env" "getNumArguments" (func $depth (result i32))) (import "env" "checkNoPayment" (func $end)) (memory (export "memory") 1)
      (func $f (param i32) (local ${"i64 ".repeat(locals)}) (if (i32.eqz (local.get 0)) (then (call $end) (return))) (call $f (i32.sub (local.get 0) (i32.const 1))))
      (func (export "run") (call $f (call $depth))))`);
    let goal = depth;
    const instance = open(newExecutor({ getNumArguments: () => goal }), code, { pointsLimit: 2n ** 62n });
    expect(instance.callFunction("run")).toEqual({ status: "returned" });
    goal = Math.ceil(depth * 1.005);
    expect(instance.callFunction("run")).toMatchObject({ status: "trapped" });
    expect(instance.getPointsUsed()).toBe(2n ** 62n);
  });

  it("says when the stack of JavaScript ends in nested calls, and goes on", () => {
    const code = wat(`(module (import "env" "checkNoPayment" (func $hook)) (memory (export "memory") 1) (func (export "run") (call $hook)))`);
    let isDeep = true;
    const executor = newExecutor({
      checkNoPayment: () => {
        if (!isDeep) return undefined;
        const inner = open(executor, code);
        try {
          inner.callFunction("run");
        } finally {
          inner.clean();
        }
        return undefined;
      },
    });
    const outer = open(executor, code);
    expect(thrownBy(() => outer.callFunction("run"))).toMatchObject({ code: "NATIVE_STACK_EXHAUSTED" });
    isDeep = false;
    expect(outer.callFunction("run")).toEqual({ status: "returned" });
  });

  it("cannot be cleaned or called while it runs", () => {
    const code = wat(`(module (import "env" "checkNoPayment" (func $hook)) (memory (export "memory") 1) (func (export "run") (call $hook)))`);
    const thrown: unknown[] = [];
    const instance: Instance = open(
      newExecutor({
        checkNoPayment: () => {
          thrown.push(thrownBy(() => instance.clean()), thrownBy(() => instance.callFunction("run")));
          return undefined;
        },
      }),
      code,
    );
    expect(instance.callFunction("run")).toEqual({ status: "returned" });
    expect(thrown).toEqual([expect.any(TypeError), expect.any(TypeError)]);
    expect(instance.reset()).toBe(true);
  });

  it("refuses options and costs that mean nothing", () => {
    expect(() => createWasmerExecutor({ maxIdleInstances: -1 })).toThrow(TypeError);
    expect(() => newExecutor({}, { Nop: 0.5 })).toThrow(TypeError);
    const code = wat('(module (memory (export "memory") 1))');
    expect(() => newExecutor().newInstance(code, { ...options, maxMemoryGrow: Number.NaN })).toThrow(TypeError);
    expect(() => newExecutor().newInstance(code, { ...options, pointsLimit: -1n })).toThrow(TypeError);
  });

  it.skipIf(process.platform !== "linux")("frees instances that nobody cleaned, once they are garbage", async () => {
    const addressSpace = (): number => Number(readFileSync("/proc/self/statm", "utf8").split(" ")[0]) * 4096;
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    const executor = newExecutor();
    const code = wat('(module (memory (export "memory") 20) (func (export "run") (i32.store (i32.const 0) (i32.const 1))))');
    const before = addressSpace();
    for (let count = 0; count < 200; count++) open(executor, code).callFunction("run");
    const reserved = addressSpace() - before;
    expect(reserved).toBeGreaterThan(200 * 2 ** 32);
    // Those who clean up run as tasks of their own.
    for (let turn = 0; turn < 3; turn++) {
      collectGarbage();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(addressSpace() - before).toBeLessThan(reserved / 4);
  });

  it("runs in worker threads, several at once and one after the other", async () => {
    const code = wat('(module (memory (export "memory") 1) (func (export "run") (nop) (nop) (nop)))');
    const program = JSON.stringify(new URL("support/worker.ts", import.meta.url).href);
    const source = `import("tsx/esm/api").then(({ register }) => { register(); return import(${program}); })`;
    const runInWorker = async (): Promise<unknown> => {
      const worker = new Worker(source, { eval: true, execArgv: ["--conditions=@mxvm/source"], workerData: { code } });
      return await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
    };
    const first = await Promise.all([runInWorker(), runInWorker(), runInWorker()]);
    expect([...first, await runInWorker()]).toEqual(Array.from({ length: 4 }, () => "returned, 3 points"));
  });
});
