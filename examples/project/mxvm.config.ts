// What `mxvm test` runs on: the build, or with `--executor debug` the contract in TypeScript that stands for it.
import { defineConfig } from "mxvm";
import { crowdfunding } from "./src/crowdfunding.js";

export default defineConfig({
  contracts: { "crowdfunding.mxsc.json": crowdfunding },
  test: { paths: ["scenarios", "recorded"] },
});
