// The World Mock: a World in memory.
export { createMockWorld } from "./world.js";
export type { MockWorldOptions } from "./world.js";
export type { Compatibility } from "./compatibility.js";
