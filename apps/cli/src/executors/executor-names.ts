// Executors that have a short name. Each is imported when it is asked for, so that starting loads none of them.

export interface ShortName {
  /** For one that does not come with the program: its package, which the project installs. */
  readonly package?: string;
  /** Of those that come with the program, or are installed beside it. */
  readonly load: () => Promise<object>;
}

export const executorNames: Readonly<Record<string, ShortName>> = {
  wasm: { load: () => import("@mxvm/executor-wasm") },
  debug: { load: () => import("@mxvm/executor-debug") },
  wasmer: { package: "@mxvm/executor-wasmer", load: () => import("@mxvm/executor-wasmer") },
};

export const DEFAULT_EXECUTOR = "wasm";

/** Runs the contracts of the configuration. */
export const DEBUG_EXECUTOR = "debug";
