// Contracts of the differential tests: text that is assembled here, and contracts of the chain's genesis from npm.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import wabt from "wabt";

const { parseWat } = await wabt();

/** Code of a module in the text format. */
export function assemble(text: string): Uint8Array {
  const module = parseWat("contract.wat", text);
  const { buffer } = module.toBinary({});
  module.destroy();
  return Uint8Array.from(buffer);
}

export function readAdder(): Uint8Array {
  return assemble(readFileSync(new URL("../../../../../examples/adder/src/adder.wat", import.meta.url), "utf8"));
}

/** A contract that the full simulator's configuration carries, by its path in there. */
export function readGenesisContract(path: string): Uint8Array {
  return Uint8Array.from(readFileSync(join(simulatorPackage(), "config/node/config", path)));
}

/** Folder of the npm package with the full simulator's configuration. */
export function simulatorPackage(): string {
  return dirname(createRequire(import.meta.url).resolve("@xsuite/full-simulnet/package.json"));
}
