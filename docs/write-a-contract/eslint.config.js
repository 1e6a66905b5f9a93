// Holds contracts to the part of TypeScript that can be compiled to WebAssembly.
import mxvm from "@mxvm/eslint-plugin";

export default [{ files: ["src/**/*.ts"], ...mxvm.configs.contracts }];
