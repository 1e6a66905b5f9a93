// What `mxvm test` runs: the scenarios, on the contract itself, which stands for the build that they name.
import { defineConfig } from "mxvm";
import { adder } from "./src/adder.js";

export default defineConfig({
  executor: "debug",
  contracts: { "adder.mxsc.json": adder },
  test: { paths: ["scenarios"] },
});
