// Which code is accepted, beyond the modules of the conformance suite: reasons, and damaged binaries.
import { createWasmerExecutor, isWasmerLibraryInstalled } from "@mxvm/executor-wasmer";
import { describe, expect, it } from "vitest";
import { createWasmExecutor } from "../src/index.js";
import { defaultOptions, instanceOf, rejectionOf, uniformCosts, vmHooks, wat, watOfBody } from "./support/harness.js";
import { generateModule, randomFromSeed } from "./support/module-generator.js";

describe("the executor", () => {
  it("says why it rejects", () => {
    expect(rejectionOf(watOfBody("(drop (f32.const 1))"))).toMatch(/^unsupported operator 0x43 \(at offset \d+\)$/);
    expect(rejectionOf(wat(`(module (import "env" "nope" (func)) (memory (export "memory") 1))`))).toBe("unknown import env.nope");
    expect(rejectionOf(Uint8Array.of(1, 2, 3, 4, 1, 0, 0, 0))).toMatch(/magic/);
  });

  it("hides exports under the names of production's own globals", () => {
    const instance = instanceOf(wat(`(module (memory (export "memory") 1) (func (export "breakpoint_value")) (func (export "run")))`));
    expect(instance.functionNames()).toEqual(["run"]);
    expect(instance.callFunction("breakpoint_value")).toEqual({ status: "missing" });
  });

  it("rejects truncated and damaged binaries, or runs them, but never throws", () => {
    const executor = createWasmExecutor()(vmHooks(), uniformCosts(1));
    const random = randomFromSeed(1);
    let accepted = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const code = wat(generateModule(seed).text);
      for (let attempt = 0; attempt < 150; attempt++) {
        const damaged = attempt % 3 === 0 ? code.slice(0, random(code.length)) : code.slice();
        for (let change = random(3); attempt % 3 !== 0 && change >= 0; change--) damaged[random(damaged.length)] = random(256);
        const result = executor.newInstance(damaged, { ...defaultOptions, pointsLimit: 10_000n });
        if (!result.ok) continue;
        accepted++;
        result.instance.callFunction("run");
        result.instance.clean();
      }
    }
    expect(accepted).toBeGreaterThan(50);
  });
});

describe.skipIf(!isWasmerLibraryInstalled())("the production library", () => {
  it("accepts the same damaged binaries as the executor", () => {
    const production = createWasmerExecutor({ maxCachedCodes: 0, maxIdleInstances: 0 })(vmHooks(), uniformCosts(1));
    const ours = createWasmExecutor()(vmHooks(), uniformCosts(1));
    const random = randomFromSeed(2);
    const differences: string[] = [];
    for (let seed = 1; seed <= 50; seed++) {
      const code = wat(generateModule(seed).text);
      for (let attempt = 0; attempt < 100; attempt++) {
        const damaged = code.slice();
        const at = random(damaged.length);
        damaged[at] = random(256);
        const result = production.newInstance(damaged, defaultOptions);
        const our = ours.newInstance(damaged, defaultOptions);
        if (our.ok !== result.ok) {
          differences.push(`seed ${String(seed)}, byte ${String(at)} = ${String(damaged[at])}: ${our.ok ? "accepted" : our.reason}, production: ${result.ok ? "accepted" : result.reason}`);
        }
        if (result.ok) result.instance.clean();
      }
    }
    expect(differences).toEqual([]);
  });
});
