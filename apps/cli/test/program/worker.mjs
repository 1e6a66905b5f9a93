// A thread of the pool, from its sources.
import { register } from "tsx/esm/api";

register();
await import("../../src/worker.ts");
