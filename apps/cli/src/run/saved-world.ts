// A world in a file, with the contracts that have names in it.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type ExportedWorld, type PortableWorld, isWorldError } from "@mxvm/protocol-hooks";
import { UsageError } from "../terminal.js";

export interface NamedContract {
  /** Hexadecimal digits. */
  readonly address: string;
  /** Absolute path of its .wasm or .mxsc.json. */
  readonly file: string;
}

interface SavedWorld {
  readonly contracts: Readonly<Record<string, NamedContract>>;
  readonly world: ExportedWorld;
}

/** Reads the state into the world; a file that is not there is an empty world. Answers the named contracts. */
export function loadWorld(path: string, cwd: string, world: PortableWorld): Map<string, NamedContract> {
  const file = resolve(cwd, path);
  if (!existsSync(file)) return new Map();
  try {
    const saved = JSON.parse(readFileSync(file, "utf8")) as Partial<SavedWorld>;
    if (saved.world === undefined || saved.contracts === undefined) throw new UsageError(`${path} is no world that mxvm run has saved: delete it, or name another file`);
    world.importState(saved.world);
    return new Map(Object.entries(saved.contracts));
  } catch (cause) {
    if (!(cause instanceof SyntaxError) && !isWorldError(cause)) throw cause;
    throw new UsageError(`${path} cannot be read as a world: ${cause.message}; delete it, or name another file`, { cause });
  }
}

export function saveWorld(path: string, cwd: string, world: PortableWorld, contracts: ReadonlyMap<string, NamedContract>): void {
  const saved: SavedWorld = { contracts: Object.fromEntries(contracts), world: world.exportState() };
  writeFileSync(resolve(cwd, path), `${JSON.stringify(saved, undefined, 2)}\n`);
}
