// What a TypeScript contract is written against.
export { boundaryHooks } from "./boundary-hooks.js";
export type { BoundaryHooks } from "./boundary-hooks.js";
export type { Data, Emitter, Handle, I32, I64 } from "./emitter.js";
