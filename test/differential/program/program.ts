// A contract as the generator makes it and the reducer takes it apart: functions of statements, most of them calls of VM hooks.
import type { HookName } from "@mxvm/executor-api";

/** An argument of a hook: a constant (`number` is i32, `bigint` is i64), or a local variable of the type i32. */
export type Operand = number | bigint | { readonly local: number };

/** What becomes of a hook's answer: it is dropped, kept in a local variable, or finished as a result of the call. */
export type Answer = "drop" | "finish" | { readonly local: number };

export type Statement =
  | { readonly kind: "hook"; readonly hook: HookName; readonly operands: readonly Operand[]; readonly answer: Answer }
  /** Instructions in the text format that leave the stack as it was; they work on the i64 variables `$a` and `$b`. */
  | { readonly kind: "compute"; readonly instructions: string }
  | { readonly kind: "repeat"; readonly times: number; readonly body: readonly Statement[] }
  /** Runs the body if the lowest bit of `$a` says so. */
  | { readonly kind: "branch"; readonly body: readonly Statement[]; readonly otherwise: readonly Statement[] };

export interface ProgramFunction {
  readonly name: string;
  readonly body: readonly Statement[];
}

export interface Program {
  readonly functions: readonly ProgramFunction[];
  /** Contents of the memory from address 0 on. */
  readonly data: Uint8Array;
}

/** Hooks write what they answer from here on. */
export const SCRATCH = 40_000;
