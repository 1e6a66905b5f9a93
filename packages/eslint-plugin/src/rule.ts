// How a rule of this plugin is made: it looks at contract code only; the README describes each.
import { ESLintUtils, type TSESLint, type TSESTree } from "@typescript-eslint/utils";
import { contractCodeOf, type ContractCode } from "./contract-code.js";

/** A rule of the contract subset, without options. */
export type ContractRule = TSESLint.RuleModule<string, [], { readonly description: string }>;

export interface RuleDefinition<Id extends string> {
  /** One sentence: what contract code may or may not do. */
  readonly description: string;
  readonly messages: Readonly<Record<Id, string>>;
  readonly create: (rule: RuleContext<Id>) => TSESLint.RuleListener;
}

/** What a rule works with. */
export interface RuleContext<Id extends string> {
  readonly context: Readonly<TSESLint.RuleContext<Id, []>>;
  /** Which functions of the file are contract code. */
  readonly code: ContractCode;
  /** Reports a node if it stands in contract code. */
  readonly report: (node: TSESTree.Node, messageId: Id, data?: Readonly<Record<string, string>>) => void;
}

export function contractRule<Id extends string>(definition: RuleDefinition<Id>): ContractRule {
  return ESLintUtils.RuleCreator.withoutDocs<[], Id>({
    meta: { type: "problem", docs: { description: definition.description }, schema: [], defaultOptions: [], messages: definition.messages },
    create: (context) => {
      const code = contractCodeOf(context.sourceCode);
      return definition.create({
        context,
        code,
        report: (node, messageId, data) => {
          if (code.contains(node)) context.report({ node, messageId, ...(data === undefined ? {} : { data }) });
        },
      });
    },
  });
}
