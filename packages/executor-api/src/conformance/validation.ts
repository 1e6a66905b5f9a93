// Which code is accepted: one behaviour for each module that keeps or breaks a rule.
import { core } from "./core-contract.js";
import { defaultOptions, type Fixture, meteringModes, openExecutor, rejectionOf } from "./fixture.js";
import { moduleCases } from "./module-cases.js";
import { uniformCosts } from "./opcode-gas.js";
import { type Behaviour, ConformanceFailure, expectTrue } from "./suite.js";

/** Start functions may have no end but that of their gas. */
const costs = uniformCosts(1);

/** The code cut at each place, and with each byte changed in two ways. */
function damagesOf(code: Uint8Array): readonly Uint8Array[] {
  return Array.from(code, (byte, index) => [code.slice(0, index), code.with(index, byte ^ 0xff), code.with(index, byte ^ 1)]).flat();
}

const rules = Object.values(moduleCases).flat().map(
  ({ what, accepted, code }): Behaviour<Fixture> => ({
    name: `a module is ${accepted ? "accepted" : "rejected"}: ${what}`,
    needs: ["wasm", "moduleValidation"],
    run: (fixture) => {
      for (const metering of meteringModes(fixture)) {
        const reason = rejectionOf(fixture, code(), { costs, options: { metering } });
        if (accepted && reason !== undefined) throw new ConformanceFailure(`expected an instance, found a rejection: ${reason}`);
        if (!accepted) expectTrue(typeof reason === "string" && reason !== "", "expected a rejection with a reason, found none");
      }
    },
  }),
);

export const validation: readonly Behaviour<Fixture>[] = [
  ...rules,
  {
    name: "damaged code is rejected with a reason or accepted, and nothing is thrown",
    needs: ["wasm", "moduleValidation"],
    run: (fixture) => {
      const executor = openExecutor(fixture, { costs });
      for (const code of damagesOf(fixture.codeOf(core))) {
        const result = executor.newInstance(code, { ...defaultOptions, pointsLimit: 10_000n });
        expectTrue(result.ok ? result.instance.clean() : result.reason !== "", "expected an instance that can be cleaned, or a reason");
      }
    },
  },
];
