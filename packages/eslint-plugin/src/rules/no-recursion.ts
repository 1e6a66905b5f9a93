// No function of contract code calls itself, directly or through others of its file: a contract's stack is small.
import type { TSESLint } from "@typescript-eslint/utils";
import { type FunctionNode, nameOf, referencesTo } from "../contract-code.js";
import { contractRule, type ContractRule } from "../rule.js";

export const noRecursion: ContractRule = contractRule({
  description: "Functions of contract code do not call themselves, directly or through others.",
  messages: { recursion: "{{name}} calls itself ({{path}}): write a loop." },
  create: ({ context, code }): TSESLint.RuleListener => ({
    "Program:exit": () => {
      const called = new Map(code.functions.map((caller) => [caller, calledBy(caller, code.functions, context.sourceCode)]));
      for (const start of code.functions) {
        const path = pathBack(start, called);
        const name = nameOf(start);
        if (path === undefined || name === undefined) continue;
        const names = [...path, start].map((step) => nameOf(step)?.name ?? "a handler");
        context.report({ node: name, messageId: "recursion", data: { name: name.name, path: names.join(" → ") } });
      }
    },
  }),
});

/** Functions whose names are used inside a function. */
function calledBy(
  caller: FunctionNode,
  functions: readonly FunctionNode[],
  source: Readonly<TSESLint.SourceCode>,
): readonly FunctionNode[] {
  return functions.filter((candidate) => referencesTo(candidate, source).some(({ range }) => isInside(range, caller.range)));
}

function isInside(inner: readonly [number, number], outer: readonly [number, number]): boolean {
  return inner[0] >= outer[0] && inner[1] <= outer[1];
}

/** The shortest way from a function back to itself. */
function pathBack(
  start: FunctionNode,
  called: ReadonlyMap<FunctionNode, readonly FunctionNode[]>,
): readonly FunctionNode[] | undefined {
  const paths: (readonly FunctionNode[])[] = [[start]];
  const seen = new Set<FunctionNode>();
  for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
    for (const next of called.get(path[path.length - 1]!) ?? []) {
      if (next === start) return path;
      if (!seen.has(next)) paths.push([...path, next]);
      seen.add(next);
    }
  }
  return undefined;
}
