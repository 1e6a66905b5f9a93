// Syntax that contract code does without: a compiler could not give it the meaning that it has here.
import { AST_NODE_TYPES, ASTUtils, type TSESLint, type TSESTree } from "@typescript-eslint/utils";
import { contractRule, type ContractRule } from "../rule.js";

/** What is refused by its selector, and what to write instead. */
const refused: Readonly<Record<string, readonly [what: string, instead: string]>> = {
  ClassDeclaration: ["a class", "a value and functions over it"],
  ClassExpression: ["a class", "a value and functions over it"],
  ThisExpression: ["`this`", "a parameter"],
  "FunctionDeclaration[async=true], FunctionExpression[async=true], ArrowFunctionExpression[async=true]": [
    "an async function",
    "`sc.send.promise` with a callback",
  ],
  AwaitExpression: ["`await`", "`sc.send.promise` with a callback"],
  "FunctionDeclaration[generator=true], FunctionExpression[generator=true]": ["a generator", "a list"],
  "Literal[regex]": ["a regular expression", "comparisons"],
  TryStatement: ["`try`", "a condition before the call; a failure ends the contract"],
  ThrowStatement: ["`throw`", "`fail(message)`"],
  TSAnyKeyword: ["`any`", "the type that the value has"],
  "TSAsExpression:not([typeAnnotation.typeName.name='const'])": ["a cast", "a function that checks, such as `u64()`"],
  TSTypeAssertion: ["a cast", "a function that checks, such as `u64()`"],
  TSNonNullExpression: ["`!`", "a condition, or `at(list, index)`"],
  "Property[kind='get'], Property[kind='set']": ["a getter or setter", "a function"],
  NewExpression: ["`new`", "a literal"],
  "UnaryExpression[operator='typeof'], UnaryExpression[operator='delete'], UnaryExpression[operator='void']": [
    "an operator of dynamic objects",
    "a tagged union and `switch`",
  ],
  "BinaryExpression[operator='in'], BinaryExpression[operator='instanceof']": [
    "an operator of dynamic objects",
    "a tagged union and `switch`",
  ],
  ForInStatement: ["`for…in`", "`for…of` over a list"],
  WithStatement: ["`with`", "a name"],
  LabeledStatement: ["a label", "a function that returns"],
  SequenceExpression: ["the comma operator", "two statements"],
  TaggedTemplateExpression: ["a tagged template", "a plain template"],
  "VariableDeclaration[kind='var']": ["`var`", "`const` or `let`"],
  "UnaryExpression[operator='+']": ["unary plus", "`Number()` of a checked value"],
  ImportExpression: ["`import()`", "an import at the top of the file"],
  DebuggerStatement: ["`debugger`", "a breakpoint of the debugger"],
};

const wholeNumber = /^(0x[\da-f_]+|0b[01_]+|0o[0-7_]+|[\d_]+)n?$/i;

export const supportedSyntax: ContractRule = contractRule({
  description: "Contract code has no classes, `this`, async, generators, regular expressions, `try`, `throw`, `any`, casts or `!`.",
  messages: {
    refused: "Contract code does without {{what}}: write {{instead}}.",
    whole: "Numbers of contract code are whole: {{text}} is not.",
  },
  create: ({ report }): TSESLint.RuleListener => {
    const listeners = Object.entries(refused).map(([selector, [what, instead]]) => [
      selector,
      (node: TSESTree.Node) => {
        // A handler is inside contract code with its body only; its `async` is its own.
        report(node.type === AST_NODE_TYPES.ArrowFunctionExpression || ASTUtils.isFunction(node) ? node.body : node, "refused", {
          what,
          instead,
        });
      },
    ]);
    return {
      ...(Object.fromEntries(listeners) as TSESLint.RuleListener),
      "Literal[value>=0], Literal[value<0]": (node: TSESTree.Literal) => {
        if (typeof node.value === "number" && !wholeNumber.test(node.raw)) report(node, "whole", { text: node.raw });
      },
    };
  },
});
