// Which program the full simulator is, and how it is started.
import { join } from "node:path";
import { SimulatorError } from "../errors.js";
import { findPackage, findProgram, isProgramInstalled, type ProgramSource } from "../process/program.js";
import type { SimulatorCommand } from "../process/worker.js";

/** Its npm packages are `@xsuite/full-simulnet` (configuration) and `@xsuite/full-simulnet-…`, version 0.0.20: a node with Go VM 1.5.40. */
const fullSimulator: ProgramSource = {
  title: "full simulator",
  environmentVariable: "MXVM_FULL_SIMULATOR",
  packages: { linux: "@xsuite/full-simulnet-linux-amd64", darwin: "@xsuite/full-simulnet-darwin-amd64" },
  path: "bin/fsproxy",
};

const configurationPackage = "@xsuite/full-simulnet";

/** Whether this machine has a full simulator and its configuration. */
export function isFullSimulatorInstalled(): boolean {
  return isProgramInstalled(fullSimulator) && findPackage(configurationPackage) !== undefined;
}

/** Throws `SIMULATOR_NOT_FOUND`. `configuration` is a folder like `config` of the npm package. */
export function fullSimulatorCommand(program: string | undefined, configuration: string | undefined): SimulatorCommand {
  const folder = configuration ?? installedConfiguration();
  const overrides = ["nodeOverrideDefault.toml", "nodeOverride.toml"].map((file) => join(folder, file));
  const options = {
    "--server-port": "0",
    "--config": join(folder, "config.toml"),
    "--proxy-configs": join(folder, "proxy", "config"),
    "--node-configs": join(folder, "node", "config"),
    "--node-override-config": overrides.join(","),
  };
  return {
    program: findProgram(fullSimulator, program),
    arguments: [...Object.entries(options).flat(), "--skip-configs-download"],
    urlPattern: "accessible through the URL (\\S+:\\d+)",
  };
}

function installedConfiguration(): string {
  const folder = findPackage(configurationPackage);
  if (folder !== undefined) return join(folder, "config");
  const message = `the full simulator's configuration is not installed: add the npm package ${configurationPackage}, or name a folder`;
  throw new SimulatorError("SIMULATOR_NOT_FOUND", message);
}
