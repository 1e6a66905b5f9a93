// How much of its stack production uses. Its executor runs contracts on the stack of the node's thread, 8 MiB unless a node is set up
// otherwise, and a frame's size is known: found with the light simulator, which fails at the same depth to the frame.

/** What is left of it when a transaction enters its first contract. */
export const PRODUCTION_STACK_BYTES = 8_382_240;

/** What lies between the frames of a contract and those of a contract that it calls. */
export const NESTED_CALL_BYTES = 1_800;

/** Parameters that are passed in registers. */
const REGISTERS = 5;

/**
 * Bytes of a function's frame while nothing waits on its operand stack, which is how most code calls: each value that waits takes 8 more
 * there, so code that calls in the midst of an expression ends up to a tenth earlier in production.
 */
export function productionFrameBytes(paramCount: number, localCount: number): number {
  const bytes = 56 + 8 * (paramCount + localCount + Math.max(0, paramCount - REGISTERS));
  return Math.ceil(bytes / 16) * 16;
}
