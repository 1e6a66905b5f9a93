// The names of the contract API in a file, and what is declared with them.
import { AST_NODE_TYPES, ASTUtils, type TSESLint, type TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf } from "./ancestors.js";

/** The module that contracts are written against. */
const CONTRACT_API = "@mxvm/contract-api";

/** Exports whose function argument is a handler. */
const handlerTakers: readonly string[] = ["callback", "endpoint", "init", "upgrade", "view"];

/** Exports that declare a part of a contract, at build time. */
const declarers: readonly string[] = [...handlerTakers, "contract", "event", "mapper", "ownerOnly", "payable", "proxy", "t"];

export interface ApiNames {
  /** Uses of what declares a part of a contract. */
  readonly declarations: readonly TSESTree.Node[];
  /** Whether a function is given to the API as a handler. */
  isHandler(node: TSESTree.Node): boolean;
  /** What the API calls a name of this file. */
  exportedName(node: TSESTree.Node): string | undefined;
}

/** The API's names of a file: `imported` by the identifiers that stand for them. */
export function apiNamesOf(source: Readonly<TSESLint.SourceCode>): ApiNames {
  const names = new Map<TSESTree.Node, string>();
  for (const statement of source.ast.body) {
    if (statement.type !== AST_NODE_TYPES.ImportDeclaration || statement.source.value !== CONTRACT_API) continue;
    for (const specifier of statement.specifiers) {
      const imported = importedName(specifier);
      const references = source.getDeclaredVariables(specifier).flatMap((variable) => variable.references);
      for (const { identifier } of references) names.set(identifier, imported);
    }
  }
  const exportedName = (node: TSESTree.Node): string | undefined => names.get(node);
  return {
    declarations: [...names].filter(([node, name]) => declarers.includes(name) && !isInType(node)).map(([node]) => node),
    exportedName,
    isHandler: ({ parent }) =>
      parent?.type === AST_NODE_TYPES.CallExpression && handlerTakers.includes(exportedName(parent.callee) ?? ""),
  };
}

function importedName(specifier: TSESTree.ImportClause): string {
  if (specifier.type !== AST_NODE_TYPES.ImportSpecifier) return "*";
  return ASTUtils.isIdentifier(specifier.imported) ? specifier.imported.name : specifier.imported.value;
}

function isInType(node: TSESTree.Node): boolean {
  return [...ancestorsOf(node)].some(({ type }) => type === AST_NODE_TYPES.TSTypeQuery || type === AST_NODE_TYPES.TSTypeReference);
}
