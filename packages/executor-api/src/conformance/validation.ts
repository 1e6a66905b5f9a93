// Which code is accepted: one behaviour for each module that keeps or breaks a rule.
import { type Fixture, meteringModes, rejectionOf } from "./fixture.js";
import { moduleCases } from "./module-cases.js";
import { uniformCosts } from "./opcode-gas.js";
import { type Behaviour, ConformanceFailure, expectTrue } from "./suite.js";

/** Start functions may have no end but that of their gas. */
const costs = uniformCosts(1);

export const validation: readonly Behaviour<Fixture>[] = Object.values(moduleCases)
  .flat()
  .map(({ what, accepted, code }) => ({
    name: `a module is ${accepted ? "accepted" : "rejected"}: ${what}`,
    needs: ["wasm", "moduleValidation"],
    run: (fixture) => {
      for (const metering of meteringModes(fixture)) {
        const reason = rejectionOf(fixture, code(), { costs, options: { metering } });
        if (accepted && reason !== undefined) throw new ConformanceFailure(`expected an instance, found a rejection: ${reason}`);
        if (!accepted) expectTrue(typeof reason === "string" && reason !== "", "expected a rejection with a reason, found none");
      }
    },
  }));
