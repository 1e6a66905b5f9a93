// One call of an exported function: how it ends, and that it ends. A compiled contract cannot go on after a breakpoint, so TypeScript code
// must not either: whoever catches what unwinds it is unwound again at its next step.

/** Unwinds the contract. Its stack is the report's: it is made where the contract was when it ended. */
export class EndOfRun extends Error {
  override readonly name = "EndOfRun";
}

/** How a run ended before its function returned: a breakpoint that is set, or a fault of the engine. */
export type Ending =
  | { readonly type: "stopped"; readonly at: EndOfRun }
  | { readonly type: "trapped"; readonly message: string }
  | { readonly type: "fault"; readonly error: unknown };

export class Run {
  readonly functionName: string;
  private ending: Ending | undefined;
  private callsLeft: number;

  constructor(functionName: string, maxHookCalls: number) {
    this.functionName = functionName;
    this.callsLeft = maxHookCalls;
  }

  getEnding(): Ending | undefined {
    return this.ending;
  }

  /** Before each hook: unwinds a contract that goes on after its end. Answers whether its budget of hook calls allows one more. */
  begin(): boolean {
    if (this.ending !== undefined) throw new EndOfRun();
    return --this.callsLeft >= 0;
  }

  stop(message: string): never {
    const at = this.ending === undefined ? withLongStack(() => new EndOfRun(message)) : new EndOfRun(message);
    this.ending ??= { type: "stopped", at };
    throw at;
  }

  trap(message: string): never {
    this.ending ??= { type: "trapped", message };
    throw new EndOfRun();
  }

  fault(error: unknown): never {
    this.ending ??= { type: "fault", error };
    throw new EndOfRun();
  }
}

const STACK_FRAMES = 100;

/** Of the ten frames that stacks have by default, the boundary's own would take most. Where the limit is unknown it is not used. */
function withLongStack<Result>(make: () => Result): Result {
  const errors = Error as { stackTraceLimit?: number };
  const limit = errors.stackTraceLimit;
  errors.stackTraceLimit = STACK_FRAMES;
  try {
    return make();
  } finally {
    if (limit === undefined) delete errors.stackTraceLimit;
    else errors.stackTraceLimit = limit;
  }
}
