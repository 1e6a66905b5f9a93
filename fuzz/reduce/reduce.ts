// A differing module made small: sections, bodies, operators and bytes are left out as long as the same difference stays.
import { u32 } from "../generate/bytes.js";
import { codeOf, readU32, sectionsOf, type BinarySection } from "../mutate/sections.js";
import type { Case, Comparison } from "../run/compare.js";
import { operatorEnd } from "./operators.js";

const CODE = 10;

/** The smallest case found that differs in the same way, after `tries` comparisons at most. */
export function reduceCase(candidate: Case, comparison: Comparison, kind: string, tries: number): Case {
  let left = tries;
  const differs = (code: Uint8Array): boolean => {
    if (left-- <= 0) return false;
    const verdict = comparison.compare({ ...candidate, code });
    return verdict.status === "different" && verdict.difference.kind === kind;
  };
  return { ...candidate, code: reduceCode(candidate.code, differs) };
}

/** `differs` answers whether the difference is still there. */
export function reduceCode(code: Uint8Array, differs: (code: Uint8Array) => boolean): Uint8Array {
  let sections = sectionsOf(code);
  if (!differs(codeOf(sections))) return code;
  const attempt = (changed: readonly BinarySection[]): boolean => {
    const isSmaller = differs(codeOf(changed));
    if (isSmaller) sections = [...changed];
    return isSmaller;
  };
  for (let before = Infinity; before > codeOf(sections).length; ) {
    before = codeOf(sections).length;
    for (let index = sections.length - 1; index >= 0; index--) {
      if (attempt(sections.toSpliced(index, 1))) continue;
      const { id } = sections[index]!;
      const reduceWith = (changed: readonly number[]): boolean => attempt(sections.with(index, { id, contents: changed }));
      if (id === CODE) reduceBodies(sections[index]!.contents, reduceWith);
      else reduceItems(sections[index]!.contents, reduceWith);
    }
  }
  return codeOf(sections);
}

function bodiesOf(contents: readonly number[]): number[][] {
  const [count, first] = readU32(contents, 0);
  const bodies: number[][] = [];
  for (let at = first; bodies.length < count && at < contents.length; ) {
    const [size, start] = readU32(contents, at);
    bodies.push(contents.slice(start, start + size));
    at = start + size;
  }
  return bodies;
}

function reduceBodies(contents: readonly number[], attempt: (contents: readonly number[]) => boolean): void {
  let bodies = bodiesOf(contents);
  const attemptBody = (index: number, body: readonly number[]): boolean => {
    const changed = bodies.with(index, [...body]);
    const isSmaller = attempt([...u32(changed.length), ...changed.flatMap((each) => [...u32(each.length), ...each])]);
    if (isSmaller) bodies = changed;
    return isSmaller;
  };
  for (const index of bodies.keys()) {
    if (attemptBody(index, [0, 0x00, 0x0b])) continue;
    const body = bodies[index]!;
    const operators = operatorsOf(body);
    const locals = body.slice(0, operators[0]?.[0] ?? body.length);
    reduceList(operators.map(([start, end]) => body.slice(start, end)), (kept) => attemptBody(index, [...locals, ...kept.flat()]));
  }
}

/** Ranges of the operators behind the locals. */
function operatorsOf(body: readonly number[]): (readonly [start: number, end: number])[] {
  const [groups, first] = readU32(body, 0);
  let at = first;
  for (let group = 0; group < groups && at < body.length; group++) at = readU32(body, at)[1] + 1;
  const operators: (readonly [number, number])[] = [];
  while (at < body.length) {
    const end = operatorEnd(body, at);
    operators.push([at, end]);
    at = end;
  }
  return operators;
}

/** Leaves out runs of bytes, and counts one item less for each. */
function reduceItems(contents: readonly number[], attempt: (contents: readonly number[]) => boolean): void {
  let current = contents;
  for (let size = Math.min(48, current.length - 1); size > 0; size--) {
    for (let at = 1; at + size <= current.length; at++) {
      const [count] = readU32(current, 0);
      if (count === 0 || count > 0x7f) return;
      const fewer = [count - 1, ...current.toSpliced(at, size).slice(1)];
      if (attempt(fewer)) current = fewer;
    }
  }
}

/** Leaves out ever smaller runs of items. */
function reduceList<Item>(items: readonly Item[], attempt: (kept: readonly Item[]) => boolean): void {
  let kept = [...items];
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = kept.length - size; at >= 0; at -= size) {
      const fewer = kept.toSpliced(at, size);
      if (attempt(fewer)) kept = fewer;
    }
  }
}
