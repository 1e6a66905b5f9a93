// A project in which scenario files and TypeScript tests run on the same executors.
import { mxvm } from "@mxvm/vitest/plugin";
import { type ViteUserConfig, defineConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  plugins: [mxvm({ worlds: "./worlds.ts" })],
});

export default config;
