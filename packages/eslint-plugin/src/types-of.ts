// What the type checker says of a node, in the few words that the rules need.
import { ESLintUtils, type TSESLint, type TSESTree } from "@typescript-eslint/utils";
import ts from "typescript";

/** A kind of value that contract code tells apart. */
export type ValueKind = "bigint" | "boolean" | "function" | "never" | "number" | "object" | "string" | "undefined" | "unknown";

/** Answers the kinds of value that an expression can have; `unknown` where that is open. */
export type KindsOf = (node: TSESTree.Node) => ReadonlySet<ValueKind>;

const flagKinds: readonly (readonly [ts.TypeFlags, ValueKind])[] = [
  [ts.TypeFlags.Never, "never"],
  [ts.TypeFlags.BigIntLike, "bigint"],
  [ts.TypeFlags.BooleanLike, "boolean"],
  [ts.TypeFlags.NumberLike, "number"],
  [ts.TypeFlags.StringLike, "string"],
  [ts.TypeFlags.Undefined | ts.TypeFlags.Void, "undefined"],
];

/** The kinds of values in a rule's file. The linter needs type information (`projectService`), and says so where it is missing. */
export function kindsFor(context: Readonly<TSESLint.RuleContext<string, []>>): KindsOf {
  const services = ESLintUtils.getParserServices(context);
  const checker = services.program.getTypeChecker();
  return (node) => new Set(kindsOfType(services.getTypeAtLocation(node), checker));
}

function kindsOfType(type: ts.Type, checker: ts.TypeChecker): readonly ValueKind[] {
  if (type.isUnion()) return type.types.flatMap((part) => kindsOfType(part, checker));
  const found = flagKinds.find(([flags]) => (type.flags & flags) !== 0);
  if (found !== undefined) return [found[1]];
  if (type.isIntersection()) return intersectionKinds(type, checker);
  const constraint = (type.flags & ts.TypeFlags.TypeParameter) !== 0 ? checker.getBaseConstraintOfType(type) : undefined;
  if (constraint !== undefined && constraint !== type) return kindsOfType(constraint, checker);
  if ((type.flags & ts.TypeFlags.Object) === 0) return ["unknown"];
  return type.getCallSignatures().length > 0 ? ["function"] : ["object"];
}

/** A branded primitive (an address, a token identifier) is the primitive. */
function intersectionKinds(type: ts.IntersectionType, checker: ts.TypeChecker): readonly ValueKind[] {
  const kinds = type.types.flatMap((part) => kindsOfType(part, checker));
  const primitive = kinds.find((kind) => kind !== "object" && kind !== "unknown");
  return primitive === undefined ? ["object"] : [primitive];
}

/** Whether an expression can have no other kind of value than these. */
export function isOnly(kinds: ReadonlySet<ValueKind>, ...allowed: readonly ValueKind[]): boolean {
  return [...kinds].every((kind) => allowed.includes(kind));
}
