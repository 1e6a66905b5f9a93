// The nodes around a node.
import { AST_NODE_TYPES, type TSESTree } from "@typescript-eslint/utils";

/** The nodes around a node, from the inside out; the program is the last. */
export function* ancestorsOf(node: TSESTree.Node): Generator<TSESTree.Node> {
  for (let current = node; current.type !== AST_NODE_TYPES.Program; ) {
    current = current.parent;
    yield current;
  }
}
