// An index is a literal or goes through `at`, which fails as the framework's lists do.
import { AST_NODE_TYPES } from "@typescript-eslint/utils";
import { contractRule, type ContractRule } from "../rule.js";

export const checkedIndices: ContractRule = contractRule({
  description: "Indices of contract code are literals, or checked by `at(list, index)`.",
  messages: { computed: "Use `at(list, index)`: an index that is not there fails the contract." },
  create: ({ report }) => ({
    MemberExpression: (node) => {
      if (node.computed && node.property.type !== AST_NODE_TYPES.Literal) report(node, "computed");
    },
  }),
});
