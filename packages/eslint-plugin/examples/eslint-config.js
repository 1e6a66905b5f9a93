// The rules for the files of contracts; everything else keeps the project's own configuration.
import mxvm from "@mxvm/eslint-plugin";

export default [{ files: ["contracts/**/*.ts"], ...mxvm.configs.contracts }];
