// Messages of failures are texts that a contract can carry: literals, names of texts, templates of texts and integers.
import { AST_NODE_TYPES, type TSESTree } from "@typescript-eslint/utils";
import { contractRule, type ContractRule } from "../rule.js";
import { isOnly, kindsFor, type KindsOf } from "../types-of.js";

/** Where `require` and `fail` have their message. */
const messageArgument: Readonly<Record<string, number>> = { fail: 0, require: 1 };

export const plainMessages: ContractRule = contractRule({
  description: "Messages of `require` and `fail` are literals, names of texts, or templates of strings, bigints and numbers.",
  messages: { computed: "A message is a literal, a name of a text, or a template of strings, bigints and numbers." },
  create: (rule) => {
    const kindsOf = kindsFor(rule.context);
    return {
      CallExpression: (node) => {
        const position = messageArgument[rule.code.api.exportedName(node.callee) ?? ""];
        const message = position === undefined ? undefined : node.arguments[position];
        if (message !== undefined && !isPlain(message, kindsOf)) rule.report(message, "computed");
      },
    };
  },
});

function isPlain(message: TSESTree.Node, kindsOf: KindsOf): boolean {
  if (message.type === AST_NODE_TYPES.Literal) return typeof message.value === "string";
  if (message.type === AST_NODE_TYPES.Identifier) return isOnly(kindsOf(message), "string");
  if (message.type !== AST_NODE_TYPES.TemplateLiteral) return false;
  return message.expressions.every((expression) => isOnly(kindsOf(expression), "string", "bigint", "number"));
}
