// What is compared is a primitive, by value and of one kind; texts have no order and no length here.
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { contractRule, type ContractRule } from "../rule.js";
import { isOnly, kindsFor, type ValueKind } from "../types-of.js";

const primitives: readonly ValueKind[] = ["bigint", "boolean", "number", "string", "undefined", "never"];

export const comparableValues: ContractRule = contractRule({
  description: "Contract code compares primitives of one kind, with `===` and `!==`; texts are equal or not, and no more.",
  messages: {
    loose: "Contract code compares with `===` and `!==`.",
    object: "Objects and lists have no equality: compare what they hold.",
    order: "`{{operator}}` compares numbers, or bigints, not {{left}} with {{right}}.",
    text: "A text is a value: contract code does not look inside it.",
  },
  create: (rule): TSESLint.RuleListener => {
    const kindsOf = kindsFor(rule.context);
    return {
      "BinaryExpression[operator=/^[!=]=$/]": (node: TSESTree.BinaryExpression) => {
        rule.report(node, "loose");
      },
      "BinaryExpression[operator=/^[!=]==$/]": (node: TSESTree.BinaryExpression) => {
        const [left, right] = [kindsOf(node.left), kindsOf(node.right)];
        // Whether there is a value at all may be asked of any.
        if (isOnly(left, "undefined") || isOnly(right, "undefined")) return;
        if (!isOnly(left, ...primitives) || !isOnly(right, ...primitives)) rule.report(node, "object");
      },
      "BinaryExpression[operator=/^[<>]=?$/]": (node: TSESTree.BinaryExpression) => {
        const [left, right] = [kindsOf(node.left), kindsOf(node.right)];
        if (isOnly(left, "number") && isOnly(right, "number")) return;
        if (isOnly(left, "bigint") && isOnly(right, "bigint")) return;
        rule.report(node, "order", { operator: node.operator, left: [...left].join(" or "), right: [...right].join(" or ") });
      },
      MemberExpression: (node: TSESTree.MemberExpression) => {
        const kinds = kindsOf(node.object);
        if (kinds.has("string") && isOnly(kinds, "string", "undefined")) rule.report(node, "text");
      },
    };
  },
});
