// Which functions of a file are contract code: what runs in a transaction, as against what runs while a module loads (build time).
import { AST_NODE_TYPES, ASTUtils, type TSESLint, type TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf } from "./ancestors.js";
import { apiNamesOf, type ApiNames } from "./api-names.js";

export type FunctionNode = TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration | TSESTree.FunctionExpression;

export interface ContractCode {
  /** Names that the file imports from the contract API. */
  readonly api: ApiNames;
  /** The functions of contract code, without the arrow functions inside them. */
  readonly functions: readonly FunctionNode[];
  /** Whether a node stands in contract code. */
  contains(node: TSESTree.Node): boolean;
  /** The outermost function of contract code around a node. */
  functionAround(node: TSESTree.Node): FunctionNode | undefined;
}

const known = new WeakMap<object, ContractCode>();

/** The contract code of a file, found once for all rules. */
export function contractCodeOf(source: Readonly<TSESLint.SourceCode>): ContractCode {
  const found = known.get(source.ast) ?? findContractCode(source);
  known.set(source.ast, found);
  return found;
}

function isFunction(node: TSESTree.Node): node is FunctionNode {
  return (
    node.type === AST_NODE_TYPES.ArrowFunctionExpression ||
    node.type === AST_NODE_TYPES.FunctionDeclaration ||
    node.type === AST_NODE_TYPES.FunctionExpression
  );
}

/** The functions around a node, from the inside out. */
export function functionsAround(node: TSESTree.Node): readonly FunctionNode[] {
  return [...ancestorsOf(node)].filter(isFunction);
}

/**
 * Handlers given to `endpoint`, `view` and their like are contract code, and so is every other function of the file that has a name,
 * unless it declares parts of a contract (a module with parameters) or is called at build time only.
 */
function findContractCode(source: Readonly<TSESLint.SourceCode>): ContractCode {
  const api = apiNamesOf(source);
  const all = allFunctions(source);
  const factories = new Set(all.filter((candidate) => declares(candidate, api)));
  const roots = new Set(all.filter((candidate) => api.isHandler(candidate) || (!factories.has(candidate) && mayRun(candidate, source, api))));
  const functionAround = (node: TSESTree.Node): FunctionNode | undefined => {
    return functionsAround(node).findLast((candidate) => roots.has(candidate));
  };
  const functions = [...roots].filter((root) => functionAround(root) === undefined);
  return { api, functions, functionAround, contains: (node) => functionAround(node) !== undefined };
}

function allFunctions(source: Readonly<TSESLint.SourceCode>): readonly FunctionNode[] {
  const scopes = source.scopeManager?.scopes ?? [];
  const blocks = scopes.map(({ block }) => block).filter(isFunction);
  return [...new Set(blocks)];
}

/** Whether parts of a contract are declared in a function, outside of handlers. */
function declares(candidate: FunctionNode, api: ApiNames): boolean {
  return api.declarations.some((declaration) => {
    for (const around of functionsAround(declaration)) {
      if (around === candidate) return true;
      if (api.isHandler(around)) return false;
    }
    return false;
  });
}

/** Where a function is an argument or a method: it runs when what is around it runs. */
const unnamedPlaces: readonly AST_NODE_TYPES[] = [
  AST_NODE_TYPES.CallExpression,
  AST_NODE_TYPES.MethodDefinition,
  AST_NODE_TYPES.NewExpression,
  AST_NODE_TYPES.PropertyDefinition,
];

/** Whether a function that declares nothing may run in a transaction: it has a name, and not all its calls are at build time. */
function mayRun(candidate: FunctionNode, source: Readonly<TSESLint.SourceCode>, api: ApiNames): boolean {
  if (unnamedPlaces.includes(candidate.parent.type)) return false;
  const references = referencesTo(candidate, source);
  return references.length === 0 || !references.every((reference) => isCalledAtBuildTime(reference, api));
}

/** Where the name of a function is used. */
export function referencesTo(candidate: FunctionNode, source: Readonly<TSESLint.SourceCode>): readonly TSESTree.Node[] {
  const declaration = candidate.type === AST_NODE_TYPES.FunctionDeclaration ? candidate : candidate.parent;
  const variables = source.getDeclaredVariables(declaration).filter(({ identifiers }) => identifiers.some((name) => name === nameOf(candidate)));
  return variables.flatMap(({ references }) => references.filter(({ init }) => init !== true).map(({ identifier }) => identifier));
}

/** The name by which a function is known where it stands. */
export function nameOf(candidate: FunctionNode): TSESTree.Identifier | undefined {
  if (candidate.type === AST_NODE_TYPES.FunctionDeclaration) return candidate.id ?? undefined;
  const { parent } = candidate;
  if (parent.type === AST_NODE_TYPES.VariableDeclarator && ASTUtils.isIdentifier(parent.id)) return parent.id;
  return undefined;
}

function isCalledAtBuildTime(reference: TSESTree.Node, api: ApiNames): boolean {
  const isCall = reference.parent?.type === AST_NODE_TYPES.CallExpression && reference.parent.callee === reference;
  return isCall && !functionsAround(reference).some((around) => api.isHandler(around) || nameOf(around) !== undefined);
}
