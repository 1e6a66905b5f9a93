// What `mxvm test` runs in this project, and how.
import { defineConfig } from "mxvm";

export default defineConfig({ test: { paths: ["scenarios"], dialect: "rust" } });
