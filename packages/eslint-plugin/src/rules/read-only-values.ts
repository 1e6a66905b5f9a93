// Values are read-only; the one that grows is an array literal of the function's own, by `push`.
import { AST_NODE_TYPES, ASTUtils, ESLintUtils, type TSESLint, type TSESTree } from "@typescript-eslint/utils";
import { contractRule, type ContractRule } from "../rule.js";

/** Methods that change the array that they are called on. */
const changing: readonly string[] = ["copyWithin", "fill", "pop", "push", "reverse", "shift", "sort", "splice", "unshift"];

export const readOnlyValues: ContractRule = contractRule({
  description: "Contract code changes no value, except that it pushes to array literals of its own.",
  messages: {
    changes: "`{{method}}` changes a list: make a new one with `push`.",
    foreign: "`push` adds to a `const` array literal of the same function only.",
  },
  create: (rule): TSESLint.RuleListener => {
    const services = ESLintUtils.getParserServices(rule.context);
    const checker = services.program.getTypeChecker();
    const isArray = (node: TSESTree.Node): boolean => {
      const type = services.getTypeAtLocation(node);
      return checker.isArrayType(type) || checker.isTupleType(type);
    };
    return {
      "CallExpression > MemberExpression.callee": (node: TSESTree.MemberExpression) => {
        const method = ASTUtils.getPropertyName(node);
        if (method === null || !changing.includes(method) || !isArray(node.object)) return;
        if (method !== "push") rule.report(node, "changes", { method });
        else if (!isOwnLiteral(node.object, rule.context.sourceCode)) rule.report(node, "foreign");
      },
    };
  },
});

function isOwnLiteral(node: TSESTree.Expression, source: Readonly<TSESLint.SourceCode>): boolean {
  if (!ASTUtils.isIdentifier(node)) return false;
  const declaration = ASTUtils.findVariable(source.getScope(node), node)?.defs[0]?.node;
  return declaration?.type === AST_NODE_TYPES.VariableDeclarator && declaration.init?.type === AST_NODE_TYPES.ArrayExpression;
}
