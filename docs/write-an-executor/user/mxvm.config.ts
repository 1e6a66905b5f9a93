// The configuration of a project whose scenarios run on the executor of the guide.
import { defineConfig } from "mxvm";

export default defineConfig({ executor: "mxvm-executor-plain" });
