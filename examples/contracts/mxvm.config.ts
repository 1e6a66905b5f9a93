// Scenarios of this folder run on the contracts themselves: they stand for the builds that scenarios name.
import { defineConfig } from "mxvm";
import { contracts } from "./src/index.js";

export default defineConfig({ executor: "debug", contracts });
