// Loads production's library into this thread, gives it its hooks, and makes sure that it is one of ours.
import { createRequire } from "node:module";
import { hooks as hookRows } from "@mxvm/executor-api";
import type * as koffiModule from "koffi";
import { WasmerLibraryError } from "./errors.js";
import { declarations, type HookValue, type Library, type LibraryFunctions, textFrom } from "./library.js";
import type { NativeCosts } from "./opcode-costs.js";
import { probe } from "./probe.js";

type Koffi = typeof koffiModule;

const SUCCESS = 1;

/**
 * The stack on which koffi runs the library: contracts recurse on it. Production gives them a thread's 8 MiB. What koffi itself needs for a
 * hook at the deepest depth that production allows (130,970 frames of a trivial function) comes on top.
 */
const LIBRARY_STACK = (8 * 1024 + 8) * 1024;

const libraries = new Map<string, Library>();

/** Loads a library once per thread; it stays until the thread ends. Throws a `WasmerLibraryError` if it is none of ours. */
export function loadLibrary(path: string): Library {
  const loaded = libraries.get(path);
  if (loaded !== undefined) return loaded;
  const library = bind(loadKoffi(), path);
  libraries.set(path, library);
  return library;
}

/** koffi is an addon, one per platform: required when it is needed, so that importing this package fails nowhere. */
function loadKoffi(): Koffi {
  try {
    return createRequire(import.meta.url)("koffi") as Koffi;
  } catch (cause) {
    const message = `koffi, which calls the library, does not load on ${process.platform}-${process.arch}: ${messageOf(cause)}`;
    throw new WasmerLibraryError("PLATFORM_UNSUPPORTED", message, { cause });
  }
}

function bind(koffi: Koffi, path: string): Library {
  const incompatible = (reason: string, cause?: unknown): WasmerLibraryError =>
    new WasmerLibraryError("LIBRARY_INCOMPATIBLE", `${path} is no executor library that can be used here: ${reason}`, { cause, lookedIn: [path] });
  let functions: LibraryFunctions;
  try {
    giveStack(koffi);
    const handle = koffi.load(path);
    const entries = Object.entries(declarations).map(([name, declaration]) => [name, handle.func(declaration)]);
    functions = Object.fromEntries(entries) as LibraryFunctions;
  } catch (cause) {
    throw incompatible(messageOf(cause), cause);
  }
  const lastError = (): string => textFrom(functions.last_error_length(), (out, length) => functions.last_error_message(out, length));
  const required = (result: number): void => {
    if (result !== SUCCESS) throw incompatible(lastError());
  };
  let costsInUse: NativeCosts | undefined;
  const library: Mutable<Library> = {
    functions,
    executor: 0n,
    listener: { onHook: () => undefined },
    lastError,
    useCosts: (costs) => {
      if (costs === costsInUse) return;
      required(functions.set_opcode_costs(library.executor, costs.values));
      costsInUse = costs;
    },
    view: (pointer, length) => new Uint8Array(koffi.view(pointer, length)),
    free: (pointer) => {
      koffi.free(pointer);
    },
  };
  const hooks = new BigUint64Array(registerHooks(koffi, library));
  const out = new BigUint64Array(1);
  required(functions.new_executor(out, new BigUint64Array([koffi.address(hooks)])));
  library.executor = out[0]!;
  const mismatch = probe(library);
  if (mismatch !== undefined) throw incompatible(mismatch);
  return library;
}

/** Settings of koffi are those of the process and can no longer be changed where someone has loaded a library: theirs is the choice then. */
function giveStack(koffi: Koffi): void {
  const config = koffi.config();
  if (config.sync_stack_size === LIBRARY_STACK) return;
  try {
    koffi.config({ ...config, sync_stack_size: LIBRARY_STACK });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}

/** Functions that the library calls, one per hook: 277 of the 8,192 that koffi has, once per thread. */
function registerHooks(koffi: Koffi, library: Library): bigint[] {
  const cType = (type: "i32" | "i64"): string => (type === "i32" ? "int32_t" : "int64_t");
  return hookRows.map(({ params, result }, row) => {
    const wide = params.flatMap(({ type }, at) => (type === "i64" ? [at] : []));
    const callback = (_context: unknown, ...args: (number | bigint)[]): HookValue => {
      // Small 64-bit values arrive as numbers.
      for (const at of wide) args[at] = BigInt(args[at]!);
      return library.listener.onHook(row, args);
    };
    const types = ["intptr_t", ...params.map(({ type }) => cType(type))];
    return koffi.register(callback, koffi.pointer(koffi.proto(result === undefined ? "void" : cType(result), types)));
  });
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
