// The report of a failure: what failed, where in the contract's source, and the stack that led there.
import type { EndOfRun } from "./run.js";

/** A place in source, as the stack names it. Lines and columns count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Why and where a contract stopped. The transaction's result has the code and message that production would have. */
export interface FailureReport {
  readonly contract: string;
  readonly function: string;
  /** The contract's message, or which hook failed. */
  readonly message: string;
  /** The innermost line that is the contract's own. */
  readonly location: SourceLocation | undefined;
  /** Lines of the TypeScript stack, the engine's own left out. */
  readonly stack: readonly string[];
}

/** Frames of these packages, built or not. */
const ENGINE_FRAME = /[\\/](?:contract-api|executor-debug|executor-api|vm-core|world-mock)[\\/](?:src|dist)[\\/]/;
/** Where the executor calls the contract; what is below is the engine's and the test's. */
const OUTERMOST_FRAME = /\bDebugInstance\.(?:execute|callFunction)\b/;
const FRAME = /^\s*at .*?\(?((?:file:\/\/)?[^()\s]+):(\d+):(\d+)\)?$/;

export function reportOf(contract: string, functionName: string, message: string | undefined, at: EndOfRun): FailureReport {
  const frames = (at.stack ?? "").split("\n").filter((line) => /^\s*at /.test(line));
  const outermost = frames.findIndex((frame) => OUTERMOST_FRAME.test(frame));
  const stack = frames.slice(0, outermost === -1 ? undefined : outermost).filter((frame) => !ENGINE_FRAME.test(frame)).map((frame) => frame.trim());
  return Object.freeze({
    contract,
    function: functionName,
    message: message ?? at.message,
    location: stack[0] === undefined ? undefined : locationOf(stack[0]),
    stack: Object.freeze(stack),
  });
}

function locationOf(frame: string): SourceLocation | undefined {
  const [, file, line, column] = FRAME.exec(frame) ?? [];
  if (file === undefined || line === undefined || column === undefined) return undefined;
  return { file, line: Number(line), column: Number(column) };
}

/** A report as text: the message, the source line's place, and the stack. */
export function formatReport({ contract, function: name, message, stack }: FailureReport): string {
  return [`${contract}.${name}: ${message}`, ...stack.map((line) => `    ${line}`)].join("\n");
}
