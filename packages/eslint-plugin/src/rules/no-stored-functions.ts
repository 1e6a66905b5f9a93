// Functions inside contract code are arguments of a call and nothing else: they are no values to keep.
import { AST_NODE_TYPES, type TSESTree } from "@typescript-eslint/utils";
import { contractRule, type ContractRule } from "../rule.js";

export const noStoredFunctions: ContractRule = contractRule({
  description: "Inside contract code an arrow function is the direct argument of a call; other functions stand at the top of a file.",
  messages: {
    stored: "A function inside contract code is the direct argument of a call: move this one to the top of the file.",
    declared: "Contract code has no functions of its own inside: move this one to the top of the file.",
  },
  create: ({ report }) => ({
    ArrowFunctionExpression: (node) => {
      if (!isArgument(node)) report(node, "stored");
    },
    FunctionExpression: (node) => report(node, "declared"),
    FunctionDeclaration: (node) => report(node, "declared"),
  }),
});

function isArgument(node: TSESTree.ArrowFunctionExpression): boolean {
  const { parent } = node;
  return parent.type === AST_NODE_TYPES.CallExpression && parent.arguments.includes(node);
}
