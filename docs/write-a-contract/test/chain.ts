// A chain in memory, with accounts and contracts. Contracts are called by their types.
import { url as debuggerUrl } from "node:inspector";
import { createContext, Script } from "node:vm";
import {
  type Address, addressFromBytes, addressToBytes, type Args, type ArgsOf, type ArgumentsOf, codeOf, type Contract, decodeArguments,
  encodeArguments, type Endpoints, type Payment, type ResultOf, type State, textToBytes,
} from "@mxvm/contract-api";
import { createCompositeExecutor, isWasm } from "@mxvm/executor-composite";
import { createDebugExecutor, type DebugExecutorOptions, formatReport, whiteBox } from "@mxvm/executor-debug";
import { createWasmExecutor } from "@mxvm/executor-wasm";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { TransactionResult } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";

/** Who calls (the owner if not given), and what they pay: EGLD, or tokens. */
export interface CallOptions {
  readonly from?: Address;
  readonly egld?: bigint;
  readonly payments?: readonly Payment[];
}

export interface ChainOptions extends DebugExecutorOptions {
  /** How long a transaction may take; 10 seconds if not given. */
  readonly timeoutMs?: number;
}

const timed = new Script("work()");

/** Ends what runs for too long, even where it never yields; the chain is of no use afterwards. A debugger has all the time. */
function withinTime<Result>(timeout: number, work: () => Result): Result {
  return timed.runInContext(createContext({ work }), debuggerUrl() === undefined ? { timeout } : {}) as Result;
}

function encode(args: Args, values: object): Uint8Array[] {
  return Object.entries(args).flatMap(([name, codec]) => encodeArguments(codec, (values as Record<string, unknown>)[name]));
}

export function createChain({ timeoutMs = 10_000, ...options }: ChainOptions) {
  const reports: string[] = [];
  const executor = createCompositeExecutor({
    routes: [
      { name: "wasm", accepts: isWasm, executor: createWasmExecutor() },
      { name: "debug", executor: createDebugExecutor({ onFailure: (report) => reports.push(formatReport(report)), ...options }) },
    ],
  });
  const world = createMockWorld({ gasSchedule: gasSchedules.default, vm: createVm({ executor }) });

  /** An account with EGLD and, if asked for, units of a token. */
  function user(name: string, egld = 1_000n, token?: Payment): Address {
    const address = new Uint8Array(32).fill(0x5f);
    address.set(textToBytes(name));
    const esdt = token && [{ tokenIdentifier: textToBytes(token.token), instances: [{ nonce: 0n, balance: token.amount }], lastNonce: 0n, roles: [] }];
    world.setAccount({ address, balance: egld, ...(esdt && { esdt }) });
    return addressFromBytes(address);
  }

  const owner = user("owner");
  const common = ({ from = owner, egld = 0n, payments = [] }: CallOptions) => ({
    txHash: new Uint8Array(32), sender: addressToBytes(from), value: egld, gasLimit: 100_000_000n, gasPrice: 0n,
    esdt: payments.map(({ token, nonce, amount }) => ({ tokenIdentifier: textToBytes(token), nonce, value: amount })),
  });

  /** The result, if the transaction succeeded; otherwise its message is thrown, and where the contract failed. */
  function succeeded(run: () => TransactionResult): TransactionResult {
    reports.length = 0;
    const result = withinTime(timeoutMs, run);
    if (result.returnCode !== 0) throw new Error([result.returnMessage, ...reports].join("\n"));
    return result;
  }

  function deployCode(code: Uint8Array, args: readonly Uint8Array[]): Uint8Array {
    const codeMetadata = Uint8Array.of(5, 6);
    return succeeded(() => world.execute({ kind: "deploy", code, codeMetadata, arguments: args, ...common({}) })).deployedAddress!;
  }

  return {
    world, owner, user,
    balance: (address: Address): bigint => world.getAccount(addressToBytes(address))?.balance ?? 0n,
    deployWasm: (code: Uint8Array): Address => addressFromBytes(deployCode(code, [])),
    deploy: <D extends State, I extends Args, X extends Endpoints, U extends Args>(contract: Contract<D, I, X, U>, args: ArgsOf<I>) => {
      const receiver = deployCode(codeOf(contract), encode(contract.init?.args ?? {}, args));
      const send = <N extends keyof X & string>(name: N, values: ArgumentsOf<X[N]>, run: (row: Uint8Array[]) => TransactionResult): ResultOf<X[N]> => {
        const { args: types, returns } = contract.endpoints[name]!;
        const { returnData } = succeeded(() => run(encode(types, values)));
        return (returns && decodeArguments(returns, returnData)) as ResultOf<X[N]>;
      };
      return {
        address: addressFromBytes(receiver),
        call: <N extends keyof X & string>(name: N, values: ArgumentsOf<X[N]>, options: CallOptions = {}): ResultOf<X[N]> =>
          send(name, values, (row) => world.execute({ kind: "call", receiver, function: name, arguments: row, ...common(options) })),
        view: <N extends keyof X & string>(name: N, values: ArgumentsOf<X[N]>): ResultOf<X[N]> =>
          send(name, values, (row) => world.query({ receiver, function: name, arguments: row })),
        inside: <Value>(body: Parameters<typeof whiteBox<D, I, X, U, TransactionResult, Value>>[3]): Value | undefined =>
          whiteBox(world, contract, { address: receiver }, body).value,
      };
    },
  };
}
