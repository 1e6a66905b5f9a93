// Makes a contract's context over an emitter: what `sc` is when the contract runs.
import type { AnyContract } from "../contract.js";
import type { Context, State } from "../context.js";
import type { Emitter } from "../emitter.js";
import type { AnyStored } from "../stored.js";
import { createBlockchain } from "./blockchain.js";
import { createCallValue } from "./call-value.js";
import { createCrypto } from "./crypto.js";
import { eventEmitter } from "./events.js";
import { createRandom } from "./random.js";
import { createSend } from "./send.js";

/** Parts of a context that no call needs for sure: each is made when it is first asked for, then kept. */
const lazyParts = {
  events: (emitter: Emitter, contract: AnyContract) => createEvents(emitter, contract.state as State),
  blockchain: createBlockchain,
  callValue: createCallValue,
  send: createSend,
  crypto: createCrypto,
  random: createRandom,
} satisfies Record<string, (emitter: Emitter, contract: AnyContract) => unknown>;

/** The context of a contract; one serves all calls of an instance. */
export function createContext<D extends State>(emitter: Emitter, contract: AnyContract): Context<D> {
  const context: Record<string, unknown> = { storage: createStorage(emitter, contract.state as State) };
  for (const [name, create] of Object.entries(lazyParts)) defineLazily(context, name, () => create(emitter, contract));
  return context as unknown as Context<D>;
}

function defineLazily(target: Record<string, unknown>, name: string, create: () => unknown): void {
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: true,
    get: () => {
      const value = create();
      Object.defineProperty(target, name, { value, enumerable: true });
      return value;
    },
  });
}

/** Items without keys form their storage key at each use, others at each call. */
function createStorage(emitter: Emitter, state: State): object {
  const storage = {};
  for (const [name, stored] of Object.entries<AnyStored>(state.storage ?? {})) {
    const isKeyless = (stored.keys as readonly unknown[]).length === 0;
    Object.defineProperty(storage, name, {
      enumerable: true,
      ...(isKeyless
        ? { get: () => stored.bind(emitter, []) }
        : { value: (...keys: readonly unknown[]) => stored.bind(emitter, keys) }),
    });
  }
  return Object.freeze(storage);
}

function createEvents(emitter: Emitter, state: State): object {
  const entries = Object.entries(state.events ?? {}).map(([name, event]) => [name, eventEmitter(emitter, event)]);
  return Object.freeze(Object.fromEntries(entries) as object);
}
