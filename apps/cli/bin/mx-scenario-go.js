#!/usr/bin/env node
// The executable: a file that is there before the build, so that package managers can link it.
import module from "node:module";

// From Node 22 on, V8 keeps what it compiles for the next start, in the folder that Node documents; NODE_DISABLE_COMPILE_CACHE=1 refuses.
module.enableCompileCache?.();
await import("../dist/bin-mx-scenario-go.js");
