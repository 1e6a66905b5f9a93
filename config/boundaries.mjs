// The laws of ARCHITECTURE.md for dependency-cruiser: who may import whom.

/** For each package the packages that its sources may import. Tests put boxes together freely. */
const mayImport = {
  "protocol-hooks": [],
  "executor-api": [],
  codec: [],
  "gas-schedules": ["protocol-hooks"],
  "world-mock": ["protocol-hooks", "codec"],
  "world-simulator": ["protocol-hooks", "codec"],
  "vm-core": ["protocol-hooks", "executor-api", "codec"],
  "executor-wasm": ["executor-api"],
  "executor-wasmer": ["executor-api"],
  "executor-mock": ["executor-api"],
  "executor-composite": ["executor-api"],
  "executor-logging": ["executor-api"],
  scenario: ["protocol-hooks", "codec"],
  vitest: ["scenario", "protocol-hooks", "codec"],
  "contract-api": ["codec"],
  "executor-debug": ["executor-api", "contract-api", "codec"],
  "eslint-plugin": [],
};

/** Packages that run on Node only; all others run in a browser too. */
const nodeOnly = ["world-simulator", "executor-wasmer", "vitest"];

const packageLaws = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `law-1-${name}`,
  comment: `${name} imports ${allowed.length === 0 ? "no other package" : `only ${allowed.join(", ")}`} of this repository.`,
  severity: "error",
  from: { path: `^packages/${name}/src/` },
  to: { path: "^(packages|apps|examples)/", pathNot: `^packages/(${[name, ...allowed].join("|")})/` },
}));

export default {
  forbidden: [
    ...packageLaws,
    {
      name: "law-1-every-package-has-a-row",
      comment: "A new package gets its row in config/boundaries.mjs.",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: `^packages/(${Object.keys(mayImport).join("|")})/` },
      to: {},
    },
    {
      name: "law-2-gas-schedules-imports-types",
      comment: "Gas schedules are data: of the protocol they need the types alone.",
      severity: "error",
      from: { path: "^packages/gas-schedules/src/" },
      to: { path: "^packages/protocol-hooks/", dependencyTypesNot: ["type-only"] },
    },
    {
      // Contracts may import each other; those of tests show it.
      name: "no-cycles",
      severity: "error",
      from: { pathNot: "/test/fixtures/contracts/" },
      to: { circular: true },
    },
    {
      name: "no-deep-imports",
      comment: "Another package is used through what its manifest exports.",
      severity: "error",
      from: { path: "^(packages|apps|examples)/([^/]+)/" },
      to: {
        path: "^(packages|apps|examples)/[^/]+/",
        pathNot: "^$1/$2/|^packages/[^/]+/(src/index\\.ts|src/conformance/index\\.ts|package\\.json)$",
      },
    },
    {
      name: "sources-do-not-import-tests",
      severity: "error",
      from: { path: "^(packages|apps)/[^/]+/src/" },
      to: { path: "^(packages|apps)/[^/]+/(test|bench)/" },
    },
    {
      name: "no-node-built-ins",
      comment: "The package runs in a browser too.",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: `^packages/(${nodeOnly.join("|")})/` },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "only-declared-dependencies",
      comment: "What is published imports only what its manifest lists for its users.",
      severity: "error",
      from: { path: "^(packages|apps)/[^/]+/src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["npm-peer"] },
    },
    {
      // `/// <reference types="node" />` names no module.
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^node$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/(dist|coverage|node_modules/\\.)/" },
    tsConfig: { fileName: "tsconfig.json" },
    // An import of types crosses a boundary as well.
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@mxvm/source", "types", "import", "node", "default"],
      extensions: [".ts", ".js", ".json"],
    },
  },
};
