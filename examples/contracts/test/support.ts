// A world with contracts of this folder, called by their types: arguments go in and results come out as contracts have them.
import {
  addressFromBytes, addressToBytes, type AnyArgCodec, type AnyContract, type AnyEndpoint, type Args, type ArgumentsOf, codeOf, type Context, type Contract,
  decodeArguments, encodeArguments, type Endpoints, type Payment, type ResultOf, type State, textToBytes, type Address, type ArgsOf,
} from "@mxvm/contract-api";
import { createDebugExecutor, whiteBox } from "@mxvm/executor-debug";
import { gasSchedules } from "@mxvm/gas-schedules";
import type { TransactionResult, World } from "@mxvm/protocol-hooks";
import { createVm } from "@mxvm/vm-core";
import { createMockWorld } from "@mxvm/world-mock";

export interface CallOptions {
  readonly from?: Address;
  readonly egld?: bigint;
  readonly payments?: readonly Payment[];
  readonly gas?: bigint;
}

/** How a call ended: with its value, or with production's code and message. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value; readonly result: TransactionResult }
  | { readonly ok: false; readonly message: string; readonly result: TransactionResult };

/** A deployed contract. */
export interface Deployed<D extends State, X extends Endpoints> {
  readonly address: Address;
  call<N extends keyof X & string>(name: N, args: ArgumentsOf<X[N]>, options?: CallOptions): Outcome<ResultOf<X[N]>>;
  /** The value of a view. Throws where the query fails. */
  view<N extends keyof X & string>(name: N, args: ArgumentsOf<X[N]>): ResultOf<X[N]>;
  /** Runs a test's code inside the contract. */
  inside<Value>(body: (sc: Context<D>) => Value): Value;
}

export interface Scene {
  readonly world: World;
  user(name: string, egld?: bigint): Address;
  give(to: Address, token: string, amount: bigint): void;
  deploy<D extends State, I extends Args, X extends Endpoints, U extends Args>(
    contract: Contract<D, I, X, U>,
    args: ArgsOf<I>,
    options?: CallOptions,
  ): Deployed<D, X>;
}

const basics = { txHash: new Uint8Array(32), gasPrice: 0n };
const openMetadata = Uint8Array.of(5, 6);
const defaultGas = 600_000_000n;

function encode(endpoint: AnyEndpoint | undefined, values: Readonly<Record<string, unknown>>): Uint8Array[] {
  return Object.entries((endpoint?.args ?? {})).flatMap(([name, codec]) => encodeArguments(codec, values[name]));
}

function decode(codec: AnyArgCodec | undefined, row: readonly Uint8Array[]): unknown {
  return codec === undefined ? undefined : decodeArguments(codec, row);
}

/** The last byte of addresses names their shard among three. */
export function addressOf(name: string, shard = 0): Address {
  return addressFromBytes(Uint8Array.from({ length: 32 }, (_, at) => (at === 31 ? shard : (textToBytes(name)[at] ?? 0x5f))));
}

export function createScene(contracts: readonly AnyContract[]): Scene {
  const executor = createDebugExecutor({ contracts });
  const world = createMockWorld({ gasSchedule: gasSchedules.default, compatibility: "framework", vm: createVm({ executor }) });
  const sent = ({ from, egld = 0n, payments = [], gas = defaultGas }: CallOptions) => ({
    ...basics,
    sender: addressToBytes(from ?? addressOf("owner")),
    value: egld,
    esdt: payments.map(({ token, nonce, amount }) => ({ tokenIdentifier: textToBytes(token), nonce, value: amount })),
    gasLimit: gas,
  });
  world.setAccount({ address: addressToBytes(addressOf("owner")), balance: 10n ** 24n });
  return {
    world,
    user: (name, egld = 10n ** 24n) => {
      const user = addressOf(name, 1);
      world.setAccount({ address: addressToBytes(user), balance: egld });
      return user;
    },
    give: (to, token, amount) => {
      const instances = [{ nonce: 0n, balance: amount }];
      world.updateAccount({ address: addressToBytes(to), esdt: [{ tokenIdentifier: textToBytes(token), instances, lastNonce: 0n, roles: [] }] });
    },
    deploy: (contract, args, options = {}) => {
      const code = { code: codeOf(contract), codeMetadata: openMetadata, arguments: encode(contract.init, args) };
      const { deployedAddress, returnMessage } = world.execute({ kind: "deploy", ...code, ...sent(options) });
      if (deployedAddress === undefined) throw new TypeError(`${contract.name} was not deployed: ${returnMessage}`);
      return deployedContract(world, contract, deployedAddress, sent);
    },
  };
}

function deployedContract<D extends State, I extends Args, X extends Endpoints, U extends Args>(
  world: World,
  contract: Contract<D, I, X, U>,
  receiver: Uint8Array,
  sent: (options: CallOptions) => { readonly sender: Uint8Array; readonly value: bigint; readonly gasLimit: bigint },
): Deployed<D, X> {
  type Sent = ReturnType<typeof sent> & typeof basics & { readonly esdt: readonly [] };
  return {
    address: addressFromBytes(receiver),
    call: (name, args, options = {}) => {
      const endpoint = contract.endpoints[name]!;
      const row = encode(endpoint, args);
      const result = world.execute({ kind: "call", receiver, function: name, arguments: row, ...(sent(options) as Sent) });
      if (result.returnCode !== 0) return { ok: false, message: result.returnMessage, result };
      return { ok: true, value: decode(endpoint.returns, result.returnData) as never, result };
    },
    view: (name, args) => {
      const endpoint = contract.endpoints[name]!;
      const row = encode(endpoint, args);
      const result = world.query({ receiver, function: name, arguments: row });
      if (result.returnCode !== 0) throw new TypeError(`${contract.name}.${name}: ${result.returnMessage}`);
      return decode(endpoint.returns, result.returnData) as never;
    },
    inside: (body) => {
      const { result, value } = whiteBox(world, contract, { address: receiver }, body);
      if (result.returnCode !== 0) throw new TypeError(result.returnMessage);
      return value!;
    },
  };
}

