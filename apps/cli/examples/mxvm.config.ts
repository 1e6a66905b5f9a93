// A configuration, as the README shows it.
import { defineConfig } from "mxvm";

export default defineConfig({
  executor: { name: "wasmer", options: { maxIdleInstances: 8 } },
  test: { paths: ["scenarios"], reporter: ["pretty", "junit=reports/junit.xml"], workers: 2 },
});
