// A contract is the same on every machine and in every run: it sees its arguments, the API, constants, and nothing of the host.
import { AST_NODE_TYPES, ASTUtils, TSESLint, type TSESTree } from "@typescript-eslint/utils";
import { contractRule, type ContractRule, type RuleContext } from "../rule.js";

/** Globals that contract code uses, with the members that it may use; `undefined` means the global itself. */
const allowed: Readonly<Record<string, readonly string[] | undefined>> = {
  BigInt: undefined,
  Math: ["trunc"],
  Number: undefined,
  undefined,
};

/** Globals that a contract's files must not use at build time either, since its code would differ from build to build. */
const indeterminate: readonly string[] = ["Date", "crypto", "fetch", "performance", "process"];

type Id = "buildTime" | "global" | "moduleState" | "random";

export const deterministic: ContractRule = contractRule<Id>({
  description: "Contract code sees constants, functions and the contract API; a contract's files are the same in every build.",
  messages: {
    buildTime: "{{name}} differs from build to build: a contract has one code.",
    global: "Contract code does not see {{name}}: it has constants, functions and the contract API.",
    moduleState: "{{name}} can change while a module is loaded: contract code sees `const` only; state is storage.",
    random: "`Math.random` differs from build to build; in contract code use `sc.random`.",
  },
  create: (rule): TSESLint.RuleListener => ({
    "Program:exit": (program: TSESTree.Program) => {
      const scope = rule.context.sourceCode.getScope(program);
      const globals = [...scope.through, ...scope.variables.filter(({ defs }) => defs.length === 0).flatMap(({ references }) => references)];
      for (const { identifier, isTypeReference } of globals as readonly GlobalReference[]) {
        if (isTypeReference !== true) checkGlobal(identifier, rule);
      }
    },
    Identifier: (node: TSESTree.Identifier) => {
      const variable = ASTUtils.findVariable(rule.context.sourceCode.getScope(node), node);
      const isReference = variable?.references.some(({ identifier }) => identifier === node) === true;
      const declaration = variable?.defs[0]?.parent;
      const isModuleState = variable?.scope.type === TSESLint.Scope.ScopeType.module && declaration?.type === AST_NODE_TYPES.VariableDeclaration && declaration.kind !== "const";
      if (isReference && isModuleState) rule.report(node, "moduleState", { name: node.name });
    },
  }),
});

interface GlobalReference {
  readonly identifier: TSESTree.Identifier | TSESTree.JSXIdentifier;
  readonly isTypeReference?: boolean;
}

function checkGlobal(identifier: GlobalReference["identifier"], rule: RuleContext<Id>): void {
  const { name, parent } = identifier;
  const member = parent.type === AST_NODE_TYPES.MemberExpression && parent.object === identifier ? (ASTUtils.getPropertyName(parent) ?? "") : undefined;
  if (name === "Math" && member === "random") {
    rule.context.report({ node: identifier, messageId: "random" });
  } else if (indeterminate.includes(name)) {
    rule.context.report({ node: identifier, messageId: "buildTime", data: { name } });
  } else if (!(name in allowed) || (allowed[name] !== undefined && !allowed[name].includes(member ?? ""))) {
    rule.report(identifier, "global", { name: member === undefined ? name : `${name}.${member}` });
  }
}
