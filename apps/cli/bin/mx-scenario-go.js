#!/usr/bin/env node
// The executable: a file that is there before the build, so that package managers can link it.
import "../dist/bin-mx-scenario-go.js";
