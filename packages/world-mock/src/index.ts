// The World Mock: a World in memory.
export { createMockWorld } from "./create-mock-world.js";
export type { MockWorldOptions } from "./create-mock-world.js";
export type { Compatibility } from "./compatibility.js";
export type { PortableShardedWorld } from "./sharded-world.js";
