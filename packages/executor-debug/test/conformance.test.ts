// The executor does what the boundary says, with the suite's contracts as programs over the VM's hooks.
import { bytesToByteString, utf8ToBytes } from "@mxvm/codec";
import { Breakpoint } from "@mxvm/executor-api";
import { type ConformanceCase, type ConformanceVm, testExecutor } from "@mxvm/executor-api/conformance";
import { describe, expect, test } from "vitest";
import type { DebugInstance } from "../src/instance.js";
import type { Program } from "../src/program.js";
import { createProgramExecutor } from "../src/program-executor.js";

interface CodedProgram {
  readonly code: Uint8Array;
  readonly program: Program;
}

function programFor({ endpoints, imports, name }: ConformanceCase): CodedProgram {
  const functions = new Map(
    Object.entries(endpoints).map(([endpoint, run]) => [endpoint, (host: unknown) => run(vmOf(host as DebugInstance))]),
  );
  return {
    code: utf8ToBytes(`suite:${name}`),
    program: { name, functionNames: [...functions.keys()], functionOf: (endpoint) => functions.get(endpoint), imports: new Set(imports) },
  };
}

function vmOf(instance: DebugInstance): ConformanceVm {
  const run = instance.currentRun();
  const inMemory = (pointer: number, length: number): void => {
    if (pointer < 0 || pointer + length > instance.memLength()) run.trap("out of bounds memory access");
  };
  return {
    hooks: instance.machine.hooks,
    memory: {
      load: (pointer, length) => {
        run.begin();
        inMemory(pointer, length);
        return instance.memLoad(pointer, length);
      },
      store: (pointer, bytes) => {
        run.begin();
        inMemory(pointer, bytes.length);
        instance.memStore(pointer, bytes);
      },
    },
    useGas: (points) => {
      run.begin();
      if (instance.useGas(points) && instance.pointsLeft() > 0) return;
      instance.setBreakpointValue(Breakpoint.outOfGas);
      run.stop("out of gas");
    },
    trap: (message) => {
      run.begin();
      return run.trap(message);
    },
  };
}

describe("the executor conforms:", () => {
  const report = testExecutor({
    // The runner wants every test to assert something of its own.
    test: (name, run) => test(name, () => expect(run).not.toThrow()),
    contractFor: programFor,
    codeOf: ({ code }) => code,
    createExecutor: (programs) =>
      createProgramExecutor(new Map(programs.map(({ code, program }) => [bytesToByteString(code), program])), {
        maxHookCalls: 100_000,
        onFailure: undefined,
      }),
  });

  test("in everything that needs no WebAssembly", () => {
    expect(report.passed).toBe(report.registered);
    expect(report.skipped.filter(({ needs }) => !needs.includes("wasm"))).toEqual([]);
  });
});
