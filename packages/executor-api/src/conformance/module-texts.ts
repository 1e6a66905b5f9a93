// The texts of all modules of the suite, from which `module-bytes.ts` is generated: `npx vitest run --project @mxvm/executor-api -u`.
import { allHooks } from "./all-hooks-contract.js";
import type { WasmContract } from "./contract.js";
import { core, otherCore } from "./core-contract.js";
import { moduleCases } from "./module-cases.js";
import { operatorClasses } from "./operators.js";
import { wasmInstanceContracts } from "./wasm-instances.js";

/** Modules whose bytes the suite carries; each has a name of its own. */
export const moduleTexts: readonly WasmContract[] = [core, otherCore, allHooks, ...operatorClasses.map(({ contract }) => contract), ...wasmInstanceContracts, ...Object.values(moduleCases).flat().flatMap(({ contract }) => contract ?? [])];
