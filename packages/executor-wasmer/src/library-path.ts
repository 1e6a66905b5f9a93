// Where production's library is: a path that is given, an environment variable, or the npm package that ships it.
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { WasmerLibraryError } from "./errors.js";

const LIBRARY_VARIABLE = "MXVM_WASMER_LIBRARY";

interface Shipment {
  readonly package: string;
  /** Path in the package. */
  readonly path: string;
}

/** Who ships the library, by `process.platform` and `process.arch`: for 64-bit Intel only. */
const shipments: Readonly<Record<string, Shipment>> = {
  "linux-x64": { package: "@xsuite/light-simulnet-linux-amd64", path: "bin/libvmexeccapi.so" },
  "darwin-x64": { package: "@xsuite/light-simulnet-darwin-amd64", path: "bin/libvmexeccapi.dylib" },
};

/** Its first version with all 277 VM hooks. */
const PACKAGE_VERSION = "0.0.38";

/** Path of the library. Throws a `WasmerLibraryError` that lists every place looked in and says how to get it. */
export function findLibrary(given: string | undefined): string {
  const named = given ?? process.env[LIBRARY_VARIABLE];
  if (named === undefined) return libraryOfPackage();
  if (isFile(named)) return named;
  const place = given === undefined ? `the path in ${LIBRARY_VARIABLE}` : "the path in the option `library`";
  throw notFound([`${named} (${place})`]);
}

/** Whether this machine has the library: by the environment variable or by npm package. */
export function isWasmerLibraryInstalled(): boolean {
  try {
    findLibrary(undefined);
    return true;
  } catch (error) {
    if (error instanceof WasmerLibraryError) return false;
    throw error;
  }
}

function libraryOfPackage(): string {
  const lookedIn = [`${LIBRARY_VARIABLE} (not set)`];
  const shipment = shipmentHere();
  if (shipment === undefined) {
    const platforms = Object.keys(shipments).join(" and ");
    const message =
      `no npm package ships production's executor library for ${platformHere()}, only for ${platforms}` +
      (process.platform === "darwin" ? "; the Node for Intel processors runs it on this machine as well" : "") +
      `. Name a build of your own in ${LIBRARY_VARIABLE}, or use @mxvm/executor-wasm`;
    throw new WasmerLibraryError("PLATFORM_UNSUPPORTED", message, { lookedIn });
  }
  for (const from of [import.meta.url, join(process.cwd(), "package.json")]) {
    const folder = folderOfPackage(shipment.package, from);
    const path = folder === undefined ? undefined : join(folder, shipment.path);
    if (path !== undefined && isFile(path)) return path;
    lookedIn.push(path ?? `npm package ${shipment.package}, from ${from}`);
  }
  throw notFound(lookedIn);
}

function notFound(lookedIn: readonly string[]): WasmerLibraryError {
  const shipment = shipmentHere();
  const advice =
    shipment === undefined
      ? `Name your build of it in ${LIBRARY_VARIABLE}`
      : `Get it with: npm install --save-dev ${shipment.package}@${PACKAGE_VERSION}, or name a file in ${LIBRARY_VARIABLE}`;
  const message = `production's executor library is not there. Looked in:\n${lookedIn.map((place) => `  - ${place}`).join("\n")}\n${advice}`;
  return new WasmerLibraryError("LIBRARY_NOT_FOUND", message, { lookedIn });
}

function platformHere(): string {
  return `${process.platform}-${process.arch}`;
}

function shipmentHere(): Shipment | undefined {
  return shipments[platformHere()];
}

function folderOfPackage(name: string, from: string): string | undefined {
  try {
    return dirname(createRequire(from).resolve(`${name}/package.json`));
  } catch {
    // That it is not installed there is the answer.
    return undefined;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
