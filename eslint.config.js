// The rules of style that a machine can check, on top of typescript-eslint's strictest set.
import tseslint from "typescript-eslint";
import { fileRules } from "./config/file-rules.mjs";

/** What packages must not use: same input, same bytes out, in any JavaScript engine. */
const hostGlobals = [
  ["Buffer", "Bytes are Uint8Array."],
  ["process", "The package also runs in a browser."],
  ["Date", "Time comes from the block."],
  ["performance", "Time comes from the block."],
  ["crypto", "Randomness comes from the block's seed."],
  ["setTimeout", "Runs are synchronous."],
  ["setInterval", "Runs are synchronous."],
  ["setImmediate", "Runs are synchronous."],
  ["queueMicrotask", "Runs are synchronous."],
  ["fetch", "Input comes through an interface."],
  ["require", "Modules are ESM."],
  ["__dirname", "Modules are ESM."],
].map(([name, message]) => ({ name, message }));

const noBarrel = { selector: "ExportAllDeclaration", message: "Re-export by name." };
const noPlainError = {
  selector: "ThrowStatement > NewExpression[callee.name='Error']",
  message: "Misuse is a TypeError; an engine fault is an error class with a stable code.",
};
const assertOnlyElements = {
  selector:
    "TSNonNullExpression:not([expression.type='MemberExpression'][expression.computed=true], [expression.callee.property.name=/^(pop|at)$/])",
  message: "Only an element that is there by construction is asserted; narrow anything else.",
};

export default tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**", "**/coverage/**", ".turbo/**", ".reports/**", "packages/eslint-plugin/test/fixtures/**", "apps/cli/templates/**"] },
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { file: fileRules },
    rules: {
      "file/kebab-case-name": "error",
      "file/opening-comment": "error",
      // A table says so itself: `/* eslint-disable max-lines -- a table */`.
      "max-lines": ["error", { max: 400 }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": ["error", noBarrel],
      eqeqeq: "error",
      "no-console": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // `assertOnlyElements` is the rule here: indexes are checked by the compiler, loops are checked by their bounds.
      "@typescript-eslint/no-non-null-assertion": "off",
      // Hexadecimal and other ASCII texts are spread into characters.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // `{ step: _, ...rest }` leaves a field out.
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true, varsIgnorePattern: "^_$", argsIgnorePattern: "^_" }],
      "@typescript-eslint/prefer-readonly": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // Projects of their own that import published packages. Here they are read with their sources.
    files: ["{docs,examples/project}/**/*.ts"],
    languageOptions: { parserOptions: { projectService: false, project: "tsconfig.json" } },
  },
  { files: ["{packages,apps}/*/src/**"], rules: { "no-restricted-syntax": ["error", noBarrel, noPlainError, assertOnlyElements] } },
  {
    files: ["packages/*/src/**"],
    // Production's programs and its library, and a test runner's plugin, outside of what is ours to make deterministic.
    ignores: ["packages/world-simulator/**", "packages/executor-wasmer/**", "packages/vitest/**"],
    rules: {
      "no-restricted-globals": ["error", ...hostGlobals],
      "no-restricted-properties": ["error", { object: "Math", property: "random", message: "Randomness comes from the block's seed." }],
      "no-restricted-imports": ["error", { patterns: [{ group: ["node:*"], message: "The package also runs in a browser." }] }],
    },
  },
  {
    // A hook's result may be void: the table of results has a row for it.
    files: ["packages/executor-*/src/**", "packages/contract-api/src/boundary-hooks.ts"],
    rules: { "@typescript-eslint/no-invalid-void-type": "off" },
  },
  {
    // Data in tables.
    files: ["packages/executor-api/src/hook-table/**", "packages/gas-schedules/src/**"],
    rules: { "max-lines": "off" },
  },
  {
    files: ["**/test/**", "**/*.test.ts", "**/*.bench.ts"],
    rules: {
      // A suite is one function; a fixture's shape is known.
      "max-lines": "off",
      "max-lines-per-function": "off",
      // Worlds and instances are made by factories: their functions need no `this`.
      "@typescript-eslint/unbound-method": "off",
      "no-restricted-syntax": "off",
    },
  },
  { files: ["apps/**", "scripts/**", "conformance/**", "test/differential/{,contracts/}main.ts", "{fuzz,site}/main.ts", "test/release/projects/**", "**/bench/**"], rules: { "no-console": "off" } },
);
