// The plugin: every rule by its name, and one configuration that turns them all on.
import parser from "@typescript-eslint/parser";
import type { TSESLint } from "@typescript-eslint/utils";
import type { ContractRule } from "./rule.js";
import { assignmentStatements } from "./rules/assignment-statements.js";
import { booleanConditions } from "./rules/boolean-conditions.js";
import { checkedIndices } from "./rules/checked-indices.js";
import { comparableValues } from "./rules/comparable-values.js";
import { completeSwitch } from "./rules/complete-switch.js";
import { deterministic } from "./rules/deterministic.js";
import { exactIntegers } from "./rules/exact-integers.js";
import { noRecursion } from "./rules/no-recursion.js";
import { noStoredFunctions } from "./rules/no-stored-functions.js";
import { plainMessages } from "./rules/plain-messages.js";
import { readOnlyValues } from "./rules/read-only-values.js";
import { supportedSyntax } from "./rules/supported-syntax.js";
import { uniqueEndpoints } from "./rules/unique-endpoints.js";

const rules: Readonly<Record<string, ContractRule>> = {
  "assignment-statements": assignmentStatements,
  "boolean-conditions": booleanConditions,
  "checked-indices": checkedIndices,
  "comparable-values": comparableValues,
  "complete-switch": completeSwitch,
  deterministic,
  "exact-integers": exactIntegers,
  "no-recursion": noRecursion,
  "no-stored-functions": noStoredFunctions,
  "plain-messages": plainMessages,
  "read-only-values": readOnlyValues,
  "supported-syntax": supportedSyntax,
  "unique-endpoints": uniqueEndpoints,
};

/** The plugin as ESLint takes it. */
export interface ContractsPlugin {
  readonly meta: { readonly name: string };
  readonly rules: Readonly<Record<string, ContractRule>>;
  readonly configs: {
    /** All rules as errors, with a parser that has type information. Combine it with the `files` of your contracts. */
    readonly contracts: TSESLint.FlatConfig.Config;
  };
}

const base = { meta: { name: "@mxvm/eslint-plugin" }, rules };

/** The rules for contracts, and a configuration that has all of them. */
export const plugin: ContractsPlugin = {
  ...base,
  configs: {
    contracts: {
      name: "@mxvm/contracts",
      plugins: { "@mxvm": base },
      languageOptions: { parser, parserOptions: { projectService: true } },
      rules: Object.fromEntries(Object.keys(rules).map((name) => [`@mxvm/${name}`, "error"])),
    },
  },
};
