// The contract subset for ESLint: its rules, and the configuration for the files of contracts.
export { plugin as default } from "./plugin.js";
export type { ContractsPlugin } from "./plugin.js";
export type { ContractRule } from "./rule.js";
