// Lines of a test: statements, comments, titles.
import { type Code, layOut, list, object, text } from "./code.js";
import type { FlatStep } from "./flat-steps.js";

/** A test in the making. */
export interface TestDraft {
  readonly title: string;
  readonly lines: readonly string[];
}

export const inDescribe = "  ";
export const inTest = "    ";

export function titleOf(step: FlatStep["step"], last: string): string {
  if ("id" in step && step.id !== "") return step.id;
  if (step.kind === "checkState") return `state after ${last}`;
  return "tx" in step && "function" in step.tx ? `${step.kind} ${step.tx.function.text}` : step.kind;
}

export function statement(indent: string, code: Code): string {
  return `${indent}${layOut(code, indent, 1)};`;
}

export function commentLines(comments: readonly string[], indent: string): readonly string[] {
  return comments.flatMap((comment) => comment.split(/[\r\n\u2028\u2029]+/)).filter((line) => line.trim() !== "").map((line) => `${indent}// ${line.trim()}`);
}

export function writeTest({ title, lines }: TestDraft): readonly string[] {
  return [`${inDescribe}test(${text(title)}, () => {`, ...lines, `${inDescribe}});`];
}

/** Plain data as a literal. */
export function literal(value: unknown): Code {
  if (Array.isArray(value)) return list(value.map(literal));
  if (typeof value === "object" && value !== null) return object(Object.entries(value).map(([name, item]) => [name, literal(item)]));
  return JSON.stringify(value);
}
