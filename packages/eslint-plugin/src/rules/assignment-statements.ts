// An assignment is a statement, to a `let` of its own function: values are read-only and nothing outlives a transaction but storage.
import { AST_NODE_TYPES, ASTUtils, type TSESLint, type TSESTree } from "@typescript-eslint/utils";
import { functionsAround } from "../contract-code.js";
import { contractRule, type ContractRule, type RuleContext } from "../rule.js";

type Id = "expression" | "outer" | "property";
type Assignment = TSESTree.AssignmentExpression | TSESTree.UpdateExpression;

export const assignmentStatements: ContractRule = contractRule<Id>({
  description: "Assignments of contract code are statements, to `let` variables of the same function.",
  messages: {
    expression: "An assignment is a statement of its own.",
    outer: "{{name}} belongs to another function or to the module: contract code assigns to its own `let` variables.",
    property: "Values are read-only: make a new one, for example with `{ ...value, field }`.",
  },
  create: (rule): TSESLint.RuleListener => {
    const check = (node: Assignment): void => {
      if (!isStatement(node)) rule.report(node, "expression");
      checkTarget(node.type === AST_NODE_TYPES.UpdateExpression ? node.argument : node.left, rule);
    };
    return { AssignmentExpression: check, UpdateExpression: check };
  },
});

function isStatement(node: Assignment): boolean {
  const { parent } = node;
  if (parent.type === AST_NODE_TYPES.ExpressionStatement) return true;
  return parent.type === AST_NODE_TYPES.ForStatement && (parent.init === node || parent.update === node);
}

function checkTarget(target: TSESTree.Node, rule: RuleContext<Id>): void {
  if (!ASTUtils.isIdentifier(target)) {
    rule.report(target, "property");
    return;
  }
  const variable = ASTUtils.findVariable(rule.context.sourceCode.getScope(target), target);
  const declaration = variable?.defs[0]?.node;
  if (declaration === undefined || functionsAround(declaration)[0] !== functionsAround(target)[0]) {
    rule.report(target, "outer", { name: target.name });
  }
}
