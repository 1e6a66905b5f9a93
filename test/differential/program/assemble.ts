// Programs as Wasm: text, and the binary that it stands for.
import { hooksByName, type Hook } from "@mxvm/executor-api";
import wabt from "wabt";
import type { Operand, Program, ProgramFunction, Statement } from "./program.js";

const { parseWat } = await wabt();
const MAX_LOCALS = 12;

export function assembleProgram(program: Program): Uint8Array {
  const module = parseWat("contract.wat", textFromProgram(program));
  const { buffer } = module.toBinary({});
  module.destroy();
  return Uint8Array.from(buffer);
}

/** The module in the text format. */
export function textFromProgram({ functions, data }: Program): string {
  const hooks = new Set(functions.flatMap(({ body }) => body.flatMap(hooksOf)));
  if (functions.some(({ body }) => body.some(finishes))) hooks.add("int64finish");
  const lines = [
    "(module",
    ...[...hooks].sort().map((name) => `  ${importOf(hookNamed(name))}`),
    '  (memory (export "memory") 1)',
    `  (data (i32.const 0) "${escaped(data)}")`,
    ...functions.flatMap(functionText),
    ")",
  ];
  return `${lines.join("\n")}\n`;
}

function hookNamed(name: string): Hook {
  const hook = hooksByName.get(name);
  if (hook === undefined) throw new TypeError(`there is no hook ${name}`);
  return hook;
}

function hooksOf(statement: Statement): string[] {
  switch (statement.kind) {
    case "hook":
      return [statement.hook];
    case "compute":
      return [];
    case "repeat":
      return statement.body.flatMap(hooksOf);
    case "branch":
      return [...statement.body, ...statement.otherwise].flatMap(hooksOf);
  }
}

function finishes(statement: Statement): boolean {
  switch (statement.kind) {
    case "hook":
      return statement.answer === "finish";
    case "compute":
      return false;
    case "repeat":
      return statement.body.some(finishes);
    case "branch":
      return [...statement.body, ...statement.otherwise].some(finishes);
  }
}

function importOf({ name, params, result }: Hook): string {
  const types = params.length === 0 ? "" : ` (param ${params.map(({ type }) => type).join(" ")})`;
  return `(import "env" "${name}" (func $${name}${types}${result === undefined ? "" : ` (result ${result})`}))`;
}

function escaped(data: Uint8Array): string {
  return Array.from(data, (byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
}

function functionText({ name, body }: ProgramFunction): string[] {
  const locals = Array.from({ length: MAX_LOCALS }, (_, index) => `(local $k${index} i32)`).join(" ");
  return [
    `  (func (export "${name}") (local $a i64) (local $b i64) ${locals} ${counters(body)}`,
    "    (local.set $a (i64.const 88172645463325252)) (local.set $b (i64.const -3))",
    ...body.flatMap((statement) => statementText(statement, 0)),
    "  )",
  ];
}

/** One counter of rounds for each depth of repetition. */
function counters(body: readonly Statement[]): string {
  return Array.from({ length: depthOf(body) }, (_, depth) => `(local $r${depth} i32)`).join(" ");
}

function depthOf(body: readonly Statement[]): number {
  const depths = body.map((statement) => {
    if (statement.kind === "repeat") return 1 + depthOf(statement.body);
    return statement.kind === "branch" ? depthOf([...statement.body, ...statement.otherwise]) : 0;
  });
  return Math.max(0, ...depths);
}

function statementText(statement: Statement, depth: number): string[] {
  switch (statement.kind) {
    case "hook":
      return [`    ${hookText(statement)}`];
    case "compute":
      return [`    ${statement.instructions}`];
    case "repeat": {
      const counter = `$r${depth}`;
      return [
        `    (local.set ${counter} (i32.const ${statement.times}))`,
        "    (loop",
        ...statement.body.flatMap((each) => statementText(each, depth + 1)),
        `    (br_if 0 (local.tee ${counter} (i32.sub (local.get ${counter}) (i32.const 1)))))`,
      ];
    }
    case "branch":
      return [
        "    (if (i64.ne (i64.and (local.get $a) (i64.const 1)) (i64.const 0)) (then",
        ...statement.body.flatMap((each) => statementText(each, depth)),
        "    ) (else",
        ...statement.otherwise.flatMap((each) => statementText(each, depth)),
        "    ))",
      ];
  }
}

function hookText({ hook, operands, answer }: Statement & { kind: "hook" }): string {
  const { result } = hookNamed(hook);
  const call = `(call $${[hook, ...operands.map(operandText)].join(" ")})`;
  if (result === undefined) return call;
  if (answer === "drop") return `(drop ${call})`;
  if (answer === "finish") return `(call $int64finish ${result === "i64" ? call : `(i64.extend_i32_s ${call})`})`;
  return `(local.set $k${answer.local} ${result === "i32" ? call : `(i32.wrap_i64 ${call})`})`;
}

function operandText(operand: Operand): string {
  if (typeof operand === "object") return `(local.get $k${operand.local})`;
  return typeof operand === "bigint" ? `(i64.const ${operand})` : `(i32.const ${operand})`;
}
