// A condition is a boolean: what else counts as true is JavaScript's business, not a contract's.
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { contractRule, type ContractRule } from "../rule.js";
import { isOnly, kindsFor } from "../types-of.js";

export const booleanConditions: ContractRule = contractRule({
  description: "Conditions of contract code are booleans.",
  messages: { notBoolean: "A condition is a boolean: compare this value, for example with `!== 0n` or `!== undefined`." },
  create: (rule): TSESLint.RuleListener => {
    const kindsOf = kindsFor(rule.context);
    const check = (node: TSESTree.Node | null): void => {
      if (node !== null && !isOnly(kindsOf(node), "boolean", "never")) rule.report(node, "notBoolean");
    };
    return {
      "IfStatement, ConditionalExpression, WhileStatement, DoWhileStatement, ForStatement": (node: Conditional) => {
        check(node.test);
      },
      "UnaryExpression[operator='!']": (node: TSESTree.UnaryExpression) => {
        check(node.argument);
      },
      "LogicalExpression[operator='&&'], LogicalExpression[operator='||']": (node: TSESTree.LogicalExpression) => {
        check(node.left);
        check(node.right);
      },
    };
  },
});

type Conditional =
  | TSESTree.ConditionalExpression
  | TSESTree.DoWhileStatement
  | TSESTree.ForStatement
  | TSESTree.IfStatement
  | TSESTree.WhileStatement;
