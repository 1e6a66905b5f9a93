// An endpoint has one definition: a module's endpoints, spread into a host, neither replace others nor are replaced.
import { AST_NODE_TYPES, ASTUtils, ESLintUtils, type TSESTree } from "@typescript-eslint/utils";
import { contractRule, type ContractRule } from "../rule.js";

/** The parts of a contract or module that modules are spread into. */
const composed: readonly string[] = ["callbacks", "endpoints", "events", "storage"];

export const uniqueEndpoints: ContractRule = contractRule({
  description: "Endpoints, callbacks, events and storage of a contract and its modules have different names.",
  messages: { duplicate: "{{name}} is here twice: {{part}} of modules and their host need different names." },
  create: ({ context }) => {
    const services = ESLintUtils.getParserServices(context);
    const namesOf = (member: TSESTree.ObjectLiteralElement): readonly string[] => {
      if (member.type === AST_NODE_TYPES.SpreadElement) {
        return services.getTypeAtLocation(member.argument).getProperties().map(({ name }) => name);
      }
      const name = ASTUtils.getPropertyName(member);
      return name === null ? [] : [name];
    };
    return {
      "Property > ObjectExpression": (node: TSESTree.ObjectExpression) => {
        const part = ASTUtils.getPropertyName(node.parent as TSESTree.Property);
        if (part === null || !composed.includes(part)) return;
        const seen = new Set<string>();
        for (const member of node.properties) {
          for (const name of namesOf(member)) {
            if (seen.has(name)) context.report({ node: member, messageId: "duplicate", data: { name, part } });
            seen.add(name);
          }
        }
      },
    };
  },
});
