// Which program the light simulator is.
import { isProgramInstalled, type ProgramSource } from "../process/program.js";

/** Its npm packages are `@xsuite/light-simulnet-…`, version 0.0.38: Go VM 1.5.43 with all 277 VM hooks. */
export const lightSimulator: ProgramSource = {
  title: "light simulator",
  environmentVariable: "MXVM_LIGHT_SIMULATOR",
  packages: { linux: "@xsuite/light-simulnet-linux-amd64", darwin: "@xsuite/light-simulnet-darwin-amd64" },
  path: "bin/lsproxy",
};

/** Whether this machine has a light simulator: by the environment variable or by npm package. */
export function isLightSimulatorInstalled(): boolean {
  return isProgramInstalled(lightSimulator);
}
