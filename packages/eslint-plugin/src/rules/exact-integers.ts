// Numbers of contract code are exact integers: `bigint` by itself, `number` (32 bits and lengths) as long as it provably fits.
import { AST_NODE_TYPES, ASTUtils, type TSESLint, type TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf } from "../ancestors.js";
import { contractRule, type ContractRule, type RuleContext } from "../rule.js";
import { isOnly, kindsFor, type KindsOf } from "../types-of.js";

type Id = "accumulator" | "bitwise" | "division" | "mixed";

/** Functions of the contract API that narrow a number, or fail. */
const narrowing: readonly string[] = ["i16", "i32", "i8", "u16", "u32", "u8"];

export const exactIntegers: ContractRule = contractRule<Id>({
  description: "Arithmetic of contract code is exact: numbers are narrowed where they accumulate and divided by constants through `Math.trunc`.",
  messages: {
    accumulator: "{{name}} grows in a loop: narrow it, for example `{{name}} = u32(…)`.",
    bitwise: "Bits of a number are signed in JavaScript: use a bigint.",
    division: "A number is divided by a constant other than 0, inside `Math.trunc`.",
    mixed: "`{{operator}}` takes two numbers or two bigints.",
  },
  create: (rule): TSESLint.RuleListener => {
    const kindsOf = kindsFor(rule.context);
    const check = (node: TSESTree.AssignmentExpression | TSESTree.BinaryExpression, operator: string): void => {
      checkOperator(node, operator, rule, kindsOf);
    };
    return {
      "BinaryExpression[operator=/^([-+*\\x2f%&|^]|\\*\\*|<<|>>>?)$/]": (node: TSESTree.BinaryExpression) => {
        check(node, node.operator);
      },
      "AssignmentExpression[operator!='=']": (node: TSESTree.AssignmentExpression) => {
        check(node, node.operator.slice(0, -1));
      },
      "UnaryExpression[operator='~']": (node: TSESTree.UnaryExpression) => {
        if (!isOnly(kindsOf(node.argument), "bigint")) rule.report(node, "bitwise");
      },
      AssignmentExpression: (node: TSESTree.AssignmentExpression) => {
        if (isOnly(kindsOf(node.left), "number") && isAccumulator(node)) {
          rule.report(node, "accumulator", { name: rule.context.sourceCode.getText(node.left) });
        }
      },
    };
  },
});

function checkOperator(
  node: TSESTree.AssignmentExpression | TSESTree.BinaryExpression,
  operator: string,
  rule: RuleContext<Id>,
  kindsOf: KindsOf,
): void {
  const [left, right] = [kindsOf(node.left), kindsOf(node.right)];
  if (left.has("number") !== right.has("number") && (left.has("bigint") || right.has("bigint"))) rule.report(node, "mixed", { operator });
  if (!left.has("number") || !right.has("number")) return;
  if (/^([&|^]|<<|>>>?)$/.test(operator)) rule.report(node, "bitwise");
  if (operator === "/" && !isExactDivision(node)) rule.report(node, "division");
  if (operator === "%" && !isNonZeroConstant(node.right)) rule.report(node, "division");
}

function isExactDivision(node: TSESTree.AssignmentExpression | TSESTree.BinaryExpression): boolean {
  const { parent } = node;
  const truncated =
    parent.type === AST_NODE_TYPES.CallExpression &&
    parent.callee.type === AST_NODE_TYPES.MemberExpression &&
    ASTUtils.isIdentifier(parent.callee.object) &&
    parent.callee.object.name === "Math" &&
    ASTUtils.getPropertyName(parent.callee) === "trunc";
  return truncated && isNonZeroConstant(node.right);
}

/** A literal, or a name in capitals, which stands for a constant of the module. */
function isNonZeroConstant(node: TSESTree.Node): boolean {
  if (node.type === AST_NODE_TYPES.Literal) return node.value !== 0;
  return ASTUtils.isIdentifier(node) && /^[A-Z][A-Z\d_]*$/.test(node.name);
}

/** Whether a variable gets, in a loop, a value made of itself that nothing narrows; steps by a literal are counted by the loop's bound. */
function isAccumulator(node: TSESTree.AssignmentExpression): boolean {
  if (!ASTUtils.isIdentifier(node.left) || !isInLoop(node)) return false;
  if (node.operator !== "=") return node.right.type !== AST_NODE_TYPES.Literal || node.operator === "*=";
  return isUnnarrowedUse(node.right, node.left.name) && !isStep(node.right, node.left.name);
}

function isStep(node: TSESTree.Expression, name: string): boolean {
  return (
    node.type === AST_NODE_TYPES.BinaryExpression &&
    /^[-+]$/.test(node.operator) &&
    ASTUtils.isIdentifier(node.left) &&
    node.left.name === name &&
    node.right.type === AST_NODE_TYPES.Literal
  );
}

function isUnnarrowedUse(node: TSESTree.Expression, name: string): boolean {
  if (node.type === AST_NODE_TYPES.CallExpression && ASTUtils.isIdentifier(node.callee) && narrowing.includes(node.callee.name)) return false;
  if (node.type !== AST_NODE_TYPES.BinaryExpression || node.left.type === AST_NODE_TYPES.PrivateIdentifier) return false;
  return [node.left, node.right].some((side) => (ASTUtils.isIdentifier(side) ? side.name === name : isUnnarrowedUse(side, name)));
}

function isInLoop(node: TSESTree.Node): boolean {
  const inner = [...ancestorsOf(node)].find((around) => ASTUtils.isFunction(around) || ASTUtils.isLoop(around));
  return inner !== undefined && ASTUtils.isLoop(inner);
}
