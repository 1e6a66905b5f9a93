// A case of a `switch` ends: it does not run on into the next.
import { AST_NODE_TYPES, type TSESTree } from "@typescript-eslint/utils";
import { contractRule, type ContractRule } from "../rule.js";
import { kindsFor, type KindsOf } from "../types-of.js";

export const completeSwitch: ContractRule = contractRule({
  description: "Cases of a `switch` in contract code end: by `return`, `break`, `continue` or `fail`.",
  messages: { fallThrough: "This case runs on into the next: end it with `return`, `break` or `fail`." },
  create: (rule) => {
    const kindsOf = kindsFor(rule.context);
    return {
      SwitchCase: (node) => {
        const isLast = node.parent.cases.at(-1) === node;
        const last = node.consequent.at(-1);
        // Cases without statements share those of the next.
        if (!isLast && last !== undefined && !ends(last, kindsOf)) rule.report(node, "fallThrough");
      },
    };
  },
});

const endings: readonly string[] = [
  AST_NODE_TYPES.BreakStatement,
  AST_NODE_TYPES.ContinueStatement,
  AST_NODE_TYPES.ReturnStatement,
  AST_NODE_TYPES.ThrowStatement,
];

function ends(statement: TSESTree.Statement, kindsOf: KindsOf): boolean {
  if (endings.includes(statement.type)) return true;
  if (statement.type === AST_NODE_TYPES.BlockStatement) {
    const last = statement.body.at(-1);
    return last !== undefined && ends(last, kindsOf);
  }
  if (statement.type === AST_NODE_TYPES.IfStatement) {
    return statement.alternate !== null && ends(statement.consequent, kindsOf) && ends(statement.alternate, kindsOf);
  }
  return statement.type === AST_NODE_TYPES.ExpressionStatement && kindsOf(statement.expression).has("never");
}
