// Loops whose number of rounds is known before they start. Compilers write them with a counter that a constant is added to at the end of
// each round, compared with a limit.
import { Shape, shapes } from "../opcodes/opcodes.js";
import type { ByteReader } from "./byte-reader.js";
import { skipImmediates } from "./immediates.js";
import { Op } from "./operator.js";

export interface CountedLoop {
  /** Local of the contract that counts. */
  readonly counter: number;
  /** Added each round: a power of two, or its negative. */
  readonly step: number;
  /** The loop goes on while the counter is unequal to the limit, or below it (step 1). */
  readonly goesOnWhile: "unequal" | "below";
  /** A constant, or a local that the loop does not set. */
  readonly limit: { readonly constant: number } | { readonly local: number };
}

interface Operator {
  readonly code: number;
  /** Of `i32.const` and operators on locals. */
  readonly immediate: number;
}

/**
 * Recognises a counted loop by its body, operators without control flow from the reader up to `end`, which leave the condition to go on.
 * The reader stays where it is.
 */
export function countedLoopFromBody(reader: ByteReader, end: number): CountedLoop | undefined {
  const operators = readOperators(reader, end);
  const last = operators.at(-1);
  // `local.tee counter; br_if` goes on until the counter is 0.
  if (last?.code === Op.localTee) return countedLoop(operators, operators.length, { constant: 0 }, "unequal");
  const limit = limitOf(operators.at(-2), operators);
  if (limit === undefined || (last?.code !== Op.i32Ne && last?.code !== Op.i32LtU)) return undefined;
  return countedLoop(operators, operators.length - 2, limit, last.code === Op.i32Ne ? "unequal" : "below");
}

/** `local.get counter; i32.const step; i32.add; local.tee counter` in front of `end`, the only place where the counter is set. */
function countedLoop(
  operators: readonly Operator[],
  end: number,
  limit: CountedLoop["limit"],
  goesOnWhile: CountedLoop["goesOnWhile"],
): CountedLoop | undefined {
  if (end < 4) return undefined;
  const [get, constant, add, tee] = operators.slice(end - 4, end);
  if (get?.code !== Op.localGet || constant?.code !== Op.i32Const || add?.code !== Op.i32Add || tee?.code !== Op.localTee) return undefined;
  const counter = tee.immediate;
  const step = constant.immediate;
  const size = Math.abs(step);
  if (get.immediate !== counter || size === 0 || (size & (size - 1)) !== 0 || (goesOnWhile === "below" && step !== 1)) return undefined;
  return setsOf(operators, counter) === 1 ? { counter, step, goesOnWhile, limit } : undefined;
}

function limitOf(operator: Operator | undefined, operators: readonly Operator[]): CountedLoop["limit"] | undefined {
  if (operator?.code === Op.i32Const) return { constant: operator.immediate };
  if (operator?.code !== Op.localGet || setsOf(operators, operator.immediate) > 0) return undefined;
  return { local: operator.immediate };
}

function setsOf(operators: readonly Operator[], local: number): number {
  return operators.filter(({ code, immediate }) => (code === Op.localSet || code === Op.localTee) && immediate === local).length;
}

function readOperators(reader: ByteReader, end: number): Operator[] {
  const start = reader.position;
  const operators: Operator[] = [];
  while (reader.position < end) {
    const code = reader.byte();
    const shape = shapes[code]!;
    let immediate = 0;
    if (shape === Shape.local) immediate = reader.u32();
    else if (code === Op.i32Const) immediate = reader.i32();
    else skipImmediates(reader, shape);
    operators.push({ code, immediate });
  }
  reader.position = start;
  return operators;
}
