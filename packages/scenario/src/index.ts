// MultiversX scenarios: the format, its values, loading, running and checking.
export { ScenarioError, formatPosition, isScenarioError } from "./errors.js";
export type { Problem, ScenarioErrorCode } from "./errors.js";
export { createScenarioLoader } from "./parse/loader.js";
export type { FileSystem, LoaderOptions, ScenarioLoader } from "./parse/loader.js";
export { interpretExpression } from "./values/interpret.js";
export type { ValueContext } from "./values/interpret.js";
export { ValueError, isValueError } from "./values/value-error.js";
