// Scenarios run on the contracts of this project: where a scenario names a build, the contract is meant.
import { defineConfig } from "mxvm";
import { tipJar } from "./src/tip-jar.js";

export default defineConfig({ executor: "debug", contracts: { "tip-jar.mxsc.json": tipJar } });
