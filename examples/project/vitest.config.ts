// Scenario files are tests beside those in TypeScript; all run on the executors of worlds.ts.
import { mxvm } from "@mxvm/vitest/plugin";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [mxvm({ worlds: "./worlds.ts" })],
});
