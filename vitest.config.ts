import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@mxvm/source", "node", "import", "default"] },
  ssr: { resolve: { conditions: ["@mxvm/source", "node", "import", "default"] } },
  test: { projects: ["packages/*", "apps/*"] },
});
