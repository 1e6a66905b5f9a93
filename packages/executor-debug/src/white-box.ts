// White box: a test runs its own code as a call of a contract. It is a transaction like any other: metered, logged, reverted on failure.
import { type AnyContract, type Args, type Context, type Contract, type Endpoints, type State, withinRun } from "@mxvm/contract-api";
import { isExecutorError } from "@mxvm/executor-api";
import { contextOf, type ProgramFunction } from "./program-function.js";

/** A token payment, as worlds take it. */
export interface WhiteBoxPayment {
  readonly tokenIdentifier: Uint8Array;
  readonly nonce: bigint;
  readonly value: bigint;
}

/** The call that carries a white box: a `CallTransaction` of `@mxvm/protocol-hooks`. */
export interface WhiteBoxTransaction {
  readonly kind: "call";
  readonly txHash: Uint8Array;
  readonly sender: Uint8Array;
  readonly receiver: Uint8Array;
  readonly function: string;
  readonly arguments: readonly Uint8Array[];
  readonly value: bigint;
  readonly esdt: readonly WhiteBoxPayment[];
  readonly gasLimit: bigint;
  readonly gasPrice: bigint;
}

/** What of a world a white box needs. */
export interface WhiteBoxWorld<Result> {
  execute(transaction: WhiteBoxTransaction): Result;
}

/** The call as which a test's code runs. */
export interface WhiteBoxOptions {
  /** The account, whose code is the contract's. 32 bytes. */
  readonly address: Uint8Array;
  /** Who calls; the contract itself if not given. */
  readonly sender?: Uint8Array;
  readonly value?: bigint;
  readonly esdt?: readonly WhiteBoxPayment[];
  /** 600,000,000 if not given. */
  readonly gasLimit?: bigint;
}

/** What came of a white box. `value` is what the body answered; nothing if it failed. */
export interface WhiteBoxOutcome<Result, Value> {
  readonly result: Result;
  readonly value: Value | undefined;
}

const FUNCTION_NAME = "whiteBox__";
const DEFAULT_GAS_LIMIT = 600_000_000n;

interface OpenBox {
  readonly contract: AnyContract;
  readonly body: (sc: unknown) => unknown;
  hasRun: boolean;
  value: unknown;
}

/** The box that is open: runs are synchronous, and a body opens no other. */
let open: OpenBox | undefined;

/** The function that a box adds to its contract. */
export function whiteBoxFunctionOf(contract: AnyContract, name: string): ProgramFunction | undefined {
  const box = open;
  if (name !== FUNCTION_NAME || box?.contract !== contract) return undefined;
  return (instance) => {
    box.hasRun = true;
    const sc = contextOf(instance, contract);
    withinRun(instance.emitter, () => {
      box.value = box.body(sc);
    });
  };
}

/**
 * Runs `body` as a call of the account's contract, with the contract's context: it reads and writes storage, calls private functions, sends
 * and logs. What `require` and `fail` end there is the result, and reverted. An error of the body's own, such as a failed assertion, is
 * thrown, and the world is as it was.
 *
 * Throws a `TypeError` if the account does not run this contract, or if another white box is open.
 */
export function whiteBox<D extends State, I extends Args, X extends Endpoints, U extends Args, Result, Value>(
  world: WhiteBoxWorld<Result>,
  contract: Contract<D, I, X, U>,
  { address, sender = address, value = 0n, esdt = [], gasLimit = DEFAULT_GAS_LIMIT }: WhiteBoxOptions,
  body: (sc: Context<D>) => Value,
): WhiteBoxOutcome<Result, Value> {
  if (open !== undefined) throw new TypeError("a white box is open: its body cannot open another");
  const box: OpenBox = { contract, body: body as OpenBox["body"], hasRun: false, value: undefined };
  open = box;
  try {
    const result = world.execute({
      kind: "call",
      txHash: new Uint8Array(32),
      sender,
      receiver: address,
      function: FUNCTION_NAME,
      arguments: [],
      value,
      esdt,
      gasLimit,
      gasPrice: 0n,
    });
    if (!box.hasRun) throw new TypeError(`the account does not run ${contract.name}`);
    return { result, value: box.value as Value | undefined };
  } catch (thrown) {
    throw isExecutorError(thrown) && thrown.code === "CONTRACT_THREW" ? thrown.cause : thrown;
  } finally {
    open = undefined;
  }
}
