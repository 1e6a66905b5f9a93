// The blocks that are open at an operator, innermost last. Typed arrays, used for one body after the other: emptying an array of the
// language for each body took 6% of rewriting.

/** In place of the operator that opens a block: the body itself. */
export const functionFrame = 0xff;

export class OpenBlocks {
  depth = 0;
  /** Operator that opened each block. */
  private operators: Uint8Array = new Uint8Array(64);
  /** Whether a branch leads to each block. */
  private targeted: Uint8Array = new Uint8Array(64);

  clear(): void {
    this.depth = 0;
  }

  push(operator: number): void {
    if (this.depth === this.operators.length) this.grow();
    this.operators[this.depth] = operator;
    this.targeted[this.depth++] = 0;
  }

  /** Closes the innermost block and answers the operator that opened it; `wasTargeted` tells of it from then on. */
  pop(): number {
    return this.operators[--this.depth]!;
  }

  /** Whether a branch led to the block that was closed last. */
  wasTargeted(): boolean {
    return this.targeted[this.depth] === 1;
  }

  /** The innermost block goes on behind its `else`. */
  replace(operator: number): void {
    this.operators[this.depth - 1] = operator;
  }

  markTarget(label: number): void {
    this.targeted[this.depth - 1 - label] = 1;
  }

  private grow(): void {
    this.operators = doubled(this.operators);
    this.targeted = doubled(this.targeted);
  }
}

function doubled(array: Uint8Array): Uint8Array {
  const result = new Uint8Array(2 * array.length);
  result.set(array);
  return result;
}
